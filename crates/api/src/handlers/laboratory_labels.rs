//! The labels of a laboratory, all fields together: as a list and as a file.

use actix_web::{
    HttpResponse, get,
    http::header,
    post,
    web::{Data, Json, Query},
};
use domain::dto::{LabelEffect, LaboratoryLabels, Problem};

use super::{
    labels::{PreviewQuery, make_or_preview},
    upload_form::{Form, LabelFileForm, parse},
};
use crate::{
    auth::{Contributor, Observer},
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    mail::Post,
    services::{labels::LabelChange, laboratory_labels},
};

/// Read the labels of a laboratory.
///
/// The establishment's own answers, and the labels of its imports in force that need none.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = LaboratoryLabels),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/labels")]
pub async fn list_laboratory_labels(
    Observer(who): Observer,
    db: Data<Db>,
) -> Result<Json<LaboratoryLabels>, ApiError> {
    Ok(Json(db.read(move |conn| laboratory_labels::list(conn, &who.finess)).await?))
}

/// Export the answers on labels.
///
/// A CSV file of the columns `champ`, `libellé` and `code`, for spreadsheets.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/labels.csv")]
pub async fn export_laboratory_labels(
    Observer(who): Observer,
    db: Data<Db>,
) -> Result<HttpResponse, ApiError> {
    let name = format!("attachment; filename=\"libelles_{}.csv\"", who.finess);
    let file = db.read(move |conn| laboratory_labels::export(conn, &who.finess)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(file))
}

/// Answer what labels stand for by a file.
///
/// A CSV file or a workbook with the columns of the export. Labels that are not in it keep their
/// answers. A row that cannot be read refuses the whole file; all such rows are listed.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number"), PreviewQuery),
    request_body(content = LabelFileForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = LabelEffect),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/labels/workbook")]
pub async fn import_laboratory_labels(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    post: Data<Post>,
    how: Query<PreviewQuery>,
    Form(form): Form<LabelFileForm>,
) -> Result<Json<LabelEffect>, ApiError> {
    let answers = parse(form.into(), |upload| laboratory_labels::read(&upload.bytes)).await?;
    let change = LabelChange::Add(answers);
    Ok(Json(make_or_preview(&db, (texts, post), who, how.into_inner(), change).await?.effect))
}
