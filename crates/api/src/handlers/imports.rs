//! Imports: look at a file, store it, read what became of it, cancel it.

use actix_web::{
    HttpRequest, HttpResponse,
    body::MessageBody,
    delete, get,
    http::header,
    post,
    web::{Data, Json, Path, Query},
};
use checker::{ImportContext, Memory};
use domain::{
    dto::{
        Import, ImportCreated, ImportKind, ImportSummary, IssueRow, Page, Problem, ProblemCode,
        Severity, Verdict, WorkbookInspection,
    },
    verdict::judge,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    journal::PageQuery,
    upload_form::{
        CheckedForm, Form, ImportForm, Inspection, InspectionForm, parse, parse_checked,
        read_period,
    },
};
use crate::{
    auth::{Authenticated, Caller, Contributor, Observer, Right, require},
    clock, cursor,
    db::{AnyConn, Db, imports::StoredImport},
    error::ApiError,
    legal::LegalTexts,
    sealer::Sealer,
    services::{
        charters,
        imports::{self, IssueFilter, Want, Wanted},
        pseudonym_secrets,
    },
};

/// Media type of an `.xlsx` workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Which issues of an import.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IssueQuery {
    /// For example `CO02`.
    code: Option<String>,
    /// One case of a control, for example `cip`.
    reason: Option<String>,
    /// `blocking`, `ask`, `confirm`, `warning` or `information`.
    #[param(inline)]
    severity: Option<Severity>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

/// Inspect a workbook.
///
/// Sheets, header row, columns with samples and the columns proposed. Nothing is stored. With
/// `finess`, the columns of the establishment's last import with the same headers come first, and the
/// units of its structure tell the column of units; that needs the right to deliver there.
#[utoipa::path(
    tag = "imports",
    request_body(content = InspectionForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = WorkbookInspection),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/workbooks/inspect")]
pub async fn inspect_workbook(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    Form(form): Form<InspectionForm>,
) -> Result<Json<WorkbookInspection>, ApiError> {
    let Inspection { kind, finess, received } = form.into();
    let memory = match finess {
        None => Memory::default(),
        Some(finess) => {
            db.read(move |conn| {
                require(conn, &who, &finess, Right::Deliver)?;
                imports::memory(conn, &finess, kind)
            })
            .await?
        }
    };
    Ok(Json(parse(received, move |upload| upload.inspect(kind, memory)).await?))
}

