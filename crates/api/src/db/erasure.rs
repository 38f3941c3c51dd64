//! What is erased of one person, and of links that no longer serve.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{
    AnyConn, saved_analyses,
    schema::{
        grants, identities, invitations, mail_links, recovery_codes, second_factors, sessions,
        tokens,
    },
    tickets::delete_of as delete_tickets_of,
};

/// Deletes what serves the person alone; tokens stay without serving, for the establishment's list.
///
/// Memberships, signatures, imports, acknowledgements, decisions about alerts, closings and journal keep the number of the
/// account: they are of the establishments. So do decisions on synonyms, of the nation, and answers to requests for help
/// of others; the person's own requests go.
pub fn erase(conn: &mut AnyConn, user_id: i32, email: &str, now: NaiveDateTime) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user_id))).execute(conn)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user_id)))
        .execute(conn)?;
    diesel::delete(second_factors::table.find(user_id)).execute(conn)?;
    diesel::delete(mail_links::table.filter(mail_links::user_id.eq(user_id))).execute(conn)?;
    diesel::delete(identities::table.filter(identities::user_id.eq(user_id))).execute(conn)?;
    diesel::delete(grants::table.filter(grants::user_id.eq(user_id))).execute(conn)?;
    delete_tickets_of(conn, user_id)?;
    saved_analyses::delete_of(conn, user_id)?;
    let invited = invitations::invited_by.eq(user_id).or(invitations::email.eq(email));
    diesel::delete(invitations::table.filter(invited)).execute(conn)?;
    let serving = tokens::user_id.eq(user_id).and(tokens::revoked_at.is_null());
    diesel::update(tokens::table.filter(serving)).set(tokens::revoked_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Forgets links and invitations that expired before a moment, at most `limit` of each; gives their
/// number.
pub fn forget_links(conn: &mut AnyConn, before: NaiveDateTime, limit: i64) -> QueryResult<usize> {
    let links: Vec<String> = mail_links::table
        .filter(mail_links::expires_at.lt(before))
        .limit(limit)
        .select(mail_links::token_hash)
        .load(conn)?;
    let old: Vec<i32> = invitations::table
        .filter(invitations::expires_at.lt(before))
        .limit(limit)
        .select(invitations::id)
        .load(conn)?;
    let links = diesel::delete(mail_links::table.filter(mail_links::token_hash.eq_any(links)));
    let old = diesel::delete(invitations::table.filter(invitations::id.eq_any(old)));
    Ok(links.execute(conn)? + old.execute(conn)?)
}
