//! Links sent by mail: a token of 256 bits that serves once, kept as a hash.

use chrono::{NaiveDateTime, TimeDelta};
use domain::dto::ProblemCode;
use sha2::{Digest, Sha256};

use crate::{
    db::{
        AnyConn,
        mail_links::{self, NewLink, Purpose},
    },
    error::ApiError,
    random,
};

/// Nobody is sent two links of a kind within that time.
const BETWEEN_MAILS: TimeDelta = TimeDelta::minutes(3);

/// Makes a link for a person; gives its token.
pub fn make(
    conn: &mut AnyConn,
    user_id: i32,
    purpose: Purpose,
    lifetime: TimeDelta,
    now: NaiveDateTime,
) -> Result<String, ApiError> {
    mail_links::forget_expired(conn, user_id, now)?;
    let token = random::token()?;
    let token_hash = hash(&token);
    let link = NewLink {
        token_hash: &token_hash,
        purpose,
        user_id,
        created_at: now,
        expires_at: now + lifetime,
    };
    mail_links::insert(conn, link)?;
    Ok(token)
}

/// Whether the last mail of a kind to a person is too young for another.
pub fn too_soon(
    conn: &mut AnyConn,
    user_id: i32,
    purpose: Purpose,
    now: NaiveDateTime,
) -> Result<bool, ApiError> {
    let last = mail_links::last_sent(conn, user_id, purpose)?;
    Ok(last.is_some_and(|at| at > now - BETWEEN_MAILS))
}

/// The database never holds a token that could be used.
pub fn hash(token: &str) -> String {
    domain::hex(&Sha256::digest(token.as_bytes()))
}

/// The refusal of a token that does not serve, or no longer.
pub fn expired() -> ApiError {
    let detail = "Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.";
    ApiError::rule(ProblemCode::LinkExpired, detail)
}
