//! Stage 7: one transaction holds the import, its facts, the roll-ups and the journal.

use chrono::NaiveDateTime;
use domain::{
    dto::{ImportCreated, ImportState, ProblemCode},
    import::{CheckedFile, Lines},
    verdict::judge,
};

use super::{Acknowledged, context, memory};
use crate::{
    auth::Member,
    db::{AnyConn, acknowledgements, establishments, facts, imports, imports::NewImport, isolates},
    error::ApiError,
    services::{
        journal::{self, Event},
        pseudonym_secrets,
        year::{self, json},
    },
};

/// Stores a file for an establishment, once its findings to confirm are acknowledged; the same
/// idempotency key gives the same import again.
pub fn store(
    conn: &mut AnyConn,
    who: &Member,
    file: &CheckedFile,
    (acknowledged, idempotency_key): (&Acknowledged, Option<&str>),
    now: NaiveDateTime,
) -> Result<ImportCreated, ApiError> {
    lock(conn, &who.finess)?;
    if let Some(created) = already(conn, who, file, idempotency_key)? {
        return Ok(created);
    }
    if let Some(version) = file.pseudonym_version
        && !pseudonym_secrets::is_in_force(conn, &who.finess, version)?
    {
        // Replaced while the file was read: its pseudonyms match no other isolates.
        return Err(ApiError::busy());
    }
    let kind = file.kind();
    let context = context::context(conn, &who.finess, kind, file.period)?;
    let verdict = judge(context, file.clone())?;
    let acknowledged = acknowledged.of(&verdict)?;
    for import in verdict.replaces {
        facts::delete(conn, kind, import.id)?;
        imports::set_state(conn, import.id, ImportState::Replaced)?;
        let event = Event::ImportReplaced { kind, period: import.period };
        journal::record(conn, (who.caller.user_id, &who.finess), now, Some(import.id), &event)?;
    }
    let new = NewImport {
        finess: who.finess.clone(),
        kind,
        year: file.period.year,
        period: file.period.to_string(),
        file_name: file.file_name.clone(),
        sha256: file.sha256.clone(),
        content_sha256: file.content_sha256(),
        sheet: file.sheet.clone(),
        header_row: file.header_row.and_then(|row| i32::try_from(row).ok()),
        mapping: json(&file.mapping)?,
        blank_rows: i32::try_from(file.delivery.blank).unwrap_or(i32::MAX),
        idempotency_key: idempotency_key.map(str::to_owned),
        created_by: who.caller.user_id,
        created_at: now,
        pseudonym_version: file.pseudonym_version,
    };
    let id = imports::insert(conn, &new)?;
    match &file.delivery.lines {
        Lines::Structure(units) => facts::insert_units(conn, id, units)?,
        Lines::PatientDays(lines) => facts::insert_days(conn, id, lines)?,
        Lines::Consumption(lines) => facts::insert_lines(conn, id, lines)?,
        Lines::Resistance(file) => isolates::insert(conn, id, &file.labels, &file.isolates)?,
    }
    facts::insert_refused(conn, id, &file.delivery.refused)?;
    acknowledgements::insert(conn, id, &acknowledged, (who.caller.user_id, now))?;
    memory::remember(conn, &who.finess, file, now)?;
    year::refresh_from(conn, &who.finess, file.period.year, kind)?;
    let event = Event::ImportCreated { kind, period: new.period };
    journal::record(conn, (who.caller.user_id, &who.finess), now, Some(id), &event)?;
    Ok(ImportCreated { id, state: ImportState::Stored })
}

/// Imports of a site, of its legal entity and of its other sites come one after the other.
pub fn lock(conn: &mut AnyConn, finess: &str) -> Result<(), ApiError> {
    let own = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    Ok(establishments::lock_all(conn, [own.finess_legal, own.finess])?)
}

/// The import that this idempotency key already made.
fn already(
    conn: &mut AnyConn,
    who: &Member,
    file: &CheckedFile,
    key: Option<&str>,
) -> Result<Option<ImportCreated>, ApiError> {
    let Some(key) = key else { return Ok(None) };
    match imports::find_by_key(conn, &who.finess, key)? {
        None => Ok(None),
        Some(import) if import.sha256 == file.sha256 => {
            Ok(Some(ImportCreated { id: import.id, state: import.state }))
        }
        Some(import) => {
            let detail = format!(
                "La clé d’idempotence a déjà servi pour un autre fichier (import n°\u{a0}{}). \
                 Choisissez une nouvelle clé pour chaque fichier.",
                import.id
            );
            Err(ApiError::rule(ProblemCode::DuplicateImport, detail))
        }
    }
}
