//! What is open to everybody, as the national team decides it.

use actix_web::{
    HttpResponse, delete, get, post, put,
    web::{Data, Json, Path},
};
use domain::dto::{NewOpenEdition, OpenAccess, OpenChoice, Problem};

use crate::{auth::National, clock, db::Db, error::ApiError, services::open};

/// See what is open.
///
/// For the national team: everything that can be opened, what is, and the definitive bases with their editions.
#[utoipa::path(
    tag = "open",
    responses(
        (status = 200, body = OpenAccess),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/open-access")]
pub async fn find_open_access(
    National(_who): National,
    db: Data<Db>,
) -> Result<Json<OpenAccess>, ApiError> {
    Ok(Json(db.read(open::administration).await?))
}

/// Choose the open indicators.
///
/// For the national team. The choice counts at once; what is hidden does not depend on it.
#[utoipa::path(
    tag = "open",
    responses(
        (status = 200, body = OpenAccess),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/open-access/indicators")]
pub async fn choose_open_indicators(
    National(who): National,
    db: Data<Db>,
    choice: Json<OpenChoice>,
) -> Result<Json<OpenAccess>, ApiError> {
    let chosen =
        db.write(move |conn| open::choose(conn, who.user_id, &choice, clock::now())).await?;
    Ok(Json(chosen))
}

/// Publish a definitive base.
///
/// For the national team. Its figures are made and protected once, and stay the same; the newest base that is published is the one
/// that everybody reads.
#[utoipa::path(
    tag = "open",
    responses(
        (status = 201, body = OpenAccess),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/open-access/editions")]
pub async fn publish_open_edition(
    National(who): National,
    db: Data<Db>,
    new: Json<NewOpenEdition>,
) -> Result<HttpResponse, ApiError> {
    let snapshot = new.snapshot;
    // Made by a reader: nobody waits to write meanwhile.
    let made = db.read(move |conn| open::make(conn, snapshot)).await?;
    let published =
        db.write(move |conn| open::publish(conn, Some(who.user_id), &made, clock::now())).await?;
    Ok(HttpResponse::Created().json(published))
}

/// Take an edition back.
///
/// For the national team. Nobody reads it any more; what was copied of it stays where it is.
#[utoipa::path(
    tag = "open",
    params(("snapshot" = i32, Path, description = "Id of the frozen base")),
    responses(
        (status = 200, body = OpenAccess),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/open-access/editions/{snapshot}")]
pub async fn withdraw_open_edition(
    National(_who): National,
    db: Data<Db>,
    snapshot: Path<i32>,
) -> Result<Json<OpenAccess>, ApiError> {
    Ok(Json(db.write(move |conn| open::withdraw(conn, *snapshot, clock::now())).await?))
}
