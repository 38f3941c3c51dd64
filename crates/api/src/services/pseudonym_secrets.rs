//! The secret that makes pseudonyms of the patients of an establishment.
//!
//! Its members who deliver have it, for pseudonyms are made where the files are. Nobody else does:
//! whoever holds the secret and the pseudonyms can try identifiers out.

use chrono::NaiveDateTime;
use domain::{
    dto::{PseudonymSecretInForce, PseudonymSecretRotated},
    pseudonym::PseudonymSecret,
};

use super::journal::{self, Event};
use crate::{
    auth::{Member, Right, require},
    db::{AnyConn, establishments, pseudonym_secrets as secrets},
    error::ApiError,
    random,
    sealer::Sealer,
};

/// The secret in force, when there is one.
pub fn find(
    conn: &mut AnyConn,
    sealer: &Sealer,
    finess: &str,
) -> Result<Option<PseudonymSecretInForce>, ApiError> {
    let Some((version, stored)) = secrets::find(conn, finess)? else { return Ok(None) };
    let damaged = |_| ApiError::Unexpected("read a pseudonym secret: not 256 bits".into());
    let bytes = sealer.open(&context(&(finess.to_owned(), version)), &stored)?;
    let bytes: [u8; 32] = bytes.try_into().map_err(damaged)?;
    let secret = PseudonymSecret::from(bytes).to_text();
    Ok(Some(PseudonymSecretInForce { version, secret }))
}

/// The secret in force, made when there is none.
pub fn ensure(
    conn: &mut AnyConn,
    sealer: &Sealer,
    who: &Member,
    now: NaiveDateTime,
) -> Result<PseudonymSecretInForce, ApiError> {
    establishments::lock(conn, &who.finess)?;
    if let Some(secret) = find(conn, sealer, &who.finess)? {
        return Ok(secret);
    }
    make(conn, sealer, who, 1, now)?;
    let missing = || ApiError::Unexpected("read a pseudonym secret: just made, not there".into());
    find(conn, sealer, &who.finess)?.ok_or_else(missing)
}

/// The secret in force, as the reading of a file takes it.
#[derive(Debug, Clone)]
pub struct Pseudonyms {
    pub version: i32,
    pub secret: PseudonymSecret,
}

impl Pseudonyms {
    /// For a trial where there is no secret yet: of no version, and forgotten with the verdict.
    pub fn passing() -> Result<Self, ApiError> {
        Ok(Self { version: 0, secret: PseudonymSecret::from(random::bytes::<32>()?) })
    }
}

/// The secret in force for a file read here; who sends the file does not see it.
pub fn known(
    conn: &mut AnyConn,
    sealer: &Sealer,
    finess: &str,
) -> Result<Option<Pseudonyms>, ApiError> {
    find(conn, sealer, finess)?.as_ref().map(taken).transpose()
}

/// The same, made when there is none.
pub fn for_reading(
    conn: &mut AnyConn,
    sealer: &Sealer,
    who: &Member,
    now: NaiveDateTime,
) -> Result<Pseudonyms, ApiError> {
    taken(&ensure(conn, sealer, who, now)?)
}

fn taken(in_force: &PseudonymSecretInForce) -> Result<Pseudonyms, ApiError> {
    let damaged = |_| ApiError::Unexpected("read a pseudonym secret: not 256 bits".into());
    let secret = in_force.secret.parse().map_err(damaged)?;
    Ok(Pseudonyms { version: in_force.version, secret })
}

/// Whether a version is the one in force.
pub fn is_in_force(conn: &mut AnyConn, finess: &str, version: i32) -> Result<bool, ApiError> {
    Ok(secrets::find(conn, finess)?.is_some_and(|(in_force, _)| in_force == version))
}

/// Puts a new secret in the place of the one in force. Isolates of before and after no longer match.
pub fn rotate(
    conn: &mut AnyConn,
    sealer: &Sealer,
    who: &Member,
    now: NaiveDateTime,
) -> Result<PseudonymSecretRotated, ApiError> {
    require(conn, &who.caller, &who.finess, Right::Pseudonymise)?;
    establishments::lock(conn, &who.finess)?;
    let version = secrets::find(conn, &who.finess)?.map_or(1, |(version, _)| version + 1);
    make(conn, sealer, who, version, now)?;
    Ok(PseudonymSecretRotated { version })
}

fn make(
    conn: &mut AnyConn,
    sealer: &Sealer,
    who: &Member,
    version: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let context = context(&(who.finess.clone(), version));
    let stored = sealer.seal(&context, &random::bytes::<32>()?)?;
    secrets::replace(conn, (&who.finess, version), &stored, now)?;
    let event = Event::PseudonymSecretMade { version };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)
}

/// What a sealed secret is bound to.
pub(super) fn context((finess, version): &secrets::Key) -> String {
    format!("pseudonym secret {version} of {finess}")
}
