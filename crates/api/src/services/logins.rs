//! Guessing passwords takes long: after a few failures in a row a mail has to wait.
//!
//! A mail without account waits like one with account, so that waiting tells nothing.

use chrono::{NaiveDateTime, TimeDelta};
use domain::dto::{AccessToken, ProblemCode};
use sha2::{Digest, Sha256};

use super::{
    second_factors,
    sessions::{self, Means, Renewed},
    signing_keys,
};
use crate::{
    config::Config,
    db::{
        AnyConn,
        login_failures::{self, Failures},
    },
    error::ApiError,
    sealer::Sealer,
};

/// Failures in a row that cost nothing.
const FREE: i32 = 4;
/// Longest wait; a wait doubles from one minute on.
const MAX_MINUTES: i64 = 15;
/// Failures are forgotten after a day without any.
const MEMORY: TimeDelta = TimeDelta::days(1);

/// Counts an attempt as a failure before the password is looked at, or says how long to wait.
///
/// A success takes the failures back by [`succeeded`]: a hundred guesses at once count as such.
pub fn attempt(conn: &mut AnyConn, email: &str, now: NaiveDateTime) -> Result<(), ApiError> {
    let mail_hash = hash(email);
    let before = login_failures::lock(conn, &mail_hash, now)?;
    if before.blocked_until.is_some_and(|until| until > now) {
        return Err(too_many());
    }
    let count = if before.last_at < now - MEMORY { 1 } else { before.count + 1 };
    let after = Failures { count, last_at: now, blocked_until: wait(count).map(|w| now + w) };
    Ok(login_failures::set(conn, &mail_hash, after)?)
}

/// Ends a login of which the first half is right: the code, when the account asks for one, then both
/// tokens.
pub fn finish(
    conn: &mut AnyConn,
    (sealer, config): (&Sealer, &Config),
    (user_id, email): (i32, &str),
    code: Option<&str>,
    means: &Means,
    now: NaiveDateTime,
) -> Result<(Renewed, AccessToken), ApiError> {
    second_factors::check(conn, sealer, user_id, code, now)?;
    succeeded(conn, email, now)?;
    let started = sessions::start(conn, user_id, means, now, config.refresh_lifetime)?;
    let access = signing_keys::access_token(conn, sealer, &started, now, config.access_lifetime)?;
    Ok((started, access))
}

/// The password was right.
pub fn succeeded(conn: &mut AnyConn, email: &str, now: NaiveDateTime) -> Result<(), ApiError> {
    Ok(login_failures::forget(conn, &hash(email), now - MEMORY)?)
}

/// Forgets failures without any for a day, of at most `limit` mails; gives their number.
pub fn forget_old(conn: &mut AnyConn, now: NaiveDateTime, limit: i64) -> Result<usize, ApiError> {
    Ok(login_failures::forget_old(conn, now - MEMORY, limit)?)
}

/// Number of failures in a row.
pub fn failures(conn: &mut AnyConn, email: &str) -> Result<i32, ApiError> {
    Ok(login_failures::count(conn, &hash(email))?)
}

/// How long to wait after so many failures in a row.
fn wait(failures: i32) -> Option<TimeDelta> {
    let beyond = u32::try_from(failures - FREE).ok().filter(|beyond| *beyond > 0)?;
    Some(TimeDelta::minutes((1_i64 << (beyond - 1).min(10)).min(MAX_MINUTES)))
}

/// The refusal of an address or a mail that tries too often.
pub fn too_many() -> ApiError {
    let detail = "Trop de tentatives. Attendez quelques minutes avant de recommencer.";
    ApiError::rule(ProblemCode::TooManyAttempts, detail)
}

/// The table holds no mail: it has those of people without account too.
fn hash(email: &str) -> String {
    domain::hex(&Sha256::digest(email.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_the_fifth_failure_on() {
        let minutes = |failures| wait(failures).map(|wait| wait.num_minutes());
        let waits: Vec<_> = [1, 4, 5, 6, 7, 8, 9, 1_000].map(minutes).into();
        let expected = [None, None, Some(1), Some(2), Some(4), Some(8), Some(15), Some(15)];
        assert_eq!(waits, expected);
    }
}
