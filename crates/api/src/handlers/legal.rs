//! Texts that people accept, and the charter of an establishment.

use actix_web::{
    get, put,
    web::{Data, Json},
};
use domain::dto::{Acceptance, Charter, LegalText, Problem};

use crate::{
    auth::{Observer, Referent},
    clock,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    services::charters,
};

/// Read the terms of use.
#[utoipa::path(
    tag = "reference",
    responses((status = 200, body = LegalText)),
    security(()),
)]
#[get("/texts/terms")]
pub async fn find_terms(texts: Data<LegalTexts>) -> Json<LegalText> {
    Json(texts.terms.clone())
}

/// Read the charter.
#[utoipa::path(
    tag = "reference",
    responses((status = 200, body = LegalText)),
    security(()),
)]
#[get("/texts/charter")]
pub async fn find_charter_text(texts: Data<LegalTexts>) -> Json<LegalText> {
    Json(texts.charter.clone())
}

/// Is the charter signed?
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = Charter),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/charter")]
pub async fn find_charter(
    Observer(who): Observer,
    db: Data<Db>,
    texts: Data<LegalTexts>,
) -> Result<Json<Charter>, ApiError> {
    Ok(Json(db.read(move |conn| charters::find(conn, &who.finess, &texts)).await?))
}

/// Sign the charter.
///
/// The référent signs the version in force; data entry waits for it.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = Charter),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/charter")]
pub async fn sign_charter(
    Referent(who): Referent,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    accepted: Json<Acceptance>,
) -> Result<Json<Charter>, ApiError> {
    let signed = db
        .write(move |conn| charters::sign(conn, &who, &accepted.version, &texts, clock::now()))
        .await?;
    Ok(Json(signed))
}
