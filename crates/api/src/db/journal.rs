//! The journal of an establishment: append-only, in the order of the events.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*};

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
    pub request_id: &'a str,
    pub hash: &'a str,
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

/// An entry as its hash covers it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = journal)]
pub struct Link {
    pub id: i32,
    pub finess: String,
    pub at: NaiveDateTime,
    pub user_id: i32,
    pub action: String,
    pub import_id: Option<i32>,
    pub detail: String,
    pub request_id: String,
    pub hash: String,
}

/// Which entries of an establishment; every part that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub action: Option<String>,
    /// At that moment or later.
    pub from: Option<NaiveDateTime>,
    /// Before that moment.
    pub until: Option<NaiveDateTime>,
}

/// Adds an entry.
pub fn append(conn: &mut AnyConn, entry: &NewEntry<'_>) -> QueryResult<()> {
    diesel::insert_into(journal::table).values(entry).execute(conn)?;
    Ok(())
}

/// The hash of the last entry of an establishment.
pub fn last_hash(conn: &mut AnyConn, finess: &str) -> QueryResult<Option<String>> {
    journal::table
        .filter(journal::finess.eq(finess))
        .order(journal::id.desc())
        .select(journal::hash)
        .first(conn)
        .optional()
}

/// The establishments that have a journal.
pub fn establishments(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    journal::table.select(journal::finess).distinct().order(journal::finess.asc()).load(conn)
}

/// The entries of an establishment as their hashes cover them, oldest first.
pub fn chain(conn: &mut AnyConn, finess: &str) -> QueryResult<Vec<Link>> {
    journal::table
        .filter(journal::finess.eq(finess))
        .order(journal::id.asc())
        .select(Link::as_select())
        .load(conn)
}

/// The entries that a person caused, and those whose detail may name them, oldest first.
pub fn of_person(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<Link>> {
    let named = journal::detail.like(format!("%\"member\":{user_id}%"));
    journal::table
        .filter(journal::user_id.eq(user_id).or(named))
        .order(journal::id.asc())
        .select(Link::as_select())
        .load(conn)
}

/// The entries that a filter takes, as a query.
macro_rules! filtered {
    ($query:expr, $finess:expr, $filter:expr) => {{
        let mut query = $query.filter(journal::finess.eq($finess)).into_boxed();
        if let Some(action) = &$filter.action {
            query = query.filter(journal::action.eq(action));
        }
        if let Some(from) = $filter.from {
            query = query.filter(journal::at.ge(from));
        }
        if let Some(until) = $filter.until {
            query = query.filter(journal::at.lt(until));
        }
        query
    }};
}

/// Entries of an establishment, newest first, older than the entry `before` when given.
pub fn newest(
    conn: &mut AnyConn,
    finess: &str,
    filter: &Filter,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    filtered!(journal::table.inner_join(users::table), finess, filter)
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

/// Number of entries of an establishment that a filter takes.
pub fn count(conn: &mut AnyConn, finess: &str, filter: &Filter) -> QueryResult<i64> {
    filtered!(journal::table, finess, filter).count().get_result(conn)
}

/// Number of entries of one action by a person since a moment, in every establishment.
pub fn count_of_person(
    conn: &mut AnyConn,
    user_id: i32,
    action: &str,
    since: NaiveDateTime,
) -> QueryResult<i64> {
    journal::table
        .filter(journal::user_id.eq(user_id))
        .filter(journal::action.eq(action))
        .filter(journal::at.ge(since))
        .count()
        .get_result(conn)
}

/// Whether somebody did something in an establishment since a moment.
pub fn has_since(
    conn: &mut AnyConn,
    finess: &str,
    (user_id, action): (i32, &str),
    since: NaiveDateTime,
) -> QueryResult<bool> {
    let theirs = journal::finess.eq(finess).and(journal::user_id.eq(user_id));
    let such = journal::action.eq(action).and(journal::at.ge(since));
    diesel::select(exists(journal::table.filter(theirs.and(such)))).get_result(conn)
}
