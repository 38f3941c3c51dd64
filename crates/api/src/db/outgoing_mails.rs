//! Mails that wait to leave, sealed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{AnyConn, schema::outgoing_mails as mails};

/// A mail that waits.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Waiting {
    pub id: i32,
    pub sealed: String,
    pub created_at: NaiveDateTime,
    /// How often it was taken out to be sent.
    pub attempts: i32,
}

/// Stores a mail, to be sent at once.
pub fn insert(conn: &mut AnyConn, sealed: &str, now: NaiveDateTime) -> QueryResult<()> {
    let row = (
        mails::sealed.eq(sealed),
        mails::created_at.eq(now),
        mails::attempts.eq(0),
        mails::next_attempt_at.eq(now),
    );
    diesel::insert_into(mails::table).values(row).execute(conn)?;
    Ok(())
}

/// The mail whose turn it is.
pub fn first_due(conn: &mut AnyConn, now: NaiveDateTime) -> QueryResult<Option<Waiting>> {
    mails::table
        .filter(mails::next_attempt_at.le(now))
        .order((mails::next_attempt_at.asc(), mails::id.asc()))
        .select(Waiting::as_select())
        .first(conn)
        .optional()
}

/// Puts a mail off until after this attempt; false when another server took it meanwhile.
pub fn claim(conn: &mut AnyConn, mail: &Waiting, until: NaiveDateTime) -> QueryResult<bool> {
    let unclaimed = mails::table.find(mail.id).filter(mails::attempts.eq(mail.attempts));
    let claimed = diesel::update(unclaimed)
        .set((mails::attempts.eq(mail.attempts + 1), mails::next_attempt_at.eq(until)))
        .execute(conn)?;
    Ok(claimed == 1)
}

/// Takes a mail out of the queue.
pub fn delete(conn: &mut AnyConn, id: i32) -> QueryResult<()> {
    diesel::delete(mails::table.find(id)).execute(conn)?;
    Ok(())
}

/// Every mail that waits, as sealed as it is stored.
pub fn sealed(conn: &mut AnyConn) -> QueryResult<Vec<(i32, String)>> {
    mails::table.select((mails::id, mails::sealed)).load(conn)
}

/// Keeps a mail sealed anew.
pub fn set_sealed(conn: &mut AnyConn, id: i32, sealed: &str) -> QueryResult<()> {
    diesel::update(mails::table.find(id)).set(mails::sealed.eq(sealed)).execute(conn)?;
    Ok(())
}
