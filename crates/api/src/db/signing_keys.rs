//! Keys that sign tokens, as sealed as they are stored.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{AnyConn, schema::signing_keys};

/// The `count` newest keys, newest first: identifier and sealed key.
pub fn newest(conn: &mut AnyConn, count: i64) -> QueryResult<Vec<(String, String)>> {
    signing_keys::table
        .order((signing_keys::created_at.desc(), signing_keys::kid.desc()))
        .limit(count)
        .select((signing_keys::kid, signing_keys::sealed))
        .load(conn)
}

/// Stores a key.
pub fn insert(conn: &mut AnyConn, kid: &str, sealed: &str, now: NaiveDateTime) -> QueryResult<()> {
    let row = (
        signing_keys::kid.eq(kid),
        signing_keys::sealed.eq(sealed),
        signing_keys::created_at.eq(now),
    );
    diesel::insert_into(signing_keys::table).values(row).execute(conn)?;
    Ok(())
}

/// Every key, sealed.
pub fn sealed(conn: &mut AnyConn) -> QueryResult<Vec<(String, String)>> {
    signing_keys::table.select((signing_keys::kid, signing_keys::sealed)).load(conn)
}

/// Keeps a key sealed anew.
pub fn set_sealed(conn: &mut AnyConn, kid: &str, sealed: &str) -> QueryResult<()> {
    diesel::update(signing_keys::table.find(kid))
        .set(signing_keys::sealed.eq(sealed))
        .execute(conn)?;
    Ok(())
}

/// Forgets every key but those.
pub fn keep(conn: &mut AnyConn, kids: &[String]) -> QueryResult<()> {
    diesel::delete(signing_keys::table.filter(signing_keys::kid.ne_all(kids))).execute(conn)?;
    Ok(())
}
