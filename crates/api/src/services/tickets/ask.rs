//! Somebody is stuck.

use chrono::{NaiveDateTime, TimeDelta};
use domain::dto::{NewTicket, ProblemCode, TICKET_MESSAGE_MAX, TICKET_SUBJECT_MAX, TicketDetail};

use super::{context, read::find, tell};
use crate::{
    auth::Caller,
    db::{
        AnyConn,
        tickets::{self, NewEntry},
        users,
    },
    error::ApiError,
    mail::Post,
    services::{remarks::remark, year::json},
};

/// Requests of one person that wait for an answer or were asked since a day ago.
const MOST: i64 = 20;

/// Keeps a question for the national team, with what may be told of the screen, and tells the team.
///
/// # Errors
/// `TooManyTickets` for who has many already; those of `context::checked`.
pub fn ask(
    conn: &mut AnyConn,
    post: &Post,
    caller: &Caller,
    new: &NewTicket,
    now: NaiveDateTime,
) -> Result<TicketDetail, ApiError> {
    let subject = new.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let subject = said("Un sujet", &subject, TICKET_SUBJECT_MAX)?;
    let message = said("Un message", &new.message, TICKET_MESSAGE_MAX)?;
    // One after the other, or many at once would all be below the bound.
    users::lock_active(conn, caller.user_id)?;
    if tickets::count_recent(conn, caller.user_id, now - TimeDelta::days(1))? >= MOST {
        let detail = format!(
            "Vous avez {MOST}\u{a0}demandes en attente ou posées depuis hier. Complétez l’une d’elles, ou attendez \
             une réponse."
        );
        return Err(ApiError::rule(ProblemCode::TooManyTickets, detail));
    }
    let context = context::checked(conn, caller, &new.context)?;
    let entry = NewEntry {
        asked_by: caller.user_id,
        subject: &subject,
        screen: context.screen,
        finess: context.finess.as_deref(),
        year: context.year,
        import_id: context.import_id,
        rules: &json(&context.rules)?,
        asked_at: now,
    };
    let id = tickets::insert(conn, &entry)?;
    tickets::write(conn, id, &message, (caller.user_id, now))?;
    tell::team(conn, post, caller, id, now)?;
    find(conn, caller, id)
}

/// What somebody wrote, which must be something and tell of no person.
pub(super) fn said(what: &str, written: &str, longest: usize) -> Result<String, ApiError> {
    let said = remark(what, written, longest)?;
    if said.is_empty() {
        let detail = format!("{what} ne peut pas rester vide.");
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    Ok(said)
}
