//! Accounts at an identity provider.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*};

use super::{AnyConn, schema::identities};

/// The account that an identity is linked to.
pub fn find(conn: &mut AnyConn, issuer: &str, subject: &str) -> QueryResult<Option<i32>> {
    identities::table.find((issuer, subject)).select(identities::user_id).first(conn).optional()
}

/// Links an identity to an account.
pub fn insert(
    conn: &mut AnyConn,
    (issuer, subject): (&str, &str),
    user_id: i32,
    now: NaiveDateTime,
) -> QueryResult<()> {
    let row = (
        identities::issuer.eq(issuer),
        identities::subject.eq(subject),
        identities::user_id.eq(user_id),
        identities::linked_at.eq(now),
    );
    diesel::insert_into(identities::table).values(row).execute(conn)?;
    Ok(())
}

/// The providers that an account is linked to.
pub fn issuers_of(conn: &mut AnyConn, user_id: i32) -> QueryResult<Vec<String>> {
    let of_user = identities::table.filter(identities::user_id.eq(user_id));
    of_user.select(identities::issuer).load(conn)
}

/// Whether an account is linked to a provider.
pub fn has_any(conn: &mut AnyConn, user_id: i32) -> QueryResult<bool> {
    let of_user = identities::table.filter(identities::user_id.eq(user_id));
    diesel::select(exists(of_user)).get_result(conn)
}

/// Unlinks an account from every provider.
pub fn delete_all(conn: &mut AnyConn, user_id: i32) -> QueryResult<()> {
    diesel::delete(identities::table.filter(identities::user_id.eq(user_id))).execute(conn)?;
    Ok(())
}
