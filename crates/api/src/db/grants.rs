//! Rights beyond one establishment: the nation, or regions.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{AnyConn, backend::on_backend, schema::grants};

/// The scopes of a person, in alphabetical order.
pub fn of_user(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<String>> {
    let mut scopes: Vec<String> =
        grants::table.filter(grants::user_id.eq(user_id)).select(grants::scope).load(conn)?;
    scopes.sort_unstable();
    Ok(scopes)
}

/// Who has a scope.
pub fn holders(conn: &mut AnyConn, scope: &str) -> QueryResult<Vec<i32>> {
    grants::table
        .filter(grants::scope.eq(scope))
        .order(grants::user_id.asc())
        .select(grants::user_id)
        .load(conn)
}

/// Gives a scope; nothing happens when the person has it already.
pub fn insert(
    conn: &mut AnyConn,
    user_id: i32,
    scope: &str,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let row = (grants::user_id.eq(user_id), grants::scope.eq(scope), grants::granted_at.eq(now));
    on_backend!(conn, |c| diesel::insert_into(grants::table)
        .values(row)
        .on_conflict((grants::user_id, grants::scope))
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// Takes every scope of a person away.
pub fn delete_all(conn: &mut AnyConn, user_id: i32) -> QueryResult<()> {
    diesel::delete(grants::table.filter(grants::user_id.eq(user_id))).execute(conn)?;
    Ok(())
}
