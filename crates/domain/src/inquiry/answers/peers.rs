//! Establishments side by side.

use super::Told;
use crate::casemix::QUASI_POISSON;
use crate::chart::{
    Chart, DDJ_APART, Exposed, Exposure, Matter, Peers, Words, distribution, funnel, point,
};
use crate::dto::{Figure, Interval, PeerDistribution, PeerFigure, Spread};
use crate::french;
use crate::inquiry::{Inquiry, Subject};
use crate::statistics::{Counted, FunnelKind, Unsaid};

impl Inquiry {
    /// Where the own establishments stand; for a centre, all of them and their funnel. Consumption is told for its
    /// case-mix too, and by what.
    pub(super) fn peers(&self, words: &Words, peers: &PeerDistribution) -> Vec<Told> {
        let first =
            spread(words, peers, peers.values, (|one| Some(&one.figure), |one| one.percentile));
        let mut charts = vec![first.map_err(|why| words.unsaid(why))];
        if self.subject == Subject::Consumption {
            let by = match peers.model {
                Some(_) => "par secteur et par type",
                None => "par secteur",
            };
            let words = Words {
                measure: format!("{} – observé sur attendu {by}", words.measure),
                unit: "× l’attendu".to_owned(),
                ..words.clone()
            };
            let told = spread(
                &words,
                peers,
                peers.ratios,
                (|one| one.ratio.as_ref(), |one| one.ratio_percentile),
            );
            charts.push(told.map_err(|why| words.unsaid(why)));
        }
        if !peers.members.is_empty() {
            let funnel = self.funnel(words, peers);
            charts.push(funnel.map_err(|why| words.unsaid(why)));
        }
        charts
    }

    fn funnel(&self, words: &Words, peers: &PeerDistribution) -> Result<Chart, Unsaid> {
        let rates = self.subject == Subject::Consumption;
        let exposure = Exposure {
            name: if rates { "Journées d’hospitalisation" } else { "Souches testées" }.to_owned(),
            kind: if rates { FunnelKind::Rate } else { FunnelKind::Proportion },
            per: if rates { 1000.0 } else { 100.0 },
        };
        let exposed = |one: &PeerFigure| Exposed {
            label: one.name.clone(),
            counted: Counted::new(one.figure.numerator, one.figure.denominator),
            own: false,
        };
        let known = peers.members.iter().filter(|one| one.figure.value.is_some());
        let all: Vec<Exposed> = known.map(exposed).collect();
        funnel(words, &exposure, &all)
    }
}

/// What is taken of each peer.
type Rank = fn(&PeerFigure) -> Option<f64>;

/// The values of peers, or their percentiles, with the first of the own ones.
fn spread(
    words: &Words,
    peers: &PeerDistribution,
    percentiles: Option<Spread>,
    (figure, rank): (fn(&PeerFigure) -> Option<&Figure>, Rank),
) -> Result<Chart, Unsaid> {
    let own = peers.own.first();
    let values: Vec<f64> =
        peers.members.iter().filter_map(figure).filter_map(|one| one.value).collect();
    let few = Unsaid::TooShort {
        have: usize::try_from(peers.establishments).unwrap_or(usize::MAX),
        need: crate::peers::MIN_PEERS,
    };
    let summary = |spread: Spread| Peers::Summary {
        count: usize::try_from(peers.establishments).unwrap_or(usize::MAX),
        spread,
        rank: own.and_then(rank),
    };
    let of = if values.is_empty() {
        percentiles.map(summary).ok_or(few)?
    } else {
        Peers::Values(&values)
    };
    let own = own.and_then(figure);
    let mut chart = distribution(words, of, own.and_then(point))?;
    if let Some(interval) = own.and_then(|own| own.interval.as_ref())
        && words.matter == Matter::Consumption
    {
        // That of a model has the dispersion among establishments.
        if interval.method == QUASI_POISSON {
            chart.reading.says.insert(1, from_expected(interval));
        } else {
            chart.reading.limits.push(DDJ_APART.to_owned());
        }
    }
    Ok(chart)
}

/// What the interval of a ratio says of what was expected, its bounds read as they are written.
fn from_expected(interval: &Interval) -> String {
    let written = |bound: f64| (100.0 * bound).round() / 100.0;
    french::typeset(if (written(interval.low)..=written(interval.high)).contains(&1.0) {
        "L’intervalle comprend 1 : un écart à l’attendu peut tenir au hasard."
    } else {
        "L’intervalle ne comprend pas 1 : le hasard seul n’explique guère l’écart à l’attendu."
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::{figure, plain};
    use crate::inquiry::{Names, Scope, View};

    /// The reading of the rate and of the ratio of an own establishment, the ratio with these bounds.
    fn readings((low, high): (f64, f64), method: &str) -> [(Vec<String>, Vec<String>); 2] {
        let spread = Spread { p10: 0.5, p25: 0.8, median: 1.0, p75: 1.2, p90: 1.5 };
        let interval = Interval { low, high, level: 0.95, method: method.to_owned() };
        let own = PeerFigure {
            finess: "060780897".to_owned(),
            name: "CH de Grasse".to_owned(),
            figure: figure(300.0, ""),
            percentile: Some(40.0),
            ratio: Some(Figure {
                interval: Some(interval),
                ..figure(f64::midpoint(low, high), "")
            }),
            ratio_percentile: Some(40.0),
            not_standardised: Vec::new(),
        };
        let peers = PeerDistribution {
            establishments: 75,
            without_value: 0,
            pooled: figure(310.0, ""),
            values: Some(Spread { p10: 100.0, p25: 200.0, median: 300.0, p75: 400.0, p90: 500.0 }),
            ratios: Some(spread),
            own: vec![own],
            members: Vec::new(),
            notes: Vec::new(),
            model: None,
            without_model: None,
        };
        let inquiry = Inquiry { view: View::Peers, ..Inquiry::of(Scope::kind("CH"), 2024) };
        let charts = inquiry.charts(&[crate::inquiry::Answer::Peers(peers)], &Names::new());
        let read = |at: usize| {
            let reading = &charts[at].as_ref().unwrap().reading;
            let plain = |all: &[String]| all.iter().map(|text| plain(text)).collect();
            (plain(&reading.says), plain(&reading.limits))
        };
        [read(0), read(1)]
    }

    #[test]
    fn a_ratio_of_the_model_is_told_with_what_its_interval_says() {
        let says = |bounds| readings(bounds, QUASI_POISSON)[1].0[1].clone();
        assert!(says((0.74, 1.27)).starts_with("L’intervalle comprend 1 :"));
        assert!(says((0.951, 0.998)).starts_with("L’intervalle comprend 1 :"), "it reads 1,00");
        assert!(says((1.1, 1.3)).starts_with("L’intervalle ne comprend pas 1 :"));
    }

    #[test]
    fn an_interval_that_counts_doses_one_by_one_is_too_narrow_to_speak_of_chance() {
        let counts = |limits: &[String]| limits.iter().any(|text| text.contains("chaque DDJ"));
        let [(_, of_rate), (says, of_ratio)] = readings((1.1, 1.3), "poisson_exact");
        assert!(counts(&of_rate) && counts(&of_ratio));
        assert!(says.iter().all(|text| !text.contains("hasard")), "{says:?}");
        let [_, (_, of_model)] = readings((1.1, 1.3), QUASI_POISSON);
        assert!(!counts(&of_model));
    }
}
