//! Refresh tokens: each serves once, and one that serves again later ends the whole login.
//!
//! For a few seconds a used token still serves: two tabs that renew at once, or a page left before
//! the answer came, show the same token twice and are no theft.

use chrono::{NaiveDateTime, TimeDelta};
use sha2::{Digest, Sha256};

use crate::{
    db::{
        AnyConn,
        sessions::{self, NewSession},
        users,
    },
    error::ApiError,
    random,
};

/// The person and the token that replaces the one they showed.
#[derive(Debug)]
pub struct Renewed {
    pub user_id: i32,
    pub token: String,
}

/// How long a token lives, and how long it still serves once used.
#[derive(Debug, Clone, Copy)]
pub struct Lifetimes {
    pub token: TimeDelta,
    pub grace: TimeDelta,
}

/// Starts a login: the first token of a new family.
pub fn start(
    conn: &mut AnyConn,
    user_id: i32,
    now: NaiveDateTime,
    lifetime: TimeDelta,
) -> Result<String, ApiError> {
    sessions::forget_expired(conn, user_id, now)?;
    add(conn, user_id, &random::id()?, now, lifetime)
}

/// Exchanges a token for the next one; `None` when the person has to log in again.
///
/// The refusal is no error: what it revokes must be stored.
pub fn renew(
    conn: &mut AnyConn,
    token: &str,
    now: NaiveDateTime,
    lifetimes: Lifetimes,
) -> Result<Option<Renewed>, ApiError> {
    let Some(session) = sessions::find(conn, &hash(token))? else { return Ok(None) };
    if session.revoked_at.is_some() || session.expires_at <= now {
        return Ok(None);
    }
    if !sessions::use_up(conn, session.id, now - lifetimes.grace, now)? {
        // Two holders of one token: one of them is not the person.
        tracing::warn!(user.id = session.user_id, "Revoked a login whose token was used twice");
        sessions::revoke_family(conn, &session.family, now)?;
        return Ok(None);
    }
    if users::find(conn, session.user_id)?.is_none() {
        return Ok(None);
    }
    let token = add(conn, session.user_id, &session.family, now, lifetimes.token)?;
    Ok(Some(Renewed { user_id: session.user_id, token }))
}

/// Ends the login that a token belongs to.
pub fn end(conn: &mut AnyConn, token: &str, now: NaiveDateTime) -> Result<(), ApiError> {
    if let Some(session) = sessions::find(conn, &hash(token))? {
        sessions::revoke_family(conn, &session.family, now)?;
    }
    Ok(())
}

fn add(
    conn: &mut AnyConn,
    user_id: i32,
    family: &str,
    now: NaiveDateTime,
    lifetime: TimeDelta,
) -> Result<String, ApiError> {
    let token = random::token()?;
    let token_hash = hash(&token);
    let session = NewSession {
        user_id,
        family,
        token_hash: &token_hash,
        created_at: now,
        expires_at: now + lifetime,
    };
    sessions::insert(conn, &session)?;
    Ok(token)
}

/// The database never holds a token that could be used.
fn hash(token: &str) -> String {
    crate::text::hex(&Sha256::digest(token.as_bytes()))
}
