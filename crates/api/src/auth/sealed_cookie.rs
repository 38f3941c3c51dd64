//! What a browser carries for a few minutes between two steps of a login, and cannot read or change.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time},
};
use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{error::ApiError, sealer::Sealer};

/// Time to log in at the provider, or to find the code of an authenticator.
const LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// A cookie by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedCookie(pub &'static str);

#[derive(Serialize, Deserialize)]
struct Carried<T> {
    value: T,
    until: NaiveDateTime,
}

impl SealedCookie {
    /// The cookie with a value. A link from the provider’s site brings it back: `Lax`.
    pub fn set(
        self,
        value: &impl Serialize,
        (secure, sealer): (bool, &Sealer),
        now: NaiveDateTime,
    ) -> Result<Cookie<'static>, ApiError> {
        let carried = Carried { value, until: now + LIFETIME };
        let text = serde_json::to_vec(&carried).map_err(|e| ApiError::Unexpected(e.into()))?;
        Ok(self.build(sealer.seal(self.0, &text)?, secure))
    }

    /// The value that the caller sent back in time.
    pub fn get<T: DeserializeOwned>(
        self,
        request: &HttpRequest,
        (secure, sealer): (bool, &Sealer),
        now: NaiveDateTime,
    ) -> Option<T> {
        let cookie = request.cookie(&self.name(secure))?;
        let text = sealer.open(self.0, cookie.value()).ok()?;
        let carried: Carried<T> = serde_json::from_slice(&text).ok()?;
        (carried.until > now).then_some(carried.value)
    }

    /// The cookie that takes the other one away.
    pub fn clear(self, secure: bool) -> Cookie<'static> {
        let mut cookie = self.build(String::new(), secure);
        cookie.make_removal();
        cookie
    }

    fn name(self, secure: bool) -> String {
        if secure { format!("__Host-{}", self.0) } else { self.0.to_owned() }
    }

    fn build(self, value: String, secure: bool) -> Cookie<'static> {
        Cookie::build(self.name(secure), value)
            .path(if secure { "/" } else { "/api/v1/auth" })
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(secure)
            .max_age(time::Duration::seconds(LIFETIME.num_seconds()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::{clock, config::Secret};

    #[test]
    fn a_value_comes_back_in_time_under_its_own_name() {
        let secret = Secret::given("a secret of a unit test, no secret").unwrap();
        let parts = (false, &Sealer::new(&secret).unwrap());
        let now = clock::now();
        let cookie = SealedCookie("one").set(&"value", parts, now).unwrap();
        let get = |name: &'static str, at| {
            let cookie = Cookie::new(name, cookie.value().to_owned());
            let request = TestRequest::default().cookie(cookie).to_http_request();
            SealedCookie(name).get::<String>(&request, parts, at)
        };
        assert_eq!(get("one", now).as_deref(), Some("value"));
        assert_eq!(get("one", now + LIFETIME), None);
        assert_eq!(get("other", now), None);
    }
}
