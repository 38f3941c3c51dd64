//! Analyses that people keep under a name.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*, select};

use super::{AnyConn, backend::on_backend, schema::saved_analyses};

/// An analysis to be kept.
#[derive(Debug, Insertable)]
#[diesel(table_name = saved_analyses, treat_none_as_default_value = false)]
pub struct NewEntry<'a> {
    pub user_id: i32,
    pub name: &'a str,
    pub query: &'a str,
    pub created_at: NaiveDateTime,
}

/// A kept analysis.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = saved_analyses)]
pub struct Entry {
    pub id: i32,
    pub name: String,
    pub query: String,
    pub created_at: NaiveDateTime,
}

/// Those of a person, the newest first.
pub fn of_user(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<Entry>> {
    saved_analyses::table
        .filter(saved_analyses::user_id.eq(user_id))
        .order(saved_analyses::id.desc())
        .select(Entry::as_select())
        .load(conn)
}

/// How many a person keeps.
pub fn count(conn: &mut AnyConn, user_id: i32) -> QueryResult<i64> {
    saved_analyses::table.filter(saved_analyses::user_id.eq(user_id)).count().get_result(conn)
}

/// Whether a person keeps one under this name.
pub fn is_named(conn: &mut AnyConn, user_id: i32, name: &str) -> QueryResult<bool> {
    let own = saved_analyses::user_id.eq(user_id).and(saved_analyses::name.eq(name));
    select(exists(saved_analyses::table.filter(own))).get_result(conn)
}

/// Stores one; gives its number.
pub fn insert(conn: &mut AnyConn, entry: &NewEntry<'_>) -> QueryResult<i32> {
    on_backend!(conn, |c| diesel::insert_into(saved_analyses::table)
        .values(entry)
        .returning(saved_analyses::id)
        .get_result(c))
}

/// Forgets one of a person; false where they have none with this number.
pub fn delete(conn: &mut AnyConn, user_id: i32, id: i32) -> QueryResult<bool> {
    let own = saved_analyses::table.find(id).filter(saved_analyses::user_id.eq(user_id));
    Ok(diesel::delete(own).execute(conn)? > 0)
}

/// Forgets all of a person.
pub fn delete_of(conn: &mut AnyConn, user_id: i32) -> QueryResult<()> {
    let own = saved_analyses::user_id.eq(user_id);
    diesel::delete(saved_analyses::table.filter(own)).execute(conn)?;
    Ok(())
}
