//! Failed logins in a row. They outlive a restart, or a restart would be the way around them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{AnyConn, backend::on_backend, schema::login_failures as failures};

/// What is known of the failures of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Failures {
    pub count: i32,
    pub last_at: NaiveDateTime,
    pub blocked_until: Option<NaiveDateTime>,
}

/// The failures of a mail; other logins with it wait until the transaction ends.
pub fn lock(conn: &mut AnyConn, mail_hash: &str, now: NaiveDateTime) -> QueryResult<Failures> {
    let row =
        (failures::mail_hash.eq(mail_hash), failures::failures.eq(0), failures::last_at.eq(now));
    on_backend!(conn, |c| diesel::insert_into(failures::table)
        .values(row)
        .on_conflict(failures::mail_hash)
        .do_update()
        .set(failures::mail_hash.eq(mail_hash))
        .execute(c))?;
    failures::table
        .find(mail_hash)
        .select((failures::failures, failures::last_at, failures::blocked_until))
        .first(conn)
}

/// Keeps the failures of a mail.
pub fn set(conn: &mut AnyConn, mail_hash: &str, failed: Failures) -> QueryResult<()> {
    diesel::update(failures::table.find(mail_hash))
        .set((
            failures::failures.eq(failed.count),
            failures::last_at.eq(failed.last_at),
            failures::blocked_until.eq(failed.blocked_until),
        ))
        .execute(conn)?;
    Ok(())
}

/// Number of failures of a mail.
pub fn count(conn: &mut AnyConn, mail_hash: &str) -> QueryResult<i32> {
    let count =
        failures::table.find(mail_hash).select(failures::failures).first(conn).optional()?;
    Ok(count.unwrap_or(0))
}

/// Forgets the failures of a mail, and those that are older than `before`.
pub fn forget(conn: &mut AnyConn, mail_hash: &str, before: NaiveDateTime) -> QueryResult<()> {
    let over = failures::mail_hash.eq(mail_hash).or(failures::last_at.lt(before));
    diesel::delete(failures::table.filter(over)).execute(conn)?;
    Ok(())
}

/// Forgets failures that are older than a moment, at most `limit` mails; gives their number.
pub fn forget_old(conn: &mut AnyConn, before: NaiveDateTime, limit: i64) -> QueryResult<usize> {
    let old: Vec<String> = failures::table
        .filter(failures::last_at.lt(before))
        .limit(limit)
        .select(failures::mail_hash)
        .load(conn)?;
    diesel::delete(failures::table.filter(failures::mail_hash.eq_any(old))).execute(conn)
}
