//! The establishment's own answers: its drug table, and the sectors of ambiguous disciplines.

use actix_web::{
    get, post, put,
    web::{Data, Json, Query},
};
use domain::dto::{OwnDrug, OwnDrugs, Problem, SectorAnswers, Structure};

use super::{
    figures::YearQuery,
    upload_form::{DrugTableForm, Form, parse},
};
use crate::{
    auth::{Contributor, Member, Observer, StructureContributor},
    clock,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    services::{charters, correspondences},
};

/// Read the drug table of an establishment.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = OwnDrugs),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/correspondences/drug")]
pub async fn list_own_drugs(
    Observer(who): Observer,
    db: Data<Db>,
) -> Result<Json<OwnDrugs>, ApiError> {
    Ok(Json(db.read(move |conn| correspondences::drugs(conn, &who.finess)).await?))
}

/// Replace the drug table of an establishment.
///
/// Stored lines are coded again at once. The national table stays first.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = OwnDrugs),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/correspondences/drug")]
pub async fn replace_own_drugs(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    drugs: Json<OwnDrugs>,
) -> Result<Json<OwnDrugs>, ApiError> {
    store_drugs(&db, who, texts, drugs.into_inner().items).await
}

/// Replace the drug table of an establishment by a workbook.
///
/// Columns: code, label, ATC, route, strength, unit; found by header and content.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number")),
    request_body(content = DrugTableForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = OwnDrugs),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/correspondences/drug/workbook")]
pub async fn import_own_drugs(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    Form(form): Form<DrugTableForm>,
) -> Result<Json<OwnDrugs>, ApiError> {
    let drugs = parse(form.into(), |upload| upload.drug_table()).await?;
    store_drugs(&db, who, texts, drugs).await
}

async fn store_drugs(
    db: &Db,
    who: Member,
    texts: Data<LegalTexts>,
    drugs: Vec<OwnDrug>,
) -> Result<Json<OwnDrugs>, ApiError> {
    let stored = db
        .write(move |conn| {
            charters::require_signed(conn, &who.finess, &texts)?;
            correspondences::replace_drugs(conn, &who, drugs, clock::now())
        })
        .await?;
    Ok(Json(stored))
}

/// Read the sectors answered for ambiguous disciplines.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = SectorAnswers),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/correspondences/sector")]
pub async fn list_sector_answers(
    Observer(who): Observer,
    db: Data<Db>,
) -> Result<Json<SectorAnswers>, ApiError> {
    Ok(Json(db.read(move |conn| correspondences::answers(conn, &who.finess)).await?))
}

/// Answer the sectors of ambiguous disciplines.
///
/// DE 195, 196 and 999. Units that are not named keep their answer; `null` takes one back.
#[utoipa::path(
    tag = "correspondences",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = SectorAnswers),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/correspondences/sector")]
pub async fn set_sector_answers(
    StructureContributor(who): StructureContributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    answers: Json<SectorAnswers>,
) -> Result<Json<SectorAnswers>, ApiError> {
    let answers = answers.into_inner();
    let stored = db
        .write(move |conn| {
            charters::require_signed(conn, &who.finess, &texts)?;
            correspondences::set_answers(conn, &who, answers, clock::now())
        })
        .await?;
    Ok(Json(stored))
}

/// Read the structure of a year.
///
/// The units with how each counts; the structure of an earlier year when the year has none.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number"), YearQuery),
    responses(
        (status = 200, body = Structure),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/structure")]
pub async fn find_structure(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<YearQuery>,
) -> Result<Json<Structure>, ApiError> {
    let found =
        db.read(move |conn| correspondences::structure(conn, &who.finess, query.year)).await?;
    Ok(Json(found))
}
