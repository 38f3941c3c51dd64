//! The alerts of a year follow its isolates.

use chrono::NaiveDateTime;
use domain::{
    alerts::{Case, CaseKey, cases_of, content_of, settle},
    resistance::{ResistanceEvaluation, evaluate},
};

use crate::{
    db::{
        AnyConn,
        alerts::{self, NewAlert},
        imports,
    },
    error::ApiError,
    services::{
        resistances,
        year::{YearImports, json},
    },
};

/// Raises, updates and takes away the alerts of a year as its isolates say; nothing is told yet.
///
/// `evaluation` is absent where the year has no isolates. Part of the transaction that changed the facts.
pub fn follow(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    evaluation: Option<&ResistanceEvaluation<'_>>,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let cases = evaluation.map(cases_of).unwrap_or_default();
    // A case that is in no alert of this year any more may have to be told of the next one.
    if keep(conn, finess, year, &cases, now)? {
        follow_next(conn, finess, year + 1, now)?;
    }
    Ok(())
}

fn follow_next(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let of_year = YearImports::of(&imports::in_force(conn, finess)?, year);
    if of_year.resistance.is_empty() {
        return Ok(());
    }
    let facts = resistances::load(conn, finess, year, &of_year)?;
    let evaluation = evaluate(&facts);
    keep(conn, finess, year, &cases_of(&evaluation), now)?;
    Ok(())
}

/// Stores what becomes of the alerts of a year; whether some of its cases are in none any more.
fn keep(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    cases: &[Case<'_>],
    now: NaiveDateTime,
) -> Result<bool, ApiError> {
    let stored = alerts::of_year(conn, finess, year)?;
    let before = alerts::of_year(conn, finess, year - 1)?;
    let before: Vec<CaseKey> = before.into_iter().flat_map(|alert| alert.cases).collect();
    let settled = settle(cases, &stored, &before);
    for id in settled.dropped {
        alerts::delete(conn, id)?;
    }
    for kept in settled.kept {
        let content =
            (!kept.found.is_empty()).then(|| json(&content_of(&kept.found))).transpose()?;
        alerts::set_content(conn, kept.id, content.as_deref())?;
        let known = stored.iter().find(|one| one.id == kept.id).map(|one| &one.cases);
        if known != Some(&kept.cases) {
            alerts::replace_cases(conn, kept.id, &kept.cases)?;
        }
        if kept.joined {
            alerts::untell(conn, kept.id)?;
        }
    }
    for raised in settled.raised {
        let new = NewAlert {
            finess,
            year,
            definition: raised.definition.id,
            unit: raised.unit,
            content: json(&content_of(&raised.found))?,
            cases: raised.found.iter().map(|case| case.key.clone()).collect(),
            raised_at: now,
        };
        alerts::insert(conn, &new)?;
    }
    Ok(settled.let_go)
}
