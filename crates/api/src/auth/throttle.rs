//! How often one address may try passwords, and ask for open figures. Kept in memory: a restart forgives a minute.

use std::{net::IpAddr, num::NonZeroU32, sync::Arc};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Data};
use domain::dto::ProblemCode;
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::{config::Config, error::ApiError, services::logins};

/// Addresses that are remembered before those long silent are forgotten.
const ADDRESSES: usize = 10_000;

/// So much of each address.
#[derive(Debug, Clone)]
struct PerAddress(Arc<DefaultKeyedRateLimiter<IpAddr>>);

impl PerAddress {
    /// So many times in a minute, at once or spread.
    fn new(per_minute: NonZeroU32) -> Self {
        Self(Arc::new(DefaultKeyedRateLimiter::keyed(Quota::per_minute(per_minute))))
    }

    fn admits(&self, address: IpAddr) -> bool {
        if self.0.len() > ADDRESSES {
            self.0.retain_recent();
        }
        self.0.check_key(&address).is_ok()
    }
}

/// Counts the attempts of each address.
#[derive(Debug, Clone)]
pub struct Throttle(PerAddress);

impl Throttle {
    pub fn new(config: &Config) -> Self {
        Self(PerAddress::new(config.attempts_per_minute))
    }
}

/// Counts the questions to open figures of each address.
#[derive(Debug, Clone)]
pub struct OpenThrottle(PerAddress);

impl OpenThrottle {
    pub fn new(config: &Config) -> Self {
        Self(PerAddress::new(config.open_per_minute))
    }

    /// Whether the address of a request may ask once more.
    pub fn check(&self, req: &HttpRequest) -> Result<(), ApiError> {
        let trusted = req.app_data::<Data<Config>>().map(|config| &config.trusted_proxies[..]);
        match address(req, trusted.unwrap_or_default()) {
            Some(address) if !self.0.admits(address) => {
                let detail = "Trop de demandes en une minute depuis cette adresse. Attendez un instant\u{a0}; pour \
                              tout lire, téléchargez les tables.";
                Err(ApiError::rule(ProblemCode::TooManyAttempts, detail))
            }
            _ => Ok(()),
        }
    }
}

/// The address of the request has attempts left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttled;

impl FromRequest for Throttled {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(check(req))
    }
}

fn check(req: &HttpRequest) -> Result<Throttled, ApiError> {
    let missing = || ApiError::Unexpected("find the throttle: not configured".into());
    let throttle = req.app_data::<Data<Throttle>>().ok_or_else(missing)?;
    let config = req.app_data::<Data<Config>>().ok_or_else(missing)?;
    match address(req, &config.trusted_proxies) {
        Some(address) if !throttle.0.admits(address) => Err(logins::too_many()),
        _ => Ok(Throttled),
    }
}

/// The address of the caller: that of the connection, or what trusted proxies say of it.
fn address(req: &HttpRequest, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = req.peer_addr()?.ip();
    let forwarded =
        req.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> = forwarded
        .flat_map(|value| value.split(','))
        .filter_map(|hop| hop.trim().parse().ok())
        .collect();
    // From the nearest on: the first that no proxy of ours vouches for is the caller.
    let chain = hops.into_iter().rev();
    std::iter::once(peer).chain(chain).find(|hop| !trusted.contains(hop)).or(Some(peer))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn check(peer: &str, forwarded: &str, expected: &str) {
        let trusted = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        let request = TestRequest::default()
            .peer_addr(format!("{peer}:1").parse().unwrap())
            .insert_header(("X-Forwarded-For", forwarded))
            .to_http_request();
        assert_eq!(address(&request, &trusted), expected.parse().ok(), "{peer} {forwarded}");
    }

    #[test]
    fn what_is_forwarded_counts_from_trusted_proxies_alone() {
        check("192.0.2.7", "198.51.100.1", "192.0.2.7");
        check("10.0.0.1", "198.51.100.1", "198.51.100.1");
        check("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1");
        check("10.0.0.1", "nonsense", "10.0.0.1");
    }
}
