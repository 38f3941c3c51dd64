//! The roll-ups: written with every change of a year's facts, read by every figure.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    consumption::{DaysKey, Place, Scope, Total, TotalKey, Totals},
    import::{NotAPeriod, Period},
};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    bases::{Base, Group, Population, members},
    schema::{
        consumption_totals as consumption, establishments, patient_day_totals as days,
        snapshot_establishments as frozen, year_summaries,
    },
    sums::{self, Periods, Side},
};

#[derive(Insertable)]
#[diesel(table_name = consumption)]
struct NewTotal<'a> {
    finess: &'a str,
    base: i32,
    year: i32,
    period: String,
    scope: &'a str,
    sector: &'a str,
    subsector: &'a str,
    atc: &'a str,
    route: &'a str,
    ddj: f64,
    quantity: f64,
}

#[derive(Insertable)]
#[diesel(table_name = days)]
struct NewDays<'a> {
    finess: &'a str,
    base: i32,
    year: i32,
    period: String,
    scope: &'a str,
    sector: &'a str,
    subsector: &'a str,
    days: f64,
}

/// Replaces the live roll-ups and the summary of a year.
pub fn replace(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    totals: &Totals,
    summary: &str,
) -> QueryResult<()> {
    let base = Base::Live.id();
    let of_year = consumption::finess.eq(finess).and(consumption::year.eq(year));
    let of_base = consumption::base.eq(base);
    diesel::delete(consumption::table.filter(of_year.and(of_base))).execute(conn)?;
    let of_year = days::finess.eq(finess).and(days::year.eq(year));
    diesel::delete(days::table.filter(of_year.and(days::base.eq(base)))).execute(conn)?;
    let of_year = year_summaries::table.find((finess, base, year));
    let before: Option<i64> = of_year.select(year_summaries::revision).first(conn).optional()?;
    diesel::delete(of_year).execute(conn)?;
    let rows: Vec<NewTotal<'_>> = totals
        .consumption
        .iter()
        .map(|(key, total)| NewTotal {
            finess,
            base,
            year,
            period: key.period.to_string(),
            scope: key.place.scope.as_str(),
            sector: &key.place.sector,
            subsector: &key.place.subsector,
            atc: &key.atc,
            route: &key.route,
            ddj: total.ddj,
            quantity: total.quantity,
        })
        .collect();
    for chunk in rows.chunks(chunk_rows(11)) {
        on_backend!(conn, |c| diesel::insert_into(consumption::table).values(chunk).execute(c))?;
    }
    let rows: Vec<NewDays<'_>> = totals
        .days
        .iter()
        .map(|(key, number)| NewDays {
            finess,
            base,
            year,
            period: key.period.to_string(),
            scope: key.place.scope.as_str(),
            sector: &key.place.sector,
            subsector: &key.place.subsector,
            days: *number,
        })
        .collect();
    for chunk in rows.chunks(chunk_rows(8)) {
        on_backend!(conn, |c| diesel::insert_into(days::table).values(chunk).execute(c))?;
    }
    let row = (
        year_summaries::finess.eq(finess),
        year_summaries::base.eq(base),
        year_summaries::year.eq(year),
        year_summaries::summary.eq(summary),
        year_summaries::revision.eq(before.unwrap_or(0) + 1),
    );
    diesel::insert_into(year_summaries::table).values(row).execute(conn)?;
    sums::mark(conn, finess, year, &[Side::Consumption])
}

type TotalRow = (String, String, String, String, String, String, String, f64, f64);
type DaysRow = (String, String, String, String, String, f64);

/// The totals of one establishment over some years.
pub fn totals(conn: &mut AnyConn, base: Base, finess: &str, years: &[i32]) -> QueryResult<Totals> {
    let own = Population::Establishment(finess.to_owned());
    let mut found = by_establishment(conn, base, &own, (years, Periods::Both))?;
    Ok(found.remove(finess).unwrap_or_default())
}

