//! The journal of an establishment: append-only, in the order of the events.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{
    AnyConn,
    schema::{journal, users},
};

/// An entry to be stored.
#[derive(Debug, Insertable)]
#[diesel(table_name = journal, treat_none_as_default_value = false)]
pub struct NewEntry<'a> {
    pub finess: &'a str,
    pub at: NaiveDateTime,
    pub user_id: i32,
    pub action: &'a str,
    pub import_id: Option<i32>,
    pub detail: &'a str,
}

/// An entry as it is read, with the name of the person.
#[derive(Debug, Clone, Queryable)]
pub struct Entry {
    pub id: i32,
    pub at: NaiveDateTime,
    pub who: String,
    pub action: String,
    pub import_id: Option<i32>,
    pub detail: String,
}

/// Adds an entry.
pub fn append(conn: &mut AnyConn, entry: &NewEntry<'_>) -> QueryResult<()> {
    diesel::insert_into(journal::table).values(entry).execute(conn)?;
    Ok(())
}

/// The entries of an establishment, newest first, older than the entry `before` when given.
pub fn newest(
    conn: &mut AnyConn,
    finess: &str,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    journal::table
        .inner_join(users::table)
        .filter(journal::finess.eq(finess))
        .filter(journal::id.lt(before.unwrap_or(i32::MAX)))
        .order(journal::id.desc())
        .limit(limit)
        .select((
            journal::id,
            journal::at,
            users::full_name,
            journal::action,
            journal::import_id,
            journal::detail,
        ))
        .load(conn)
}

/// Number of entries of an establishment.
pub fn count(conn: &mut AnyConn, finess: &str) -> QueryResult<i64> {
    journal::table.filter(journal::finess.eq(finess)).count().get_result(conn)
}
