//! JWTs: short ones of a login, long ones of a script. Both name the key that signed them.

use chrono::NaiveDateTime;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use serde::{Deserialize, Serialize};

use crate::{error::ApiError, random};

const ISSUER: &str = "consores";

/// A key that signs and checks.
#[derive(Clone)]
pub struct SigningKey {
    pub kid: String,
    pub secret: Vec<u8>,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub user_id: i32,
    pub bearer: Bearer,
}

/// What a token belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearer {
    /// A login.
    Sid(String),
    /// A token for scripts, by its identifier.
    Script(String),
}

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    jti: String,
    iat: i64,
    exp: i64,
    #[serde(flatten)]
    bearer: Bearer,
}

/// A token of a person that serves until `expires`.
pub fn sign(
    key: &SigningKey,
    claimed: &Claimed,
    now: NaiveDateTime,
    expires: NaiveDateTime,
) -> Result<String, ApiError> {
    let claims = Claims {
        iss: ISSUER.to_owned(),
        sub: claimed.user_id.to_string(),
        jti: random::id()?,
        iat: now.and_utc().timestamp(),
        exp: expires.and_utc().timestamp(),
        bearer: claimed.bearer.clone(),
    };
    let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::HS256) };
    encode(&header, &claims, &EncodingKey::from_secret(&key.secret))
        .map_err(|error| ApiError::Unexpected(format!("sign a token: {error}").into()))
}

/// What a token says, when one of the keys signed it and it is in time.
pub fn read(keys: &[SigningKey], token: &str) -> Option<Claimed> {
    let kid = decode_header(token).ok()?.kid?;
    let key = keys.iter().find(|key| key.kid == kid)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_issuer(&[ISSUER]);
    validation.set_required_spec_claims(&["exp", "iss", "sub"]);
    validation.leeway = 0;
    let key = DecodingKey::from_secret(&key.secret);
    let claims = decode::<Claims>(token, &key, &validation).ok()?.claims;
    Some(Claimed { user_id: claims.sub.parse().ok()?, bearer: claims.bearer })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::clock;

    fn key(kid: &str) -> SigningKey {
        SigningKey {
            kid: kid.to_owned(),
            secret: format!("{kid}, thirty-two bytes or more of it").into(),
        }
    }

    fn token(key: &SigningKey, seconds: i64) -> String {
        let claimed = Claimed { user_id: 7, bearer: Bearer::Sid("a-login".to_owned()) };
        let now = clock::now();
        sign(key, &claimed, now, now + TimeDelta::seconds(seconds)).unwrap()
    }

    #[test]
    fn a_token_says_whose_it_is_under_every_key_in_force() {
        let keys = [key("new"), key("old")];
        for key in &keys {
            let claimed = read(&keys, &token(key, 60)).unwrap();
            assert_eq!(claimed.user_id, 7);
            assert_eq!(claimed.bearer, Bearer::Sid("a-login".to_owned()));
        }
    }

    #[test]
    fn a_token_of_another_key_or_out_of_time_is_refused() {
        let impostor = SigningKey { kid: "ours".to_owned(), ..key("theirs") };
        for token in [token(&key("gone"), 60), token(&impostor, 60), token(&key("ours"), -1)] {
            assert_eq!(read(&[key("ours")], &token), None);
        }
        assert_eq!(read(&[key("ours")], "not.a.token"), None);
    }

    #[test]
    fn an_unsigned_token_is_refused() {
        // {"alg":"none","typ":"JWT","kid":"ours"} and our claims, without signature.
        let token = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIiwia2lkIjoib3VycyJ9.\
                     eyJpc3MiOiJjb25zb3JlcyIsInN1YiI6IjciLCJzaWQiOiJ4IiwianRpIjoieCIsImlhdCI6MCwiZXhwIjo0MTAyNDQ0ODAwfQ.";
        assert_eq!(read(&[key("ours")], token), None);
    }
}
