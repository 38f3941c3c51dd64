//! What the ECDC calls the laboratories of establishments.

use diesel::prelude::*;
use domain::interop::Laboratory;

use super::{AnyConn, schema::laboratories};

/// The laboratory of an establishment; nothing while it has none.
pub fn find(conn: &mut AnyConn, finess: &str) -> QueryResult<Option<Laboratory>> {
    let found: Option<(String, String)> = laboratories::table
        .find(finess)
        .select((laboratories::code, laboratories::hospital))
        .first(conn)
        .optional()?;
    Ok(found.map(|(code, hospital)| Laboratory { code, hospital }))
}

/// FINESS of the establishment that has these codes.
pub fn holder(conn: &mut AnyConn, asked: &Laboratory) -> QueryResult<Option<String>> {
    let same = laboratories::code.eq(&asked.code).and(laboratories::hospital.eq(&asked.hospital));
    laboratories::table.filter(same).select(laboratories::finess).first(conn).optional()
}

/// Replaces the laboratory of an establishment, or takes it away.
pub fn replace(conn: &mut AnyConn, finess: &str, new: Option<&Laboratory>) -> QueryResult<()> {
    diesel::delete(laboratories::table.find(finess)).execute(conn)?;
    if let Some(Laboratory { code, hospital }) = new {
        let row = (
            laboratories::finess.eq(finess),
            laboratories::code.eq(code),
            laboratories::hospital.eq(hospital),
        );
        diesel::insert_into(laboratories::table).values(row).execute(conn)?;
    }
    Ok(())
}
