//! Who belongs to an establishment.

use actix_web::{
    HttpResponse, post,
    web::{Data, Json, Path},
};
use domain::dto::{MembershipCreated, NewMembership, Problem};

use crate::{auth::SignedIn, clock, db::Db, error::ApiError, services::memberships};

/// Join an establishment.
///
/// The first person becomes its référent at once; the next ones wait until the référent accepts.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 201, body = MembershipCreated),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/memberships")]
pub async fn create_membership(
    who: SignedIn,
    db: Data<Db>,
    finess: Path<String>,
    asked: Json<NewMembership>,
) -> Result<HttpResponse, ApiError> {
    let created = db
        .write(move |conn| memberships::join(conn, who.user_id, &finess, asked.role, clock::now()))
        .await?;
    Ok(HttpResponse::Created().json(created))
}
