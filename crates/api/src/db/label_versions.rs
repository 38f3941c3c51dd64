//! How often the answers of an establishment on its labels have changed.

use diesel::prelude::*;

use super::{AnyConn, schema::label_versions};

/// The version in force; 0 before the first answer.
pub fn find(conn: &mut AnyConn, finess: &str) -> QueryResult<i32> {
    let version = label_versions::table.find(finess).select(label_versions::version);
    Ok(version.first(conn).optional()?.unwrap_or_default())
}

/// Counts a change and gives its version. The caller holds the lock of the establishment.
pub fn grow(conn: &mut AnyConn, finess: &str) -> QueryResult<i32> {
    let version = find(conn, finess)? + 1;
    diesel::delete(label_versions::table.find(finess)).execute(conn)?;
    let row = (label_versions::finess.eq(finess), label_versions::version.eq(version));
    diesel::insert_into(label_versions::table).values(row).execute(conn)?;
    Ok(version)
}
