//! The mail of an account is that of its holder.

use actix_web::{
    HttpResponse, post,
    web::{Data, Json},
};
use domain::dto::{LinkToken, Problem};

use crate::{
    auth::{LoggedIn, Throttled},
    clock,
    db::Db,
    error::ApiError,
    mail::Post,
    services::email_proofs,
};

/// Verify a mail.
///
/// With the token of a link that came by mail, and the login of the account that it was sent for. It
/// serves once, for seven days.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/auth/email/verify")]
pub async fn verify_email(
    _place: Throttled,
    who: LoggedIn,
    db: Data<Db>,
    link: Json<LinkToken>,
) -> Result<HttpResponse, ApiError> {
    let user_id = who.caller.user_id;
    db.write(move |conn| email_proofs::prove(conn, user_id, &link.token, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Send the link that verifies my mail again.
///
/// Nothing is sent once the mail is verified; before three minutes are over it answers 429.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 202),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/me/email/verification")]
pub async fn resend_verification(
    _place: Throttled,
    who: LoggedIn,
    db: Data<Db>,
    post: Data<Post>,
) -> Result<HttpResponse, ApiError> {
    let user_id = who.caller.user_id;
    db.write(move |conn| email_proofs::ask_again(conn, &post, user_id, clock::now())).await?;
    Ok(HttpResponse::Accepted().finish())
}
