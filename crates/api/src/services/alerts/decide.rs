//! What people make of an alert: a decision, or words in the draft of its report.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    alerts::completable,
    dto::{
        AlertDetail, AlertState, COMMENT_MAX, DRAFT_FIELD_MAX, DraftCompletion, NewAlertDecision,
        ProblemCode,
    },
};

use super::read::{accessible, find};
use crate::{
    auth::{Caller, Member, Right},
    db::{
        AnyConn,
        alert_decisions::{self, Decision},
        alerts, establishments,
    },
    error::ApiError,
    services::remarks::remark,
    services::{
        journal::{self, Event},
        year::json,
    },
};

fn invalid(detail: impl Into<String>) -> ApiError {
    ApiError::rule(ProblemCode::Invalid, detail)
}

/// Keeps a decision; the ones before stay readable.
pub fn decide(
    conn: &mut AnyConn,
    caller: &Caller,
    id: i32,
    wanted: &NewAlertDecision,
    now: NaiveDateTime,
) -> Result<AlertDetail, ApiError> {
    let decision = read(wanted, now.date())?;
    let member = locked(conn, caller, id)?;
    alert_decisions::insert(conn, id, &decision, (caller.user_id, now))?;
    alerts::set_state(conn, id, decision.state)?;
    let event = Event::AlertDecided { alert: id, state: decision.state };
    journal::record(conn, (caller.user_id, &member.finess), now, None, &event)?;
    find(conn, caller, id)
}

/// Whoever may decide about an alert; no import takes it away meanwhile.
fn locked(conn: &mut AnyConn, caller: &Caller, id: i32) -> Result<Member, ApiError> {
    let (entry, member) = accessible(conn, caller, id, Right::Decide)?;
    establishments::lock(conn, &entry.finess)?;
    alerts::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    Ok(member)
}

fn read(wanted: &NewAlertDecision, today: NaiveDate) -> Result<Decision, ApiError> {
    let note = wanted.note.as_deref().map(note).transpose()?.flatten();
    let reported_on = match (wanted.state, wanted.reported_on.as_deref()) {
        (AlertState::New, _) => {
            return Err(invalid(
                "Une décision est «\u{a0}reviewed\u{a0}», «\u{a0}reported\u{a0}» ou \
                                «\u{a0}dismissed\u{a0}».",
            ));
        }
        (AlertState::Reported, Some(day)) => Some(past_day(day, today)?),
        (AlertState::Reported, None) => return Err(invalid("Indiquez la date du signalement.")),
        (AlertState::Reviewed | AlertState::Dismissed, _) => None,
    };
    if wanted.state == AlertState::Dismissed && note.is_none() {
        return Err(invalid("Indiquez pourquoi il n’y a rien à signaler."));
    }
    Ok(Decision { state: wanted.state, note, reported_on })
}

fn past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, ApiError> {
    let day = text.parse::<NaiveDate>().ok().filter(|day| *day <= today);
    day.ok_or_else(|| {
        invalid("La date du signalement est un jour passé ou aujourd’hui, par exemple 2025-03-18.")
    })
}

fn note(text: &str) -> Result<Option<String>, ApiError> {
    let said = remark("Un commentaire", text, COMMENT_MAX)?;
    Ok(Some(said).filter(|said| !said.is_empty()))
}

/// Keeps what people say in the fields of a draft that are theirs; other texts are taken away.
pub fn complete_draft(
    conn: &mut AnyConn,
    caller: &Caller,
    id: i32,
    completion: &DraftCompletion,
    now: NaiveDateTime,
) -> Result<AlertDetail, ApiError> {
    let mut fields = BTreeMap::new();
    for (field, text) in &completion.fields {
        if !completable(field) {
            return Err(invalid(format!("Le champ «\u{a0}{field}\u{a0}» ne se complète pas ici.")));
        }
        let said = remark("Un champ du brouillon", text, DRAFT_FIELD_MAX)?;
        if !said.is_empty() {
            fields.insert(field.as_str(), said);
        }
    }
    let member = locked(conn, caller, id)?;
    alerts::set_draft(conn, id, &json(&fields)?)?;
    let event = Event::AlertDraftCompleted { alert: id };
    journal::record(conn, (caller.user_id, &member.finess), now, None, &event)?;
    find(conn, caller, id)
}
