//! Logins through the identity provider: there, back, and a code when the account asks for one.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header,
    post,
    web::{Data, Json, Query},
};
use domain::dto::{AccessToken, LoginProvider, LoginRefusal, Page, Problem, ProblemCode, TotpCode};
use openidconnect::url::form_urlencoded;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::auth::{answer, user_agent};
use crate::{
    auth::{Throttled, refresh_cookie, sealed_cookie::SealedCookie},
    clock,
    config::Config,
    db::{Db, second_factors, users},
    error::ApiError,
    mail::Post,
    oidc::{Begun, Identity, Provider},
    routes,
    sealer::Sealer,
    services::{
        identities, logins,
        sessions::{self, Means},
    },
};

/// A login that has begun at the provider.
const BEGUN: SealedCookie = SealedCookie("consores_oidc");
/// A login that waits for the code of an authenticator.
const IDENTIFIED: SealedCookie = SealedCookie("consores_identified");

/// List the identity providers.
///
/// Other ways to log in than a password; none when the server has none.
#[utoipa::path(
    tag = "accounts",
    responses((status = 200, body = Page<LoginProvider>)),
    security(()),
)]
#[get("/auth/providers")]
pub async fn list_providers(provider: Data<Option<Provider>>) -> Json<Page<LoginProvider>> {
    let items: Vec<LoginProvider> = provider
        .iter()
        .map(|provider| LoginProvider {
            label: provider.label().to_owned(),
            start: format!("{}/auth/oidc/start", routes::BASE),
        })
        .collect();
    let total = i64::try_from(items.len()).unwrap_or_default();
    Json(Page { items, total, next: None })
}

/// Where to end.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StartQuery {
    /// Page of the application to end at: a path of this server.
    next: Option<String>,
}

