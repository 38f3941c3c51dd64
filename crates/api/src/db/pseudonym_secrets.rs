//! Secrets that make pseudonyms, as sealed as they are stored: one of each establishment.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{AnyConn, schema::pseudonym_secrets as secrets};

/// Establishment and version.
pub type Key = (String, i32);

/// Version and sealed secret of an establishment.
pub fn find(conn: &mut AnyConn, finess: &str) -> QueryResult<Option<(i32, String)>> {
    secrets::table
        .filter(secrets::finess.eq(finess))
        .order(secrets::version.desc())
        .select((secrets::version, secrets::sealed))
        .first(conn)
        .optional()
}

/// Stores a secret in the place of the one before: nothing needs that one any more.
pub fn replace(
    conn: &mut AnyConn,
    (finess, version): (&str, i32),
    sealed: &str,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::delete(secrets::table.filter(secrets::finess.eq(finess))).execute(conn)?;
    let row = (
        secrets::finess.eq(finess),
        secrets::version.eq(version),
        secrets::sealed.eq(sealed),
        secrets::created_at.eq(now),
    );
    diesel::insert_into(secrets::table).values(row).execute(conn)?;
    Ok(())
}

/// Every sealed secret.
pub fn sealed(conn: &mut AnyConn) -> QueryResult<Vec<(Key, String)>> {
    secrets::table.select(((secrets::finess, secrets::version), secrets::sealed)).load(conn)
}

/// Keeps a secret sealed anew.
pub fn set_sealed(conn: &mut AnyConn, (finess, version): &Key, sealed: &str) -> QueryResult<()> {
    diesel::update(secrets::table.find((finess, version)))
        .set(secrets::sealed.eq(sealed))
        .execute(conn)?;
    Ok(())
}
