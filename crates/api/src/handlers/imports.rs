//! Imports: look at a file, store it, read what became of it, cancel it.

use actix_web::{
    HttpRequest, HttpResponse, delete, get, post,
    web::{Data, Json, Path, Query},
};
use domain::dto::{
    Import, ImportCreated, ImportSummary, IssueRow, Page, Problem, ProblemCode, Severity, Verdict,
    WorkbookInspection,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    journal::PageQuery,
    upload_form::{Form, ImportForm, Inspection, InspectionForm, parse},
};
use crate::{
    auth::{Authenticated, Contributor, Observer, Right, require},
    clock, cursor,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    sealer::Sealer,
    services::{
        charters,
        imports::{self, IssueFilter, Memory, Want, Wanted},
        pseudonym_secrets,
    },
};

/// Which issues of an import.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IssueQuery {
    /// For example `CO02`.
    code: Option<String>,
    /// One case of a control, for example `cip`.
    reason: Option<String>,
    /// `blocking`, `ask`, `warning` or `information`.
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
                Memory::of(conn, &finess, kind)
            })
            .await?
        }
    };
    Ok(Json(parse(received, move |upload| imports::inspect(upload, kind, &memory)).await?))
}

/// Import a file.
///
/// The whole file is judged before anything is stored, and stored in one transaction. With
/// `dry_run=true` the verdict is the answer and nothing is stored. The header `Idempotency-Key`
/// makes a repeated request give the first import again.
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
    let (kind, period, dry_run, received) = form.read()?;
    let opener = sealer.clone();
    let (who, known) = db
        .read(move |conn| {
            let who = require(conn, &who.caller, &who.finess, imports::right_for(kind))?;
            let known = imports::pseudonyms(conn, &opener, &who.finess, kind, dry_run)?;
            Ok((who, known))
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
    let file = parse(received, move |upload| {
        imports::read_upload(upload, kind, period, pseudonyms.as_ref())
    })
    .await?;
    if dry_run {
        let verdict = db
            .read(move |conn| {
                let plan = imports::plan(conn, &who.finess, &file)?;
                imports::preview(conn, &who.finess, file, &plan)
            })
            .await?;
        return Ok(HttpResponse::Ok().json(verdict));
    }
    let created = db
        .write(move |conn| {
            charters::require_signed(conn, &who.finess, &texts)?;
            imports::store(conn, &who, &file, key.as_deref(), clock::now())
        })
        .await?;
    tracing::info!(import.id = created.id, "Stored import {}", created.id);
    Ok(HttpResponse::Accepted().json(created))
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
