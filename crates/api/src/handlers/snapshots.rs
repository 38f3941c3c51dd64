//! Frozen bases of campaigns.

use actix_web::{
    HttpResponse, get, post,
    web::{Data, Json, Path},
};
use domain::dto::{NewSnapshot, Problem, Snapshot, SnapshotVerification};

use super::query::asked_year;
use crate::{
    auth::{National, SignedIn},
    clock,
    db::Db,
    error::ApiError,
    services::snapshots,
};

/// List the frozen bases of a campaign.
///
/// The newest first. Figures are read from one of them with `snapshot`.
#[utoipa::path(
    tag = "campaigns",
    params(("year" = i32, Path, description = "Year of the data")),
    responses(
        (status = 200, body = Vec<Snapshot>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/campaigns/{year}/snapshots")]
pub async fn list_snapshots(
    _who: SignedIn,
    db: Data<Db>,
    year: Path<i32>,
) -> Result<Json<Vec<Snapshot>>, ApiError> {
    let year = asked_year(*year)?;
    Ok(Json(db.read(move |conn| snapshots::of_year(conn, year)).await?))
}

/// Freeze the base of a campaign.
///
/// For the national team. Roll-ups of the year and of the four before are copied under a number with their
/// versions and a digest, and never change again. A definitive base leaves out years that a campaign collected
/// and that are not closed.
#[utoipa::path(
    tag = "campaigns",
    params(("year" = i32, Path, description = "Year of the data")),
    responses(
        (status = 201, body = Snapshot),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/campaigns/{year}/snapshots")]
pub async fn take_snapshot(
    National(who): National,
    db: Data<Db>,
    year: Path<i32>,
    new: Json<NewSnapshot>,
) -> Result<HttpResponse, ApiError> {
    let year = asked_year(*year)?;
    let taken = db
        .write(move |conn| snapshots::take(conn, Some(who.user_id), (year, &new), clock::now()))
        .await?;
    Ok(HttpResponse::Created().json(taken))
}

/// Verify a frozen base.
///
/// For the national team. The digest is computed again from the rows.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = i32, Path, description = "Id of the frozen base")),
    responses(
        (status = 200, body = SnapshotVerification),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/snapshots/{id}/verification")]
pub async fn verify_snapshot(
    National(_who): National,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<Json<SnapshotVerification>, ApiError> {
    Ok(Json(db.read(move |conn| snapshots::verify(conn, *id)).await?))
}
