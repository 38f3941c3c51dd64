//! Accounts and logins.

use actix_web::{
    HttpRequest, HttpResponse, post,
    web::{Data, Json},
};
use domain::dto::{AccessToken, AccountCreated, Credentials, NewAccount, Problem};

use crate::{
    auth::{AccessTokens, Passwords, refresh_cookie},
    clock,
    config::Config,
    db::{Db, users},
    error::ApiError,
    services::{
        accounts,
        sessions::{self, Lifetimes},
    },
};

/// Open an account.
///
/// A password that is too weak, a mail that is taken or terms that are refused answer 422.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 201, body = AccountCreated),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[post("/auth/register")]
pub async fn register(
    db: Data<Db>,
    passwords: Data<Passwords>,
    account: Json<NewAccount>,
) -> Result<HttpResponse, ApiError> {
    let mut account = account.into_inner();
    accounts::check(&mut account)?;
    let hash = passwords.hash(account.password.clone()).await?;
    let created =
        db.write(move |conn| accounts::register(conn, &account, &hash, clock::now())).await?;
    Ok(HttpResponse::Created().json(created))
}

/// Log in.
///
/// The answer carries an access token; the refresh token comes in a cookie.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = AccessToken),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[post("/auth/login")]
pub async fn login(
    config: Data<Config>,
    db: Data<Db>,
    passwords: Data<Passwords>,
    tokens: Data<AccessTokens>,
    credentials: Json<Credentials>,
) -> Result<HttpResponse, ApiError> {
    let Credentials { email, password } = credentials.into_inner();
    let email = accounts::normal_email(&email);
    let found = db.read(move |conn| Ok(users::find_credentials(conn, &email)?)).await?;
    let (user_id, hash) = found.unzip();
    let right = passwords.verify(password, hash).await?;
    let user_id = user_id.filter(|_| right).ok_or_else(accounts::wrong_credentials)?;
    let lifetime = config.refresh_lifetime;
    let token =
        db.write(move |conn| sessions::start(conn, user_id, clock::now(), lifetime)).await?;
    Ok(HttpResponse::Ok().cookie(refresh_cookie::set(token, &config)).json(tokens.issue(user_id)?))
}

/// Exchange the refresh cookie for a new access token.
///
/// The cookie changes each time. One that is shown again after half a minute ends the login
/// everywhere.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = AccessToken),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("refresh_cookie" = [])),
)]
#[post("/auth/refresh")]
pub async fn refresh(
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
    tokens: Data<AccessTokens>,
) -> Result<HttpResponse, ApiError> {
    let token = refresh_cookie::get(&request).ok_or_else(ApiError::unauthorized)?;
    let lifetimes = Lifetimes { token: config.refresh_lifetime, grace: config.refresh_grace };
    let renewed =
        db.write(move |conn| sessions::renew(conn, &token, clock::now(), lifetimes)).await?;
    let renewed = renewed.ok_or_else(ApiError::unauthorized)?;
    Ok(HttpResponse::Ok()
        .cookie(refresh_cookie::set(renewed.token, &config))
        .json(tokens.issue(renewed.user_id)?))
}

/// Log out.
///
/// The refresh cookie no longer serves; it answers 204 even without one.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 204, description = "Logged out"),
        (status = "5XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("refresh_cookie" = [])),
)]
#[post("/auth/logout")]
pub async fn logout(
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
) -> Result<HttpResponse, ApiError> {
    if let Some(token) = refresh_cookie::get(&request) {
        db.write(move |conn| sessions::end(conn, &token, clock::now())).await?;
    }
    Ok(HttpResponse::NoContent().cookie(refresh_cookie::clear(&config)).finish())
}
