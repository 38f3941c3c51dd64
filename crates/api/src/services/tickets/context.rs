//! What is told of the screen that somebody asks from: never more than they may read.

use std::{collections::BTreeSet, ops::RangeInclusive};

use domain::{
    dto::{NewTicketContext, ProblemCode},
    import::rules,
};

use crate::{
    auth::{Caller, Right, require},
    db::AnyConn,
    error::ApiError,
    services::imports::{self, Want},
};

/// Years that a question may be about.
const YEARS: RangeInclusive<i32> = 2000..=2100;

/// What is kept of what somebody told: the establishment is one that they may read, the import one of it, and the
/// codes are of controls. Of an import, codes that it does not have are left out: its findings may have changed
/// since the page was read.
///
/// # Errors
/// `NotFound` for an establishment or an import that the caller may not read; `Invalid` for an import of another
/// establishment or of none, for a year and for a code that are none.
pub fn checked(
    conn: &mut AnyConn,
    caller: &Caller,
    told: &NewTicketContext,
) -> Result<NewTicketContext, ApiError> {
    if let Some(finess) = &told.finess {
        require(conn, caller, finess, Right::Read)?;
    }
    if told.year.is_some_and(|year| !YEARS.contains(&year)) {
        return Err(invalid("L’année s’écrit avec quatre chiffres, par exemple 2024."));
    }
    let mut codes: BTreeSet<String> = told.rules.iter().cloned().collect();
    if !codes.iter().all(|code| rules().any(|rule| rule.code == *code)) {
        return Err(invalid("Les contrôles se nomment par leur code, par exemple CO02."));
    }
    let mut year = told.year;
    if let Some(id) = told.import_id {
        let (import, _) = imports::accessible(conn, caller, id, Want::Read)?;
        if told.finess.as_ref() != Some(&import.finess) {
            return Err(invalid("Un import se joint avec son établissement."));
        }
        year = year.or(Some(import.year));
        let found = imports::codes_of(conn, &import)?;
        codes.retain(|code| found.contains(code));
    }
    Ok(NewTicketContext { year, rules: codes.into_iter().collect(), ..told.clone() })
}

fn invalid(detail: &str) -> ApiError {
    ApiError::rule(ProblemCode::Invalid, detail)
}
