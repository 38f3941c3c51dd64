//! Requests for help and their messages.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::{dsl::max, prelude::*};
use domain::dto::{Screen, TicketState};

use super::{
    AnyConn,
    backend::on_backend,
    codes::{decode, encode},
    schema::{establishments, ticket_messages, tickets, users},
};

/// A request for help as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketEntry {
    pub id: i32,
    pub asked_by: i32,
    /// Full name.
    pub asker: String,
    pub subject: String,
    pub state: TicketState,
    pub screen: Option<Screen>,
    pub finess: Option<String>,
    /// Name and town.
    pub establishment: Option<String>,
    pub year: Option<i32>,
    pub import_id: Option<i32>,
    /// JSON.
    pub rules: String,
    pub asked_at: NaiveDateTime,
    pub last_at: NaiveDateTime,
}

/// A request for help to be stored; it waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry<'a> {
    pub asked_by: i32,
    pub subject: &'a str,
    pub screen: Option<Screen>,
    pub finess: Option<&'a str>,
    pub year: Option<i32>,
    pub import_id: Option<i32>,
    /// JSON.
    pub rules: &'a str,
    pub asked_at: NaiveDateTime,
}

/// A message as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub written_by: i32,
    /// Full name.
    pub by: String,
    pub text: String,
    pub written_at: NaiveDateTime,
}

/// Which requests; every part that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct TicketFilter {
    pub asked_by: Option<i32>,
    pub state: Option<TicketState>,
}

#[derive(Queryable)]
struct Row {
    id: i32,
    /// Number and full name.
    asked_by: (i32, String),
    subject: String,
    state: String,
    screen: Option<String>,
    finess: Option<String>,
    /// Name and town.
    place: Option<(String, String)>,
    year: Option<i32>,
    import_id: Option<i32>,
    rules: String,
    asked_at: NaiveDateTime,
    last_at: NaiveDateTime,
}

/// The columns of a [`Row`].
macro_rules! columns {
    () => {
        (
            tickets::id,
            (tickets::asked_by, users::full_name),
            tickets::subject,
            tickets::state,
            tickets::screen,
            tickets::finess,
            (establishments::name, establishments::city).nullable(),
            tickets::year,
            tickets::import_id,
            tickets::rules,
            tickets::asked_at,
            tickets::last_at,
        )
    };
}

/// A query of those that a filter takes.
macro_rules! narrowed {
    ($query:ident, $filter:expr) => {
        if let Some(asked_by) = $filter.asked_by {
            $query = $query.filter(tickets::asked_by.eq(asked_by));
        }
        if let Some(state) = $filter.state {
            $query = $query.filter(tickets::state.eq(encode(state)?));
        }
    };
}

impl Row {
    fn entry(self) -> QueryResult<TicketEntry> {
        let (asked_by, asker) = self.asked_by;
        Ok(TicketEntry {
            id: self.id,
            asked_by,
            asker,
            subject: self.subject,
            state: decode(&self.state)?,
            screen: self.screen.as_deref().map(decode).transpose()?,
            finess: self.finess,
            establishment: self.place.map(|(name, city)| format!("{name} ({city})")),
            year: self.year,
            import_id: self.import_id,
            rules: self.rules,
            asked_at: self.asked_at,
            last_at: self.last_at,
        })
    }
}

/// Stores a request; gives its number.
pub fn insert(conn: &mut AnyConn, new: &NewEntry<'_>) -> QueryResult<i32> {
    let row = (
        tickets::asked_by.eq(new.asked_by),
        tickets::subject.eq(new.subject),
        tickets::state.eq(encode(TicketState::Open)?),
        tickets::screen.eq(new.screen.map(encode).transpose()?),
        tickets::finess.eq(new.finess),
        tickets::year.eq(new.year),
        tickets::import_id.eq(new.import_id),
        tickets::rules.eq(new.rules),
        tickets::asked_at.eq(new.asked_at),
        tickets::last_at.eq(new.asked_at),
    );
    on_backend!(conn, |c| diesel::insert_into(tickets::table)
        .values(row)
        .returning(tickets::id)
        .get_result(c))
}

/// Keeps where a request stands since a moment. Other writers of the same request wait here.
pub fn set_state(
    conn: &mut AnyConn,
    id: i32,
    state: TicketState,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let change = (tickets::state.eq(encode(state)?), tickets::last_at.eq(now));
    diesel::update(tickets::table.find(id)).set(change).execute(conn)?;
    Ok(())
}

