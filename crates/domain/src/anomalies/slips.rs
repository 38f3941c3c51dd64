//! Packs counted for units: a molecule that is about ten or thirty times what it was, or the reverse.

use super::effect::effect_of;
use super::found::{YearFinding, on_rate};
use super::molecules::{MoleculeRates, name, subject};
use crate::consumption::Stake;
use crate::dto::ImportKind;
use crate::french::{decimal, whole};
use crate::import::{Issue, Threshold};

/// Findings of CO11: molecules whose rate is near a size of pack beside that of the year before.
pub fn slips(year: i32, now: &MoleculeRates, before: &MoleculeRates) -> Vec<YearFinding> {
    let found = now.ddj.iter().filter_map(|(molecule, ddj)| {
        let (rate, previous) = (now.rate(molecule)?, before.rate(molecule)?);
        let factor = near_a_pack(rate, previous)?;
        let usual = previous * now.days / 1000.0;
        let effect = effect_of(now.all(), Stake { ddj: usual - ddj, days: 0.0 })?;
        let issue = Issue::new(ImportKind::Consumption, "unit_slip")
            .word("molecule", name(molecule))
            .word("rate", decimal(rate, 1))
            .word("before", decimal(previous, 1))
            .word("year", year.to_string())
            .word("before_year", (year - 1).to_string())
            .word("factor", whole(factor));
        let told = effect >= Threshold::SlipEffect.value();
        told.then(|| YearFinding::of(&subject(molecule), &issue, on_rate(Some(effect))))
    });
    found.collect()
}

/// The size of pack that a quotient of two rates is near, whichever way.
fn near_a_pack(rate: f64, before: f64) -> Option<f64> {
    if rate <= 0.0 || before <= 0.0 {
        return None;
    }
    let quotient = (rate / before).max(before / rate);
    let margin = Threshold::PackMargin.value() / 100.0;
    let sizes = [Threshold::SmallPack.value(), Threshold::LargePack.value()];
    sizes.into_iter().find(|size| (quotient / size - 1.0).abs() <= margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(ddj: &[(&str, f64)]) -> MoleculeRates {
        let one = |(atc, ddj): &(&str, f64)| (((*atc).into(), "O".into()), *ddj);
        MoleculeRates { ddj: ddj.iter().map(one).collect(), days: 10_000.0 }
    }

    #[test]
    fn packs_counted_for_units_are_told_both_ways() {
        let before = rates(&[("J01CA04", 400.0), ("J01CR02", 1000.0)]);
        for (ddj, expected) in [
            (40.0, vec!["unit_slip"]),
            (4100.0, vec!["unit_slip"]),
            (13.0, vec!["unit_slip"]),
            (12_500.0, vec!["unit_slip"]),
            (800.0, vec![]),
            (0.0, vec![]),
            (8000.0, vec![]),
        ] {
            let now = rates(&[("J01CA04", ddj), ("J01CR02", 1000.0)]);
            let found = slips(2024, &now, &before);
            let reasons: Vec<&str> = found.iter().map(|one| one.reason.as_str()).collect();
            assert_eq!(reasons, expected, "{ddj}");
        }
    }

    #[test]
    fn a_slip_says_what_the_rate_would_be_without_it() {
        let before = rates(&[("J01CA04", 100.0), ("J01CR02", 900.0)]);
        let now = rates(&[("J01CA04", 1000.0), ("J01CR02", 1000.0)]);
        let found = slips(2024, &now, &before);
        let effect = found[0].effect.as_ref().unwrap().percent;
        assert!((effect - 45.0).abs() < 1e-9, "{effect}");
        assert!(found[0].message.contains("Amoxicilline"), "{}", found[0].message);
    }
}
