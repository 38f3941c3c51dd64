//! Who belongs to an establishment.

use actix_web::{
    HttpResponse, delete, get, post, put,
    web::{Data, Json, Path},
};
use domain::dto::{
    Membership, MembershipCreated, MembershipPatch, NewMembership, NewReferent, Page, Problem,
};

use crate::{
    auth::{Referent, SignedIn, Verified},
    clock,
    db::Db,
    error::ApiError,
    mail::Post,
    services::memberships,
};

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
    Verified(who): Verified,
    db: Data<Db>,
    post: Data<Post>,
    finess: Path<String>,
    asked: Json<NewMembership>,
) -> Result<HttpResponse, ApiError> {
    let created = db
        .write(move |conn| {
            memberships::join(conn, &post, who.user_id, &finess, asked.role, clock::now())
        })
        .await?;
    Ok(HttpResponse::Created().json(created))
}

/// List the members.
///
/// Also the people whose request waits, first.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = Page<Membership>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/memberships")]
pub async fn list_memberships(
    who: Referent,
    db: Data<Db>,
) -> Result<Json<Page<Membership>>, ApiError> {
    Ok(Json(db.read(move |conn| memberships::list(conn, &who.0.finess)).await?))
}

/// Accept a request, or change a role.
#[utoipa::path(
    tag = "establishments",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("user_id" = i32, Path, description = "Number of the account"),
    ),
    responses(
        (status = 200, body = Membership),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/memberships/{user_id}")]
pub async fn update_membership(
    who: Referent,
    db: Data<Db>,
    post: Data<Post>,
    path: Path<(String, i32)>,
    change: Json<MembershipPatch>,
) -> Result<Json<Membership>, ApiError> {
    let (_, member) = path.into_inner();
    let role = change.role;
    let changed = db
        .write(move |conn| memberships::set_role(conn, &post, &who.0, member, role, clock::now()))
        .await?;
    Ok(Json(changed))
}

/// Refuse a request, remove a member, or leave.
///
/// The référent removes others; everyone but the référent may leave.
#[utoipa::path(
    tag = "establishments",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("user_id" = i32, Path, description = "Number of the account"),
    ),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/establishments/{finess}/memberships/{user_id}")]
pub async fn delete_membership(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    post: Data<Post>,
    path: Path<(String, i32)>,
) -> Result<HttpResponse, ApiError> {
    let (finess, member) = path.into_inner();
    let now = clock::now();
    db.write(move |conn| memberships::remove(conn, &post, &who, &finess, member, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hand over the role of référent.
///
/// To a member, or to someone whose request waits. The one before becomes contributeur.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/referent")]
pub async fn replace_referent(
    who: Referent,
    db: Data<Db>,
    post: Data<Post>,
    new: Json<NewReferent>,
) -> Result<HttpResponse, ApiError> {
    let member = new.user_id;
    db.write(move |conn| memberships::hand_over(conn, &post, &who.0, member, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}
