//! Imports: look at a file, read what became of one, cancel it.

use actix_web::{
    HttpResponse,
    body::MessageBody,
    delete, get,
    http::header,
    post,
    web::{Data, Json, Path, Query},
};
use checker::Memory;
use domain::dto::{Import, ImportSummary, IssueRow, Page, Problem, Severity, WorkbookInspection};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    journal::PageQuery,
    upload_form::{Form, Inspection, InspectionForm, parse},
};
use crate::{
    auth::{Authenticated, Caller, Observer, Right, require},
    clock, cursor,
    db::{AnyConn, Db, imports::StoredImport},
    error::ApiError,
    jobs::Jobs,
    mail::Post,
    services::imports::{self, IssueFilter, Want},
};

/// Media type of an `.xlsx` workbook.
pub(super) const WORKBOOK: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
/// Rows by outcome and reason, issues by control, values without reference. An import that was taken in to
/// be stored later tells its stage; once `rejected` or `failed`, its problem.
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
    jobs: Data<Jobs>,
    id: Path<i32>,
) -> Result<Json<Import>, ApiError> {
    let id = *id;
    let mut found = db
        .read(move |conn| {
            let (import, _) = imports::accessible(conn, &who, id, Want::Read)?;
            imports::find(conn, import)
        })
        .await?;
    if let Some(step) = jobs.step(id).filter(|_| !found.state.is_settled()) {
        found.progress = step.stage.progress();
        found.stage = Some(step.stage);
        found.rows_read = Some(step.rows);
    }
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

pub(super) fn download(kind: &str, name: &str, body: impl MessageBody + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body)
}

/// Cancel an import.
///
/// Its facts leave the figures at once; its entry and the journal stay. One that is queued or being read
/// stops.
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
    jobs: Data<Jobs>,
    post: Data<Post>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    let id = *id;
    db.write(move |conn| imports::cancel(conn, &post, &who, id, clock::now())).await?;
    jobs.cancel(id);
    Ok(HttpResponse::NoContent().finish())
}
