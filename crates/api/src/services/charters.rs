//! The charter of an establishment: signed by its référent, version by version.

use chrono::NaiveDateTime;
use domain::dto::{Charter, ProblemCode};

use super::journal::{self, Event};
use crate::{
    auth::Member,
    db::{AnyConn, charters, memberships},
    error::ApiError,
    legal::LegalTexts,
};

/// The version in force, and who signed what.
pub fn find(conn: &mut AnyConn, finess: &str, texts: &LegalTexts) -> Result<Charter, ApiError> {
    let version = &texts.charter.version;
    Ok(Charter {
        version: version.clone(),
        required: texts.charter_required,
        signed: charters::is_signed(conn, finess, version)?,
        signature: charters::last(conn, finess)?,
    })
}

/// Signs the version in force; the référent alone can, nobody in their place.
pub fn sign(
    conn: &mut AnyConn,
    who: &Member,
    version: &str,
    texts: &LegalTexts,
    now: NaiveDateTime,
) -> Result<Charter, ApiError> {
    let user_id = who.caller.user_id;
    if memberships::referent(conn, &who.finess)? != Some(user_id) {
        return Err(ApiError::forbidden());
    }
    if version != texts.charter.version {
        let detail = format!(
            "La charte en vigueur est la version {}. Relisez-la, puis signez cette version.",
            texts.charter.version
        );
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    if charters::insert(conn, &who.finess, version, user_id, now)? {
        let event = Event::CharterSigned { version: version.to_owned() };
        journal::record(conn, (user_id, &who.finess), now, None, &event)?;
    }
    find(conn, &who.finess, texts)
}

/// Where the operator wants it, data entry waits for the signature of the version in force.
pub fn require_signed(
    conn: &mut AnyConn,
    finess: &str,
    texts: &LegalTexts,
) -> Result<(), ApiError> {
    if !texts.charter_required || charters::is_signed(conn, finess, &texts.charter.version)? {
        return Ok(());
    }
    let detail = "Le référent de l’établissement doit d’abord signer la charte d’engagement. Rien \
                  n’a été enregistré.";
    Err(ApiError::rule(ProblemCode::CharterUnsigned, detail))
}