/// The totals of each establishment of a population over some years, by its FINESS.
pub fn by_establishment(
    conn: &mut AnyConn,
    base: Base,
    population: &Population,
    (years, periods): (&[i32], Periods),
) -> QueryResult<BTreeMap<String, Totals>> {
    let mut query = consumption::table
        .filter(consumption::base.eq(base.id()).and(consumption::year.eq_any(years)))
        .select((
            consumption::finess,
            consumption::period,
            consumption::scope,
            consumption::sector,
            consumption::subsector,
            consumption::atc,
            consumption::route,
            consumption::ddj,
            consumption::quantity,
        ))
        .into_boxed();
    let mut days_query = days::table
        .filter(days::base.eq(base.id()).and(days::year.eq_any(years)))
        .select((
            days::finess,
            days::period,
            days::scope,
            days::sector,
            days::subsector,
            days::days,
        ))
        .into_boxed();
    if let Some(members) = members(conn, base, population)? {
        query = query.filter(consumption::finess.eq_any(members.clone()));
        days_query = days_query.filter(days::finess.eq_any(members));
    }
    match periods {
        Periods::Years => {
            query = query.filter(consumption::period.not_like("%Q%"));
            days_query = days_query.filter(days::period.not_like("%Q%"));
        }
        Periods::Quarters => {
            query = query.filter(consumption::period.like("%Q%"));
            days_query = days_query.filter(days::period.like("%Q%"));
        }
        Periods::Both => {}
    }
    // A map made of all its rows at once is made faster than by each of them.
    let mut rows: BTreeMap<String, Rows> = BTreeMap::new();
    for (finess, period, scope, sector, subsector, atc, route, ddj, quantity) in
        query.load::<TotalRow>(conn)?
    {
        let (period, place) = (read_period(&period)?, place(&scope, &sector, &subsector)?);
        let key = TotalKey { period, place, atc: atc.into(), route: route.into() };
        rows.entry(finess).or_default().consumption.push((key, Total { ddj, quantity }));
    }
    for (finess, period, scope, sector, subsector, number) in days_query.load::<DaysRow>(conn)? {
        let (period, place) = (read_period(&period)?, place(&scope, &sector, &subsector)?);
        rows.entry(finess).or_default().days.push((DaysKey { period, place }, number));
    }
    Ok(rows.into_iter().map(|(finess, rows)| (finess, rows.totals())).collect())
}

/// The totals of an establishment as they are read.
#[derive(Default)]
struct Rows {
    consumption: Vec<(TotalKey, Total)>,
    days: Vec<(DaysKey, f64)>,
}

impl Rows {
    fn totals(self) -> Totals {
        Totals {
            consumption: self.consumption.into_iter().collect(),
            days: self.days.into_iter().collect(),
        }
    }
}

fn place(scope: &str, sector: &str, subsector: &str) -> QueryResult<Place> {
    let scope = Scope::parse(scope).ok_or_else(|| unreadable(scope, "no scope"))?;
    Ok(Place { scope, sector: sector.into(), subsector: subsector.into() })
}

fn read_period(text: &str) -> QueryResult<Period> {
    text.parse().map_err(|error: NotAPeriod| unreadable(text, &error.to_string()))
}

fn unreadable(text: &str, why: &str) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(format!("{text}: {why}").into())
}

/// An establishment that has roll-ups of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub finess: String,
    pub name: String,
    /// Its region and its type.
    pub group: Group,
    /// Grows with each change of its roll-ups of the year.
    pub revision: i64,
}

/// Who has roll-ups of a year in a base, by FINESS. A frozen base knows names, regions and types as they were.
pub fn holders(conn: &mut AnyConn, base: Base, year: i32) -> QueryResult<Vec<Holder>> {
    let of_year = year_summaries::base.eq(base.id()).and(year_summaries::year.eq(year));
    macro_rules! joined {
        ($table:ident, $of_base:expr) => {
            year_summaries::table
                .inner_join(
                    $table::table.on($table::finess.eq(year_summaries::finess).and($of_base)),
                )
                .filter(of_year)
                .select((
                    $table::finess,
                    $table::name,
                    $table::region,
                    $table::kind,
                    year_summaries::revision,
                ))
                .load(conn)?
        };
    }
    let found: Vec<(String, String, String, String, i64)> = match base {
        Base::Live => joined!(establishments, year_summaries::base.eq(base.id())),
        Base::Snapshot(id) => joined!(frozen, frozen::snapshot_id.eq(id)),
    };
    let holder = |(finess, name, region, kind, revision)| Holder {
        finess,
        name,
        group: Group::leaf(region, kind),
        revision,
    };
    let mut found: Vec<Holder> = found.into_iter().map(holder).collect();
    found.sort_by(|one, other| one.finess.cmp(&other.finess));
    Ok(found)
}

/// The summaries of an establishment by year.
pub fn summaries(
    conn: &mut AnyConn,
    base: Base,
    finess: &str,
) -> QueryResult<BTreeMap<i32, String>> {
    let rows: Vec<(i32, String)> = year_summaries::table
        .filter(year_summaries::finess.eq(finess).and(year_summaries::base.eq(base.id())))
        .select((year_summaries::year, year_summaries::summary))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The summaries of a year, by the FINESS of each of some establishments.
pub fn summaries_of(
    conn: &mut AnyConn,
    base: Base,
    establishments: &[String],
    year: i32,
) -> QueryResult<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> = year_summaries::table
        .filter(year_summaries::base.eq(base.id()).and(year_summaries::year.eq(year)))
        .filter(year_summaries::finess.eq_any(establishments))
        .select((year_summaries::finess, year_summaries::summary))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
