//! What the operator does on the command line, beyond serving: keys, grants, proofs, reminders.

use chrono::NaiveDate;
use domain::dto::ProblemCode;

use crate::{
    clock,
    config::Secret,
    db::{Db, grants, users},
    error::ApiError,
    mail::Post,
    sealer::Sealer,
    services::{accounts, journal, reminders, signing_keys, users::is_scope},
};
pub use journal::Proof;

/// Makes a new key that signs tokens; what the key before it signed stays good.
pub fn rotate_keys(db: &Db, secret: &Secret) -> Result<(), ApiError> {
    let sealer = Sealer::new(secret)?;
    db.write_blocking(|conn| {
        signing_keys::ensure(conn, &sealer, clock::now())?;
        signing_keys::rotate(conn, &sealer, clock::now())
    })
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

/// Proves the journal of every establishment.
pub fn prove_journals(db: &Db) -> Result<Vec<(String, Proof)>, ApiError> {
    db.read_blocking(journal::verify_all)
}
