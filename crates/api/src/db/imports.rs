//! The imports: what was delivered, when, by whom, and what became of its rows.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::dto::{ImportKind, ImportState};

use super::{
    AnyConn,
    backend::on_backend,
    codes::{decode, encode},
    schema::{imports, users},
};

/// An import that was taken in and waits for its turn.
#[derive(Debug, Clone)]
pub struct WaitingImport {
    pub finess: String,
    pub kind: ImportKind,
    pub year: i32,
    pub period: String,
    pub file_name: String,
    pub sha256: String,
    /// No rows yet, as JSON.
    pub reasons: String,
    pub idempotency_key: Option<String>,
    pub created_by: i32,
    pub created_at: NaiveDateTime,
}

/// An import to be stored.
#[derive(Debug, Clone)]
pub struct NewImport {
    pub finess: String,
    pub kind: ImportKind,
    pub year: i32,
    pub period: String,
    pub file_name: String,
    pub sha256: String,
    pub content_sha256: String,
    pub sheet: String,
    pub header_row: Option<i32>,
    /// Field -> header, as JSON.
    pub mapping: String,
    pub blank_rows: i32,
    pub idempotency_key: Option<String>,
    pub created_by: i32,
    pub created_at: NaiveDateTime,
    /// Version of the secret that made the pseudonyms of its patients.
    pub pseudonym_version: Option<i32>,
}

/// An import as it is read.
#[derive(Debug, Clone)]
pub struct StoredImport {
    pub id: i32,
    pub finess: String,
    pub kind: ImportKind,
    pub year: i32,
    pub period: String,
    pub state: ImportState,
    pub file_name: String,
    pub sha256: String,
    pub content_sha256: String,
    pub header_row: Option<i32>,
    pub mapping: String,
    pub blank_rows: i32,
    /// Rows by outcome and reason, as JSON.
    pub reasons: String,
    pub created_at: NaiveDateTime,
    pub created_by: String,
    /// Version of the establishment's own labels that judged it last.
    pub label_version: Option<i32>,
    /// Why it came to nothing, as JSON.
    pub problem: Option<String>,
}

#[derive(Queryable)]
struct ImportRow {
    id: i32,
    finess: String,
    kind: String,
    year: i32,
    period: String,
    state: String,
    file_name: String,
    sha256: String,
    content_sha256: String,
    header_row: Option<i32>,
    mapping: String,
    blank_rows: i32,
    reasons: String,
    created_at: NaiveDateTime,
    created_by: String,
    label_version: Option<i32>,
    problem: Option<String>,
}

impl ImportRow {
    fn import(self) -> QueryResult<StoredImport> {
        Ok(StoredImport {
            id: self.id,
            kind: decode(&self.kind)?,
            state: decode(&self.state)?,
            finess: self.finess,
            year: self.year,
            period: self.period,
            file_name: self.file_name,
            sha256: self.sha256,
            content_sha256: self.content_sha256,
            header_row: self.header_row,
            mapping: self.mapping,
            blank_rows: self.blank_rows,
            reasons: self.reasons,
            created_at: self.created_at,
            created_by: self.created_by,
            label_version: self.label_version,
            problem: self.problem,
        })
    }
}

/// The columns of a [`ImportRow`].
macro_rules! columns {
    () => {
        (
            imports::id,
            imports::finess,
            imports::kind,
            imports::year,
            imports::period,
            imports::state,
            imports::file_name,
            imports::sha256,
            imports::content_sha256,
            imports::header_row,
            imports::mapping,
            imports::blank_rows,
            imports::reasons,
            imports::created_at,
            users::full_name,
            imports::label_version,
            imports::problem,
        )
    };
}

