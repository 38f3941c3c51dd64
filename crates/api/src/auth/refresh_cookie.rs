//! The cookie that carries the refresh token, and nothing else does.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time},
};

use crate::config::Config;

/// Where cookies are secure: browsers take a cookie of this name from this very host over HTTPS
/// alone, so that no neighbour of its domain can plant one.
const SECURE_NAME: &str = "__Host-consores_refresh";
const PLAIN_NAME: &str = "consores_refresh";

const fn name(config: &Config) -> &'static str {
    if config.cookie_secure { SECURE_NAME } else { PLAIN_NAME }
}

/// A cookie out of reach of scripts and of other sites. The secure one has to go to every address
/// of the host, the plain one goes to the accounts' addresses alone.
pub fn set(token: String, config: &Config) -> Cookie<'static> {
    let lifetime = time::Duration::seconds(config.refresh_lifetime.num_seconds());
    Cookie::build(name(config), token)
        .path(if config.cookie_secure { "/" } else { "/api/v1/auth" })
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
pub fn get(request: &HttpRequest, config: &Config) -> Option<String> {
    let cookie = request.cookie(name(config))?;
    Some(cookie.value().to_owned()).filter(|token| !token.is_empty())
}
