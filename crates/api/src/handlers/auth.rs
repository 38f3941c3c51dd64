//! Accounts and logins.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    post,
    web::{Data, Json},
};
use domain::dto::{AccessToken, AccountCreated, Credentials, NewAccount, Problem};

use crate::{
    auth::{Passwords, Throttled, refresh_cookie},
    clock,
    config::Config,
    db::{Db, users},
    error::ApiError,
    legal::LegalTexts,
    mail::Post,
    sealer::Sealer,
    services::{
        accounts, email_proofs, logins,
        sessions::{self, Lifetimes, Means, Renewed},
        signing_keys,
    },
};

/// Open an account.
///
/// A password that is too weak, a mail that is taken or terms that are refused answer 422. A link
/// that verifies the mail is sent there.
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
    _place: Throttled,
    db: Data<Db>,
    passwords: Data<Passwords>,
    texts: Data<LegalTexts>,
    post: Data<Post>,
    account: Json<NewAccount>,
) -> Result<HttpResponse, ApiError> {
    let mut account = account.into_inner();
    accounts::check(&mut account)?;
    let hash = passwords.hash(account.password.clone()).await?;
    let created = db
        .write(move |conn| {
            let (terms, now) = (&texts.terms.version, clock::now());
            let created = accounts::register(conn, &account, &hash, terms, now)?;
            email_proofs::ask(conn, &post, created.id, now)?;
            Ok(created)
        })
        .await?;
    Ok(HttpResponse::Created().json(created))
}

/// Log in.
///
/// The answer carries an access token; the refresh token comes in a cookie. After five failures in
/// a row a mail has to wait, from one minute to fifteen: 429.
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
    _place: Throttled,
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
    passwords: Data<Passwords>,
    sealer: Data<Sealer>,
    credentials: Json<Credentials>,
) -> Result<HttpResponse, ApiError> {
    let Credentials { email, password, totp } = credentials.into_inner();
    let email = accounts::normal_email(&email);
    let mail = email.clone();
    let found = db
        .write(move |conn| {
            logins::attempt(conn, &mail, clock::now())?;
            Ok(users::find_credentials(conn, &mail)?)
        })
        .await?;
    let (user_id, hash) = found.unzip();
    let right = passwords.verify(password, hash).await?;
    let user_id = user_id.filter(|_| right).ok_or_else(accounts::wrong_credentials)?;
    let means = Means { agent: user_agent(&request), strong: false };
    let kept = config.clone();
    let (started, access) = db
        .write(move |conn| {
            let (who, code) = ((user_id, email.as_str()), totp.as_deref());
            logins::finish(conn, (&sealer, &kept), who, code, &means, clock::now())
        })
        .await?;
    Ok(answer(started, &access, &config))
}

/// Both tokens of a login.
pub fn answer(renewed: Renewed, access: &AccessToken, config: &Config) -> HttpResponse {
    HttpResponse::Ok().cookie(refresh_cookie::set(renewed.token, config)).json(access)
}

/// How the browser or program names itself.
pub fn user_agent(request: &HttpRequest) -> String {
    let header = request.headers().get(header::USER_AGENT);
    header.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// Exchange the refresh cookie for a new access token.
///
/// The cookie changes each time. One that is shown again after half a minute ends the login
/// everywhere. Without one nobody is logged in, and there is nothing to exchange: 204.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = AccessToken),
        (status = 204, description = "No cookie"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security((), ("refresh_cookie" = [])),
)]
#[post("/auth/refresh")]
pub async fn refresh(
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
    sealer: Data<Sealer>,
) -> Result<HttpResponse, ApiError> {
    let Some(token) = refresh_cookie::get(&request, &config) else {
        return Ok(HttpResponse::NoContent().finish());
    };
    let lifetimes = Lifetimes { token: config.refresh_lifetime, grace: config.refresh_grace };
    let (now, access_lifetime) = (clock::now(), config.access_lifetime);
    let renewed = db
        .write(move |conn| {
            let Some(renewed) = sessions::renew(conn, &token, now, lifetimes)? else {
                return Ok(None);
            };
            let access = signing_keys::access_token(conn, &sealer, &renewed, now, access_lifetime)?;
            Ok(Some((renewed, access)))
        })
        .await?;
    let (renewed, access) = renewed.ok_or_else(ApiError::unauthorized)?;
    Ok(answer(renewed, &access, &config))
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
    security((), ("refresh_cookie" = [])),
)]
#[post("/auth/logout")]
pub async fn logout(
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
) -> Result<HttpResponse, ApiError> {
    if let Some(token) = refresh_cookie::get(&request, &config) {
        db.write(move |conn| sessions::end(conn, &token, clock::now())).await?;
    }
    Ok(HttpResponse::NoContent().cookie(refresh_cookie::clear(&config)).finish())
}
