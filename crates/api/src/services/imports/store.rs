//! Stage 7: one transaction holds the import, its facts, the roll-ups, the alerts and the journal.

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
    mail::Post,
    services::{
        alerts, closures,
        journal::{self, Event},
        pseudonym_secrets,
        year::{self, json},
    },
};

const CANCELLED: &str = "Cet import a été annulé pendant sa lecture.";

/// What the sender of a file asks for beside it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What is said of the findings to confirm.
    pub acknowledged: Acknowledged,
    pub idempotency_key: Option<String>,
}

impl Asked {
    /// Whatever is to be confirmed is.
    pub fn acknowledging_all() -> Self {
        Self { acknowledged: Acknowledged::all(), idempotency_key: None }
    }
}

/// Stores a file for an establishment, once its findings to confirm are acknowledged; the same
/// idempotency key gives the same import again. A file that was taken in before is stored under its
/// number, `waiting`.
pub fn store(
    conn: &mut AnyConn,
    post: &Post,
    who: &Member,
    file: &CheckedFile,
    asked: &Asked,
    waiting: Option<i32>,
    now: NaiveDateTime,
) -> Result<ImportCreated, ApiError> {
    lock(conn, &who.finess)?;
    let key = asked.idempotency_key.as_deref().filter(|_| waiting.is_none());
    if let Some(created) = already(conn, &who.finess, key, &file.sha256)? {
        return Ok(created);
    }
    if let Some(version) = file.pseudonym_version
        && !pseudonym_secrets::is_in_force(conn, &who.finess, version)?
    {
        // Replaced while the file was read: its pseudonyms match no other isolates.
        return Err(ApiError::busy());
    }
    let kind = file.kind();
    closures::require_open(conn, &who.finess, file.period.year)?;
    let context = context::context(conn, &who.finess, kind, file.period)?;
    let verdict = judge(context, file.clone())?;
    let acknowledged = asked.acknowledged.of(&verdict)?;
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
        idempotency_key: key.map(str::to_owned),
        created_by: who.caller.user_id,
        created_at: now,
        pseudonym_version: file.pseudonym_version,
    };
    let id = match waiting {
        None => imports::insert(conn, &new)?,
        Some(id) if imports::complete(conn, id, &new)? => id,
        Some(_) => return Err(ApiError::rule(ProblemCode::ImportNotStored, CANCELLED)),
    };
    match &file.delivery.lines {
        Lines::Structure(units) => facts::insert_units(conn, id, units)?,
        Lines::PatientDays(lines) => facts::insert_days(conn, id, lines)?,
        Lines::Consumption(lines) => facts::insert_lines(conn, id, lines)?,
        Lines::Resistance(file) => isolates::insert(conn, id, &file.labels, &file.isolates)?,
    }
    facts::insert_refused(conn, id, &file.delivery.refused)?;
    acknowledgements::insert(conn, id, &acknowledged, (who.caller.user_id, now))?;
    memory::remember(conn, &who.finess, file, now)?;
    year::refresh_from(conn, &who.finess, file.period.year, kind, now)?;
    let event = Event::ImportCreated { kind, period: new.period };
    journal::record(conn, (who.caller.user_id, &who.finess), now, Some(id), &event)?;
    alerts::announce(conn, post, who, Some(id), now)?;
    Ok(ImportCreated { id, state: ImportState::Stored })
}

/// Imports of a site, of its legal entity and of its other sites come one after the other.
pub fn lock(conn: &mut AnyConn, finess: &str) -> Result<(), ApiError> {
    let own = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    Ok(establishments::lock_all(conn, [own.finess_legal, own.finess])?)
}

/// The import that this idempotency key already made of the same bytes.
pub(super) fn already(
    conn: &mut AnyConn,
    finess: &str,
    key: Option<&str>,
    sha256: &str,
) -> Result<Option<ImportCreated>, ApiError> {
    let Some(key) = key else { return Ok(None) };
    match imports::find_by_key(conn, finess, key)? {
        None => Ok(None),
        Some(import) if import.sha256 == sha256 => {
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