/// Stores an import in state `stored`; gives its id.
pub fn insert(conn: &mut AnyConn, new: &NewImport) -> QueryResult<i32> {
    let row = (
        imports::finess.eq(&new.finess),
        imports::kind.eq(encode(new.kind)?),
        imports::year.eq(new.year),
        imports::period.eq(&new.period),
        imports::state.eq(encode(ImportState::Stored)?),
        imports::file_name.eq(&new.file_name),
        imports::sha256.eq(&new.sha256),
        imports::content_sha256.eq(&new.content_sha256),
        imports::sheet.eq(&new.sheet),
        imports::header_row.eq(new.header_row),
        imports::mapping.eq(&new.mapping),
        imports::blank_rows.eq(new.blank_rows),
        imports::reasons.eq("{}"),
        imports::idempotency_key.eq(&new.idempotency_key),
        imports::created_by.eq(new.created_by),
        imports::created_at.eq(new.created_at),
        imports::pseudonym_version.eq(new.pseudonym_version),
    );
    on_backend!(conn, |c| diesel::insert_into(imports::table)
        .values(row)
        .returning(imports::id)
        .get_result(c))
}

/// Takes an import in, in state `queued`; gives its id.
pub fn insert_waiting(conn: &mut AnyConn, new: &WaitingImport) -> QueryResult<i32> {
    let row = (
        imports::finess.eq(&new.finess),
        imports::kind.eq(encode(new.kind)?),
        imports::year.eq(new.year),
        imports::period.eq(&new.period),
        imports::state.eq(encode(ImportState::Queued)?),
        imports::file_name.eq(&new.file_name),
        imports::sha256.eq(&new.sha256),
        imports::content_sha256.eq(""),
        imports::sheet.eq(""),
        imports::mapping.eq("{}"),
        imports::blank_rows.eq(0),
        imports::reasons.eq(&new.reasons),
        imports::idempotency_key.eq(&new.idempotency_key),
        imports::created_by.eq(new.created_by),
        imports::created_at.eq(new.created_at),
    );
    on_backend!(conn, |c| diesel::insert_into(imports::table)
        .values(row)
        .returning(imports::id)
        .get_result(c))
}

/// A waiting import is read from now on; false when it waits no more.
pub fn start(conn: &mut AnyConn, id: i32) -> QueryResult<bool> {
    let waiting = imports::table.find(id).filter(imports::state.eq(encode(ImportState::Queued)?));
    let started = imports::state.eq(encode(ImportState::Running)?);
    Ok(diesel::update(waiting).set(started).execute(conn)? == 1)
}

/// A running import is stored with what its file said; false when it was cancelled meanwhile.
pub fn complete(conn: &mut AnyConn, id: i32, new: &NewImport) -> QueryResult<bool> {
    let running = imports::table.find(id).filter(imports::state.eq(encode(ImportState::Running)?));
    let stored = (
        imports::state.eq(encode(ImportState::Stored)?),
        imports::file_name.eq(&new.file_name),
        imports::content_sha256.eq(&new.content_sha256),
        imports::sheet.eq(&new.sheet),
        imports::header_row.eq(new.header_row),
        imports::mapping.eq(&new.mapping),
        imports::blank_rows.eq(new.blank_rows),
        imports::pseudonym_version.eq(new.pseudonym_version),
    );
    Ok(diesel::update(running).set(stored).execute(conn)? == 1)
}

/// An import under way comes to nothing, if it is still under way; its idempotency key may serve again.
pub fn end(
    conn: &mut AnyConn,
    id: i32,
    state: ImportState,
    problem: Option<&str>,
) -> QueryResult<()> {
    let under_way = [encode(ImportState::Queued)?, encode(ImportState::Running)?];
    let ended = (
        imports::state.eq(encode(state)?),
        imports::problem.eq(problem),
        imports::idempotency_key.eq(None::<String>),
    );
    diesel::update(imports::table.find(id).filter(imports::state.eq_any(under_way)))
        .set(ended)
        .execute(conn)?;
    Ok(())
}

/// Every import under way fails: the process that had them is no more. Gives their number.
pub fn fail_unfinished(conn: &mut AnyConn, problem: &str) -> QueryResult<usize> {
    let under_way = [encode(ImportState::Queued)?, encode(ImportState::Running)?];
    let failed = (
        imports::state.eq(encode(ImportState::Failed)?),
        imports::problem.eq(problem),
        imports::idempotency_key.eq(None::<String>),
    );
    diesel::update(imports::table.filter(imports::state.eq_any(under_way)))
        .set(failed)
        .execute(conn)
}

