//! Cells with the patient-days that belong to them, summed over establishments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{CellKey, Cells, Part};
use crate::consumption::{DaysKey, Scope};
use crate::contributors::Contributors;
use crate::french;
use crate::import::Period;
use crate::resistance::figures::Taxa;
use crate::resistance::isolates::SectorId;

/// What figures are computed from: that of an establishment, of a region, of the nation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sums {
    pub cells: Cells,
    /// The cells of establishments and periods that have patient-days: the numerators of densities.
    pub with_days: Cells,
    /// Patient-days of the same establishments, of all sectors (`None`) and of each.
    pub days: BTreeMap<(Period, Option<SectorId>), f64>,
    /// The years that lack isolates of some quarters.
    pub partial: BTreeMap<i32, Partial>,
    /// Who has isolates at all, and who has days in `days`.
    pub contributors: Contributors,
    pub with_days_contributors: Contributors,
    /// Who has isolates that count, by cell.
    pub behind: BTreeMap<CellKey, Contributors>,
}

/// A year of which some quarters are not delivered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Partial {
    /// How many establishments lack some.
    pub establishments: u32,
    /// The quarters that some of them delivered, 1 to 4.
    pub quarters: BTreeSet<u8>,
}

impl Sums {
    /// Those of one establishment. Days enter where the resistances of the whole period are
    /// delivered (`whole`, of [`whole_periods`]) and some isolate counts, so that an establishment
    /// that does not take part is on neither side of a density.
    pub fn of(
        finess: &str,
        cells: Cells,
        days: &BTreeMap<DaysKey, f64>,
        whole: &BTreeSet<Period>,
    ) -> Self {
        let years: BTreeSet<i32> = cells.0.keys().map(|key| key.period.year).collect();
        let takes_part = |period: Period| years.contains(&period.year) && whole.contains(&period);
        let mut sums = Self { cells, ..Self::default() };
        for year in years.iter().filter(|year| !whole.contains(&Period::year(**year))) {
            let delivered = whole.iter().filter(|period| period.year == *year);
            let quarters = delivered.filter_map(|period| period.quarter).collect();
            sums.partial.insert(*year, Partial { establishments: 1, quarters });
        }
        for (DaysKey { period, place }, number) in days {
            if place.scope != Scope::Spares || !takes_part(*period) || lacks_days(*period, days) {
                continue;
            }
            *sums.days.entry((*period, None)).or_default() += number;
            if let Some(sector) = SectorId::of(&place.sector) {
                *sums.days.entry((*period, Some(sector))).or_default() += number;
            }
        }
        sums.days.retain(|_, number| *number > 0.0);
        let has_days = |key: &CellKey| sums.days.contains_key(&(key.period, key.part.sector()));
        sums.with_days = sums.cells.select(has_days);
        let one = Contributors::one(&Arc::from(finess));
        let counting = sums.cells.0.iter().filter(|(_, cell)| cell.kept > 0);
        sums.behind = counting.map(|(key, _)| (*key, one.clone())).collect();
        if !sums.days.is_empty() {
            sums.with_days_contributors = one.clone();
        }
        if !sums.cells.0.is_empty() {
            sums.contributors = one;
        }
        sums
    }

    /// Adds those of another establishment, or of another year.
    pub fn add(&mut self, other: &Self) {
        self.cells.add(&other.cells);
        self.with_days.add(&other.with_days);
        for (key, number) in &other.days {
            *self.days.entry(*key).or_default() += number;
        }
        for (year, Partial { establishments, quarters }) in &other.partial {
            let partial = self.partial.entry(*year).or_default();
            partial.establishments += establishments;
            partial.quarters.extend(quarters);
        }
        self.contributors.add(&other.contributors);
        self.with_days_contributors.add(&other.with_days_contributors);
        for (key, contributors) in &other.behind {
            self.behind.entry(*key).or_default().add(contributors);
        }
    }

    /// What is missing of a year, in French.
    pub fn partial_note(&self, year: i32) -> Option<String> {
        let Partial { establishments, quarters } = self.partial.get(&year)?;
        if *establishments > 1 {
            return Some(format!(
                "Année {year} incomplète pour {establishments}\u{a0}établissements\u{a0}: des trimestres manquent."
            ));
        }
        let quarters: Vec<String> = quarters.iter().map(|quarter| format!("T{quarter}")).collect();
        let delivered = french::listed(&quarters);
        Some(format!("Année {year} incomplète\u{a0}: isolats livrés pour {delivered} seulement."))
    }

    /// Who has isolates of these taxa that count in a part of a year.
    pub fn contributors_of(&self, year: i32, taxa: Taxa, part: Part) -> Contributors {
        let mut found = Contributors::default();
        for (key, contributors) in &self.behind {
            if (key.period, key.part) == (Period::year(year), part) && taxa.holds(key.taxon) {
                found.add(contributors);
            }
        }
        found
    }

    /// Patient-days of a part: those of its sector, or of the whole perimeter whatever the specimen
    /// (SPARES 2024: bacteraemia has the same denominator).
    pub fn days_of(&self, period: Period, part: Part) -> f64 {
        self.days.get(&(period, part.sector())).copied().unwrap_or_default()
    }
}

/// Whether a year has days of some quarters and not of all four.
fn lacks_days(period: Period, days: &BTreeMap<DaysKey, f64>) -> bool {
    let of_year =
        |key: &&DaysKey| key.period.year == period.year && key.place.scope == Scope::Spares;
    let told = days.keys().filter(of_year).filter_map(|key| key.period.quarter);
    period.quarter.is_none() && !matches!(told.collect::<BTreeSet<u8>>().len(), 0 | 4)
}

/// The years and quarters that deliveries cover as a whole: a year by one of the year or by its four
/// quarters, and then its quarters too where each is delivered.
pub fn whole_periods(delivered: impl Iterator<Item = Period>) -> BTreeSet<Period> {
    let delivered: BTreeSet<Period> = delivered.collect();
    let quarters = |year| (1..=4).map(move |quarter| Period { year, quarter: Some(quarter) });
    let years: BTreeSet<i32> = delivered.iter().map(|period| period.year).collect();
    let mut whole = BTreeSet::new();
    for year in years {
        let of_year = delivered.contains(&Period::year(year));
        whole.extend(quarters(year).filter(|quarter| of_year || delivered.contains(quarter)));
        if of_year || quarters(year).all(|quarter| delivered.contains(&quarter)) {
            whole.insert(Period::year(year));
        }
    }
    whole
}
