//! Reports and their documents.

use actix_web::{
    HttpResponse, get, post,
    web::{self, Data, Json, Path, Query},
};
use domain::dto::{NewReport, Problem, ReportEntry, ReportVerification};
use serde::Deserialize;
use tokio::sync::Semaphore;
use utoipa::IntoParams;

use super::{
    imports::{WORKBOOK, download},
    query::asked_year,
};
use crate::{
    auth::{Authenticated, SignedIn},
    clock,
    db::Db,
    error::ApiError,
    services::reports::{self, Document},
};

/// Reports printed at the same time: each takes a processor for about a second.
static PRINTING: Semaphore = Semaphore::const_new(2);

/// Make a report.
///
/// Of an establishment for its members, of a region for its centre, of the nation for the national team. A definitive
/// report is made from the last definitive base of the year, a provisional one from the live base. A person makes a
/// hundred in a day at most. The answer tells
/// the number of the report, whose documents are ready, and the digest that they carry.
#[utoipa::path(
    tag = "reports",
    responses(
        (status = 202, body = ReportEntry),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/reports")]
pub async fn create_report(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    asked: Json<NewReport>,
) -> Result<HttpResponse, ApiError> {
    asked_year(asked.year)?;
    let (now, caller) = (clock::now(), who.clone());
    let composed =
        db.read(move |conn| reports::compose(conn, &caller, asked.into_inner(), now)).await?;
    let place = PRINTING.acquire().await.map_err(|_| ApiError::busy())?;
    let (composed, documents) = web::block(move || {
        let documents = reports::print(&composed.report)?;
        Ok::<_, ApiError>((composed, documents))
    })
    .await
    .map_err(|error| ApiError::Unexpected(error.into()))??;
    drop(place);
    let made = db.write(move |conn| reports::store(conn, &who, &composed, &documents, now)).await?;
    Ok(HttpResponse::Accepted().json(made))
}

/// Reports of what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ScopeQuery {
    /// FINESS of an establishment, `region:` and the INSEE code of a region, or `nation`.
    scope: String,
}

/// List reports.
///
/// The newest first.
#[utoipa::path(
    tag = "reports",
    params(ScopeQuery),
    responses(
        (status = 200, body = Vec<ReportEntry>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/reports")]
pub async fn list_reports(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    query: Query<ScopeQuery>,
) -> Result<Json<Vec<ReportEntry>>, ApiError> {
    Ok(Json(db.read(move |conn| reports::of_scope(conn, &who, &query.scope)).await?))
}

/// Read a report as a PDF.
///
/// Tagged for screen readers (PDF/UA-1).
#[utoipa::path(
    tag = "reports",
    params(("id" = i32, Path, description = "Number of the report")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/reports/{id}.pdf")]
pub async fn read_report_pdf(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    let (name, pdf) =
        db.read(move |conn| reports::document(conn, &who, *id, Document::Pdf)).await?;
    Ok(download("application/pdf", &name, pdf))
}

/// Read a report as a workbook.
///
/// One sheet per table, the same figures as in the PDF, unrounded.
#[utoipa::path(
    tag = "reports",
    params(("id" = i32, Path, description = "Number of the report")),
    responses(
        (
            status = 200,
            body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/reports/{id}.xlsx")]
pub async fn read_report_workbook(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    let (name, book) =
        db.read(move |conn| reports::document(conn, &who, *id, Document::Xlsx)).await?;
    Ok(download(WORKBOOK, &name, book))
}

/// Verify a document.
///
/// By the digest that it carries: whether it was made here, and whether its base still says the same.
#[utoipa::path(
    tag = "reports",
    params(("hash" = String, Path, description = "Digest printed in the document, in hexadecimal")),
    responses(
        (status = 200, body = ReportVerification),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/verify/{hash}")]
pub async fn verify_report(
    _who: SignedIn,
    db: Data<Db>,
    hash: Path<String>,
) -> Result<Json<ReportVerification>, ApiError> {
    Ok(Json(db.read(move |conn| reports::verify(conn, &hash)).await?))
}
