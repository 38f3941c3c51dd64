//! The roll-ups of resistance: written with every change of a year's isolates, read by every figure.

use std::{collections::BTreeMap, fmt};

use diesel::prelude::*;
use domain::{
    consumption::{Code, DaysKey, Place, Scope},
    import::Period,
    resistance::{Cell, CellKey, Cells, Counts, Measure, Method, Part, Parts, Results, Taxon},
};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error as _, MapAccess, Visitor},
};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    bases::{Base, Population, members},
    schema::{delivered_days, resistance_cells, resistance_periods as periods},
    sums::{self, Side},
};

#[derive(Insertable)]
#[diesel(table_name = resistance_cells)]
struct NewCells<'a> {
    finess: &'a str,
    base: i32,
    year: i32,
    method: &'a str,
    period: String,
    part: String,
    cells: String,
}

/// A cell as it is kept: isolates before and after, and results by measure.
#[derive(Serialize)]
pub(super) struct StoredCell(u32, u32, BTreeMap<&'static str, (u32, u32, u32)>);

impl StoredCell {
    pub(super) fn of(Cell { before, kept, results }: &Cell) -> Self {
        let of_measure = |(measure, counts): (Measure, Counts)| {
            let Counts { susceptible, increased, resistant } = counts;
            (measure.code(), (susceptible, increased, resistant))
        };
        Self(*before, *kept, results.iter().map(of_measure).collect())
    }
}

/// The same as it is read, straight into the cells.
#[derive(Deserialize)]
pub(super) struct ReadCell(u32, u32, ReadResults);

impl ReadCell {
    pub(super) fn cell(self) -> Cell {
        let Self(before, kept, ReadResults(results)) = self;
        Cell { before, kept, results }
    }
}

struct ReadResults(Results);

impl<'de> Deserialize<'de> for ReadResults {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfMap;

        impl<'de> Visitor<'de> for OfMap {
            type Value = ReadResults;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("counts by measure")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ReadResults, A::Error> {
                let mut results = Vec::with_capacity(48);
                while let Some((code, counts)) = map.next_entry::<&str, (u32, u32, u32)>()? {
                    let unknown = || A::Error::custom(format_args!("no measure {code}"));
                    let (susceptible, increased, resistant) = counts;
                    let counts = Counts { susceptible, increased, resistant };
                    results.push((Measure::of(code).ok_or_else(unknown)?, counts));
                }
                Ok(ReadResults(results.into_iter().collect()))
            }
        }

        deserializer.deserialize_map(OfMap)
    }
}

/// Replaces the live cells of a year, and the periods that its isolates were delivered for.
pub fn replace_cells(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    (by_method, delivered): (&[(Method, Cells)], &[&str]),
) -> QueryResult<()> {
    let base = Base::Live.id();
    let of_year = resistance_cells::finess.eq(finess).and(resistance_cells::year.eq(year));
    let of_base = resistance_cells::base.eq(base);
    diesel::delete(resistance_cells::table.filter(of_year.and(of_base))).execute(conn)?;
    let of_year = periods::finess.eq(finess).and(periods::year.eq(year));
    diesel::delete(periods::table.filter(of_year.and(periods::base.eq(base)))).execute(conn)?;
    for period in delivered {
        let row = (
            periods::finess.eq(finess),
            periods::base.eq(base),
            periods::year.eq(year),
            periods::period.eq(*period),
        );
        diesel::insert_into(periods::table).values(row).execute(conn)?;
    }
    let mut rows = Vec::new();
    for (method, cells) in by_method {
        for ((period, part), stored) in by_place(cells) {
            let cells = serde_json::to_string(&stored)
                .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
            let (method, period, part) = (method.as_str(), period.to_string(), part.to_string());
            rows.push(NewCells { finess, base, year, method, period, part, cells });
        }
    }
    for chunk in rows.chunks(chunk_rows(7)) {
        on_backend!(conn, |c| diesel::insert_into(resistance_cells::table)
            .values(chunk)
            .execute(c))?;
    }
    sums::mark(conn, finess, year, &Side::RESISTANCE)
}

type OfPlace = BTreeMap<&'static str, StoredCell>;

/// The cells of each period and part, by taxon.
fn by_place(cells: &Cells) -> BTreeMap<(Period, Part), OfPlace> {
    let mut places: BTreeMap<(Period, Part), OfPlace> = BTreeMap::new();
    for (CellKey { period, part, taxon }, cell) in &cells.0 {
        places.entry((*period, *part)).or_default().insert(taxon.code(), StoredCell::of(cell));
    }
    places
}

/// Which cells are read. Those of all isolates of the year are there in any case: they tell who has
/// isolates at all.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub method: Method,
    /// All of them without.
    pub parts: Option<Parts>,
    pub quarters: bool,
}

/// What the parts are like, for the database.
pub(super) fn like(parts: Parts) -> String {
    match parts {
        Parts::One(part) => part.to_string(),
        Parts::EachSpecimen => "specimen:%".to_owned(),
        Parts::EachSector => "sector:%".to_owned(),
    }
}

