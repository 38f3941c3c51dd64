//! The keys that sign tokens: the newest signs, the one before it still checks.

use chrono::{NaiveDateTime, TimeDelta};
use domain::dto::AccessToken;

use super::sessions::Renewed;
use crate::{
    auth::jwt::{self, Bearer, Claimed, SigningKey},
    db::{AnyConn, signing_keys},
    error::ApiError,
    random,
    sealer::Sealer,
};

/// Keys that are good at a time.
const IN_FORCE: i64 = 2;

/// The keys in force, the one that signs first.
pub fn in_force(conn: &mut AnyConn, sealer: &Sealer) -> Result<Vec<SigningKey>, ApiError> {
    signing_keys::newest(conn, IN_FORCE)?
        .into_iter()
        .map(|(kid, sealed)| Ok(SigningKey { secret: sealer.open(&context(&kid), &sealed)?, kid }))
        .collect()
}

/// The key that signs.
pub fn newest(conn: &mut AnyConn, sealer: &Sealer) -> Result<SigningKey, ApiError> {
    let missing = || ApiError::Unexpected("sign a token: there is no key".into());
    in_force(conn, sealer)?.into_iter().next().ok_or_else(missing)
}

/// Makes a key when there is none; fails when those there are sealed by another secret.
pub fn ensure(conn: &mut AnyConn, sealer: &Sealer, now: NaiveDateTime) -> Result<(), ApiError> {
    if in_force(conn, sealer)?.is_empty() { rotate(conn, sealer, now) } else { Ok(()) }
}

/// Makes a key that signs from now on, and forgets those before the last one.
pub fn rotate(conn: &mut AnyConn, sealer: &Sealer, now: NaiveDateTime) -> Result<(), ApiError> {
    let kid = random::id()?;
    let stored = sealer.seal(&context(&kid), &random::bytes::<32>()?)?;
    signing_keys::insert(conn, &kid, &stored, now)?;
    let kept: Vec<String> =
        signing_keys::newest(conn, IN_FORCE)?.into_iter().map(|(kid, _)| kid).collect();
    Ok(signing_keys::keep(conn, &kept)?)
}

/// What a sealed key is bound to.
pub(super) fn context(kid: &str) -> String {
    format!("signing key {kid}")
}

/// A short token for a login.
pub fn access_token(
    conn: &mut AnyConn,
    sealer: &Sealer,
    login: &Renewed,
    now: NaiveDateTime,
    lifetime: TimeDelta,
) -> Result<AccessToken, ApiError> {
    let claimed = Claimed { user_id: login.user_id, bearer: Bearer::Sid(login.family.clone()) };
    Ok(AccessToken {
        access_token: jwt::sign(&newest(conn, sealer)?, &claimed, now, now + lifetime)?,
        token_type: "Bearer".to_owned(),
        expires_in: lifetime.num_seconds(),
    })
}
