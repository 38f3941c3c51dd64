//! Beds by sector and year.

use actix_web::{
    get, put,
    web::{Data, Json, Query},
};
use domain::dto::{Beds, NewBeds, Problem};

use super::{figures::YearQuery, query::asked_year};
use crate::{
    auth::{Contributor, Observer},
    clock,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    services::{beds, charters},
};

/// Read the beds of a year.
///
/// As entered, as the national registry proposes, and beside the patient-days of the year.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number"), YearQuery),
    responses(
        (status = 200, body = Beds),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/beds")]
pub async fn find_beds(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<YearQuery>,
) -> Result<Json<Beds>, ApiError> {
    let year = asked_year(query.year)?;
    Ok(Json(db.read(move |conn| beds::of_year(conn, &who.finess, year)).await?))
}

/// Replace the beds of a year.
///
/// Sectors that are not named have none. The controls of the year count with them at once.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number"), YearQuery),
    responses(
        (status = 200, body = Beds),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/beds")]
pub async fn replace_beds(
    Contributor(who): Contributor,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    query: Query<YearQuery>,
    new: Json<NewBeds>,
) -> Result<Json<Beds>, ApiError> {
    let year = asked_year(query.year)?;
    let stored = db
        .write(move |conn| {
            charters::require_signed(conn, &who.finess, &texts)?;
            beds::replace(conn, &who, year, &new.items, clock::now())
        })
        .await?;
    Ok(Json(stored))
}
