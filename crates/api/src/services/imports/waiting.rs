//! Imports that are taken in before they are read.

use chrono::NaiveDateTime;
use domain::{
    dto::{ImportCreated, ImportKind, ImportProblem, ImportState, ProblemCode, RowReasons},
    import::{Period, familiar_name},
};

use super::store::{Asked, already, lock};
use crate::{
    auth::Member,
    db::{
        AnyConn,
        imports::{self, WaitingImport},
    },
    error::ApiError,
    services::year::json,
};

const INTERRUPTED: &str = "Le service s’est arrêté avant la fin de l’import\u{a0}: rien n’en est \
                           enregistré. Envoyez le fichier à nouveau.";
const UNFINISHED: &str = "L’import n’a pas abouti et rien n’en est enregistré. Envoyez le fichier à \
                          nouveau\u{a0}; si cela se répète, signalez le numéro de l’import.";

/// A file that was received and not read.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub kind: ImportKind,
    pub period: Period,
    pub file_name: String,
    pub sha256: String,
}

/// Takes a file in. False beside the import of an idempotency key that has already served.
pub fn take_in(
    conn: &mut AnyConn,
    who: &Member,
    file: &Incoming,
    asked: &Asked,
    now: NaiveDateTime,
) -> Result<(ImportCreated, bool), ApiError> {
    lock(conn, &who.finess)?;
    let key = asked.idempotency_key.as_deref();
    if let Some(created) = already(conn, &who.finess, key, &file.sha256)? {
        return Ok((created, false));
    }
    let new = WaitingImport {
        finess: who.finess.clone(),
        kind: file.kind,
        year: file.period.year,
        period: file.period.to_string(),
        file_name: familiar_name(&file.file_name),
        sha256: file.sha256.clone(),
        reasons: json(&RowReasons::default())?,
        idempotency_key: asked.idempotency_key.clone(),
        created_by: who.caller.user_id,
        created_at: now,
    };
    let id = imports::insert_waiting(conn, &new)?;
    Ok((ImportCreated { id, state: ImportState::Queued }, true))
}

/// The turn of an import has come; false when it was cancelled meanwhile.
pub fn start(conn: &mut AnyConn, id: i32) -> Result<bool, ApiError> {
    Ok(imports::start(conn, id)?)
}

/// Keeps why an import under way came to nothing: a rule rejects it, anything else is a failure.
pub fn give_up(conn: &mut AnyConn, id: i32, error: &ApiError) -> Result<(), ApiError> {
    let (state, problem) = match error {
        ApiError::Rule { code, detail, issues } if *code != ProblemCode::Busy => {
            let (detail, issues) = (detail.clone(), issues.clone());
            (ImportState::Rejected, ImportProblem { code: *code, detail, issues })
        }
        _ => (ImportState::Failed, failure(UNFINISHED)),
    };
    Ok(imports::end(conn, id, state, Some(&json(&problem)?))?)
}

/// What a server that stopped has left under way has failed. Gives the number of imports.
pub fn fail_unfinished(conn: &mut AnyConn) -> Result<usize, ApiError> {
    Ok(imports::fail_unfinished(conn, &json(&failure(INTERRUPTED))?)?)
}

fn failure(detail: &str) -> ImportProblem {
    ImportProblem { code: ProblemCode::Internal, detail: detail.to_owned(), issues: Vec::new() }
}
