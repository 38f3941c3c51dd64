//! The person who calls: who they are, their logins, their password.

use actix_web::{
    HttpResponse, delete, get, post, put,
    web::{Data, Json, Path},
};
use domain::dto::{Acceptance, Login, Me, Page, PasswordChange, Problem};

use crate::{
    auth::{LoggedIn, Passwords, Policy, Throttled},
    clock,
    db::Db,
    error::ApiError,
    legal::LegalTexts,
    mail::Post,
    services::{accounts, sessions},
};

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
pub async fn find_me(
    who: LoggedIn,
    db: Data<Db>,
    policy: Data<Policy>,
) -> Result<Json<Me>, ApiError> {
    Ok(Json(db.read(move |conn| accounts::me(conn, &who.caller, &policy)).await?))
}

/// Accept the terms of use.
///
/// The version in force: asked again when it changes.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/me/terms")]
pub async fn accept_terms(
    who: LoggedIn,
    db: Data<Db>,
    texts: Data<LegalTexts>,
    accepted: Json<Acceptance>,
) -> Result<HttpResponse, ApiError> {
    let user_id = who.caller.user_id;
    db.write(move |conn| {
        accounts::accept_terms(conn, user_id, &accepted.version, &texts.terms, clock::now())
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Change my password.
///
/// The other logins end; the person is told by mail.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/me/password")]
pub async fn change_password(
    _place: Throttled,
    who: LoggedIn,
    db: Data<Db>,
    passwords: Data<Passwords>,
    post: Data<Post>,
    change: Json<PasswordChange>,
) -> Result<HttpResponse, ApiError> {
    let LoggedIn { caller, family } = who;
    let PasswordChange { current_password, new_password } = change.into_inner();
    let user_id = caller.user_id;
    let email = passwords.ask_again(&db, user_id, current_password).await?;
    accounts::check_password(&new_password, &email)?;
    let hash = passwords.hash(new_password).await?;
    let now = clock::now();
    db.write(move |conn| accounts::change_password(conn, &post, user_id, &family, &hash, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List my logins.
///
/// Those that are open, the one that asks first.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = Page<Login>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/me/sessions")]
pub async fn list_sessions(who: LoggedIn, db: Data<Db>) -> Result<Json<Page<Login>>, ApiError> {
    let LoggedIn { caller, family } = who;
    let now = clock::now();
    Ok(Json(db.read(move |conn| sessions::list(conn, caller.user_id, &family, now)).await?))
}

/// End one of my logins.
///
/// Its access tokens no longer serve either.
#[utoipa::path(
    tag = "accounts",
    params(("id" = String, Path, description = "Identifier of the login")),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/me/sessions/{id}")]
pub async fn end_session(
    who: LoggedIn,
    db: Data<Db>,
    id: Path<String>,
) -> Result<HttpResponse, ApiError> {
    let user_id = who.caller.user_id;
    db.write(move |conn| sessions::end_one(conn, user_id, &id, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End all my logins, this one too.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/me/sessions")]
pub async fn end_all_sessions(who: LoggedIn, db: Data<Db>) -> Result<HttpResponse, ApiError> {
    let user_id = who.caller.user_id;
    db.write(move |conn| sessions::end_all(conn, user_id, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}
