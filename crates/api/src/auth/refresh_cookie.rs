//! The cookie that carries the refresh token, and nothing else does.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time},
};

use crate::config::Config;

const NAME: &str = "consores_refresh";
const PATH: &str = "/api/v1/auth";

/// A cookie out of reach of scripts and of other sites, sent to the accounts' addresses alone.
pub fn set(token: String, config: &Config) -> Cookie<'static> {
    let lifetime = time::Duration::seconds(config.refresh_lifetime.num_seconds());
    Cookie::build(NAME, token)
        .path(PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(config.cookie_secure)
        .max_age(lifetime)
        .finish()
}

/// The cookie that takes the other one away.
pub fn clear(config: &Config) -> Cookie<'static> {
    let mut cookie = set(String::new(), config);
    cookie.make_removal();
    cookie
}

/// The token the caller sent.
pub fn get(request: &HttpRequest) -> Option<String> {
    request.cookie(NAME).map(|cookie| cookie.value().to_owned()).filter(|token| !token.is_empty())
}
