//! The roll-ups: what every interactive figure reads.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;

use super::units::PlacedUnit;
use crate::dto::{Perimeter, UnitStatus};
use crate::import::Period;
use crate::nomenclature::{FamilyKind, families, is_antibiotic};

/// Sector of units outside the perimeters, whose discipline has none.
pub const NO_SECTOR: &str = "AUTRE";

/// A code in a key: short ones are held in place, so that the thousands of keys of a year need no memory of their own.
pub type Code = EcoString;

/// The perimeter a total belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    Spares,
    Ehpad,
    /// Units that have patient-days and belong to neither perimeter.
    Outside,
}

impl Scope {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spares => "spares",
            Self::Ehpad => "ehpad",
            Self::Outside => "outside",
        }
    }

    /// Reads what [`Scope::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Spares, Self::Ehpad, Self::Outside].into_iter().find(|s| s.as_str() == text)
    }

    /// Whether a total of this scope counts in the perimeter asked for.
    pub fn within(self, asked: Perimeter) -> bool {
        match asked {
            Perimeter::Spares => self == Self::Spares,
            Perimeter::Ehpad => self == Self::Ehpad,
            Perimeter::All => true,
        }
    }
}

/// Where a total counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub scope: Scope,
    pub sector: Code,
    /// `HEM`, `MINF`, `UHCD`, or empty.
    pub subsector: Code,
}

impl Place {
    /// None comes before it.
    const FIRST: Self = Self { scope: Scope::Spares, sector: Code::new(), subsector: Code::new() };

    /// Place of a unit.
    pub fn of(unit: &PlacedUnit<'_>) -> Self {
        let scope = match unit.placement.status {
            UnitStatus::Perimeter => Scope::Spares,
            UnitStatus::Ehpad => Scope::Ehpad,
            _ => Scope::Outside,
        };
        Self {
            scope,
            sector: unit.placement.sector.unwrap_or(NO_SECTOR).into(),
            subsector: unit.placement.subsector.unwrap_or("").into(),
        }
    }
}

/// Key of a consumption total.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TotalKey {
    pub period: Period,
    pub place: Place,
    pub atc: Code,
    pub route: Code,
}

/// Key of a total of patient-days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaysKey {
    pub period: Period,
    pub place: Place,
}

/// DDJ of a molecule in a place and period.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Total {
    pub ddj: f64,
    /// Active substance, in the unit of the DDD.
    pub quantity: f64,
}

/// The roll-ups of an establishment and year: the year itself, and its quarters where both files
/// are quarterly. Quarterly lines pair on the days of their quarter, in the year too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Totals {
    pub consumption: BTreeMap<TotalKey, Total>,
    pub days: BTreeMap<DaysKey, f64>,
}

/// From which period to before which one the year as a whole stands, or its quarters.
const fn bounds(year: i32, quarterly: bool) -> (Period, Period) {
    let quarters = Period { year, quarter: Some(0) };
    if quarterly { (quarters, Period::year(year + 1)) } else { (Period::year(year), quarters) }
}

impl Totals {
    /// Adds those of another establishment, or of another year.
    pub fn add(&mut self, other: &Self) {
        for (key, total) in &other.consumption {
            let sum = self.consumption.entry(key.clone()).or_default();
            sum.ddj += total.ddj;
            sum.quantity += total.quantity;
        }
        for (key, days) in &other.days {
            *self.days.entry(key.clone()).or_default() += days;
        }
    }

    /// The DDJ of some years as a whole, or of their quarters, in the order of their keys.
    pub(super) fn consumption_of(
        &self,
        years: &BTreeSet<i32>,
        quarterly: bool,
    ) -> impl Iterator<Item = (&TotalKey, &Total)> {
        let first =
            |period| TotalKey { period, place: Place::FIRST, atc: Code::new(), route: Code::new() };
        let of_year = move |year: &i32| {
            let (from, to) = bounds(*year, quarterly);
            self.consumption.range(first(from)..first(to))
        };
        years.iter().flat_map(of_year)
    }

    /// Their patient-days.
    pub(super) fn days_of(
        &self,
        years: &BTreeSet<i32>,
        quarterly: bool,
    ) -> impl Iterator<Item = (&DaysKey, &f64)> {
        let first = |period| DaysKey { period, place: Place::FIRST };
        let of_year = move |year: &i32| {
            let (from, to) = bounds(*year, quarterly);
            self.days.range(first(from)..first(to))
        };
        years.iter().flat_map(of_year)
    }

    /// DDJ per 1000 patient-days of each sector of the perimeter `spares`, antibiotics only.
    pub fn rates_by_sector(&self, period: Period) -> BTreeMap<&str, f64> {
        let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        let here = |at: Period, place: &Place| at == period && place.scope == Scope::Spares;
        for (key, days) in self.days.iter().filter(|(key, _)| here(key.period, &key.place)) {
            sums.entry(&key.place.sector).or_default().1 += days;
        }
        for (key, total) in &self.consumption {
            if here(key.period, &key.place) && is_antibiotic(&key.atc) {
                sums.entry(&key.place.sector).or_default().0 += total.ddj;
            }
        }
        let rate = |(ddj, days): (f64, f64)| (days > 0.0).then(|| 1000.0 * ddj / days);
        sums.into_iter().filter_map(|(sector, sum)| Some((sector, rate(sum)?))).collect()
    }

    /// DDJ per 1000 patient-days of the total and of each family of molecules, in the perimeter
    /// `spares`; nothing for a year of which a quarter is missing.
    pub fn rates_by_family(&self, period: Period) -> BTreeMap<String, f64> {
        let spares = |place: &Place| place.scope == Scope::Spares;
        let here = |at: Period, place: &Place| at == period && spares(place);
        let quarters: BTreeSet<u8> = self
            .days
            .keys()
            .filter(|key| spares(&key.place))
            .filter_map(|k| k.period.quarter)
            .collect();
        let days: f64 = self
            .days
            .iter()
            .filter(|(key, _)| here(key.period, &key.place))
            .map(|(_, days)| days)
            .sum();
        let whole = period.quarter.is_some() || matches!(quarters.len(), 0 | 4);
        if days <= 0.0 || !whole {
            return BTreeMap::new();
        }
        let mut rates: BTreeMap<String, f64> = BTreeMap::new();
        for (key, total) in self.consumption.iter().filter(|(key, _)| here(key.period, &key.place))
        {
            let shown = families().iter().filter(|family| family.kind != FamilyKind::Grouping);
            for family in shown.filter(|family| family.contains(&key.atc, &key.route)) {
                *rates.entry(family.code.to_owned()).or_default() += 1000.0 * total.ddj / days;
            }
        }
        rates
    }
}
