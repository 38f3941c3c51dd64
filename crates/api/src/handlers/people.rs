//! The person who calls.

use actix_web::{
    get,
    web::{Data, Json},
};
use domain::dto::{Me, Problem};

use crate::{auth::SignedIn, db::Db, error::ApiError, services::accounts};

/// Who am I, and where.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = Me),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/me")]
pub async fn find_me(who: SignedIn, db: Data<Db>) -> Result<Json<Me>, ApiError> {
    Ok(Json(db.read(move |conn| accounts::me(conn, who.user_id)).await?))
}
