//! Resistances of a year as they are opened: by place, organism, specimen and antibiotic.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::ResistanceRow;
use super::indicator::{PARTS, open_resistances};
use super::place::OpenPlace;
use super::related::{self, WITH_DAYS};
use crate::contributors::{Contributors, MIN_ESTABLISHMENTS};
use crate::disclosure::{OpenResistances, Patients, Rule, Untrue, protect};
use crate::dto::Versions;
use crate::resistance::{Part, Subject, Sums, figure};

/// Stands for the places that are not told, together.
const UNTOLD: &str = "untold";

/// What is gathered of a year: rows before anything is hidden, and how many establishments have isolates in each
/// place, many being as good as the least number.
#[derive(Debug, Clone, Default)]
pub(super) struct YearOfResistance {
    rows: Vec<ResistanceRow>,
    establishments: BTreeMap<OpenPlace, usize>,
}

impl YearOfResistance {
    /// The figures of a place.
    pub(super) fn place(&mut self, place: &OpenPlace, year: i32, sums: &Sums) {
        let versions = Versions::default();
        let establishments = match &sums.contributors {
            Contributors::Few(few) => few.len(),
            Contributors::Many => MIN_ESTABLISHMENTS,
        };
        self.establishments.insert(place.clone(), establishments);
        for part in PARTS {
            let is_all = part == Part::All;
            for (organism, taxa, measure) in open_resistances() {
                let of = figure(sums, year, Subject { taxa, measure, part }, &versions);
                if of.isolates == 0 {
                    continue;
                }
                let resistant = of.intermediate + of.resistant;
                // Days of few are not told, and their isolates count in the sums all the same.
                let has_days = is_all && sums.with_days_contributors == Contributors::Many;
                self.rows.push(ResistanceRow {
                    place: place.clone(),
                    year,
                    organism: organism.to_owned(),
                    part: part.to_string(),
                    antibiotic: measure.code().to_owned(),
                    isolates: Some(of.isolates),
                    tested: Some(of.tested),
                    resistant: Some(resistant),
                    isolates_with_days: is_all.then(|| whole(of.isolates_density.numerator)),
                    resistant_with_days: is_all.then(|| whole(of.density.numerator)),
                    patient_days: has_days.then_some(of.density.denominator),
                });
            }
        }
    }

    /// The rows with what shows of them, and how many cells took along all that is tied to them.
    pub(super) fn rows(&self) -> Result<(Vec<ResistanceRow>, u32), Untrue> {
        let (mut rows, mut withheld) = (Vec::new(), 0);
        let apart = self.untold();
        for tied in related::tied() {
            let is_tied = |row: &&ResistanceRow| tied.contains(row.organism.as_str());
            let those: Vec<&ResistanceRow> = self.rows.iter().filter(is_tied).collect();
            let (tables, cells) = open(&those, &apart).tables()?;
            let hidden = protect(&tables, &Rule::current());
            withheld += hidden.withheld;
            for row in those {
                let told = !apart.contains(&row.place);
                let place = key(row, &row.part);
                let with_days = key(row, WITH_DAYS);
                let of_isolates = |key: &[String; 5]| {
                    let [place, year, organism, part, _] = key.clone();
                    let cell = cells.isolates.get(&[place, year, organism, part]);
                    told && cell.is_none_or(|cell| !hidden.is_hidden(*cell))
                };
                let of_results = |key: &[String; 5], which: usize| {
                    let both = cells.results.get(key);
                    told && both.is_none_or(|both| !hidden.is_hidden(both[which]))
                };
                rows.push(ResistanceRow {
                    isolates: row.isolates.filter(|_| of_isolates(&place)),
                    tested: row.tested.filter(|_| of_results(&place, 0)),
                    resistant: row.resistant.filter(|_| of_results(&place, 1)),
                    isolates_with_days: row
                        .isolates_with_days
                        .filter(|_| row.patient_days.is_some() && of_isolates(&with_days)),
                    resistant_with_days: row
                        .resistant_with_days
                        .filter(|_| row.patient_days.is_some() && of_results(&with_days, 1)),
                    ..row.clone()
                });
            }
        }
        Ok((rows, withheld))
    }

