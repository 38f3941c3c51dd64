//! The closings of years.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{
    AnyConn,
    backend::on_backend,
    schema::{closures, users},
};

/// A closing as it is stored.
#[derive(Debug, Clone, Queryable)]
pub struct StoredClosure {
    pub id: i32,
    /// JSON, as are the figures.
    pub waivers: String,
    pub figures: String,
    pub closed_by: i32,
    pub closed_at: NaiveDateTime,
    pub reopening_reason: Option<String>,
    pub asked_by: Option<i32>,
    pub asked_at: Option<NaiveDateTime>,
    pub reopened_by: Option<i32>,
    pub reopened_at: Option<NaiveDateTime>,
}

/// A closing to store.
#[derive(Debug, Insertable)]
#[diesel(table_name = closures)]
pub struct NewClosing<'a> {
    pub finess: &'a str,
    pub year: i32,
    pub waivers: &'a str,
    pub figures: &'a str,
    pub closed_by: i32,
    pub closed_at: NaiveDateTime,
}

/// The closings of a year, the newest first.
pub fn of_year(conn: &mut AnyConn, finess: &str, year: i32) -> QueryResult<Vec<StoredClosure>> {
    closures::table
        .filter(closures::finess.eq(finess).and(closures::year.eq(year)))
        .order(closures::id.desc())
        .select((
            closures::id,
            closures::waivers,
            closures::figures,
            closures::closed_by,
            closures::closed_at,
            closures::reopening_reason,
            closures::asked_by,
            closures::asked_at,
            closures::reopened_by,
            closures::reopened_at,
        ))
        .load(conn)
}

/// The years that are closed.
pub fn closed_years(conn: &mut AnyConn, finess: &str) -> QueryResult<BTreeSet<i32>> {
    let years: Vec<i32> = closures::table
        .filter(closures::finess.eq(finess).and(closures::reopened_at.is_null()))
        .select(closures::year)
        .load(conn)?;
    Ok(years.into_iter().collect())
}

pub fn insert(conn: &mut AnyConn, new: &NewClosing<'_>) -> QueryResult<()> {
    on_backend!(conn, |c| diesel::insert_into(closures::table).values(new).execute(c))?;
    Ok(())
}

/// Notes that somebody asks to reopen.
pub fn ask(
    conn: &mut AnyConn,
    id: i32,
    (user_id, now): (i32, NaiveDateTime),
    reason: &str,
) -> QueryResult<()> {
    let asked = (
        closures::reopening_reason.eq(reason),
        closures::asked_by.eq(user_id),
        closures::asked_at.eq(now),
    );
    diesel::update(closures::table.find(id)).set(asked).execute(conn)?;
    Ok(())
}

pub fn reopen(
    conn: &mut AnyConn,
    id: i32,
    (user_id, now): (i32, NaiveDateTime),
) -> QueryResult<()> {
    let reopened = (closures::reopened_by.eq(user_id), closures::reopened_at.eq(now));
    diesel::update(closures::table.find(id)).set(reopened).execute(conn)?;
    Ok(())
}

/// The names of the people of some closings.
pub fn names(conn: &mut AnyConn, ids: &BTreeSet<i32>) -> QueryResult<BTreeMap<i32, String>> {
    let people: Vec<(i32, String)> = users::table
        .filter(users::id.eq_any(ids))
        .select((users::id, users::full_name))
        .load(conn)?;
    Ok(people.into_iter().collect())
}