/// The cells of each establishment of a population, by its FINESS.
pub fn cells(
    conn: &mut AnyConn,
    base: Base,
    population: &Population,
    (years, wanted): (&[i32], Wanted),
) -> QueryResult<BTreeMap<String, Cells>> {
    let mut query = resistance_cells::table
        .filter(resistance_cells::base.eq(base.id()).and(resistance_cells::year.eq_any(years)))
        .filter(resistance_cells::method.eq(wanted.method.as_str()))
        .select((
            resistance_cells::finess,
            resistance_cells::period,
            resistance_cells::part,
            resistance_cells::cells,
        ))
        .into_boxed();
    if let Some(members) = members(conn, base, population)? {
        query = query.filter(resistance_cells::finess.eq_any(members));
    }
    if let Some(parts) = wanted.parts {
        let of_parts = resistance_cells::part.like(like(parts));
        query = query.filter(resistance_cells::part.eq("all").or(of_parts));
    }
    if !wanted.quarters {
        query = query.filter(resistance_cells::period.not_like("%Q%"));
    }
    let mut found: BTreeMap<String, Cells> = BTreeMap::new();
    for (finess, period, part, text) in query.load::<(String, String, String, String)>(conn)? {
        let unreadable = || {
            diesel::result::Error::DeserializationError(format!("cells of {period} {part}").into())
        };
        let place =
            (period.parse().map_err(|_| unreadable())?, Part::parse(&part).ok_or_else(unreadable)?);
        let stored: BTreeMap<&str, ReadCell> =
            serde_json::from_str(&text).map_err(|_| unreadable())?;
        let (period, part) = place;
        let cells = found.entry(finess).or_default();
        for (taxon, cell) in stored {
            let taxon = Taxon::of(taxon).ok_or_else(unreadable)?;
            cells.0.insert(CellKey { period, part, taxon }, cell.cell());
        }
    }
    Ok(found)
}

#[derive(Insertable)]
#[diesel(table_name = delivered_days)]
struct NewDays<'a> {
    finess: &'a str,
    base: i32,
    year: i32,
    period: String,
    sector: String,
    days: f64,
}

/// Replaces the live patient-days of a year; those outside of the perimeter are not kept.
pub fn replace_days(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    days: &BTreeMap<DaysKey, f64>,
) -> QueryResult<()> {
    let base = Base::Live.id();
    let mut by_sector: BTreeMap<(Period, &str), f64> = BTreeMap::new();
    for (DaysKey { period, place }, number) in days {
        if place.scope == Scope::Spares {
            *by_sector.entry((*period, &place.sector)).or_default() += number;
        }
    }
    let of_year = delivered_days::finess.eq(finess).and(delivered_days::year.eq(year));
    let live = delivered_days::table.filter(of_year.and(delivered_days::base.eq(base)));
    let mut before: Vec<(String, String, f64)> = live
        .select((delivered_days::period, delivered_days::sector, delivered_days::days))
        .load(conn)?;
    before.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let mut now: Vec<(String, String, f64)> = by_sector
        .into_iter()
        .map(|((period, sector), days)| (period.to_string(), sector.to_owned(), days))
        .collect();
    now.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    if now == before {
        return Ok(());
    }
    diesel::delete(live).execute(conn)?;
    let row = |(period, sector, days): (String, String, f64)| NewDays {
        finess,
        base,
        year,
        period,
        sector,
        days,
    };
    let rows: Vec<NewDays<'_>> = now.into_iter().map(row).collect();
    on_backend!(conn, |c| diesel::insert_into(delivered_days::table).values(&rows).execute(c))?;
    sums::mark(conn, finess, year, &Side::RESISTANCE)
}

/// The patient-days of each establishment of a population, by its FINESS.
pub fn days(
    conn: &mut AnyConn,
    base: Base,
    population: &Population,
    years: &[i32],
) -> QueryResult<BTreeMap<String, BTreeMap<DaysKey, f64>>> {
    let mut query = delivered_days::table
        .filter(delivered_days::base.eq(base.id()).and(delivered_days::year.eq_any(years)))
        .select((
            delivered_days::finess,
            delivered_days::period,
            delivered_days::sector,
            delivered_days::days,
        ))
        .into_boxed();
    if let Some(members) = members(conn, base, population)? {
        query = query.filter(delivered_days::finess.eq_any(members));
    }
    let mut found: BTreeMap<String, BTreeMap<DaysKey, f64>> = BTreeMap::new();
    for (finess, period, sector, number) in query.load::<(String, String, String, f64)>(conn)? {
        let unreadable =
            |_| diesel::result::Error::DeserializationError(format!("days of {period}").into());
        let place = Place { scope: Scope::Spares, sector: sector.into(), subsector: Code::new() };
        let key = DaysKey { period: period.parse().map_err(unreadable)?, place };
        found.entry(finess).or_default().insert(key, number);
    }
    Ok(found)
}

/// Periods that isolates were delivered for, by the FINESS of each establishment of a population.
pub fn delivered_periods(
    conn: &mut AnyConn,
    base: Base,
    population: &Population,
    years: &[i32],
) -> QueryResult<BTreeMap<String, Vec<Period>>> {
    let mut query = periods::table
        .filter(periods::base.eq(base.id()).and(periods::year.eq_any(years)))
        .select((periods::finess, periods::period))
        .into_boxed();
    if let Some(members) = members(conn, base, population)? {
        query = query.filter(periods::finess.eq_any(members));
    }
    let mut found: BTreeMap<String, Vec<Period>> = BTreeMap::new();
    for (finess, period) in query.load::<(String, String)>(conn)? {
        let unreadable =
            |_| diesel::result::Error::DeserializationError(format!("period {period}").into());
        found.entry(finess).or_default().push(period.parse().map_err(unreadable)?);
    }
    Ok(found)
}