/// One import.
pub fn find(conn: &mut AnyConn, id: i32) -> QueryResult<Option<StoredImport>> {
    let row: Option<ImportRow> = imports::table
        .inner_join(users::table)
        .filter(imports::id.eq(id))
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(ImportRow::import).transpose()
}

/// The import of an idempotency key.
pub fn find_by_key(
    conn: &mut AnyConn,
    finess: &str,
    key: &str,
) -> QueryResult<Option<StoredImport>> {
    let row: Option<ImportRow> = imports::table
        .inner_join(users::table)
        .filter(imports::finess.eq(finess))
        .filter(imports::idempotency_key.eq(key))
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(ImportRow::import).transpose()
}

/// A page of the imports of an establishment, newest first, older than `before` when given.
pub fn newest(
    conn: &mut AnyConn,
    finess: &str,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<StoredImport>> {
    let rows: Vec<ImportRow> = imports::table
        .inner_join(users::table)
        .filter(imports::finess.eq(finess))
        .filter(imports::id.lt(before.unwrap_or(i32::MAX)))
        .order(imports::id.desc())
        .limit(limit)
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(ImportRow::import).collect()
}

/// Number of imports of an establishment.
pub fn count(conn: &mut AnyConn, finess: &str) -> QueryResult<i64> {
    imports::table.filter(imports::finess.eq(finess)).count().get_result(conn)
}

/// The imports in force of an establishment, all years, oldest first.
pub fn in_force(conn: &mut AnyConn, finess: &str) -> QueryResult<Vec<StoredImport>> {
    let rows: Vec<ImportRow> = imports::table
        .inner_join(users::table)
        .filter(imports::finess.eq(finess))
        .filter(imports::state.eq(encode(ImportState::Stored)?))
        .order(imports::id.asc())
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(ImportRow::import).collect()
}

/// FINESS of those among `finess` that delivered one of these kinds for the year.
pub fn delivering(
    conn: &mut AnyConn,
    finess: &[String],
    year: i32,
    kinds: &[ImportKind],
) -> QueryResult<Option<String>> {
    let kinds = kinds.iter().map(|kind| encode(*kind)).collect::<QueryResult<Vec<_>>>()?;
    imports::table
        .filter(imports::finess.eq_any(finess))
        .filter(imports::year.eq(year))
        .filter(imports::state.eq(encode(ImportState::Stored)?))
        .filter(imports::kind.eq_any(kinds))
        .select(imports::finess)
        .first(conn)
        .optional()
}

/// FINESS of every establishment that has an import in force.
pub fn delivering_any(conn: &mut AnyConn) -> QueryResult<Vec<String>> {
    imports::table
        .filter(imports::state.eq(encode(ImportState::Stored)?))
        .select(imports::finess)
        .distinct()
        .order(imports::finess.asc())
        .load(conn)
}

/// Ends an import: replaced or cancelled.
pub fn set_state(conn: &mut AnyConn, id: i32, state: ImportState) -> QueryResult<()> {
    diesel::update(imports::table.find(id)).set(imports::state.eq(encode(state)?)).execute(conn)?;
    Ok(())
}

/// Keeps the rows by reason of the last evaluation.
pub fn set_reasons(conn: &mut AnyConn, id: i32, reasons: &str) -> QueryResult<()> {
    diesel::update(imports::table.find(id)).set(imports::reasons.eq(reasons)).execute(conn)?;
    Ok(())
}

/// Keeps the version of the establishment's own labels that judged an import.
pub fn set_label_version(conn: &mut AnyConn, id: i32, version: i32) -> QueryResult<()> {
    let judged = imports::label_version.eq(version);
    diesel::update(imports::table.find(id)).set(judged).execute(conn)?;
    Ok(())
}
