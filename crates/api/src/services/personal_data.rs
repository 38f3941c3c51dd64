//! The data of a person with an account: handed to them, and erased with the account.
//!
//! Erased for good is what tells who they are. The number of the account stays where the data are of
//! an establishment: its journal, imports and signatures, whose person reads `Compte supprimé`. Requests for help and kept
//! analyses are the person's: they go.

use chrono::NaiveDateTime;
use domain::dto::{AccountExport, KeptToken, MembershipState, Role};

use super::{
    invitations,
    journal::{self, Event},
    logins,
    memberships::{lock_all_of, referent_stays},
    saved_analyses,
    year::from_json,
};
use crate::{
    clock,
    db::{AnyConn, erasure, memberships, personal_data, users},
    error::ApiError,
};

/// All that is kept about a person.
pub fn export(
    conn: &mut AnyConn,
    user_id: i32,
    now: NaiveDateTime,
) -> Result<AccountExport, ApiError> {
    let account = personal_data::account(conn, user_id)?;
    let tokens = personal_data::tokens(conn, user_id)?.into_iter().map(|token| {
        Ok(KeptToken {
            finess: token.finess,
            name: token.name,
            scopes: from_json(&token.scopes)?,
            created_at: clock::iso(token.created_at),
            expires_at: clock::iso(token.expires_at),
            last_used_at: token.last_used_at.map(clock::iso),
            revoked_at: token.revoked_at.map(clock::iso),
        })
    });
    Ok(AccountExport {
        exported_at: clock::iso(now),
        memberships: personal_data::memberships(conn, user_id)?,
        scopes: personal_data::scopes(conn, user_id)?,
        logins: personal_data::logins(conn, user_id)?,
        failed_logins: logins::failures(conn, &account.email)?,
        identities: personal_data::identities(conn, user_id)?,
        tokens: tokens.collect::<Result<_, ApiError>>()?,
        charter_signatures: personal_data::signatures(conn, user_id)?,
        imports: personal_data::imports(conn, user_id)?,
        acknowledgements: personal_data::acknowledgements(conn, user_id)?,
        closings: personal_data::closings(conn, user_id)?,
        campaigns: personal_data::campaigns(conn, user_id)?,
        snapshots: personal_data::snapshots(conn, user_id)?,
        openings: personal_data::openings(conn, user_id)?,
        reports: personal_data::reports(conn, user_id)?,
        isolate_exports: personal_data::isolate_exports(conn, user_id)?,
        anomalies: personal_data::anomalies(conn, user_id)?,
        alert_decisions: personal_data::alert_decisions(conn, user_id)?,
        synonym_decisions: personal_data::synonym_decisions(conn, user_id)?,
        saved_analyses: saved_analyses::kept(conn, user_id)?,
        tickets: personal_data::tickets(conn, user_id)?,
        ticket_messages: personal_data::ticket_messages(conn, user_id)?,
        journal: journal::of_person(conn, user_id)?,
        mail_links: personal_data::mail_links(conn, user_id)?,
        invitations: personal_data::invitations(
            conn,
            user_id,
            Some(account.email.as_str()).filter(|_| account.email_verified_at.is_some()),
        )?,
        account,
    })
}

/// Why an account goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The person wants it.
    Wish,
    /// Nobody used it for long.
    Disuse,
}

/// Erases an account; a référent with other members has to hand over first.
///
/// Nothing happens when it is erased already.
pub fn erase(
    conn: &mut AnyConn,
    user_id: i32,
    cause: Cause,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let Some((user, _)) = users::find_any(conn, user_id)? else { return Ok(()) };
    // First, for another request or server that erases the same account waits here.
    if !users::erase(conn, user_id)? {
        return Ok(());
    }
    lock_all_of(conn, user_id)?;
    for one in memberships::of_user(conn, user_id)? {
        leave(conn, user_id, &one.finess, cause, now)?;
    }
    invitations::withdraw_all(conn, user_id, user_id, now)?;
    logins::succeeded(conn, &user.email, now)?;
    Ok(erasure::erase(conn, user_id, &user.email, now)?)
}

/// Ends a membership; the row stays, for the establishment had a member.
fn leave(
    conn: &mut AnyConn,
    user_id: i32,
    finess: &str,
    cause: Cause,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    match memberships::find(conn, user_id, finess)? {
        None => return Ok(()),
        Some((_, MembershipState::Pending)) => memberships::forget(conn, user_id, finess)?,
        Some((role, MembershipState::Active)) => {
            if role == Role::Referent && memberships::count_active(conn, finess)? > 1 {
                return Err(referent_stays());
            }
            memberships::end(conn, user_id, finess)?;
        }
    }
    let event = match cause {
        Cause::Wish => Event::AccountDeleted,
        Cause::Disuse => Event::AccountExpired,
    };
    journal::record(conn, (user_id, finess), now, None, &event)
}
