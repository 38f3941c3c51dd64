//! What the ECDC calls the laboratory of an establishment, as the national team tells it.

use chrono::NaiveDateTime;
use domain::{
    dto::{EstablishmentLaboratory, ProblemCode},
    interop::Laboratory,
};

use super::{
    imports::lock,
    journal::{self, Event},
};
use crate::{
    db::{AnyConn, establishments, laboratories},
    error::ApiError,
};

/// The codes of an establishment that there is.
pub fn find(conn: &mut AnyConn, finess: &str) -> Result<EstablishmentLaboratory, ApiError> {
    establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    Ok(told(laboratories::find(conn, finess)?))
}

fn told(found: Option<Laboratory>) -> EstablishmentLaboratory {
    let (code, hospital) = found.map(|one| (one.code, one.hospital)).unzip();
    EstablishmentLaboratory { code, hospital }
}

/// Replaces the codes of an establishment; both or none. No two establishments have the same.
pub fn replace(
    conn: &mut AnyConn,
    (user_id, finess): (i32, &str),
    asked: EstablishmentLaboratory,
    now: NaiveDateTime,
) -> Result<EstablishmentLaboratory, ApiError> {
    establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let new = checked(asked)?;
    lock(conn, finess)?;
    if laboratories::find(conn, finess)? == new {
        return Ok(told(new));
    }
    if let Some(laboratory) = &new
        && let Some(holder) = laboratories::holder(conn, laboratory)?
    {
        let detail = format!("Ce code et ces lettres sont déjà ceux de l’établissement {holder}.");
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    laboratories::replace(conn, finess, new.as_ref())?;
    let hospital = new.as_ref().map(Laboratory::hospital_id);
    let event = Event::LaboratoryCoded { hospital };
    journal::record(conn, (user_id, finess), now, None, &event)?;
    Ok(told(new))
}

fn checked(asked: EstablishmentLaboratory) -> Result<Option<Laboratory>, ApiError> {
    let laboratory = match (asked.code, asked.hospital) {
        (None, None) => return Ok(None),
        (Some(code), Some(hospital)) => Laboratory { code, hospital },
        _ => return Err(incomplete()),
    };
    if laboratory.is_known() { Ok(Some(laboratory)) } else { Err(incomplete()) }
}

fn incomplete() -> ApiError {
    let detail = "Donnez le code que l’ECDC a attribué au laboratoire (FR001 ou FRn1) et les lettres de \
                  l’établissement (A), ou ni l’un ni l’autre pour les retirer.";
    ApiError::rule(ProblemCode::Invalid, detail)
}
