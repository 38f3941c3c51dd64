//! Campaigns of the national team.

use actix_web::{
    HttpResponse, get, put,
    web::{Data, Json, Path},
};
use domain::dto::{Campaign, NewCampaign, NewExtension, Problem};

use super::query::asked_year;
use crate::{
    auth::{National, SignedIn},
    clock,
    db::{Db, campaigns as stored},
    error::ApiError,
    services::campaigns,
};

/// List the campaigns.
///
/// The newest first.
#[utoipa::path(
    tag = "campaigns",
    responses(
        (status = 200, body = Vec<Campaign>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/campaigns")]
pub async fn list_campaigns(_who: SignedIn, db: Data<Db>) -> Result<Json<Vec<Campaign>>, ApiError> {
    Ok(Json(db.read(|conn| Ok(stored::all(conn)?)).await?))
}

/// Open or change the campaign of a year.
///
/// For the national team.
#[utoipa::path(
    tag = "campaigns",
    params(("year" = i32, Path, description = "Year of the data")),
    responses(
        (status = 200, body = Campaign),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/campaigns/{year}")]
pub async fn set_campaign(
    National(who): National,
    db: Data<Db>,
    year: Path<i32>,
    new: Json<NewCampaign>,
) -> Result<Json<Campaign>, ApiError> {
    let year = asked_year(*year)?;
    let campaign =
        db.write(move |conn| campaigns::set(conn, who.user_id, year, &new, clock::now())).await?;
    Ok(Json(campaign))
}

/// Give an establishment more time.
///
/// For the national team.
#[utoipa::path(
    tag = "campaigns",
    params(
        ("year" = i32, Path, description = "Year of the data"),
        ("finess" = String, Path, description = "FINESS number"),
    ),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/campaigns/{year}/extensions/{finess}")]
pub async fn extend_deadline(
    National(who): National,
    db: Data<Db>,
    path: Path<(i32, String)>,
    new: Json<NewExtension>,
) -> Result<HttpResponse, ApiError> {
    let (year, finess) = path.into_inner();
    let year = asked_year(year)?;
    db.write(move |conn| {
        campaigns::extend(conn, who.user_id, (year, &finess), &new.until, clock::now())
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
