//! Establishments side by side.

use super::Told;
use crate::chart::{Chart, Exposed, Exposure, Peers, Words, distribution, funnel};
use crate::dto::{PeerDistribution, PeerFigure, Spread};
use crate::inquiry::{Inquiry, Subject};
use crate::statistics::{Counted, FunnelKind, Unsaid};

impl Inquiry {
    /// Where the own establishments stand; for a centre, all of them and their funnel. Consumption is told for its
    /// case-mix too, and by what.
    pub(super) fn peers(&self, words: &Words, peers: &PeerDistribution) -> Vec<Told> {
        let figure = |one: &PeerFigure| one.figure.value;
        let first = spread(words, peers, peers.values, (figure, |one| one.percentile));
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
            let ratio = |one: &PeerFigure| one.ratio.as_ref().and_then(|ratio| ratio.value);
            let told = spread(&words, peers, peers.ratios, (ratio, |one| one.ratio_percentile));
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

/// The values of peers, or their percentiles, with the first of the own ones.
fn spread(
    words: &Words,
    peers: &PeerDistribution,
    percentiles: Option<Spread>,
    (value, rank): (impl Fn(&PeerFigure) -> Option<f64>, impl Fn(&PeerFigure) -> Option<f64>),
) -> Result<Chart, Unsaid> {
    let own = peers.own.first();
    let values: Vec<f64> = peers.members.iter().filter_map(&value).collect();
    let few = Unsaid::TooShort {
        have: usize::try_from(peers.establishments).unwrap_or(usize::MAX),
        need: crate::peers::MIN_PEERS,
    };
    let summary = |spread: Spread| Peers::Summary {
        count: usize::try_from(peers.establishments).unwrap_or(usize::MAX),
        spread,
        rank: own.and_then(&rank),
    };
    let of = if values.is_empty() {
        percentiles.map(summary).ok_or(few)?
    } else {
        Peers::Values(&values)
    };
    distribution(words, of, own.and_then(value))
}
