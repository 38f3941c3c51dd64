//! What a file changes: its lines beside others, and the rates of the sectors.

use std::collections::BTreeMap;

use super::compared::ComparedLine;
use crate::dto::{Difference, ImportKind, LineChange, SectorRate};
use crate::nomenclature::sectors;

/// Changes told one by one, the largest first.
const TOLD: usize = 20;

/// What makes a line the same one: unit, drug or organism, period.
type Key = (String, String, String);

/// A line as it is compared.
struct Said {
    label: String,
    number: Option<f64>,
    rest: String,
}

/// The lines of a file beside those in their place; nothing when there are none.
pub fn difference(
    kind: ImportKind,
    before: &[ComparedLine],
    after: &[ComparedLine],
) -> Option<Difference> {
    let period = |line: &ComparedLine| line.period.map(|at| at.to_string()).unwrap_or_default();
    (!before.is_empty()).then(|| compare(kind, &said(before, period), &said(after, period)))
}

/// The lines of a file beside those of another year, each summed over its periods.
pub fn difference_of_years(
    kind: ImportKind,
    before: &[ComparedLine],
    after: &[ComparedLine],
) -> Difference {
    let all = |_: &ComparedLine| String::new();
    compare(kind, &said(before, all), &said(after, all))
}

fn said(lines: &[ComparedLine], period: impl Fn(&ComparedLine) -> String) -> BTreeMap<Key, Said> {
    let mut said: BTreeMap<Key, Said> = BTreeMap::new();
    for line in lines {
        let key = (line.unit_code.clone(), line.code.clone(), period(line));
        let same = said.entry(key).or_insert_with(|| Said {
            label: line.label.clone(),
            number: None,
            rest: line.rest.clone(),
        });
        same.number = match (same.number, line.number) {
            (Some(sum), Some(number)) => Some(sum + number),
            (sum, number) => sum.or(number),
        };
    }
    said
}

fn compare(
    kind: ImportKind,
    before: &BTreeMap<Key, Said>,
    after: &BTreeMap<Key, Said>,
) -> Difference {
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let of_isolates = kind == ImportKind::Resistance;
    let mut difference = Difference::default();
    let mut changes: Vec<LineChange> = Vec::new();
    let mut tell = |key: &Key, label: &str, was: Option<&Said>, is: Option<&Said>| {
        let (unit_code, code, period) = key.clone();
        let (organism, drug_code) =
            if of_isolates { (code, String::new()) } else { (String::new(), code) };
        changes.push(LineChange {
            unit_code: filled(unit_code),
            drug_code: filled(drug_code),
            organism: filled(organism),
            label: filled(label.to_owned()),
            period: filled(period),
            gone: is.is_none(),
            new: was.is_none(),
            before: was.and_then(|said| said.number),
            after: is.and_then(|said| said.number),
        });
    };
    for (key, was) in before {
        match after.get(key) {
            None => {
                difference.lost += 1;
                tell(key, &was.label, Some(was), None);
            }
            Some(is) if is.number != was.number || is.rest != was.rest => {
                difference.changed += 1;
                tell(key, &is.label, Some(was), Some(is));
            }
            Some(_) => difference.same += 1,
        }
    }
    for (key, is) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        difference.added += 1;
        tell(key, &is.label, None, Some(is));
    }
    let weight =
        |change: &LineChange| (change.after.unwrap_or(0.0) - change.before.unwrap_or(0.0)).abs();
    changes.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    changes.truncate(TOLD);
    difference.first = changes;
    difference
}

/// The rates of the sectors before and after, those that have any.
pub fn sector_rates(
    before: &BTreeMap<String, f64>,
    after: &BTreeMap<String, f64>,
) -> Vec<SectorRate> {
    sectors()
        .iter()
        .map(|sector| SectorRate {
            sector: sector.code.to_owned(),
            label: sector.label.to_owned(),
            before: before.get(sector.code).copied(),
            after: after.get(sector.code).copied(),
        })
        .filter(|rate| rate.before.is_some() || rate.after.is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Period;

    fn days(unit: &str, period: &str, days: f64) -> ComparedLine {
        ComparedLine {
            unit_code: unit.to_owned(),
            code: String::new(),
            label: String::new(),
            period: Some(period.parse::<Period>().unwrap()),
            number: Some(days),
            rest: String::new(),
        }
    }

    #[test]
    fn lines_added_lost_and_changed_are_counted_the_largest_first() {
        let before = [("710", 100.0), ("711", 50.0), ("712", 7.0)];
        let after = [("710", 100.0), ("711", 40.0), ("713", 500.0)];
        let lines = |all: [(&str, f64); 3]| all.map(|(unit, number)| days(unit, "2024", number));
        let told = difference(ImportKind::PatientDays, &lines(before), &lines(after)).unwrap();
        assert_eq!((told.same, told.added, told.lost, told.changed), (1, 1, 1, 1));
        let units: Vec<_> = told.first.iter().filter_map(|one| one.unit_code.as_deref()).collect();
        assert_eq!(units, ["713", "711", "712"]);
        assert!(told.first[0].new && told.first[2].gone);
    }

    #[test]
    fn a_file_that_replaces_nothing_has_no_difference() {
        assert_eq!(difference(ImportKind::PatientDays, &[], &[days("710", "2024", 1.0)]), None);
    }

    #[test]
    fn the_quarters_of_a_year_are_beside_the_year_before_as_one() {
        let before = [days("710", "2023", 100.0)];
        let after = [days("710", "2024-Q1", 60.0), days("710", "2024-Q2", 40.0)];
        let told = difference_of_years(ImportKind::PatientDays, &before, &after);
        assert_eq!((told.same, told.changed), (1, 0));
    }
}
