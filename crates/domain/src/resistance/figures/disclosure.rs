//! Sums over few establishments stay hidden from their neighbours, as those of consumption do.

use std::collections::{BTreeMap, BTreeSet};

use super::GroupKey;
use super::analyse::groups_with_isolates;
use super::question::Question;
use super::told::codes;
use crate::consumption::{MIN_ESTABLISHMENTS, hide};
use crate::dto::ResistanceAnalysis;
use crate::resistance::cells::Sums;

/// Hides the groups that few establishments beyond `own` have isolates of, and the densities of few.
pub fn hide_few(
    analysis: &mut ResistanceAnalysis,
    question: &Question,
    by_establishment: &BTreeMap<String, Sums>,
    own: &BTreeSet<String>,
) {
    let is_few = |behind: &BTreeSet<&str>| {
        (1..MIN_ESTABLISHMENTS).contains(&behind.len())
            && behind.iter().any(|finess| !own.contains(*finess))
    };
    let mut behind: BTreeMap<GroupKey, BTreeSet<&str>> = BTreeMap::new();
    let mut with_days = BTreeSet::new();
    for (finess, sums) in by_establishment {
        if !sums.days.is_empty() {
            with_days.insert(finess.as_str());
        }
        for key in groups_with_isolates(sums, question) {
            behind.entry(key).or_default().insert(finess);
        }
    }
    let behind: BTreeMap<BTreeMap<String, String>, BTreeSet<&str>> =
        behind.into_iter().map(|(key, who)| (codes(&key), who)).collect();
    for group in &mut analysis.groups {
        let few = behind.get(&group.key).is_some_and(&is_few);
        if few {
            (group.isolates, group.tested) = (None, None);
            (group.increased, group.intermediate, group.resistant) = (None, None, None);
            hide(&mut group.proportion);
        }
        if few || is_few(&with_days) {
            hide(&mut group.density);
            hide(&mut group.isolates_density);
        }
    }
}

/// Whether what `has` finds is that of few establishments beyond `own`.
pub fn is_of_few(
    by_establishment: &BTreeMap<String, Sums>,
    own: &BTreeSet<String>,
    has: impl Fn(&Sums) -> bool,
) -> bool {
    let behind = by_establishment.iter().filter(|(_, sums)| has(sums)).map(|(finess, _)| finess);
    let behind: Vec<&String> = behind.take(MIN_ESTABLISHMENTS).collect();
    behind.len() < MIN_ESTABLISHMENTS && behind.into_iter().any(|finess| !own.contains(finess))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consumption::{DaysKey, Place, Scope};
    use crate::dto::Versions;
    use crate::import::Period;
    use crate::resistance::cells::{Cells, Measure, Part};
    use crate::resistance::dedup::Method;
    use crate::resistance::figures::analyse;
    use crate::resistance::figures::{Axis, Measures, Parts, Taxa, tell};
    use crate::resistance::testing::{isolate, list};

    const YEAR: Period = Period::year(2024);

    fn hospital() -> Sums {
        let place =
            Place { scope: Scope::Spares, sector: "MED".to_owned(), subsector: String::new() };
        let days = [(DaysKey { period: YEAR, place }, 1000.0)].into();
        let cells = Cells::of(&list(vec![isolate(1, "CTX:R")]), Method::Spares);
        Sums::of(cells, &days, &BTreeSet::from([YEAR]))
    }

    fn shown(establishments: &[&str], own: &[&str]) -> (Option<u32>, bool) {
        let by_establishment: BTreeMap<String, Sums> =
            establishments.iter().map(|finess| ((*finess).to_owned(), hospital())).collect();
        let mut all = Sums::default();
        for sums in by_establishment.values() {
            all.add(sums);
        }
        let question = Question {
            years: BTreeSet::from([2024]),
            by: BTreeSet::from([Axis::Organism]),
            parts: Parts::One(Part::All),
            taxa: Taxa::All,
            measures: Measures::One(Measure::of("CTX").unwrap()),
        };
        let groups = analyse(&all, &question, &Versions::default());
        let mut analysis = ResistanceAnalysis {
            groups: groups.into_iter().map(tell).collect(),
            breaks: Vec::new(),
            targets: Vec::new(),
        };
        let own = own.iter().map(|finess| (*finess).to_owned()).collect();
        hide_few(&mut analysis, &question, &by_establishment, &own);
        let group = &analysis.groups[0];
        (group.resistant, group.density.value.is_some())
    }

    #[test]
    fn a_sum_of_three_is_shown_and_one_of_two_is_not() {
        assert_eq!(shown(&["a", "b", "c"], &["a"]), (Some(3), true));
        assert_eq!(shown(&["a", "b"], &["a"]), (None, false));
        assert_eq!(shown(&["a", "b"], &["a", "b"]), (Some(2), true));
    }

    #[test]
    fn what_nobody_has_is_no_secret() {
        let all: BTreeMap<String, Sums> =
            ["a", "b"].map(|finess| (finess.to_owned(), hospital())).into();
        let own = BTreeSet::from(["a".to_owned()]);
        let coli = Taxa::of("ESCCOL").unwrap();
        for (part, few) in [(Part::All, true), (Part::BLOOD_CULTURES, false)] {
            assert_eq!(is_of_few(&all, &own, |sums| sums.has_isolates(2024, coli, part)), few);
        }
        let whole = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
        assert!(!is_of_few(&all, &whole, |_| true));
    }
}
