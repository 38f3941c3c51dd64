//! The columns of the last import with the same headers, by establishment and kind of file.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::dto::ImportKind;

use super::{AnyConn, codes::encode, schema::column_profiles as profiles};

/// Most profiles that are looked through, the last used first.
const READ: i64 = 50;

/// What an import used, to be remembered.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct StoredProfile {
    pub header_key: String,
    pub sheet: String,
    /// 1 = first.
    pub header_row: i32,
    /// Field -> header or index, as JSON.
    pub mapping: String,
    pub used_at: NaiveDateTime,
}

/// Keeps a profile in the place of that of the same headers.
pub fn remember(
    conn: &mut AnyConn,
    finess: &str,
    kind: ImportKind,
    profile: &StoredProfile,
) -> QueryResult<()> {
    let kind = encode(kind)?;
    let same = profiles::table.find((finess, &kind, &profile.header_key));
    diesel::delete(same).execute(conn)?;
    let row = (
        profiles::finess.eq(finess),
        profiles::kind.eq(&kind),
        profiles::header_key.eq(&profile.header_key),
        profiles::sheet.eq(&profile.sheet),
        profiles::header_row.eq(profile.header_row),
        profiles::mapping.eq(&profile.mapping),
        profiles::used_at.eq(profile.used_at),
    );
    diesel::insert_into(profiles::table).values(row).execute(conn)?;
    Ok(())
}

/// The profiles of an establishment for a kind of file, the last used first.
pub fn of(conn: &mut AnyConn, finess: &str, kind: ImportKind) -> QueryResult<Vec<StoredProfile>> {
    profiles::table
        .filter(profiles::finess.eq(finess))
        .filter(profiles::kind.eq(encode(kind)?))
        .order((profiles::used_at.desc(), profiles::header_key.asc()))
        .limit(READ)
        .select((
            profiles::header_key,
            profiles::sheet,
            profiles::header_row,
            profiles::mapping,
            profiles::used_at,
        ))
        .load(conn)
}
