//! Closing the year of an establishment, and opening it again.

use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    post,
    web::{Data, Json, Path, Query},
};
use domain::dto::{Closing, NewClosure, NewReopening, Problem};

use super::{figures::YearQuery, query::asked_year};
use crate::{
    auth::{Observer, Referent},
    clock,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    services::closures,
};

/// Read where a year stands.
///
/// Open or closed, what is missing to close it, and every closing with its figures.
#[utoipa::path(
    tag = "closures",
    params(("finess" = String, Path, description = "FINESS number"), YearQuery),
    responses(
        (status = 200, body = Closing),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/closures")]
pub async fn find_closing(
    Observer(who): Observer,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    query: Query<YearQuery>,
) -> Result<Json<Closing>, ApiError> {
    let year = asked_year(query.year)?;
    Ok(Json(db.read(move |conn| closures::find(conn, &who.finess, year, &texts)).await?))
}

/// Close a year.
///
/// Nothing of a closed year changes. What is missing and may be waived needs a reason; else the answer is 409
/// `year_incomplete` with the points that are not met.
#[utoipa::path(
    tag = "closures",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 201, body = Closing),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/closures")]
pub async fn close_year(
    Referent(who): Referent,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    new: Json<NewClosure>,
) -> Result<HttpResponse, ApiError> {
    let NewClosure { year, waivers } = new.into_inner();
    let year = asked_year(year)?;
    let closing = db
        .write(move |conn| closures::close(conn, &who, (year, waivers), &texts, clock::now()))
        .await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(closing))
}

/// Open a closed year again.
///
/// At once until the deadline of the campaign, and for the national team; after it the establishment asks, and
/// the same request of the national team agrees.
#[utoipa::path(
    tag = "closures",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("year" = i32, Path, description = "The closed year"),
    ),
    responses(
        (status = 200, body = Closing),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/closures/{year}/reopening")]
pub async fn reopen_year(
    Referent(who): Referent,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    path: Path<(String, i32)>,
    new: Json<NewReopening>,
) -> Result<Json<Closing>, ApiError> {
    let year = asked_year(path.1)?;
    let closing = db
        .write(move |conn| closures::reopen(conn, &who, (year, &new.reason), &texts, clock::now()))
        .await?;
    Ok(Json(closing))
}
