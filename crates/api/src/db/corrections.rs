//! Codes that were corrected in the files of an establishment.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{dto::ImportKind, import::Correction};

use super::{AnyConn, codes::encode, schema::corrections};

/// Most corrections that are offered, the last used first.
const READ: i64 = 200;

/// Keeps corrections, each in the place of that of the same code.
pub fn remember(
    conn: &mut AnyConn,
    finess: &str,
    kind: ImportKind,
    new: &[Correction],
    now: NaiveDateTime,
) -> QueryResult<()> {
    let kind = encode(kind)?;
    for Correction { field, found, meant } in new {
        diesel::delete(corrections::table.find((finess, &kind, field, found))).execute(conn)?;
        let row = (
            corrections::finess.eq(finess),
            corrections::kind.eq(&kind),
            corrections::field.eq(field),
            corrections::found.eq(found),
            corrections::meant.eq(meant),
            corrections::used_at.eq(now),
        );
        diesel::insert_into(corrections::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// The corrections of an establishment in a kind of file, the last used first.
pub fn of(conn: &mut AnyConn, finess: &str, kind: ImportKind) -> QueryResult<Vec<Correction>> {
    let rows: Vec<(String, String, String)> = corrections::table
        .filter(corrections::finess.eq(finess))
        .filter(corrections::kind.eq(encode(kind)?))
        .order((corrections::used_at.desc(), corrections::field.asc(), corrections::found.asc()))
        .limit(READ)
        .select((corrections::field, corrections::found, corrections::meant))
        .load(conn)?;
    Ok(rows.into_iter().map(|(field, found, meant)| Correction { field, found, meant }).collect())
}
