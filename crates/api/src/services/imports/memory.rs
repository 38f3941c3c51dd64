//! The columns and the corrections of an establishment's imports, remembered for the next file.

use checker::{Memory, Remembered};
use chrono::NaiveDateTime;
use domain::{
    dto::ImportKind,
    import::{CheckedFile, ColumnProfile, HeaderRow},
};

use crate::{
    db::{
        AnyConn,
        column_profiles::{self, StoredProfile},
        corrections, facts, imports,
    },
    error::ApiError,
    services::year::{from_json, json},
};

/// Reads what is remembered for a kind of file.
pub fn memory(conn: &mut AnyConn, finess: &str, kind: ImportKind) -> Result<Memory, ApiError> {
    let stored = column_profiles::of(conn, finess, kind)?;
    let profiles = stored.into_iter().map(remembered).collect::<Result<_, _>>()?;
    let in_force = imports::in_force(conn, finess)?;
    let structures = in_force.iter().filter(|import| import.kind == ImportKind::Structure);
    let newest = structures.max_by_key(|import| import.year).map(|import| import.id);
    let units = match newest {
        Some(id) if kind != ImportKind::Structure => facts::units(conn, &[id])?,
        _ => Vec::new(),
    };
    let units = units.into_iter().map(|unit| unit.line.code).collect();
    let corrections = corrections::of(conn, finess, kind)?;
    Ok(Memory { profiles, units, corrections })
}

fn remembered(stored: StoredProfile) -> Result<Remembered, ApiError> {
    let StoredProfile { header_key, sheet, header_row, mapping, used_at } = stored;
    let header = usize::try_from(header_row - 1).map_or(HeaderRow::None, HeaderRow::At);
    let reason = format!("comme votre import du {}", used_at.format("%d/%m/%Y"));
    let profile = ColumnProfile { header_key, mapping: from_json(&mapping)? };
    Ok(Remembered { profile, sheet, header, reason })
}

/// Keeps the columns of a file for the next one with the same headers, and its corrections.
pub fn remember(
    conn: &mut AnyConn,
    finess: &str,
    file: &CheckedFile,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    corrections::remember(conn, finess, file.kind(), &file.corrections, now)?;
    let Some(profile) = &file.profile else { return Ok(()) };
    let stored = StoredProfile {
        header_key: profile.header_key.clone(),
        sheet: file.sheet.clone(),
        header_row: file.header_row.and_then(|row| i32::try_from(row).ok()).unwrap_or(0),
        mapping: json(&profile.mapping)?,
        used_at: now,
    };
    Ok(column_profiles::remember(conn, finess, file.kind(), &stored)?)
}
