//! Files of isolates that left for others.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::dto::ExportRecipient;

use super::{
    AnyConn,
    codes::{decode, encode},
    schema::{isolate_exports as exports, users},
};

/// An export to be told.
#[derive(Debug, Clone)]
pub struct NewExport<'a> {
    pub recipient: ExportRecipient,
    pub year: i32,
    pub study: Option<&'a str>,
    /// FINESS of those of which a row left.
    pub establishments: &'a [String],
    /// As JSON.
    pub manifests: &'a str,
    pub made_by: i32,
    pub made_at: NaiveDateTime,
}

/// An export as it was told.
#[derive(Debug, Clone)]
pub struct StoredExport {
    pub id: i32,
    pub recipient: ExportRecipient,
    pub year: i32,
    pub study: Option<String>,
    pub establishments: usize,
    pub manifests: String,
    /// Full name.
    pub made_by: String,
    pub made_at: NaiveDateTime,
}

/// Tells an export.
pub fn insert(conn: &mut AnyConn, new: &NewExport<'_>) -> QueryResult<()> {
    let row = (
        exports::recipient.eq(encode(new.recipient)?),
        exports::year.eq(new.year),
        exports::study.eq(new.study),
        exports::establishments.eq(format!(" {} ", new.establishments.join(" "))),
        exports::manifests.eq(new.manifests),
        exports::made_by.eq(new.made_by),
        exports::made_at.eq(new.made_at),
    );
    diesel::insert_into(exports::table).values(row).execute(conn)?;
    Ok(())
}

/// All exports, or those that took from an establishment, the newest first.
pub fn all(conn: &mut AnyConn, finess: Option<&str>) -> QueryResult<Vec<StoredExport>> {
    type Row = (i32, String, i32, Option<String>, String, String, String, NaiveDateTime);
    let mut query = exports::table.inner_join(users::table).order(exports::id.desc()).into_boxed();
    if let Some(finess) = finess {
        query = query.filter(exports::establishments.like(format!("% {finess} %")));
    }
    let rows: Vec<Row> = query
        .select((
            exports::id,
            exports::recipient,
            exports::year,
            exports::study,
            exports::establishments,
            exports::manifests,
            users::full_name,
            exports::made_at,
        ))
        .load(conn)?;
    let stored =
        |(id, recipient, year, study, establishments, manifests, made_by, made_at): Row| {
            Ok(StoredExport {
                id,
                recipient: decode(&recipient)?,
                year,
                study,
                establishments: establishments.split_whitespace().count(),
                manifests,
                made_by,
                made_at,
            })
        };
    rows.into_iter().map(stored).collect()
}
