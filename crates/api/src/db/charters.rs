//! The signatures of the charter.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*};
use domain::dto::Signature;

use super::{
    AnyConn,
    backend::on_backend,
    schema::{charter_signatures as signatures, users},
};
use crate::clock;

/// Whether an establishment signed a version.
pub fn is_signed(conn: &mut AnyConn, finess: &str, version: &str) -> QueryResult<bool> {
    diesel::select(exists(signatures::table.find((finess, version)))).get_result(conn)
}

/// The last signature of an establishment.
pub fn last(conn: &mut AnyConn, finess: &str) -> QueryResult<Option<Signature>> {
    let row: Option<(String, String, NaiveDateTime)> = signatures::table
        .inner_join(users::table)
        .filter(signatures::finess.eq(finess))
        .order(signatures::signed_at.desc())
        .select((signatures::version, users::full_name, signatures::signed_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(version, by, at)| Signature { version, by, at: clock::iso(at) }))
}

/// Stores a signature; false when the version was signed already.
pub fn insert(
    conn: &mut AnyConn,
    finess: &str,
    version: &str,
    user_id: i32,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    let row = (
        signatures::finess.eq(finess),
        signatures::version.eq(version),
        signatures::user_id.eq(user_id),
        signatures::signed_at.eq(now),
    );
    let inserted = on_backend!(conn, |c| diesel::insert_into(signatures::table)
        .values(row)
        .on_conflict((signatures::finess, signatures::version))
        .do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}
