//! Cancelling: facts and roll-ups go, the entry and the journal stay.

use chrono::NaiveDateTime;
use domain::dto::{ImportState, ProblemCode};

use super::{Want, accessible, store::lock};
use crate::{
    auth::Caller,
    db::{AnyConn, facts, imports},
    error::ApiError,
    mail::Post,
    services::{
        alerts, closures,
        journal::{self, Event},
        year,
    },
};

/// Cancels an import in force, or one under way.
pub fn cancel(
    conn: &mut AnyConn,
    post: &Post,
    caller: &Caller,
    id: i32,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let (import, member) = accessible(conn, caller, id, Want::Change)?;
    lock(conn, &import.finess)?;
    // Read again under the lock: another request may have ended it meanwhile.
    let import = imports::find(conn, import.id)?.ok_or_else(ApiError::not_found)?;
    if !import.state.is_settled() {
        imports::end(conn, id, ImportState::Cancelled, None)?;
        let event = Event::ImportCancelled { kind: import.kind, period: import.period };
        let by = (member.caller.user_id, import.finess.as_str());
        return journal::record(conn, by, now, Some(id), &event);
    }
    if import.state != ImportState::Stored {
        let detail = "Cet import n’est pas en vigueur\u{a0}: il n’y a rien à annuler.";
        return Err(ApiError::rule(ProblemCode::ImportNotStored, detail));
    }
    closures::require_open(conn, &import.finess, import.year)?;
    facts::delete(conn, import.kind, id)?;
    imports::set_state(conn, id, ImportState::Cancelled)?;
    year::refresh_from(conn, &import.finess, import.year, import.kind, now)?;
    let event = Event::ImportCancelled { kind: import.kind, period: import.period };
    journal::record(conn, (member.caller.user_id, &import.finess), now, Some(id), &event)?;
    alerts::announce(conn, post, &member, Some(id), now)
}
