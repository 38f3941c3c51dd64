//! The roll-ups of resistance: what every figure reads, never the isolates.
//!
//! Deduplication is within an establishment and a year, so that its counts add up over
//! establishments. Kept are the dimensions that figures are asked by: period, part (all, a nature of
//! specimen, a sector, blood with cerebrospinal fluid), taxon, and measure. Parts are not crossed: a
//! specimen within a sector would be a run of its own, with numbers too small to show; for the same
//! reason quarters are kept of all isolates and of blood cultures alone. Age, sex and unit are not
//! kept. Only what was found has a cell.

mod measure;
mod part;
mod results;
mod sums;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

pub use measure::Measure;
pub use part::Part;
pub use results::Results;
pub use sums::{Partial, Sums, whole_periods};

use super::antibiogram::Category;
use super::dedup::{Method, Run, Split, Window, deduplicate};
use super::isolates::{Isolate, Isolates};
use super::taxon::Taxon;
use crate::import::Period;

/// Where a count belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    pub period: Period,
    pub part: Part,
    pub taxon: Taxon,
}

/// What was found in one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Isolates before deduplication.
    pub before: u32,
    pub kept: u32,
    pub results: Results,
}

/// Results of a measure among the isolates kept. Of a phenotype, those that have it are `resistant`
/// and the others are not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub susceptible: u32,
    pub increased: u32,
    pub resistant: u32,
}

impl Counts {
    pub const fn tested(self) -> u32 {
        self.susceptible + self.increased + self.resistant
    }

    const fn count(&mut self, category: Category) {
        match category {
            Category::Susceptible => self.susceptible += 1,
            Category::Increased => self.increased += 1,
            Category::Resistant => self.resistant += 1,
        }
    }

    pub(super) const fn add(&mut self, other: Self) {
        self.susceptible += other.susceptible;
        self.increased += other.increased;
        self.resistant += other.resistant;
    }
}

/// The cells of one establishment and year, or their sums.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells(pub BTreeMap<CellKey, Cell>);

impl Cells {
    /// Deduplicates the isolates of an establishment, once for each part and period, and counts.
    pub fn of(isolates: &Isolates, method: Method) -> Self {
        let mut cells = Self::default();
        let (all, together) = (&isolates.all, Split::Together);
        for (window, split, part) in [
            (Window::Year, together, (|_| Part::All) as fn(&Isolate) -> Part),
            (Window::Year, Split::Specimen, |isolate| Part::Specimen(isolate.specimen)),
            (Window::Year, Split::Sector, |isolate| Part::Sector(isolate.sector)),
            (Window::Quarter, together, |_| Part::All),
        ] {
            cells.count(all, method, Run { window, split }, part);
        }
        for (window, part) in
            [(Window::Year, Part::Invasive), (Window::Quarter, Part::BLOOD_CULTURES)]
        {
            let selected = isolates.select(|isolate| part.holds(isolate));
            cells.count(&selected.all, method, Run { window, split: together }, |_| part);
        }
        cells
    }

    fn count(
        &mut self,
        isolates: &[Isolate],
        method: Method,
        run: Run,
        part: impl Fn(&Isolate) -> Part,
    ) {
        let decisions = deduplicate(isolates, method, run);
        let mut tallies: HashMap<CellKey, Tally> = HashMap::new();
        for (isolate, decision) in isolates.iter().zip(decisions) {
            let period = match run.window {
                Window::Year => Period::year(isolate.quarter.year()),
                Window::Quarter => isolate.quarter.period(),
            };
            let key = CellKey { period, part: part(isolate), taxon: isolate.taxon };
            tallies.entry(key).or_default().count(isolate, decision.is_kept());
        }
        self.0.extend(tallies.into_iter().map(|(key, tally)| (key, tally.cell())));
    }

    /// Adds the cells of another establishment, or of another year.
    pub fn add(&mut self, other: &Self) {
        for (key, found) in &other.0 {
            let sum = self.0.entry(*key).or_default();
            sum.before += found.before;
            sum.kept += found.kept;
            sum.results.add(&found.results);
        }
    }

    /// Only the cells that fit.
    #[must_use]
    fn select(&self, fits: impl Fn(&CellKey) -> bool) -> Self {
        let those = self.0.iter().filter(|(key, _)| fits(key));
        Self(those.map(|(key, cell)| (*key, cell.clone())).collect())
    }
}

/// A cell while isolates are counted, with a place for every measure.
struct Tally {
    before: u32,
    kept: u32,
    results: Vec<Counts>,
}

impl Default for Tally {
    fn default() -> Self {
        Self { before: 0, kept: 0, results: vec![Counts::default(); Measure::all().count()] }
    }
}

impl Tally {
    fn cell(self) -> Cell {
        let counts = Measure::all().zip(self.results);
        let told = counts.filter(|(_, counts)| counts.tested() > 0);
        Cell { before: self.before, kept: self.kept, results: told.collect() }
    }

    fn count(&mut self, isolate: &Isolate, kept: bool) {
        self.before += 1;
        if !kept {
            return;
        }
        self.kept += 1;
        for measure in Measure::all() {
            if let Some(category) = measure.result(isolate) {
                self.results[measure.place()].count(category);
            }
        }
    }
}