/// Log in at the identity provider.
///
/// For browsers: sends them there. They come back to the callback, and from there to `next` with the
/// refresh cookie.
#[utoipa::path(
    tag = "accounts",
    params(StartQuery),
    responses(
        (status = 303, description = "To the provider"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/auth/oidc/start")]
pub async fn start_oidc_login(
    _place: Throttled,
    provider: Data<Option<Provider>>,
    config: Data<Config>,
    sealer: Data<Sealer>,
    query: Query<StartQuery>,
) -> Result<HttpResponse, ApiError> {
    let provider = configured(&provider)?;
    let next = local(query.into_inner().next);
    let (url, begun) = provider.begin(next).await.map_err(|error| {
        tracing::warn!("Failed to {error}");
        let detail = "Le fournisseur d’identité ne répond pas. Recommencez dans un instant, ou \
                      connectez-vous avec votre mot de passe.";
        ApiError::rule(ProblemCode::ProviderUnreachable, detail)
    })?;
    let cookie = BEGUN.set(&begun, (config.cookie_secure, &sealer), clock::now())?;
    Ok(see_other(&url).cookie(cookie).finish())
}

/// What the provider adds to the address of the callback.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CallbackQuery {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// Come back from the identity provider.
///
/// Ends at the page that was asked for, or at the login page: with `etape=code` when the account asks
/// for a code of its authenticator, with `erreur` when the login came to nothing: `denied`,
/// `mail_missing`, `mail_unverified`, `inactive` or `failed`.
#[utoipa::path(
    tag = "accounts",
    params(CallbackQuery),
    responses(
        (status = 303, description = "To the application"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[get("/auth/oidc/callback")]
pub async fn finish_oidc_login(
    request: HttpRequest,
    provider: Data<Option<Provider>>,
    config: Data<Config>,
    db: Data<Db>,
    sealer: Data<Sealer>,
    post: Data<Post>,
    query: Query<CallbackQuery>,
) -> Result<HttpResponse, ApiError> {
    let provider = configured(&provider)?;
    let (secure, now) = (config.cookie_secure, clock::now());
    let begun = BEGUN.get::<Begun>(&request, (secure, &sealer), now);
    let (next, identity) = match identified(provider, begun, query.into_inner()).await {
        Ok(found) => found,
        Err(refusal) => return Ok(refused(refusal, secure)),
    };
    let means = Means { agent: user_agent(&request), strong: provider.is_strong() };
    let lifetime = config.refresh_lifetime;
    let logged_in = db
        .write(move |conn| {
            let user = match identities::account_of(conn, &post, &identity, now)? {
                Ok(user) => user,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if !means.strong && second_factors::is_confirmed(conn, user.id)? {
                return Ok(Ok(LoggedIn::Half(user.id)));
            }
            let started = sessions::start(conn, user.id, &means, now, lifetime)?;
            Ok(Ok(LoggedIn::Wholly(started.token)))
        })
        .await?;
    let mut response = match logged_in {
        Err(refusal) => return Ok(refused(refusal, secure)),
        Ok(LoggedIn::Wholly(token)) => {
            let mut response = see_other(&next);
            response.cookie(refresh_cookie::set(token, &config));
            response
        }
        Ok(LoggedIn::Half(user_id)) => {
            let page = form_urlencoded::Serializer::new(String::new())
                .extend_pairs([("etape", "code"), ("suite", next.as_str())])
                .finish();
            let mut response = see_other(&format!("/connexion?{page}"));
            let identified = IDENTIFIED.set(&Identified { user_id }, (secure, &sealer), now)?;
            response.cookie(identified);
            response
        }
    };
    Ok(response.cookie(BEGUN.clear(secure)).finish())
}

/// How far a login has come.
enum LoggedIn {
    /// With this refresh token.
    Wholly(String),
    /// The account asks for a code.
    Half(i32),
}

/// The account of a login that waits for a code.
#[derive(Serialize, Deserialize)]
struct Identified {
    user_id: i32,
}

/// The identity behind an answer of the provider, and the page to end at.
async fn identified(
    provider: &Provider,
    begun: Option<Begun>,
    query: CallbackQuery,
) -> Result<(String, Identity), LoginRefusal> {
    let CallbackQuery { state, code, error, iss } = query;
    let state = state.unwrap_or_default();
    let begun = begun.filter(|begun| begun.is_answered_by(&state)).ok_or(LoginRefusal::Failed)?;
    if iss.is_some_and(|issuer| !provider.is(&issuer)) {
        return Err(LoginRefusal::Failed);
    }
    if error.as_deref() == Some("access_denied") {
        return Err(LoginRefusal::Denied);
    }
    let code = code.filter(|_| error.is_none()).ok_or(LoginRefusal::Failed)?;
    let next = begun.next.clone();
    let identity = provider.identify(begun, code).await.map_err(|error| {
        tracing::warn!("Failed to {error}");
        LoginRefusal::Failed
    })?;
    Ok((next, identity))
}

/// Give the code that a login through the provider waits for.
///
/// The answer is that of a login with a password.
#[utoipa::path(
    tag = "accounts",
    responses(
        (status = 200, body = AccessToken),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(()),
)]
#[post("/auth/oidc/code")]
pub async fn confirm_oidc_login(
    _place: Throttled,
    request: HttpRequest,
    config: Data<Config>,
    db: Data<Db>,
    sealer: Data<Sealer>,
    code: Json<TotpCode>,
) -> Result<HttpResponse, ApiError> {
    let (secure, now) = (config.cookie_secure, clock::now());
    let Identified { user_id } =
        IDENTIFIED.get(&request, (secure, &sealer), now).ok_or_else(ApiError::unauthorized)?;
    let means = Means { agent: user_agent(&request), strong: false };
    let email = db
        .write(move |conn| {
            let user = users::find(conn, user_id)?.ok_or_else(ApiError::unauthorized)?;
            logins::attempt(conn, &user.email, now)?;
            Ok(user.email)
        })
        .await?;
    let kept = config.clone();
    let (started, access) = db
        .write(move |conn| {
            let (who, code) = ((user_id, email.as_str()), Some(code.code.as_str()));
            logins::finish(conn, (&sealer, &kept), who, code, &means, now)
        })
        .await?;
    let mut response = answer(started, &access, &config);
    response
        .add_cookie(&IDENTIFIED.clear(secure))
        .map_err(|error| ApiError::Unexpected(error.into()))?;
    Ok(response)
}

fn configured(provider: &Data<Option<Provider>>) -> Result<&Provider, ApiError> {
    provider.as_ref().as_ref().ok_or_else(ApiError::not_found)
}

fn see_other(address: &str) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::SeeOther();
    response
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    response
}

fn refused(refusal: LoginRefusal, secure: bool) -> HttpResponse {
    let page = format!("/connexion?erreur={}", refusal.as_str());
    see_other(&page).cookie(BEGUN.clear(secure)).finish()
}

/// A page of this server, whatever was asked for: nobody is sent to another site.
fn local(next: Option<String>) -> String {
    let is_local = |path: &String| {
        path.len() <= 500
            && path.starts_with('/')
            && !path.starts_with("//")
            && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    };
    next.filter(is_local).unwrap_or_else(|| "/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_ends_at_a_page_of_this_server() {
        for (next, expected) in [
            ("/etablissements/060000478?annee=2024#x", "/etablissements/060000478?annee=2024#x"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\r\nSet-Cookie:", "/"),
            ("/\tevil", "/"),
            ("", "/"),
        ] {
            assert_eq!(local(Some(next.to_owned())), expected, "{next}");
        }
    }
}
