//! Forgotten passwords.

use actix_web::{
    HttpResponse, post,
    web::{Data, Json},
};
use domain::dto::{ForgottenPassword, PasswordReset, Problem};

use crate::{
    auth::{Passwords, Throttled},
    clock,
    db::Db,
    error::ApiError,
    mail::Post,
    services::{accounts, password_resets},
};

/// Ask for a new password.
///
/// A link goes to the mail if there is an account; the answer is the same when there is none.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 202),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[post("/auth/password/forgot")]
pub async fn forget_password(
    _place: Throttled,
    db: Data<Db>,
    post: Data<Post>,
    forgotten: Json<ForgottenPassword>,
) -> Result<HttpResponse, ApiError> {
    let email = accounts::check_email(&forgotten.email)?;
    db.write(move |conn| post.note_forgotten_password(conn, &email, clock::now())).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Choose a new password.
///
/// With the token of a link that came by mail; it serves once, for an hour. Every login ends. A
/// password that is refused leaves the link as it is.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[post("/auth/password/reset")]
pub async fn reset_password(
    _place: Throttled,
    db: Data<Db>,
    passwords: Data<Passwords>,
    post: Data<Post>,
    reset: Json<PasswordReset>,
) -> Result<HttpResponse, ApiError> {
    let PasswordReset { token, new_password } = reset.into_inner();
    let link = token.clone();
    let user = db.read(move |conn| password_resets::holder(conn, &link, clock::now())).await?;
    accounts::check_password(&new_password, &user.email)?;
    let hash = passwords.hash(new_password).await?;
    db.write(move |conn| password_resets::reset(conn, &post, &token, &hash, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}
