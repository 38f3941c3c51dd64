//! The queue, from the side of the server: what is stored leaves, and is tried again until it does.
//!
//! A mail is put off before it is tried, so that no other server tries it at the same time, and
//! deleted once it has left. A server that dies in between sends it again with the same number.

use chrono::{NaiveDateTime, TimeDelta};

use super::{
    Carrier, Post,
    carrier::{Failure, PATIENCE},
    post::Queued,
};
use crate::{
    clock,
    db::{
        Db,
        outgoing_mails::{self, Waiting},
    },
    error::ApiError,
    services::password_resets,
};

/// How often the queue is looked at: other processes write mails too.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(20);
/// Waits double from one minute on, up to half an hour.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(30);
/// How long a mail is tried.
const GIVE_UP_AFTER: TimeDelta = TimeDelta::days(3);
/// How often a mail is tried that the server refuses.
const REFUSALS: i32 = 5;

// A mail that is being tried is nobody else's turn.
const _: () = assert!(PATIENCE.as_secs() < FIRST_WAIT.num_seconds().unsigned_abs());

/// Sends what waits, now and from now on.
pub async fn run(db: &Db, post: &Post, carrier: &Carrier) {
    let mut written = db.written();
    loop {
        if let Err(error) = deliver(db, post, carrier).await {
            tracing::error!("Failed to {error}");
        }
        // Whether it was written to or not: the queue is looked at.
        let _ = tokio::time::timeout(LOOK_EVERY, written.changed()).await;
    }
}

/// Sends every mail whose turn it is, until the server cannot be reached.
pub async fn deliver(db: &Db, post: &Post, carrier: &Carrier) -> Result<(), ApiError> {
    loop {
        let now = clock::now();
        let due = db.read(move |conn| Ok(outgoing_mails::first_due(conn, now)?)).await?;
        let Some(waiting) = due else { return Ok(()) };
        let (taken, until) = (waiting.clone(), now + wait(waiting.attempts));
        if !db.write(move |conn| Ok(outgoing_mails::claim(conn, &taken, until)?)).await? {
            continue;
        }
        match attempt(db, post, carrier, &waiting).await {
            Ok(()) => {
                db.write(move |conn| Ok(outgoing_mails::delete(conn, waiting.id)?)).await?;
            }
            Err(failure) => {
                put_off(db, &waiting, &failure, now).await?;
                if matches!(failure, Failure::Unreachable(_)) {
                    return Ok(());
                }
            }
        }
    }
}

async fn attempt(
    db: &Db,
    post: &Post,
    carrier: &Carrier,
    waiting: &Waiting,
) -> Result<(), Failure> {
    let failed = |error: ApiError| Failure::NotTaken(format!("failed to {error}"));
    match post.open(&waiting.sealed).map_err(failed)? {
        Queued::Mail(mail) => {
            let name = format!("{}-{:08}.eml", mail.at.format("%Y%m%dT%H%M%S"), waiting.id);
            carrier.carry(&mail, name).await
        }
        Queued::ForgottenPassword { email } => {
            let post = post.clone();
            db.write(move |conn| password_resets::answer(conn, &post, &email, clock::now()))
                .await
                .map_err(failed)
        }
    }
}

/// Leaves a mail for later, or gives it up.
async fn put_off(
    db: &Db,
    waiting: &Waiting,
    failure: &Failure,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let (id, attempts) = (waiting.id, waiting.attempts + 1);
    let refused = matches!(failure, Failure::Refused(_)) && attempts >= REFUSALS;
    if refused || now - waiting.created_at > GIVE_UP_AFTER {
        tracing::error!(mail.id = id, attempts, "Gave up sending a mail: {failure}");
        return db.write(move |conn| Ok(outgoing_mails::delete(conn, id)?)).await;
    }
    tracing::warn!(mail.id = id, attempts, "Put off a mail: {failure}");
    Ok(())
}

/// How long a mail waits after so many attempts and one more.
fn wait(attempts: i32) -> TimeDelta {
    let doubled = FIRST_WAIT * (1 << attempts.clamp(0, 10));
    doubled.min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_an_hour() {
        let waits: Vec<i64> = [0, 1, 2, 4, 5, 1_000].map(|n| wait(n).num_minutes()).into();
        assert_eq!(waits, [1, 2, 4, 16, 30, 30]);
    }
}
