//! How a request for help goes on.

use chrono::NaiveDateTime;
use domain::dto::{NewTicketMessage, ProblemCode, TICKET_MESSAGE_MAX, TicketDetail, TicketState};

use super::{
    ask::said,
    read::{accessible, find},
    tell,
};
use crate::{
    auth::Caller,
    db::{AnyConn, tickets},
    error::ApiError,
    mail::{Post, letters::tickets as letters},
};

/// Messages of one request.
const MOST: i64 = 50;

/// Adds a message. One of whoever asked waits for an answer, whatever the state before; one of the national team is
/// an answer.
pub fn reply(
    conn: &mut AnyConn,
    post: &Post,
    caller: &Caller,
    (id, new): (i32, &NewTicketMessage),
    now: NaiveDateTime,
) -> Result<TicketDetail, ApiError> {
    let text = said("Un message", &new.text, TICKET_MESSAGE_MAX)?;
    let before = accessible(conn, caller, id)?;
    let by_asker = before.asked_by == caller.user_id;
    let state = if by_asker { TicketState::Open } else { TicketState::Answered };
    // First, so that messages of one request come one after the other.
    tickets::set_state(conn, id, state, now)?;
    if tickets::count_messages(conn, id)? >= MOST {
        let detail = format!("Une demande a au plus {MOST}\u{a0}messages. Posez-en une nouvelle.");
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    tickets::write(conn, id, &text, (caller.user_id, now))?;
    if !by_asker {
        let letter = letters::answered(id, &tell::page(post, id));
        post.tell(conn, before.asked_by, &letter, now)?;
    } else if before.state != TicketState::Open {
        // Of one that waits already the team was told.
        tell::team(conn, post, caller, id, now)?;
    }
    find(conn, caller, id)
}

/// Says that a request is settled; nothing happens when it is closed already.
pub fn close(
    conn: &mut AnyConn,
    post: &Post,
    caller: &Caller,
    id: i32,
    now: NaiveDateTime,
) -> Result<TicketDetail, ApiError> {
    let before = accessible(conn, caller, id)?;
    if before.state != TicketState::Closed {
        tickets::set_state(conn, id, TicketState::Closed, now)?;
        if before.asked_by != caller.user_id {
            let letter = letters::closed(id, &tell::page(post, id));
            post.tell(conn, before.asked_by, &letter, now)?;
        }
    }
    find(conn, caller, id)
}
