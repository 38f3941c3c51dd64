//! Establishments side by side.

use super::Told;
use crate::chart::{Chart, Exposed, Exposure, Peers, Point, Words, distribution, funnel};
use crate::dto::{Figure, PeerDistribution, PeerFigure, Spread};
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
            let mut told = spread(
                &words,
                peers,
                peers.ratios,
                (|one| one.ratio.as_ref(), |one| one.ratio_percentile),
            );
            if let (Ok(chart), Some(text)) = (&mut told, peers.own.first().and_then(from_expected))
            {
                chart.reading.says.insert(1, text);
            }
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
    distribution(words, of, own.and_then(figure).and_then(point))
}

fn point(figure: &Figure) -> Option<Point> {
    let interval = figure.interval.as_ref().map(|interval| (interval.low, interval.high));
    figure.value.map(|value| Point { value, interval })
}

/// What the interval of a ratio says of what was expected.
fn from_expected(own: &PeerFigure) -> Option<String> {
    let (low, high) = point(own.ratio.as_ref()?)?.interval?;
    let says = if (low..=high).contains(&1.0) {
        "L’intervalle comprend 1 : cet écart à l’attendu peut tenir au hasard."
    } else {
        "L’intervalle ne comprend pas 1 : le hasard seul n’explique guère cet écart à l’attendu."
    };
    Some(french::typeset(says))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::{figure, plain};

    #[test]
    fn a_ratio_is_told_with_what_its_interval_says() {
        let own = |ratio: f64| PeerFigure {
            finess: "060780897".to_owned(),
            name: "CH de Grasse".to_owned(),
            figure: figure(300.0, ""),
            percentile: None,
            ratio: Some(figure(ratio, "")),
            ratio_percentile: None,
            not_standardised: Vec::new(),
        };
        let says = |ratio: f64| plain(&from_expected(&own(ratio)).unwrap());
        assert!(says(1.2).starts_with("L’intervalle comprend 1 :"), "{}", says(1.2));
        assert!(says(2.5).starts_with("L’intervalle ne comprend pas 1 :"), "{}", says(2.5));
        assert_eq!(from_expected(&PeerFigure { ratio: None, ..own(1.0) }), None);
    }
}