/// Adds a message.
pub fn write(
    conn: &mut AnyConn,
    id: i32,
    text: &str,
    (written_by, now): (i32, NaiveDateTime),
) -> QueryResult<()> {
    let row = (
        ticket_messages::ticket_id.eq(id),
        ticket_messages::written_by.eq(written_by),
        ticket_messages::text.eq(text),
        ticket_messages::written_at.eq(now),
    );
    diesel::insert_into(ticket_messages::table).values(row).execute(conn)?;
    Ok(())
}

/// One request.
pub fn find(conn: &mut AnyConn, id: i32) -> QueryResult<Option<TicketEntry>> {
    let row: Option<Row> = tickets::table
        .inner_join(users::table)
        .left_join(establishments::table)
        .filter(tickets::id.eq(id))
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(Row::entry).transpose()
}

/// Requests, the newest first, from below `before` on.
pub fn newest(
    conn: &mut AnyConn,
    filter: &TicketFilter,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<TicketEntry>> {
    let mut query = tickets::table
        .inner_join(users::table)
        .left_join(establishments::table)
        .select(columns!())
        .order(tickets::id.desc())
        .limit(limit)
        .into_boxed();
    narrowed!(query, filter);
    if let Some(before) = before {
        query = query.filter(tickets::id.lt(before));
    }
    query.load::<Row>(conn)?.into_iter().map(Row::entry).collect()
}

/// Number of requests.
pub fn count(conn: &mut AnyConn, filter: &TicketFilter) -> QueryResult<i64> {
    let mut query = tickets::table.count().into_boxed();
    narrowed!(query, filter);
    query.get_result(conn)
}

/// Requests of a person that wait for an answer, or were asked after a moment.
pub fn count_recent(conn: &mut AnyConn, user_id: i32, since: NaiveDateTime) -> QueryResult<i64> {
    let counts = tickets::state.eq(encode(TicketState::Open)?).or(tickets::asked_at.gt(since));
    tickets::table.filter(tickets::asked_by.eq(user_id)).filter(counts).count().get_result(conn)
}

/// The messages of a request, the first one first.
pub fn messages(conn: &mut AnyConn, id: i32) -> QueryResult<Vec<Message>> {
    let rows: Vec<(i32, String, String, NaiveDateTime)> = ticket_messages::table
        .inner_join(users::table)
        .filter(ticket_messages::ticket_id.eq(id))
        .order(ticket_messages::id.asc())
        .select((
            ticket_messages::written_by,
            users::full_name,
            ticket_messages::text,
            ticket_messages::written_at,
        ))
        .load(conn)?;
    let read = |(written_by, by, text, written_at)| Message { written_by, by, text, written_at };
    Ok(rows.into_iter().map(read).collect())
}

/// Number of messages of a request.
pub fn count_messages(conn: &mut AnyConn, id: i32) -> QueryResult<i64> {
    ticket_messages::table.filter(ticket_messages::ticket_id.eq(id)).count().get_result(conn)
}

/// Who wrote last in each of some requests: number and full name.
pub fn last_writers(conn: &mut AnyConn, ids: &[i32]) -> QueryResult<HashMap<i32, (i32, String)>> {
    let last: Vec<Option<i32>> = ticket_messages::table
        .filter(ticket_messages::ticket_id.eq_any(ids))
        .group_by(ticket_messages::ticket_id)
        .select(max(ticket_messages::id))
        .load(conn)?;
    let last: Vec<i32> = last.into_iter().flatten().collect();
    let rows: Vec<(i32, i32, String)> = ticket_messages::table
        .inner_join(users::table)
        .filter(ticket_messages::id.eq_any(last))
        .select((ticket_messages::ticket_id, ticket_messages::written_by, users::full_name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(ticket, by, name)| (ticket, (by, name))).collect())
}

/// Deletes the requests of a person with their messages.
pub fn delete_of(conn: &mut AnyConn, user_id: i32) -> QueryResult<()> {
    let ids: Vec<i32> =
        tickets::table.filter(tickets::asked_by.eq(user_id)).select(tickets::id).load(conn)?;
    delete(conn, &ids).map(|_| ())
}

/// Deletes the requests that were answered or closed before a moment, at most `limit` of them; gives their number.
pub fn forget(conn: &mut AnyConn, before: NaiveDateTime, limit: i64) -> QueryResult<usize> {
    let ids: Vec<i32> = tickets::table
        .filter(tickets::state.ne(encode(TicketState::Open)?))
        .filter(tickets::last_at.lt(before))
        .limit(limit)
        .select(tickets::id)
        .load(conn)?;
    delete(conn, &ids)
}

fn delete(conn: &mut AnyConn, ids: &[i32]) -> QueryResult<usize> {
    diesel::delete(ticket_messages::table.filter(ticket_messages::ticket_id.eq_any(ids)))
        .execute(conn)?;
    diesel::delete(tickets::table.filter(tickets::id.eq_any(ids))).execute(conn)
}
