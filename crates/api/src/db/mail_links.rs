//! Links sent by mail, by the hash of their token. Each serves once.

use chrono::NaiveDateTime;
use diesel::{dsl::max, prelude::*};
use serde::Serialize;

use super::{AnyConn, backend::on_backend, codes::encode, schema::mail_links as links};

/// What a link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    VerifyEmail,
    ResetPassword,
}

/// A link to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewLink<'a> {
    pub token_hash: &'a str,
    pub purpose: Purpose,
    pub user_id: i32,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// Stores a link.
pub fn insert(conn: &mut AnyConn, link: NewLink<'_>) -> QueryResult<()> {
    let row = (
        links::token_hash.eq(link.token_hash),
        links::purpose.eq(encode(link.purpose)?),
        links::user_id.eq(link.user_id),
        links::created_at.eq(link.created_at),
        links::expires_at.eq(link.expires_at),
    );
    diesel::insert_into(links::table).values(row).execute(conn)?;
    Ok(())
}

/// Whom a link still serves.
pub fn holder(
    conn: &mut AnyConn,
    token_hash: &str,
    purpose: Purpose,
    now: NaiveDateTime,
) -> QueryResult<Option<i32>> {
    links::table
        .find(token_hash)
        .filter(links::purpose.eq(encode(purpose)?))
        .filter(links::expires_at.gt(now))
        .select(links::user_id)
        .first(conn)
        .optional()
}

/// Uses a link up; gives whom it served. Of two uses at once one finds nothing.
pub fn take(
    conn: &mut AnyConn,
    token_hash: &str,
    purpose: Purpose,
    now: NaiveDateTime,
) -> QueryResult<Option<i32>> {
    let good = links::table
        .find(token_hash)
        .filter(links::purpose.eq(encode(purpose)?))
        .filter(links::expires_at.gt(now));
    on_backend!(conn, |c| diesel::delete(good).returning(links::user_id).get_result(c).optional())
}

/// When the last link of a purpose was sent to a person, unless it has served.
pub fn last_sent(
    conn: &mut AnyConn,
    user_id: i32,
    purpose: Purpose,
) -> QueryResult<Option<NaiveDateTime>> {
    links::table
        .filter(links::user_id.eq(user_id))
        .filter(links::purpose.eq(encode(purpose)?))
        .select(max(links::created_at))
        .first(conn)
}

/// Takes the links of a purpose away from a person.
pub fn delete_all(conn: &mut AnyConn, user_id: i32, purpose: Purpose) -> QueryResult<()> {
    let all = links::user_id.eq(user_id).and(links::purpose.eq(encode(purpose)?));
    diesel::delete(links::table.filter(all)).execute(conn)?;
    Ok(())
}

/// Forgets the links of a person that no longer serve.
pub fn forget_expired(conn: &mut AnyConn, user_id: i32, now: NaiveDateTime) -> QueryResult<()> {
    let expired = links::user_id.eq(user_id).and(links::expires_at.le(now));
    diesel::delete(links::table.filter(expired)).execute(conn)?;
    Ok(())
}
