//! Which isolates left for others: told once for each file, to the nation and to each establishment.

use chrono::NaiveDateTime;
use domain::dto::{ExportRecipient, IsolateExport};

use super::Made;
use crate::{
    clock,
    db::{
        AnyConn,
        isolate_exports::{self, NewExport, StoredExport},
    },
    error::ApiError,
    services::year::{from_json, json},
};

/// Writes down that files leave; before that nobody is given them.
pub fn tell(
    conn: &mut AnyConn,
    made_by: i32,
    (recipient, year, study): (ExportRecipient, i32, Option<&str>),
    made: &Made,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let new = NewExport {
        recipient,
        year,
        study,
        establishments: &made.establishments,
        manifests: &json(&made.manifests)?,
        made_by,
        made_at: now,
    };
    Ok(isolate_exports::insert(conn, &new)?)
}

/// All exports with their manifests; or those that took from an establishment, without them. The newest first.
pub fn list(conn: &mut AnyConn, finess: Option<&str>) -> Result<Vec<IsolateExport>, ApiError> {
    let told = |one: StoredExport| {
        Ok(IsolateExport {
            id: one.id,
            recipient: one.recipient,
            year: one.year,
            study: one.study,
            made_by: one.made_by,
            made_at: clock::iso(one.made_at),
            establishments: u32::try_from(one.establishments).unwrap_or(u32::MAX),
            manifests: match finess {
                None => from_json(&one.manifests)?,
                Some(_) => Vec::new(),
            },
        })
    };
    isolate_exports::all(conn, finess)?.into_iter().map(told).collect()
}
