//! Sums over few establishments stay hidden from their neighbours, as those of consumption do.

use std::collections::{BTreeMap, BTreeSet};

use super::analyse::contributors_of_groups;
use super::question::Question;
use super::told::codes;
use crate::consumption::hide;
use crate::contributors::Contributors;
use crate::dto::ResistanceAnalysis;
use crate::resistance::cells::Sums;

/// Hides the groups that few establishments beyond `own` have isolates of, and the densities of few.
pub fn hide_few(
    analysis: &mut ResistanceAnalysis,
    question: &Question,
    sums: &Sums,
    own: &BTreeSet<String>,
) {
    let behind: BTreeMap<BTreeMap<String, String>, Contributors> =
        contributors_of_groups(sums, question).map(|(key, who)| (codes(&key), who)).collect();
    let few_days = sums.with_days_contributors.are_hidden_from(own);
    for group in &mut analysis.groups {
        let few = behind.get(&group.key).is_some_and(|who| who.are_hidden_from(own));
        if few {
            (group.isolates, group.tested) = (None, None);
            (group.increased, group.intermediate, group.resistant) = (None, None, None);
            hide(&mut group.proportion);
        }
        if few || few_days {
            hide(&mut group.density);
            hide(&mut group.isolates_density);
        }
    }
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

    fn hospital(finess: &str) -> Sums {
        let place = Place { scope: Scope::Spares, sector: "MED".into(), subsector: "".into() };
        let days = [(DaysKey { period: YEAR, place }, 1000.0)].into();
        let cells = Cells::of(&list(vec![isolate(1, "CTX:R")]), Method::Spares);
        Sums::of(finess, cells, &days, &BTreeSet::from([YEAR]))
    }

    fn sum(establishments: &[&str]) -> Sums {
        let mut all = Sums::default();
        for finess in establishments {
            all.add(&hospital(finess));
        }
        all
    }

    fn shown(establishments: &[&str], own: &[&str]) -> (Option<u32>, bool) {
        let all = sum(establishments);
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
        hide_few(&mut analysis, &question, &all, &own);
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
        let (all, own) = (sum(&["a", "b"]), BTreeSet::from(["a".to_owned()]));
        let coli = Taxa::of("ESCCOL").unwrap();
        for (part, few) in [(Part::All, true), (Part::BLOOD_CULTURES, false)] {
            assert_eq!(all.contributors_of(2024, coli, part).are_hidden_from(&own), few);
        }
    }
}
