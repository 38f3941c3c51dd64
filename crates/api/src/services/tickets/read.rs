//! Requests for help as people read them: their own, or all of them for the national team.

use domain::dto::{Page, Ticket, TicketContext, TicketDetail, TicketMessage, TicketState};

use crate::{
    auth::{Caller, is_national},
    clock, cursor,
    db::{
        AnyConn,
        tickets::{self, TicketEntry, TicketFilter},
    },
    error::ApiError,
    services::year::from_json,
};

/// A page of requests, the newest first: those of the caller, or everybody's for the national team.
pub fn list(
    conn: &mut AnyConn,
    caller: &Caller,
    state: Option<TicketState>,
    (cursor, limit): (Option<&str>, usize),
) -> Result<Page<Ticket>, ApiError> {
    let before = cursor.map(cursor::decode).transpose()?;
    let of_team = is_national(conn, caller)?;
    let filter = TicketFilter { asked_by: (!of_team).then_some(caller.user_id), state };
    let total = tickets::count(conn, &filter)?;
    let fetch = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let entries = tickets::newest(conn, &filter, before, fetch)?;
    let ids: Vec<i32> = entries.iter().map(|entry| entry.id).collect();
    let mut last = tickets::last_writers(conn, &ids)?;
    let items = entries
        .into_iter()
        .map(|entry| {
            let last = last.remove(&entry.id);
            described(caller, entry, last)
        })
        .collect::<Result<_, _>>()?;
    Ok(cursor::page(items, limit, total, |ticket: &Ticket| ticket.id))
}

/// One request with its messages.
pub fn find(conn: &mut AnyConn, caller: &Caller, id: i32) -> Result<TicketDetail, ApiError> {
    let entry = accessible(conn, caller, id)?;
    let asked_by = entry.asked_by;
    let messages = tickets::messages(conn, id)?;
    let last = messages.last().map(|message| (message.written_by, message.by.clone()));
    let read = |message: tickets::Message| TicketMessage {
        by: message.by,
        by_asker: message.written_by == asked_by,
        at: clock::iso(message.written_at),
        text: message.text,
    };
    Ok(TicketDetail {
        ticket: described(caller, entry, last)?,
        messages: messages.into_iter().map(read).collect(),
    })
}

/// The request, for whoever asked it and for the national team; for everybody else it does not exist.
pub(super) fn accessible(
    conn: &mut AnyConn,
    caller: &Caller,
    id: i32,
) -> Result<TicketEntry, ApiError> {
    let entry = tickets::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    if entry.asked_by == caller.user_id || is_national(conn, caller)? {
        return Ok(entry);
    }
    Err(ApiError::not_found())
}

/// `last` is who wrote last; a request has a message from its beginning.
fn described(
    caller: &Caller,
    entry: TicketEntry,
    last: Option<(i32, String)>,
) -> Result<Ticket, ApiError> {
    let (last_by, last_name) = last.unwrap_or_else(|| (entry.asked_by, entry.asker.clone()));
    Ok(Ticket {
        id: entry.id,
        subject: entry.subject,
        state: entry.state,
        own: entry.asked_by == caller.user_id,
        asked_by: entry.asker,
        asked_at: clock::iso(entry.asked_at),
        last_by: last_name,
        last_by_asker: last_by == entry.asked_by,
        last_at: clock::iso(entry.last_at),
        context: TicketContext {
            screen: entry.screen,
            finess: entry.finess,
            establishment: entry.establishment,
            year: entry.year,
            import_id: entry.import_id,
            rules: from_json(&entry.rules)?,
        },
    })
}
