//! Molecules far from their own past, or from establishments of the same type.
//!
//! Far is told by a robust score: the distance to the median, in units of 1.4826 times the median absolute
//! deviation (Hampel 1974), which one odd year or establishment does not move. Deviations below a twentieth of the
//! median count as that twentieth, so that a series that never moved does not make a scandal of its first step.

use std::collections::{BTreeMap, HashMap};

use super::effect::effect_of;
use super::found::{YearFinding, on_rate};
use super::molecules::{MoleculeKey, MoleculeRates, name, subject};
use crate::consumption::Stake;
use crate::dto::ImportKind;
use crate::french::decimal;
use crate::import::{Issue, Threshold};
use crate::statistics::{median, robust_score};

/// Establishments of the same type in the same year.
#[derive(Debug, Clone, PartialEq)]
pub struct Peers {
    /// French name of the type, for example `CH`.
    pub label: String,
    /// Each other establishment of the type that has a rate.
    pub rates: Vec<MoleculeRates>,
}

/// Findings of CO12: molecules far from the years before.
pub fn unlike_history(
    now: &MoleculeRates,
    before: &BTreeMap<i32, MoleculeRates>,
) -> Vec<YearFinding> {
    let years: Vec<&MoleculeRates> = before.values().filter(|year| year.days > 0.0).collect();
    if (years.len() as f64) < Threshold::HistoryYears.value() {
        return Vec::new();
    }
    let issue = || {
        let issue = Issue::new(ImportKind::Consumption, "unlike_history");
        issue.word("number", years.len().to_string())
    };
    far(now, &years, (Threshold::HistoryScore, Threshold::HistoryEffect), issue)
}

/// Findings of CO13: molecules far from those of the same type.
pub fn unlike_peers(now: &MoleculeRates, peers: &Peers) -> Vec<YearFinding> {
    let others: Vec<&MoleculeRates> = peers.rates.iter().filter(|one| one.days > 0.0).collect();
    if (others.len() as f64) < Threshold::PeersNumber.value() {
        return Vec::new();
    }
    let issue = || {
        let issue = Issue::new(ImportKind::Consumption, "unlike_peers");
        issue.word("number", others.len().to_string()).word("type", &peers.label)
    };
    far(now, &others, (Threshold::PeersScore, Threshold::PeersEffect), issue)
}

fn far(
    now: &MoleculeRates,
    others: &[&MoleculeRates],
    (score, least): (Threshold, Threshold),
    issue: impl Fn() -> Issue,
) -> Vec<YearFinding> {
    let mut rates: HashMap<&MoleculeKey, Vec<f64>> =
        now.ddj.keys().map(|molecule| (molecule, Vec::new())).collect();
    for one in others {
        for (molecule, rate) in one.rates() {
            rates.entry(molecule).or_default().push(rate);
        }
    }
    let mut rates: Vec<(&MoleculeKey, Vec<f64>)> = rates.into_iter().collect();
    rates.sort_unstable_by_key(|(molecule, _)| *molecule);
    let found = rates.into_iter().filter_map(|(molecule, mut usual)| {
        let rate = now.rate(molecule)?;
        // The rate of who did not use it is zero.
        usual.resize(others.len(), 0.0);
        let median = median(&usual)?;
        let distance = robust_score(rate, &usual).filter(|z| z.abs() >= score.value())?;
        let ddj = (median - rate) * now.days / 1000.0;
        let effect = effect_of(now.all(), Stake { ddj, days: 0.0 })?;
        let issue = issue()
            .word("molecule", name(molecule))
            .word("rate", decimal(rate, 1))
            .word("median", decimal(median, 1))
            .word("score", decimal(distance, 1));
        let told = effect >= least.value();
        told.then(|| YearFinding::of(&subject(molecule), &issue, on_rate(Some(effect))))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(ddj: f64) -> MoleculeRates {
        let one = |atc: &str, ddj| ((atc.into(), "O".into()), ddj);
        MoleculeRates { ddj: [one("J01CA04", ddj), one("J01CR02", 1000.0)].into(), days: 10_000.0 }
    }

    fn reasons(found: &[YearFinding]) -> Vec<&str> {
        found.iter().map(|one| one.reason.as_str()).collect()
    }

    #[test]
    fn a_molecule_far_from_its_own_past_is_told() {
        let past = |values: &[f64]| -> BTreeMap<i32, MoleculeRates> {
            (2020..).zip(values.iter().copied().map(rates)).collect()
        };
        for (before, now, expected) in [
            (&[400.0, 410.0, 390.0, 405.0][..], 900.0, vec!["unlike_history"]),
            (&[400.0, 410.0, 390.0, 405.0], 0.0, vec!["unlike_history"]),
            (&[400.0, 410.0, 390.0, 405.0], 420.0, vec![]),
            (&[400.0, 400.0, 400.0], 410.0, vec![]),
            (&[300.0, 400.0, 500.0, 350.0], 600.0, vec![]),
            (&[400.0, 410.0], 4000.0, vec![]),
        ] {
            assert_eq!(reasons(&unlike_history(&rates(now), &past(before))), expected, "{now}");
        }
    }

    #[test]
    fn a_molecule_far_from_establishments_of_the_type_is_told_once_they_are_many() {
        let peers = |number: usize| Peers {
            label: "CH".to_owned(),
            rates: (0..number).map(|one| rates(380.0 + 10.0 * (one % 5) as f64)).collect(),
        };
        assert_eq!(reasons(&unlike_peers(&rates(1500.0), &peers(12))), ["unlike_peers"]);
        assert_eq!(reasons(&unlike_peers(&rates(400.0), &peers(12))), [""; 0]);
        assert_eq!(reasons(&unlike_peers(&rates(1500.0), &peers(9))), [""; 0]);
    }
}
