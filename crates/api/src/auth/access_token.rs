//! Access tokens: short-lived JWTs that name a person.

use chrono::{TimeDelta, Utc};
use domain::dto::AccessToken;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

use crate::{config::Secret, error::ApiError, random};

const ISSUER: &str = "consores";

/// Signs and checks access tokens.
pub struct AccessTokens {
    signing: EncodingKey,
    checking: DecodingKey,
    lifetime: TimeDelta,
}

impl std::fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessTokens").finish_non_exhaustive()
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    jti: String,
    iat: i64,
    exp: i64,
}

impl AccessTokens {
    /// Tokens signed with `secret` that live for `lifetime`.
    pub fn new(secret: &Secret, lifetime: TimeDelta) -> Self {
        Self {
            signing: EncodingKey::from_secret(secret.bytes()),
            checking: DecodingKey::from_secret(secret.bytes()),
            lifetime,
        }
    }

    /// A token for a person.
    pub fn issue(&self, user_id: i32) -> Result<AccessToken, ApiError> {
        let now = Utc::now();
        let claims = Claims {
            iss: ISSUER.to_owned(),
            sub: user_id.to_string(),
            jti: random::id()?,
            iat: now.timestamp(),
            exp: (now + self.lifetime).timestamp(),
        };
        let access_token = encode(&Header::new(Algorithm::HS256), &claims, &self.signing)
            .map_err(|error| ApiError::Unexpected(format!("sign a token: {error}").into()))?;
        Ok(AccessToken {
            access_token,
            token_type: "Bearer".to_owned(),
            expires_in: self.lifetime.num_seconds(),
        })
    }

    /// The person that a token names, when it is ours and in time.
    pub fn check(&self, token: &str) -> Option<i32> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "iss", "sub"]);
        validation.leeway = 0;
        let token = decode::<Claims>(token, &self.checking, &validation).ok()?;
        token.claims.sub.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(secret: &str, lifetime: i64) -> AccessTokens {
        AccessTokens::new(&Secret::given(secret).unwrap(), TimeDelta::seconds(lifetime))
    }

    const OURS: &str = "ours.ours.ours.ours.ours.ours.ours";
    const THEIRS: &str = "theirs.theirs.theirs.theirs.theirs";

    #[test]
    fn a_token_names_its_person() {
        let ours = tokens(OURS, 60);
        assert_eq!(ours.check(&ours.issue(7).unwrap().access_token), Some(7));
    }

    #[test]
    fn a_token_of_another_secret_or_out_of_time_is_refused() {
        let ours = tokens(OURS, 60);
        for token in [tokens(THEIRS, 60).issue(7).unwrap(), tokens(OURS, -1).issue(7).unwrap()] {
            assert_eq!(ours.check(&token.access_token), None);
        }
        assert_eq!(ours.check("not.a.token"), None);
    }

    #[test]
    fn an_unsigned_token_is_refused() {
        // {"alg":"none","typ":"JWT"} and our claims, without signature.
        let token = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.\
                     eyJpc3MiOiJjb25zb3JlcyIsInN1YiI6IjciLCJqdGkiOiJ4IiwiaWF0IjowLCJleHAiOjQxMDI0NDQ4MDB9.";
        assert_eq!(tokens(OURS, 60).check(token), None);
    }
}
