//! Whom an export takes from.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::dto::{ImportKind, ImportState};

use super::{
    AnyConn,
    bases::{Base, Population, members},
    codes::encode,
    schema::{imports, resistance_periods as periods, year_summaries as summaries},
};

/// FINESS of the establishments of a population with consumption or patient-days of some years in a base.
pub fn with_consumption(
    conn: &mut AnyConn,
    (base, population): (Base, &Population),
    years: &[i32],
) -> QueryResult<BTreeSet<String>> {
    let found: Vec<String> = summaries::table
        .filter(summaries::base.eq(base.id()).and(summaries::year.eq_any(years)))
        .select(summaries::finess)
        .distinct()
        .load(conn)?;
    among(conn, (base, population), found)
}

/// FINESS of the establishments of a population with isolates of some years in a base.
pub fn with_isolates(
    conn: &mut AnyConn,
    (base, population): (Base, &Population),
    years: &[i32],
) -> QueryResult<BTreeSet<String>> {
    let found: Vec<String> = periods::table
        .filter(periods::base.eq(base.id()).and(periods::year.eq_any(years)))
        .select(periods::finess)
        .distinct()
        .load(conn)?;
    among(conn, (base, population), found)
}

fn among(
    conn: &mut AnyConn,
    (base, population): (Base, &Population),
    found: Vec<String>,
) -> QueryResult<BTreeSet<String>> {
    let found: BTreeSet<String> = found.into_iter().collect();
    Ok(match members(conn, base, population)? {
        None => found,
        Some(members) => members.into_iter().filter(|one| found.contains(one)).collect(),
    })
}

/// FINESS of the establishments whose isolates of a year are in force.
pub fn delivering_isolates(conn: &mut AnyConn, year: i32) -> QueryResult<BTreeSet<String>> {
    let found: Vec<String> = imports::table
        .filter(imports::state.eq(encode(ImportState::Stored)?))
        .filter(imports::kind.eq(encode(ImportKind::Resistance)?))
        .filter(imports::year.eq(year))
        .select(imports::finess)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}
