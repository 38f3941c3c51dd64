//! What a file changes: its lines beside those that it takes the place of, and the rates of the sectors.

use std::collections::BTreeMap;

use crate::consumption::{Totals, YearFacts};
use crate::dto::{Difference, LineChange, SectorRate};
use crate::import::{Lines, Period, Unit};
use crate::nomenclature::sectors;

/// Changes told one by one, the largest first.
const TOLD: usize = 20;

/// What makes a line the same one: unit, drug, period.
type Key = (String, String, String);

/// A line as it is compared.
struct Said {
    label: String,
    /// Days, or units dispensed; nothing for a unit of the structure.
    number: Option<f64>,
    /// What else makes a line another one.
    rest: String,
}

/// The lines of a file beside those in their place; nothing when there are none, and for isolates, which
/// have pseudonyms of a file each.
pub fn difference(facts: &YearFacts, lines: &Lines, replaced: &[i32]) -> Option<Difference> {
    let stays = |id: i32| !replaced.contains(&id);
    let (before, after): (BTreeMap<Key, Said>, BTreeMap<Key, Said>) = match lines {
        Lines::Structure(units) => (
            facts.units.iter().map(|one| unit(&one.line)).collect(),
            units.iter().map(unit).collect(),
        ),
        Lines::PatientDays(days) => {
            let line = |line: &crate::import::DaysLine| {
                let key = (line.unit_code.clone(), String::new(), line.period.to_string());
                (key, said("", Some(f64::from(line.days)), ""))
            };
            let before = facts.days.iter().filter(|one| !stays(one.import_id));
            (before.map(|one| line(&one.line)).collect(), days.iter().map(line).collect())
        }
        Lines::Consumption(lines) => {
            let line = |line: &crate::import::ConsumptionLine| {
                let key = (line.unit_code.clone(), line.drug_code.clone(), line.period.to_string());
                (key, said(&line.drug_label, line.quantity, ""))
            };
            // Rows without a number have a line of their own, which changes no figure.
            let counts = |line: &&crate::import::ConsumptionLine| line.quantity.is_some();
            let before = facts.lines.iter().filter(|one| !stays(one.import_id));
            let before = before.map(|one| &one.line).filter(counts).map(line);
            (before.collect(), lines.iter().filter(counts).map(line).collect())
        }
        Lines::Resistance(_) => return None,
    };
    (!before.is_empty()).then(|| compare(&before, &after))
}

fn said(label: &str, number: Option<f64>, rest: &str) -> Said {
    Said { label: label.to_owned(), number, rest: rest.to_owned() }
}

fn unit(unit: &Unit) -> (Key, Said) {
    let code = |code: &Option<String>| code.clone().unwrap_or_default();
    let rest = format!("{} {}", code(&unit.de_code), code(&unit.ta_code));
    ((unit.code.clone(), String::new(), String::new()), said(&unit.label, None, &rest))
}

fn compare(before: &BTreeMap<Key, Said>, after: &BTreeMap<Key, Said>) -> Difference {
    let mut difference = Difference::default();
    let mut changes: Vec<LineChange> = Vec::new();
    let mut tell = |key: &Key, label: &str, was: Option<&Said>, is: Option<&Said>| {
        let (unit_code, drug_code, period) = key.clone();
        changes.push(LineChange {
            unit_code,
            drug_code: Some(drug_code).filter(|code| !code.is_empty()),
            label: Some(label.to_owned()).filter(|label| !label.is_empty()),
            period: Some(period).filter(|period| !period.is_empty()),
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

/// The rates of the sectors of the perimeter `spares` before and after, those that have any.
pub fn sector_rates(before: &Totals, after: &Totals, year: i32) -> Vec<SectorRate> {
    let year = Period::year(year);
    let (before, after) = (before.rates_by_sector(year), after.rates_by_sector(year));
    let rate = |rates: &BTreeMap<&str, f64>, code: &str| rates.get(code).copied();
    sectors()
        .iter()
        .filter(|sector| before.contains_key(sector.code) || after.contains_key(sector.code))
        .map(|sector| SectorRate {
            sector: sector.code.to_owned(),
            label: sector.label.to_owned(),
            before: rate(&before, sector.code),
            after: rate(&after, sector.code),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consumption::Stored;
    use crate::import::{DaysLine, RowSet};

    fn days(unit: &str, days: i32) -> DaysLine {
        DaysLine {
            period: Period::year(2024),
            unit_code: unit.to_owned(),
            days,
            rows: RowSet::from("2"),
        }
    }

    fn facts(lines: &[(i32, DaysLine)]) -> YearFacts {
        let stored = |(import_id, line): &(i32, DaysLine)| Stored {
            import_id: *import_id,
            line: line.clone(),
        };
        YearFacts { days: lines.iter().map(stored).collect(), ..YearFacts::default() }
    }

    #[test]
    fn lines_added_lost_and_changed_are_counted_the_largest_first() {
        let before = facts(&[
            (1, days("710", 100)),
            (1, days("711", 50)),
            (1, days("712", 7)),
            (2, days("999", 1)),
        ]);
        let file = [days("710", 100), days("711", 40), days("713", 500)];
        let told = difference(&before, &Lines::PatientDays(file.to_vec()), &[1]).unwrap();
        assert_eq!((told.same, told.added, told.lost, told.changed), (1, 1, 1, 1));
        let units: Vec<_> = told.first.iter().map(|change| change.unit_code.as_str()).collect();
        assert_eq!(units, ["713", "711", "712"]);
        assert!(told.first[0].new && told.first[2].gone);
    }

    #[test]
    fn a_file_that_replaces_nothing_has_no_difference() {
        let before = facts(&[(2, days("999", 1))]);
        assert_eq!(difference(&before, &Lines::PatientDays(vec![days("710", 1)]), &[]), None);
    }
}