    /// Places that are not told: those of fewer than three establishments, and of each kind one more where they
    /// would be fewer together, since the others taken off the nation give all of them. Everything, where
    /// the nation is few.
    fn untold(&self) -> BTreeSet<OpenPlace> {
        let mut untold = BTreeSet::new();
        let is_few = |place: &OpenPlace| self.establishments[place] < MIN_ESTABLISHMENTS;
        if self.establishments.keys().any(|place| *place == OpenPlace::Nation && is_few(place)) {
            return self.establishments.keys().cloned().collect();
        }
        for kind in ["region", "type"] {
            let of_kind = || self.establishments.keys().filter(|place| place.kind() == kind);
            let few: Vec<&OpenPlace> = of_kind().filter(|place| is_few(place)).collect();
            let together: usize = few.iter().map(|place| self.establishments[*place]).sum();
            if (1..MIN_ESTABLISHMENTS).contains(&together) {
                let others = of_kind().filter(|place| !is_few(place));
                untold.extend(others.min_by_key(|place| self.isolates(place)).cloned());
            }
            untold.extend(few.into_iter().cloned());
        }
        untold
    }

    fn isolates(&self, place: &OpenPlace) -> u32 {
        let rows = self.rows.iter().filter(|row| row.place == *place);
        rows.filter_map(|row| row.isolates).sum()
    }
}

fn key(row: &ResistanceRow, part: &str) -> [String; 5] {
    let ResistanceRow { organism, antibiotic, .. } = row;
    [row.place.key(), row.year.to_string(), organism.clone(), part.to_owned(), antibiotic.clone()]
}

/// The tables of rows that some sum ties. The isolates of establishments with days are a part of their own, in which
/// all isolates stand for those tested. Places that are not told are one place together, which
/// is protected as if it were told.
fn open(rows: &[&ResistanceRow], untold: &BTreeSet<OpenPlace>) -> OpenResistances {
    let mut open = OpenResistances::default();
    let mut told = BTreeSet::new();
    for row in rows {
        let together = untold.contains(&row.place) && row.place != OpenPlace::Nation;
        let with_days = (row.isolates_with_days, row.isolates_with_days, row.resistant_with_days);
        let whole = (row.isolates, row.tested, row.resistant);
        for (part, (isolates, tested, resistant)) in [(&*row.part, whole), (WITH_DAYS, with_days)] {
            let Some((isolates, (tested, resistant))) = isolates.zip(tested.zip(resistant)) else {
                continue;
            };
            let mut results = key(row, part);
            if together {
                results[0] = format!("{}:{UNTOLD}", row.place.kind());
            }
            let none = Patients::new(0);
            let both = open.results.entry(results.clone()).or_insert([none; 2]);
            both[0].number += tested;
            both[1].number += resistant;
            // The isolates of a place stand in each of its rows.
            let [_, year, organism, part, _] = results.clone();
            if told.insert((row.place.clone(), organism.clone(), part.clone())) {
                let place = results[0].clone();
                let sum = open.isolates.entry([place, year, organism, part]).or_insert(none);
                sum.number += isolates;
            }
        }
    }
    let places: BTreeSet<String> = open.results.keys().map(|key| key[0].clone()).collect();
    let of_kind = |kind: &str| -> BTreeSet<String> {
        places.iter().filter(|place| place.starts_with(kind)).cloned().collect()
    };
    open.sums = [
        related::of_places(&of_kind("region:"), &of_kind("type:")),
        Vec::new(),
        related::of_organisms(),
        Vec::new(),
        Vec::new(),
    ];
    open
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a figure keeps its counts as floats; they are whole, and fit"
)]
fn whole(count: f64) -> u32 {
    count as u32
}
