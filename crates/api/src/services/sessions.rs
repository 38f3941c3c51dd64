//! Refresh tokens: each serves once, and one that serves again later ends the whole login.
//!
//! For a few seconds a used token still serves: two tabs that renew at once, or a page left before
//! the answer came, show the same token twice and are no theft.

use chrono::{NaiveDateTime, TimeDelta};
use domain::dto::{Login, Page};
use sha2::{Digest, Sha256};

use crate::{
    clock,
    db::{
        AnyConn,
        sessions::{self, NewSession, Session},
        users,
    },
    error::ApiError,
    random,
};

/// The person, and the token that serves from now on.
#[derive(Debug)]
pub struct Renewed {
    pub user_id: i32,
    /// The login.
    pub family: String,
    pub token: String,
}

/// How long a token lives, and how long it still serves once used.
#[derive(Debug, Clone, Copy)]
pub struct Lifetimes {
    pub token: TimeDelta,
    pub grace: TimeDelta,
}

/// How a login is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Means {
    /// How the browser or program names itself.
    pub agent: String,
    /// By a provider that counts as a second factor.
    pub strong: bool,
}

/// Most characters of the name of a browser that are kept.
const MAX_AGENT: usize = 200;

/// Starts a login: the first token of a new family.
pub fn start(
    conn: &mut AnyConn,
    user_id: i32,
    means: &Means,
    now: NaiveDateTime,
    lifetime: TimeDelta,
) -> Result<Renewed, ApiError> {
    let agent = means.agent.chars().filter(|c| !c.is_control()).take(MAX_AGENT).collect();
    let means = Means { agent, ..*means };
    add(conn, user_id, &random::id()?, &means, now, lifetime)
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
    let Session { user_id, family, agent, strong, .. } = session;
    add(conn, user_id, &family, &Means { agent, strong }, now, lifetimes.token).map(Some)
}

/// The open logins of a person, the last seen first.
pub fn list(
    conn: &mut AnyConn,
    user_id: i32,
    current: &str,
    now: NaiveDateTime,
) -> Result<Page<Login>, ApiError> {
    let mut logins: Vec<Login> = Vec::new();
    for token in sessions::open_of_user(conn, user_id, now)? {
        let at = clock::iso(token.created_at);
        if let Some(login) = logins.iter_mut().find(|login| login.id == token.family) {
            login.seen_at = at;
        } else {
            logins.push(Login {
                current: token.family == current,
                id: token.family,
                agent: token.agent,
                started_at: at.clone(),
                seen_at: at,
            });
        }
    }
    logins.sort_by(|a, b| (b.current, &b.seen_at).cmp(&(a.current, &a.seen_at)));
    let total = i64::try_from(logins.len()).unwrap_or(i64::MAX);
    Ok(Page { items: logins, total, next: None })
}

/// Ends one login of a person.
pub fn end_one(
    conn: &mut AnyConn,
    user_id: i32,
    family: &str,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    if sessions::open_of_user(conn, user_id, now)?.iter().all(|token| token.family != family) {
        return Err(ApiError::not_found());
    }
    Ok(sessions::revoke_family(conn, family, now)?)
}

/// Ends the login that a token belongs to.
pub fn end(conn: &mut AnyConn, token: &str, now: NaiveDateTime) -> Result<(), ApiError> {
    if let Some(session) = sessions::find(conn, &hash(token))? {
        sessions::revoke_family(conn, &session.family, now)?;
    }
    Ok(())
}

/// Ends every login of a person.
pub fn end_all(conn: &mut AnyConn, user_id: i32, now: NaiveDateTime) -> Result<(), ApiError> {
    Ok(sessions::revoke_all(conn, user_id, None, now)?)
}

fn add(
    conn: &mut AnyConn,
    user_id: i32,
    family: &str,
    means: &Means,
    now: NaiveDateTime,
    lifetime: TimeDelta,
) -> Result<Renewed, ApiError> {
    users::seen(conn, user_id, now)?;
    let token = random::token()?;
    let token_hash = hash(&token);
    let session = NewSession {
        user_id,
        family,
        token_hash: &token_hash,
        created_at: now,
        expires_at: now + lifetime,
        agent: &means.agent,
        strong: means.strong,
    };
    sessions::insert(conn, &session)?;
    Ok(Renewed { user_id, family: family.to_owned(), token })
}

/// The database never holds a token that could be used.
fn hash(token: &str) -> String {
    domain::hex(&Sha256::digest(token.as_bytes()))
}