/// Import a file.
///
/// The whole file is judged before anything is stored, and stored in one transaction. With
/// `dry_run=true` the verdict is the answer and nothing is stored. Findings of severity `confirm` have to
/// be acknowledged, one by one or all at once; else the answer is 409 `unacknowledged`. The header
/// `Idempotency-Key` makes a repeated request give the first import again.
#[utoipa::path(
    tag = "imports",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 100 characters"),
    ),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses(
        (status = 202, body = ImportCreated),
        (status = 200, body = Verdict, description = "With dry_run=true"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/imports")]
pub async fn create_import(
    Contributor(who): Contributor,
    request: HttpRequest,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    sealer: Data<Sealer>,
    Form(form): Form<ImportForm>,
) -> Result<HttpResponse, ApiError> {
    let key = idempotency_key(&request)?;
    let acknowledged = form.acknowledged()?;
    let (kind, period, dry_run, received) = form.read()?;
    let opener = sealer.clone();
    let (who, known, memory) = db
        .read(move |conn| {
            let who = require(conn, &who.caller, &who.finess, imports::right_for(kind))?;
            let known = imports::pseudonyms(conn, &opener, &who.finess, kind, dry_run)?;
            let memory = imports::memory(conn, &who.finess, kind)?;
            Ok((who, known, memory))
        })
        .await?;
    let pseudonyms = match known {
        Wanted::Known(pseudonyms) => pseudonyms,
        Wanted::Missing => {
            let (who, texts) = (who.clone(), texts.clone());
            let made = db.write(move |conn| {
                charters::require_signed(conn, &who.finess, &texts)?;
                pseudonym_secrets::for_reading(conn, &sealer, &who, clock::now())
            });
            Some(made.await?)
        }
    };
    let file =
        parse(received, move |upload| upload.check((kind, period), memory, pseudonyms.as_ref()))
            .await?;
    if dry_run {
        let verdict = db
            .read(move |conn| {
                let context = imports::context(conn, &who.finess, kind, period)?;
                Ok(judge(context, file)?)
            })
            .await?;
        return Ok(HttpResponse::Ok().json(verdict));
    }
    let created = db
        .write(move |conn| {
            charters::require_signed(conn, &who.finess, &texts)?;
            let said = (&acknowledged, key.as_deref());
            imports::store(conn, &who, &file, said, clock::now())
        })
        .await?;
    tracing::info!(import.id = created.id, "Stored import {}", created.id);
    Ok(HttpResponse::Accepted().json(created))
}

/// Import a file that was checked in the browser.
///
/// The page reads the file, puts pseudonyms in the place of patient identifiers, and sends the lines
/// alone, as `check` of the import worker gives them. Everything personal or impossible is refused;
/// the lines are judged anew. Acknowledgements and the header `Idempotency-Key` work as for a file.
#[utoipa::path(
    tag = "imports",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 100 characters"),
    ),
    request_body(content = CheckedForm, content_type = "multipart/form-data"),
    responses(
        (status = 202, body = ImportCreated),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/imports/checked")]
pub async fn create_checked_import(
    Contributor(who): Contributor,
    request: HttpRequest,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    Form(form): Form<CheckedForm>,
) -> Result<HttpResponse, ApiError> {
    let key = idempotency_key(&request)?;
    let acknowledged = form.acknowledged()?;
    let file = parse_checked(form).await?;
    let created = db
        .write(move |conn| {
            let right = imports::right_for(file.kind());
            let who = require(conn, &who.caller, &who.finess, right)?;
            charters::require_signed(conn, &who.finess, &texts)?;
            let said = (&acknowledged, key.as_deref());
            imports::store(conn, &who, &file, said, clock::now())
        })
        .await?;
    tracing::info!(import.id = created.id, "Stored import {}", created.id);
    Ok(HttpResponse::Accepted().json(created))
}

/// Which file is going to be checked.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContextQuery {
    #[param(inline)]
    kind: ImportKind,
    /// `2024` or `2024-Q3`.
    period: String,
}

/// Read what the check of a file rests on.
///
/// For the page, which checks a file where it is: the columns of earlier imports, and the facts of the
/// year that a verdict compares with. Its shape is that of the program and may change with it.
#[utoipa::path(
    tag = "imports",
    params(("finess" = String, Path, description = "FINESS number"), ContextQuery),
    responses(
        (status = 200, description = "What the import worker takes", body = serde_json::Value),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/import-context")]
pub async fn find_import_context(
    Contributor(who): Contributor,
    db: Data<Db>,
    query: Query<ContextQuery>,
) -> Result<Json<ImportContext>, ApiError> {
    let ContextQuery { kind, period } = query.into_inner();
    let period = read_period(&period)?;
    let found = db
        .read(move |conn| {
            let who = require(conn, &who.caller, &who.finess, imports::right_for(kind))?;
            let memory = imports::memory(conn, &who.finess, kind)?;
            let context = imports::context(conn, &who.finess, kind, period)?;
            Ok(ImportContext { memory, context })
        })
        .await?;
    Ok(Json(found))
}

fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, ApiError> {
    let Some(value) = request.headers().get("Idempotency-Key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (1..=100).contains(&key.len()));
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        let detail = "L’en-tête Idempotency-Key a de 1 à 100 caractères ASCII.";
        ApiError::rule(ProblemCode::Invalid, detail)
    })
}

/// List the imports of an establishment.
///
/// Newest first; replaced and cancelled ones too.
#[utoipa::path(
    tag = "imports",
    params(("finess" = String, Path, description = "FINESS number"), PageQuery),
    responses(
        (status = 200, body = Page<ImportSummary>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/imports")]
pub async fn list_imports(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<PageQuery>,
) -> Result<Json<Page<ImportSummary>>, ApiError> {
    let (cursor, limit) = query.into_inner().place();
    let page =
        db.read(move |conn| imports::list(conn, &who.finess, cursor.as_deref(), limit)).await?;
    Ok(Json(page))
}

/// Read an import.
///
/// Rows by outcome and reason, issues by control, values without reference.
#[utoipa::path(
    tag = "imports",
    params(("id" = i32, Path, description = "Number of the import")),
    responses(
        (status = 200, body = Import),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/imports/{id}")]
pub async fn find_import(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<Json<Import>, ApiError> {
    let found = db
        .read(move |conn| {
            let (import, _) = imports::accessible(conn, &who, *id, Want::Read)?;
            imports::find(conn, import)
        })
        .await?;
    Ok(Json(found))
}

/// List the issues of an import.
///
/// One entry per row and issue, the most severe first.
#[utoipa::path(
    tag = "imports",
    params(("id" = i32, Path, description = "Number of the import"), IssueQuery),
    responses(
        (status = 200, body = Page<IssueRow>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/imports/{id}/issues")]
pub async fn list_import_issues(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
    query: Query<IssueQuery>,
) -> Result<Json<Page<IssueRow>>, ApiError> {
    let IssueQuery { code, reason, severity, cursor, limit } = query.into_inner();
    let filter = IssueFilter { code, reason, severity };
    let page = db
        .read(move |conn| {
            let (import, _) = imports::accessible(conn, &who, *id, Want::Read)?;
            let place = (cursor.as_deref(), cursor::limit(limit));
            imports::issues(conn, &import, &filter, place)
        })
        .await?;
    Ok(Json(page))
}

/// Read an import as a workbook.
///
/// The lines where the file had them, with a first column `Anomalie` and a summary. The file itself is
/// not kept: rows of one unit, drug and period are one line, in the first of them.
#[utoipa::path(
    tag = "imports",
    params(("id" = i32, Path, description = "Number of the import")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/imports/{id}/annotated.xlsx")]
pub async fn read_annotated_import(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    let name = format!("import_{id}.xlsx");
    let book = made_of(&db, who, *id, imports::annotated).await?;
    Ok(download(WORKBOOK, &name, book))
}

/// Export the issues of an import.
///
/// A CSV file for spreadsheets, the most severe first.
#[utoipa::path(
    tag = "imports",
    params(("id" = i32, Path, description = "Number of the import")),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/imports/{id}/issues.csv")]
pub async fn export_import_issues(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    let name = format!("import_{id}_anomalies.csv");
    let list = made_of(&db, who, *id, imports::issue_list).await?;
    Ok(download("text/csv; charset=utf-8", &name, list))
}

/// What `make` makes of an import that the caller may read.
async fn made_of<T: Send + 'static>(
    db: &Db,
    who: Caller,
    id: i32,
    make: fn(&mut AnyConn, &StoredImport) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    db.read(move |conn| {
        let (import, _) = imports::accessible(conn, &who, id, Want::Read)?;
        make(conn, &import)
    })
    .await
}

fn download(kind: &str, name: &str, body: impl MessageBody + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body)
}

/// Cancel an import.
///
/// Its facts leave the figures at once; its entry and the journal stay.
#[utoipa::path(
    tag = "imports",
    params(("id" = i32, Path, description = "Number of the import")),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/imports/{id}")]
pub async fn cancel_import(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    db.write(move |conn| imports::cancel(conn, &who, *id, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}
