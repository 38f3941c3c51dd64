//! What the ECDC calls the laboratories of establishments.

use actix_web::{
    get, put,
    web::{Data, Json, Path},
};
use domain::dto::{EstablishmentLaboratory, Problem};

use crate::{auth::National, clock, db::Db, error::ApiError, services::laboratories};

/// Read the laboratory of an establishment.
///
/// Its code of the ECDC and the letters of the establishment, for the national team.
#[utoipa::path(
    tag = "exports",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = EstablishmentLaboratory),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/laboratory")]
pub async fn find_laboratory(
    _who: National,
    db: Data<Db>,
    finess: Path<String>,
) -> Result<Json<EstablishmentLaboratory>, ApiError> {
    Ok(Json(db.read(move |conn| laboratories::find(conn, &finess)).await?))
}

/// Give the laboratory of an establishment.
///
/// As the ECDC told it; both values are `null` to take it away. Without one no isolate of the establishment is in a file
/// for EARS-Net.
#[utoipa::path(
    tag = "exports",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = EstablishmentLaboratory),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/laboratory")]
pub async fn replace_laboratory(
    National(who): National,
    db: Data<Db>,
    finess: Path<String>,
    new: Json<EstablishmentLaboratory>,
) -> Result<Json<EstablishmentLaboratory>, ApiError> {
    let stored = db
        .write(move |conn| {
            let whose = (who.user_id, finess.as_str());
            laboratories::replace(conn, whose, new.into_inner(), clock::now())
        })
        .await?;
    Ok(Json(stored))
}
