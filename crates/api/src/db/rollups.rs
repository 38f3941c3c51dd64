//! The roll-ups: written with every change of a year's facts, read by every figure.

use std::collections::BTreeMap;

use diesel::{dsl::sum, prelude::*};
use domain::{
    consumption::{DaysKey, Part, Place, Scope, Side, Total, TotalKey, Totals},
    import::{NotAPeriod, Period},
};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    schema::{
        consumption_totals as consumption, establishments, patient_day_totals as days,
        year_summaries,
    },
};

/// Whose roll-ups are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Population {
    Establishment(String),
    /// INSEE code.
    Region(String),
    Nation,
}

#[derive(Insertable)]
#[diesel(table_name = consumption)]
struct NewTotal<'a> {
    finess: &'a str,
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
    year: i32,
    period: String,
    scope: &'a str,
    sector: &'a str,
    subsector: &'a str,
    days: f64,
}

/// Replaces the roll-ups and the summary of a year.
pub fn replace(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    totals: &Totals,
    summary: &str,
) -> QueryResult<()> {
    let of_year = consumption::finess.eq(finess).and(consumption::year.eq(year));
    diesel::delete(consumption::table.filter(of_year)).execute(conn)?;
    diesel::delete(days::table.filter(days::finess.eq(finess).and(days::year.eq(year))))
        .execute(conn)?;
    diesel::delete(year_summaries::table.find((finess, year))).execute(conn)?;
    let rows: Vec<NewTotal<'_>> = totals
        .consumption
        .iter()
        .map(|(key, total)| NewTotal {
            finess,
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
    for chunk in rows.chunks(chunk_rows(10)) {
        on_backend!(conn, |c| diesel::insert_into(consumption::table).values(chunk).execute(c))?;
    }
    let rows: Vec<NewDays<'_>> = totals
        .days
        .iter()
        .map(|(key, number)| NewDays {
            finess,
            year,
            period: key.period.to_string(),
            scope: key.place.scope.as_str(),
            sector: &key.place.sector,
            subsector: &key.place.subsector,
            days: *number,
        })
        .collect();
    for chunk in rows.chunks(chunk_rows(7)) {
        on_backend!(conn, |c| diesel::insert_into(days::table).values(chunk).execute(c))?;
    }
    let row = (
        year_summaries::finess.eq(finess),
        year_summaries::year.eq(year),
        year_summaries::summary.eq(summary),
    );
    diesel::insert_into(year_summaries::table).values(row).execute(conn)?;
    Ok(())
}

type TotalRow = (String, String, String, String, String, String, Option<f64>, Option<f64>);
type DaysRow = (String, String, String, String, Option<f64>);

/// The totals of a population over some years, summed over its establishments.
pub fn totals(conn: &mut AnyConn, population: &Population, years: &[i32]) -> QueryResult<Totals> {
    let (finess, region) = match population {
        Population::Establishment(finess) => (Some(finess), None),
        Population::Region(region) => (None, Some(region)),
        Population::Nation => (None, None),
    };
    // A NULL on the right of `eq` never matches: each filter stands only where it is asked for.
    let mut query = consumption::table
        .inner_join(establishments::table)
        .filter(consumption::year.eq_any(years))
        .group_by((
            consumption::period,
            consumption::scope,
            consumption::sector,
            consumption::subsector,
            consumption::atc,
            consumption::route,
        ))
        .select((
            consumption::period,
            consumption::scope,
            consumption::sector,
            consumption::subsector,
            consumption::atc,
            consumption::route,
            sum(consumption::ddj),
            sum(consumption::quantity),
        ))
        .into_boxed();
    let mut days_query = days::table
        .inner_join(establishments::table)
        .filter(days::year.eq_any(years))
        .group_by((days::period, days::scope, days::sector, days::subsector))
        .select((days::period, days::scope, days::sector, days::subsector, sum(days::days)))
        .into_boxed();
    if let Some(finess) = finess {
        query = query.filter(consumption::finess.eq(finess));
        days_query = days_query.filter(days::finess.eq(finess));
    }
    if let Some(region) = region {
        query = query.filter(establishments::region.eq(region));
        days_query = days_query.filter(establishments::region.eq(region));
    }
    let mut totals = Totals::default();
    for (period, scope, sector, subsector, atc, route, ddj, quantity) in
        query.load::<TotalRow>(conn)?
    {
        let key = TotalKey {
            period: read_period(&period)?,
            place: place(&scope, sector, subsector)?,
            atc,
            route,
        };
        let (ddj, quantity) = (ddj.unwrap_or(0.0), quantity.unwrap_or(0.0));
        totals.consumption.insert(key, Total { ddj, quantity });
    }
    for (period, scope, sector, subsector, number) in days_query.load::<DaysRow>(conn)? {
        let key =
            DaysKey { period: read_period(&period)?, place: place(&scope, sector, subsector)? };
        totals.days.insert(key, number.unwrap_or(0.0));
    }
    Ok(totals)
}

type PartRow = (String, String, String, String, String);

/// The establishments of a population that have a part in its sums, side by side.
pub fn parts(conn: &mut AnyConn, population: &Population, years: &[i32]) -> QueryResult<Vec<Part>> {
    let mut query = consumption::table
        .inner_join(establishments::table)
        .filter(consumption::year.eq_any(years))
        .select((
            consumption::finess,
            consumption::period,
            consumption::scope,
            consumption::sector,
            consumption::subsector,
        ))
        .distinct()
        .into_boxed();
    let mut days_query = days::table
        .inner_join(establishments::table)
        .filter(days::year.eq_any(years))
        .select((days::finess, days::period, days::scope, days::sector, days::subsector))
        .distinct()
        .into_boxed();
    match population {
        Population::Establishment(finess) => {
            query = query.filter(consumption::finess.eq(finess));
            days_query = days_query.filter(days::finess.eq(finess));
        }
        Population::Region(region) => {
            query = query.filter(establishments::region.eq(region));
            days_query = days_query.filter(establishments::region.eq(region));
        }
        Population::Nation => {}
    }
    let mut parts = Vec::new();
    for (side, rows) in [
        (Side::Consumption, query.load::<PartRow>(conn)?),
        (Side::Days, days_query.load::<PartRow>(conn)?),
    ] {
        for (finess, period, scope, sector, subsector) in rows {
            let (period, place) = (read_period(&period)?, place(&scope, sector, subsector)?);
            parts.push(Part { finess, side, period, place });
        }
    }
    Ok(parts)
}

fn place(scope: &str, sector: String, subsector: String) -> QueryResult<Place> {
    let scope = Scope::parse(scope).ok_or_else(|| unreadable(scope, "no scope"))?;
    Ok(Place { scope, sector, subsector })
}

fn read_period(text: &str) -> QueryResult<Period> {
    text.parse().map_err(|error: NotAPeriod| unreadable(text, &error.to_string()))
}

fn unreadable(text: &str, why: &str) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(format!("{text}: {why}").into())
}

/// The summaries of an establishment by year.
pub fn summaries(conn: &mut AnyConn, finess: &str) -> QueryResult<BTreeMap<i32, String>> {
    let rows: Vec<(i32, String)> = year_summaries::table
        .filter(year_summaries::finess.eq(finess))
        .select((year_summaries::year, year_summaries::summary))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
