//! People asked to come to an establishment, by mail.

use actix_web::{
    HttpResponse, delete, get, post,
    web::{Data, Json, Path},
};
use domain::dto::{
    Invitation, InvitationPreview, LinkToken, MyMembership, NewInvitation, Page, Problem,
};

use crate::{
    auth::{Referent, SignedIn, Throttled},
    clock,
    db::Db,
    error::ApiError,
    mail::Post,
    services::invitations,
};

/// Invite someone.
///
/// A link goes to the mail, with or without an account; it serves for fourteen days. Inviting again
/// replaces the invitation before.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 201, body = Invitation),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/invitations")]
pub async fn create_invitation(
    Referent(who): Referent,
    db: Data<Db>,
    post: Data<Post>,
    new: Json<NewInvitation>,
) -> Result<HttpResponse, ApiError> {
    let created =
        db.write(move |conn| invitations::create(conn, &post, &who, &new, clock::now())).await?;
    Ok(HttpResponse::Created().json(created))
}

/// List the invitations.
///
/// Newest first, also those that have expired; whoever has come is a member instead.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = Page<Invitation>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/invitations")]
pub async fn list_invitations(
    Referent(who): Referent,
    db: Data<Db>,
) -> Result<Json<Page<Invitation>>, ApiError> {
    Ok(Json(db.read(move |conn| invitations::list(conn, &who.finess, clock::now())).await?))
}

/// Withdraw an invitation.
///
/// Its link no longer serves.
#[utoipa::path(
    tag = "establishments",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("id" = i32, Path, description = "Number of the invitation"),
    ),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/establishments/{finess}/invitations/{id}")]
pub async fn delete_invitation(
    Referent(who): Referent,
    db: Data<Db>,
    path: Path<(String, i32)>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = path.into_inner();
    db.write(move |conn| invitations::withdraw(conn, &who, id, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See an invitation.
///
/// With the token of its link, without a login; it is not used up.
#[utoipa::path(
    tag = "establishments",
    responses(
        (status = 200, body = InvitationPreview),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[post("/invitations/preview")]
pub async fn preview_invitation(
    _place: Throttled,
    db: Data<Db>,
    link: Json<LinkToken>,
) -> Result<Json<InvitationPreview>, ApiError> {
    Ok(Json(db.read(move |conn| invitations::preview(conn, &link.token, clock::now())).await?))
}

/// Accept an invitation.
///
/// With the account of the mail it was sent to, which is verified by that. Another account gets 403,
/// and the invitation still serves.
#[utoipa::path(
    tag = "establishments",
    responses(
        (status = 201, body = MyMembership),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/invitations/accept")]
pub async fn accept_invitation(
    _place: Throttled,
    SignedIn(who): SignedIn,
    db: Data<Db>,
    post: Data<Post>,
    link: Json<LinkToken>,
) -> Result<HttpResponse, ApiError> {
    let joined = db
        .write(move |conn| invitations::accept(conn, &post, &who, &link.token, clock::now()))
        .await?;
    Ok(HttpResponse::Created().json(joined))
}
