//! What the operator does on the command line, beyond serving: keys, secrets, grants, proofs, reminders,
//! purges.

use std::io;

use chrono::NaiveDate;
use domain::dto::{NewSnapshot, ProblemCode, ReportVerification, Snapshot, SnapshotVerification};

use crate::{
    clock,
    config::{Config, KeptSecret, Retention, Secret},
    db::{Db, grants, identities, imports, users},
    error::ApiError,
    mail::Post,
    sealer::Sealer,
    services::{
        accounts, journal, reminders, reports, resealing::Resealing, retention, second_factors,
        signing_keys, snapshots, sums, users::is_scope, year,
    },
};
pub use journal::Proof;
pub use retention::Purged;

/// Transactions of one purge: what is left waits for the next one.
const PURGE_ROUNDS: usize = 2_000;

/// Makes a new key that signs tokens; what the key before it signed stays good.
pub fn rotate_keys(db: &Db, secret: &Secret) -> Result<(), ApiError> {
    let sealer = Sealer::new(secret)?;
    db.write_blocking(|conn| {
        signing_keys::ensure(conn, &sealer, clock::now())?;
        signing_keys::rotate(conn, &sealer, clock::now())
    })
}

/// Seals everything anew under another secret, in one transaction; gives the number of values.
pub fn reseal(db: &Db, from: &Secret, to: &Secret) -> Result<usize, ApiError> {
    let resealing = Resealing { from: Sealer::new(from)?, to: Sealer::new(to)? };
    db.write_blocking(|conn| resealing.all(conn))
}

/// Why the secret stays the one that it is.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    #[error("give the new secret in CONSORES_NEW_SECRET: the one in force is in CONSORES_SECRET")]
    NoNewSecret,
    #[error("{0}")]
    Reseal(#[from] ApiError),
    #[error("keep the new secret in {file}.new: {error}")]
    Keep { file: String, error: io::Error },
    #[error("everything is sealed by {file}.new: put it in the place of {file} by hand: {error}")]
    Replace { file: String, error: io::Error },
}

/// Puts another secret in the place of the one in force; gives the number of values sealed anew.
///
/// A secret that is kept in a file changes there; one that is given changes where it is given.
pub fn rotate_secret(
    db: &Db,
    config: &Config,
    given: Option<Secret>,
) -> Result<usize, RotationError> {
    let Some(path) = &config.secret_file else {
        return Ok(reseal(db, &config.secret, &given.ok_or(RotationError::NoNewSecret)?)?);
    };
    let file = path.display().to_string();
    let new = given.map_or_else(Secret::random, Ok)?;
    // On disk before anything depends on it.
    let waiting = KeptSecret::wait(path, &new)
        .map_err(|error| RotationError::Keep { file: file.clone(), error })?;
    match reseal(db, &config.secret, &new) {
        Ok(values) => {
            waiting.take_place().map_err(|error| RotationError::Replace { file, error })?;
            Ok(values)
        }
        Err(error) => {
            waiting.give_up().map_err(|error| RotationError::Keep { file, error })?;
            Err(error.into())
        }
    }
}

/// Erases what has been kept long enough, in several transactions.
pub fn purge(db: &Db, retention: Retention) -> Result<Purged, ApiError> {
    let mut purged = Purged { more: true, ..Purged::default() };
    for _ in 0..PURGE_ROUNDS {
        if !purged.more {
            break;
        }
        let now = clock::now();
        purged = purged.and(db.write_blocking(|conn| retention::purge(conn, retention, now))?);
    }
    db.forget_written()?;
    Ok(purged)
}

/// Evaluates every year of every establishment anew, each establishment in one transaction. Gives their
/// number.
pub fn roll_up(db: &Db) -> Result<usize, ApiError> {
    let delivering = db.write_blocking(|conn| Ok(imports::delivering_any(conn)?))?;
    for finess in &delivering {
        db.write_blocking(|conn| year::roll_up(conn, finess, clock::now()))?;
    }
    Ok(delivering.len())
}

/// Makes the sums over establishments anew that wait for it, as a server does after each change.
pub fn settle_sums(db: &Db) -> Result<(), ApiError> {
    while db.write_blocking(sums::settle_one)? {}
    Ok(())
}

/// Freezes the base of a campaign.
pub fn take_snapshot(db: &Db, year: i32, new: &NewSnapshot) -> Result<Snapshot, ApiError> {
    db.write_blocking(|conn| snapshots::take(conn, None, (year, new), clock::now()))
}

/// Computes the digest of a frozen base again.
pub fn verify_snapshot(db: &Db, id: i32) -> Result<SnapshotVerification, ApiError> {
    db.read_blocking(|conn| snapshots::verify(conn, id))
}

/// Composes the report of a digest again, and compares.
pub fn verify_report(db: &Db, digest: &str) -> Result<ReportVerification, ApiError> {
    db.read_blocking(|conn| reports::verify(conn, digest))
}

/// Gives the account of a mail a right beyond one establishment.
pub fn grant(db: &Db, email: &str, scope: &str) -> Result<(), ApiError> {
    if !is_scope(scope) {
        let detail = "the scope is `national`, or `region:` and the INSEE code of a region";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let email = accounts::normal_email(email);
    db.write_blocking(|conn| {
        let (user_id, _) =
            users::find_credentials(conn, &email)?.ok_or_else(ApiError::unauthorized)?;
        Ok(grants::insert(conn, user_id, scope, clock::now())?)
    })
}

/// Queues a mail to each référent who has something left to deliver; gives their number.
pub fn remind(db: &Db, post: &Post, year: i32, deadline: NaiveDate) -> Result<usize, ApiError> {
    db.write_blocking(|conn| reminders::send(conn, post, year, deadline, clock::now()))
}

/// Takes the second factor of an account away, for someone who lost it with their recovery codes.
pub fn remove_second_factor(db: &Db, post: &Post, email: &str) -> Result<(), ApiError> {
    let email = accounts::normal_email(email);
    db.write_blocking(|conn| {
        let (user_id, _) =
            users::find_credentials(conn, &email)?.ok_or_else(ApiError::not_found)?;
        second_factors::remove(conn, post, user_id, clock::now())
    })
}

/// Unlinks an account from its identity providers: the next login there links it again.
pub fn unlink(db: &Db, email: &str) -> Result<(), ApiError> {
    let email = accounts::normal_email(email);
    db.write_blocking(|conn| {
        let (user_id, _) =
            users::find_credentials(conn, &email)?.ok_or_else(ApiError::not_found)?;
        Ok(identities::delete_all(conn, user_id)?)
    })
}

/// Proves the journal of every establishment.
pub fn prove_journals(db: &Db) -> Result<Vec<(String, Proof)>, ApiError> {
    db.read_blocking(journal::verify_all)
}
