//! Sums over few establishments stay hidden from their neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    figures::{Question, place_codes},
    totals::{DaysKey, TotalKey, Totals},
};
use crate::contributors::{Contributors, MIN_ESTABLISHMENTS};
use crate::dto::{ConsumptionAnalysis, Figure};

/// Who is behind the sums of each place and period, on either side of a rate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Behind {
    pub consumption: BTreeMap<DaysKey, Contributors>,
    pub days: BTreeMap<DaysKey, Contributors>,
}

impl Behind {
    /// Those of one establishment alone.
    pub fn one(finess: &str, totals: &Totals) -> Self {
        let one = Contributors::one(&Arc::from(finess));
        let place = |key: &TotalKey| DaysKey { period: key.period, place: key.place.clone() };
        let consumption = totals.consumption.keys().map(|key| (place(key), one.clone()));
        let days = totals.days.keys().map(|key| (key.clone(), one.clone()));
        Self { consumption: consumption.collect(), days: days.collect() }
    }

    /// Adds those of another sum.
    pub fn add(&mut self, other: &Self) {
        for (ours, theirs) in
            [(&mut self.consumption, &other.consumption), (&mut self.days, &other.days)]
        {
            for (key, contributors) in theirs {
                ours.entry(key.clone()).or_default().add(contributors);
            }
        }
    }
}

/// Who is behind each side of a group.
#[derive(Default)]
struct Sides {
    consumption: Contributors,
    days: Contributors,
}

impl Sides {
    /// Whether a side shows the figures of few, and not of `own` alone.
    fn are_hidden_from(&self, own: &BTreeSet<String>) -> bool {
        (self.consumption.are_few() || self.days.are_few())
            && (self.consumption.has_others_than(own) || self.days.has_others_than(own))
    }
}

/// Hides the groups, and the totals, that are sums over few establishments beyond `own`. They stay
/// in the answer without their numbers.
pub fn hide_few(
    analysis: &mut ConsumptionAnalysis,
    question: &Question,
    behind: &Behind,
    own: &BTreeSet<String>,
) {
    let mut all = Sides::default();
    let mut groups: BTreeMap<BTreeMap<String, String>, Sides> = BTreeMap::new();
    let takes = |(key, _): &(&DaysKey, &Contributors)| question.takes(key.period, &key.place);
    for (key, contributors) in behind.consumption.iter().filter(takes) {
        let codes = place_codes(question, key.period, &key.place);
        all.consumption.add(contributors);
        groups.entry(codes).or_default().consumption.add(contributors);
    }
    for (key, contributors) in behind.days.iter().filter(takes) {
        let codes = place_codes(question, key.period, &key.place);
        all.days.add(contributors);
        groups.entry(codes).or_default().days.add(contributors);
    }
    if all.are_hidden_from(own) {
        analysis.totals.ddd = None;
        analysis.totals.patient_days = None;
        hide(&mut analysis.totals.rate);
    }
    for group in &mut analysis.groups {
        let of_place = |(place, sides): (&BTreeMap<String, String>, &Sides)| {
            place.iter().all(|(axis, code)| group.key.get(axis) == Some(code))
                && sides.are_hidden_from(own)
        };
        if groups.iter().any(of_place) {
            group.ddd = None;
            group.patient_days = None;
            group.share = None;
            group.dose = None;
            hide(&mut group.rate);
        }
    }
}

/// Takes the numbers out of a figure that would show those of one establishment.
pub fn hide(figure: &mut Figure) {
    figure.value = None;
    figure.numerator = 0.0;
    figure.denominator = 0.0;
    figure.interval = None;
    figure.notes = vec![format!(
        "Moins de {MIN_ESTABLISHMENTS}\u{a0}établissements sont derrière ce chiffre\u{a0}: il \
         montrerait ceux d’un autre établissement et n’est pas affiché."
    )];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consumption::{Axis, Place, Scope, Total, analyse};
    use crate::dto::{Perimeter, Versions};
    use crate::import::Period;

    const PERIOD: Period = Period::year(2024);

    fn place(sector: &str) -> Place {
        Place { scope: Scope::Spares, sector: sector.into(), subsector: "".into() }
    }

    /// Those who consume in a sector, and those who have days there.
    fn behind(sector: &str, [consumption, days]: [&[&str]; 2]) -> Behind {
        let of = |establishments: &[&str]| {
            let those = establishments.iter().map(|finess| Arc::from(*finess)).collect();
            BTreeMap::from([(DaysKey { period: PERIOD, place: place(sector) }, those)])
        };
        Behind { consumption: of(consumption), days: of(days) }
    }

    /// The sums of two sectors, split by sector and molecule.
    fn shown(behind: &Behind, own: &[&str]) -> Vec<(String, bool)> {
        let mut totals = Totals::default();
        for sector in ["MED", "REA"] {
            totals.days.insert(DaysKey { period: PERIOD, place: place(sector) }, 1000.0);
            let key = TotalKey {
                period: PERIOD,
                place: place(sector),
                atc: "J01CR02".into(),
                route: "P".into(),
            };
            totals.consumption.insert(key, Total { ddj: 10.0, quantity: 1.0 });
        }
        let question = Question::year(2024, Perimeter::Spares).by(&[Axis::Sector, Axis::Atc]);
        let mut analysis = analyse(&totals, &question, &Versions::default());
        let own = own.iter().map(|finess| (*finess).to_owned()).collect();
        hide_few(&mut analysis, &question, behind, &own);
        for group in &analysis.groups {
            let hidden = group.rate.value.is_none();
            assert_eq!(group.ddd.is_none(), hidden);
            assert_eq!(group.rate.notes.is_empty(), !hidden);
            assert!(!hidden || (group.rate.numerator == 0.0 && group.share.is_none()));
        }
        let groups = analysis.groups.iter().map(|g| (g.key["sector"].clone(), g.ddd.is_some()));
        groups.chain([("all".to_owned(), analysis.totals.ddd.is_some())]).collect()
    }

    fn check(sectors: &[Behind; 2], own: &[&str], [med, rea, all]: [bool; 3]) {
        let mut sum = Behind::default();
        for sector in sectors {
            sum.add(sector);
        }
        let expected = [("MED", med), ("REA", rea), ("all", all)];
        assert_eq!(
            shown(&sum, own),
            expected.map(|(name, shown)| (name.to_owned(), shown)),
            "{own:?}"
        );
    }

    #[test]
    fn a_sum_needs_three_establishments_on_both_sides() {
        let both = |sector: &str, establishments: &[&str]| behind(sector, [establishments; 2]);
        let three = ["a", "b", "c"];
        check(&[both("MED", &three), both("REA", &three)], &[], [true; 3]);
        check(&[both("MED", &three), both("REA", &["a", "b"])], &["a"], [true, false, true]);
        check(&[both("MED", &three), both("REA", &["a", "b"])], &["a", "b"], [true; 3]);
        check(&[both("MED", &["a"]), both("REA", &["b"])], &["a"], [true, false, false]);
        let few_consume = behind("MED", [&["a"], &three]);
        check(&[few_consume, both("REA", &three)], &[], [false, true, true]);
    }
}
