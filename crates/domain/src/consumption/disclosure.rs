//! Sums over few establishments stay hidden from their neighbours.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    figures::{Question, place_codes},
    totals::Place,
};
use crate::dto::{ConsumptionAnalysis, Figure};
use crate::import::Period;

/// Fewest establishments behind a sum that others may read. One of two would take its own figures
/// off the sum and read those of the other; among three, each sees two others mixed.
pub const MIN_ESTABLISHMENTS: usize = 3;

/// The side of a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Consumption,
    Days,
}

/// An establishment that has a part in the sums of a place and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub finess: String,
    pub side: Side,
    pub period: Period,
    pub place: Place,
}

/// Who is behind each side of a sum.
#[derive(Default)]
struct Behind<'a> {
    consumption: BTreeSet<&'a str>,
    days: BTreeSet<&'a str>,
}

impl<'a> Behind<'a> {
    fn add(&mut self, part: &'a Part) {
        match part.side {
            Side::Consumption => self.consumption.insert(&part.finess),
            Side::Days => self.days.insert(&part.finess),
        };
    }

    /// Whether a side shows the figures of few, and not of `own` alone.
    fn is_hidden(&self, own: &BTreeSet<String>) -> bool {
        let few = |side: &BTreeSet<&str>| (1..MIN_ESTABLISHMENTS).contains(&side.len());
        (few(&self.consumption) || few(&self.days))
            && self.consumption.union(&self.days).any(|finess| !own.contains(*finess))
    }
}

/// Hides the groups, and the totals, that are sums over few establishments beyond `own`. They stay
/// in the answer without their numbers.
pub fn hide_few(
    analysis: &mut ConsumptionAnalysis,
    question: &Question,
    parts: &[Part],
    own: &BTreeSet<String>,
) {
    let mut all = Behind::default();
    let mut groups: BTreeMap<BTreeMap<String, String>, Behind<'_>> = BTreeMap::new();
    for part in parts.iter().filter(|part| question.takes(part.period, &part.place)) {
        all.add(part);
        groups.entry(place_codes(question, part.period, &part.place)).or_default().add(part);
    }
    if all.is_hidden(own) {
        analysis.totals.ddd = None;
        analysis.totals.patient_days = None;
        hide(&mut analysis.totals.rate);
    }
    for group in &mut analysis.groups {
        let of_place = |(place, behind): (&BTreeMap<String, String>, &Behind<'_>)| {
            place.iter().all(|(axis, code)| group.key.get(axis) == Some(code))
                && behind.is_hidden(own)
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
    use crate::consumption::{Axis, DaysKey, Scope, Total, TotalKey, Totals, analyse};
    use crate::dto::{Perimeter, Versions};

    fn place(sector: &str) -> Place {
        Place { scope: Scope::Spares, sector: sector.to_owned(), subsector: String::new() }
    }

    fn parts(sector: &str, side: Side, establishments: &[&str]) -> Vec<Part> {
        let part = |finess: &&str| Part {
            finess: (*finess).to_owned(),
            side,
            period: Period { year: 2024, quarter: None },
            place: place(sector),
        };
        establishments.iter().map(part).collect()
    }

    /// The sums of two sectors, split by sector and molecule.
    fn shown(parts: &[Part], own: &[&str]) -> Vec<(String, bool)> {
        let period = Period { year: 2024, quarter: None };
        let mut totals = Totals::default();
        for sector in ["MED", "REA"] {
            totals.days.insert(DaysKey { period, place: place(sector) }, 1000.0);
            let key = TotalKey {
                period,
                place: place(sector),
                atc: "J01CR02".to_owned(),
                route: "P".to_owned(),
            };
            totals.consumption.insert(key, Total { ddj: 10.0, quantity: 1.0 });
        }
        let question = Question::year(2024, Perimeter::Spares).by(&[Axis::Sector, Axis::Atc]);
        let mut analysis = analyse(&totals, &question, &Versions::default());
        let own = own.iter().map(|finess| (*finess).to_owned()).collect();
        hide_few(&mut analysis, &question, parts, &own);
        for group in &analysis.groups {
            let hidden = group.rate.value.is_none();
            assert_eq!(group.ddd.is_none(), hidden);
            assert_eq!(group.rate.notes.is_empty(), !hidden);
            assert!(!hidden || (group.rate.numerator == 0.0 && group.share.is_none()));
        }
        let groups = analysis.groups.iter().map(|g| (g.key["sector"].clone(), g.ddd.is_some()));
        groups.chain([("all".to_owned(), analysis.totals.ddd.is_some())]).collect()
    }

    fn check(parts: &[Vec<Part>], own: &[&str], [med, rea, all]: [bool; 3]) {
        let expected = [("MED", med), ("REA", rea), ("all", all)];
        assert_eq!(
            shown(&parts.concat(), own),
            expected.map(|(name, shown)| (name.to_owned(), shown)),
            "{own:?}"
        );
    }

    #[test]
    fn a_sum_needs_three_establishments_on_both_sides() {
        let both = |sector: &str, establishments: &[&str]| {
            [
                parts(sector, Side::Consumption, establishments),
                parts(sector, Side::Days, establishments),
            ]
            .concat()
        };
        let three = ["a", "b", "c"];
        check(&[both("MED", &three), both("REA", &three)], &[], [true; 3]);
        check(&[both("MED", &three), both("REA", &["a", "b"])], &["a"], [true, false, true]);
        check(&[both("MED", &three), both("REA", &["a", "b"])], &["a", "b"], [true; 3]);
        check(&[both("MED", &["a"]), both("REA", &["b"])], &["a"], [true, false, false]);
        let few_consume =
            [parts("MED", Side::Days, &three), parts("MED", Side::Consumption, &["a"])].concat();
        check(&[few_consume, both("REA", &three)], &[], [false, true, true]);
    }
}
