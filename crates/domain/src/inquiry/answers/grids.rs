//! Two dimensions on a grid.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{APART, Answer};
use crate::chart::{Chart, HeatRow, HeatValue, RateRow, Words, heat_map, rate_map};
use crate::dto::ResistanceAnalysis;
use crate::inquiry::Inquiry;
use crate::nomenclature::{Family, FamilyKind, families, family, sectors};
use crate::resistance::{Content, Measure, national_indicators};
use crate::statistics::Unsaid;

/// Rows and columns of an antibiogram: those with most isolates; those of the national indicators and those tested most.
const ORGANISMS: usize = 12;
const ANTIBIOTICS: usize = 14;

impl Inquiry {
    /// Sectors in rows, families that have no molecule in common in columns.
    pub(super) fn sectors_and_families(
        &self,
        words: &Words,
        answer: &Answer,
    ) -> Result<Chart, Unsaid> {
        let rows = self.rows(answer);
        let cell = |sector: &str, code: &str| {
            let is_it = |row: &&super::Row| {
                row.code("sector") == Some(sector) && row.code("family") == Some(code)
            };
            rows.iter().find(is_it)
        };
        let used = |one: &&Family| {
            rows.iter().any(|row| {
                row.code("family") == Some(one.code) && row.value.is_some_and(|value| value > 0.0)
            })
        };
        let mut columns: Vec<&Family> = APART.into_iter().filter_map(family).filter(used).collect();
        // Where not every family is published, what has no molecule in common with those that are.
        let antibiotics = family("TOTAL");
        let narrow = families().iter().filter(|one| {
            matches!(one.kind, FamilyKind::Family | FamilyKind::Molecule)
                && antibiotics.is_some_and(|all| one.is_within(all))
        });
        for one in narrow.filter(used) {
            if columns.iter().all(|known| known.is_apart_from(one)) {
                columns.push(one);
            }
        }
        columns.sort_by_key(|one| one.order);
        let there = |code: &str| rows.iter().any(|row| row.code("sector") == Some(code));
        let of_sector = |code: &str, label: &str| {
            let mut all = rows.iter().filter(|row| row.code("sector") == Some(code));
            // What a sector does not use has no group; of a sector that is hidden nothing is said.
            let none = all.all(|row| row.value.is_some()).then_some(0.0);
            let cells =
                columns.iter().map(|family| cell(code, family.code).map_or(none, |row| row.value));
            RateRow { label: label.to_owned(), cells: cells.collect() }
        };
        let sectors = sectors().iter().filter(|one| there(one.code));
        let table: Vec<RateRow> = sectors.map(|one| of_sector(one.code, one.label)).collect();
        let labels = columns.iter().map(|one| one.label.to_owned());
        let unsaid = rows.iter().filter(|row| row.value.is_none());
        let why = unsaid.flat_map(|row| &row.figure.notes).map(String::as_str).collect();
        rate_map(words, &labels.collect::<Vec<_>>(), &table, &why)
    }
}

/// The antibiogram: organisms in rows, antibiotics in columns.
pub(super) fn matrix(words: &Words, analysis: &ResistanceAnalysis) -> Result<Chart, Unsaid> {
    let mut organisms: BTreeMap<&str, (u32, String)> = BTreeMap::new();
    let mut antibiotics: BTreeMap<&str, (u32, String)> = BTreeMap::new();
    let mut cells: BTreeMap<(&str, &str), HeatValue> = BTreeMap::new();
    let mut why: BTreeSet<&str> = BTreeSet::new();
    for group in &analysis.groups {
        let place = code(&group.key, "organism").zip(code(&group.key, "antibiotic"));
        let Some((organism, antibiotic)) = place else { continue };
        // What is hidden does not tell how large it is.
        let isolates = group.isolates.unwrap_or_default();
        let tested = group.tested.unwrap_or_default();
        let value = if let (Some(tested), Some(resistant)) = (group.tested, group.resistant) {
            let resistant = resistant + group.intermediate.unwrap_or(0);
            HeatValue::Counted { resistant, tested }
        } else {
            why.extend(group.proportion.notes.iter().map(String::as_str));
            HeatValue::Hidden
        };
        let row =
            organisms.entry(organism).or_insert_with(|| (0, label(&group.labels, "organism")));
        row.0 = row.0.max(isolates);
        let column = antibiotics
            .entry(antibiotic)
            .or_insert_with(|| (0, label(&group.labels, "antibiotic")));
        column.0 += tested;
        cells.insert((organism, antibiotic), value);
    }
    let rows = most(organisms, ORGANISMS, |_| false);
    // A phenotype is no antibiotic: it is told of all isolates.
    antibiotics.retain(|code, _| Measure::of(code).is_some_and(|measure| !measure.is_phenotype()));
    let columns = most(antibiotics, ANTIBIOTICS, is_followed);
    let cell = |organism: &str, antibiotic: &str| match Measure::of(antibiotic) {
        Some(measure) if measure.is_resisted_by_nature(organism) => HeatValue::Intrinsic,
        _ => cells.get(&(organism, antibiotic)).copied().unwrap_or(HeatValue::Untested),
    };
    let row = |(organism, label): &(&str, String)| HeatRow {
        label: label.clone(),
        cells: columns.iter().map(|(antibiotic, _)| cell(organism, antibiotic)).collect(),
    };
    let labels: Vec<String> = columns.iter().map(|(_, label)| label.clone()).collect();
    heat_map(words, &labels, &rows.iter().map(row).collect::<Vec<_>>(), &why)
}

/// So many of them by their numbers, the largest first; those that are kept are among them whatever their number.
fn most(
    all: BTreeMap<&str, (u32, String)>,
    number: usize,
    is_kept: impl Fn(&str) -> bool,
) -> Vec<(&str, String)> {
    let mut sorted: Vec<(&str, (u32, String))> = all.into_iter().collect();
    sorted.sort_by_key(|(code, (count, _))| (!is_kept(code), Reverse(*count)));
    sorted.truncate(number);
    sorted.sort_by_key(|(_, (count, _))| Reverse(*count));
    sorted.into_iter().map(|(code, (_, label))| (code, label)).collect()
}

/// Whether an indicator of the nation is of this resistance: meticillin, vancomycin, carbapenems.
fn is_followed(antibiotic: &str) -> bool {
    national_indicators().iter().any(|one| match one.content {
        Content::Proportion(subject) | Content::Density(subject) => {
            subject.measure.code() == antibiotic
        }
        Content::Consumption | Content::BroadSpectrum => false,
    })
}

fn code<'a>(key: &'a BTreeMap<String, String>, axis: &str) -> Option<&'a str> {
    key.get(axis).map(String::as_str)
}

fn label(labels: &BTreeMap<String, String>, axis: &str) -> String {
    labels.get(axis).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_nation_follows_has_a_column_however_rarely_it_is_tested() {
        let common = ["AMX", "AMC", "CTX", "CAZ", "ETP", "GEN", "AMK", "CIP"];
        let tested = common.map(|code| (code, 1000)).into_iter().chain([("METI", 20), ("VAN", 30)]);
        let all: BTreeMap<&str, (u32, String)> =
            tested.map(|(code, tested)| (code, (tested, code.to_owned()))).collect();
        let columns: Vec<&str> =
            most(all, 6, is_followed).into_iter().map(|(code, _)| code).collect();
        assert_eq!(columns, ["AMC", "AMK", "AMX", "CAZ", "VAN", "METI"]);
    }
}
