//! Consumption of a year as it is opened: by place, sector and family, with what is hidden of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use super::edition::{ConsumptionRow, DaysRow};
use super::indicator::open_families;
use super::place::OpenPlace;
use super::related;
use crate::consumption::{Scope, Totals};
use crate::disclosure::{Amount, Behind, OpenConsumption, Rule, Untrue, protect};
use crate::import::Period;

/// Sums are protected in thousandths of a DDJ or a day, so that they are whole.
const UNITS: f64 = 1000.0;

/// Days by sector and doses by sector and family; `""` is all sectors.
#[derive(Debug, Clone, Default)]
struct Cells<N> {
    days: BTreeMap<String, N>,
    doses: BTreeMap<(String, &'static str), N>,
}

/// The open cells of totals, in the order in which figures add them.
fn cells<N: AddAssign + Default>(totals: &Totals, year: i32, number: fn(f64) -> N) -> Cells<N> {
    let mut cells = Cells { days: BTreeMap::new(), doses: BTreeMap::new() };
    let period = Period::year(year);
    for (key, days) in &totals.days {
        if key.period == period && key.place.scope == Scope::Spares {
            for sector in ["", &key.place.sector] {
                *cells.days.entry(sector.to_owned()).or_default() += number(*days);
            }
        }
    }
    for (key, total) in &totals.consumption {
        if key.period != period || key.place.scope != Scope::Spares {
            continue;
        }
        for family in open_families().filter(|family| family.contains(&key.atc, &key.route)) {
            for sector in ["", &key.place.sector] {
                let sum = cells.doses.entry((sector.to_owned(), family.code)).or_default();
                *sum += number(total.ddj);
            }
        }
    }
    cells
}

/// Thousandths, to the nearest; what was given back beyond what was given out is none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and far below what fits"
)]
fn units(number: f64) -> u64 {
    (number.max(0.0) * UNITS).round() as u64
}

/// What is gathered of a year.
#[derive(Debug, Clone, Default)]
pub(super) struct YearOfConsumption {
    values: BTreeMap<OpenPlace, Cells<f64>>,
    days: BTreeMap<[String; 3], Amount>,
    doses: BTreeMap<[String; 4], Amount>,
}

impl YearOfConsumption {
    /// The figures of a place.
    pub(super) fn place(&mut self, place: OpenPlace, year: i32, totals: &Totals) {
        self.values.insert(place, cells(totals, year, |number| number));
    }

    /// What an establishment adds to each of its places.
    pub(super) fn establishment(
        &mut self,
        places: &[OpenPlace],
        (year, leader): (i32, u32),
        totals: &Totals,
    ) {
        let own = cells(totals, year, units);
        for place in places.iter().map(OpenPlace::key) {
            let year = year.to_string();
            for (sector, days) in &own.days {
                let key = [place.clone(), year.clone(), sector.clone()];
                add(self.days.entry(key), *days, leader);
            }
            for ((sector, family), doses) in &own.doses {
                let key = [place.clone(), year.clone(), sector.clone(), (*family).to_owned()];
                add(self.doses.entry(key), *doses, leader);
            }
        }
    }

    /// The rows that show, and how many cells took along all that is tied to them.
    pub(super) fn rows(
        &self,
        year: i32,
    ) -> Result<(Vec<DaysRow>, Vec<ConsumptionRow>, u32), Untrue> {
        let axis = |axis: usize| -> BTreeSet<String> {
            let of_days = self.days.keys().map(|key| key[axis].clone());
            of_days.chain(self.doses.keys().map(|key| key[axis].clone())).collect()
        };
        let places = axis(0);
        let of_kind = |kind: &str| {
            let those = places.iter().filter(|place| place.starts_with(kind));
            those.cloned().collect::<BTreeSet<_>>()
        };
        let open = OpenConsumption {
            days: self.days.clone(),
            doses: self.doses.clone(),
            sums: [
                related::of_places(&of_kind("region:"), &of_kind("type:")),
                Vec::new(),
                related::of_sectors(&axis(2)),
                Vec::new(),
            ],
        };
        let (tables, found) = open.tables()?;
        let hidden = protect(&tables, &Rule::current());
        let (mut days, mut consumption) = (Vec::new(), Vec::new());
        for (place, cells) in &self.values {
            let (of_place, of_year) = (place.key(), year.to_string());
            let sector_of = |code: &String| Some(code.clone()).filter(|code| !code.is_empty());
            for (sector, number) in &cells.days {
                let key = [of_place.clone(), of_year.clone(), sector.clone()];
                let shows = found.days.get(&key).is_none_or(|cell| !hidden.is_hidden(*cell));
                days.push(DaysRow {
                    place: place.clone(),
                    year,
                    sector: sector_of(sector),
                    patient_days: shows.then_some(*number),
                });
            }
            for ((sector, family), number) in &cells.doses {
                let family = (*family).to_owned();
                let key = [of_place.clone(), of_year.clone(), sector.clone(), family.clone()];
                let shows = found.doses.get(&key).is_none_or(|cell| !hidden.is_hidden(*cell));
                consumption.push(ConsumptionRow {
                    place: place.clone(),
                    year,
                    sector: sector_of(sector),
                    family,
                    ddd: shows.then_some(*number),
                });
            }
        }
        Ok((days, consumption, hidden.withheld))
    }
}

fn add<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Amount>, units: u64, leader: u32) {
    if units == 0 {
        return;
    }
    let none = Behind { establishments: 0, largest: 0, leader };
    let amount = entry.or_insert(Amount { units: 0, behind: none });
    amount.units += units;
    amount.behind.establishments += 1;
    if units > amount.behind.largest {
        (amount.behind.largest, amount.behind.leader) = (units, leader);
    }
}
