//! What has been kept long enough goes: unused accounts, ended logins, expired links, failed logins, requests for
//! help that are settled.
//!
//! The journal stays. It is the proof of who delivered and changed the figures, each entry hangs on
//! the one before, and it names people by number: once an account is erased the number tells nobody.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDateTime;

use super::{
    logins,
    personal_data::{self, Cause},
};
use crate::{
    config::Retention,
    db::{self, AnyConn, memberships, sessions, users},
    error::ApiError,
};

/// Most rows of a table that go in one transaction.
const ROWS: i64 = 5_000;

/// What went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Purged {
    pub accounts: usize,
    /// Refresh tokens of logins that ended.
    pub sessions: usize,
    pub links: usize,
    pub login_failures: usize,
    /// Requests for help.
    pub tickets: usize,
    /// Unused accounts that stay, because their holder is the référent of an establishment.
    pub referents: usize,
    /// There may be more.
    pub more: bool,
}

impl fmt::Display for Purged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { accounts, sessions, links, login_failures, tickets, referents, .. } = self;
        write!(
            f,
            "erased {accounts} unused accounts, {sessions} ended sessions, {links} links and \
             invitations, {login_failures} login failures, {tickets} requests for help; {referents} unused \
             accounts of référents stay"
        )
    }
}

impl Purged {
    /// This and what another transaction purged after it.
    #[must_use]
    pub fn and(self, next: Self) -> Self {
        Self {
            accounts: self.accounts + next.accounts,
            sessions: self.sessions + next.sessions,
            links: self.links + next.links,
            login_failures: self.login_failures + next.login_failures,
            tickets: self.tickets + next.tickets,
            ..next
        }
    }
}

/// Purges a bounded number of rows.
pub fn purge(
    conn: &mut AnyConn,
    retention: Retention,
    now: NaiveDateTime,
) -> Result<Purged, ApiError> {
    let referents: BTreeSet<i32> =
        memberships::referents(conn)?.into_iter().map(|(id, _)| id).collect();
    let unused = users::unused_since(conn, retention.accounts_before(now))?;
    let (kept, closed): (Vec<i32>, Vec<i32>) =
        unused.into_iter().partition(|id| referents.contains(id));
    // One in each transaction: the locks of one account are not held while another one waits.
    if let Some(id) = closed.first() {
        personal_data::erase(conn, *id, Cause::Disuse, now)?;
    }
    let sessions = sessions::forget_expired(conn, retention.sessions_before(now), ROWS)?;
    let links = db::erasure::forget_links(conn, retention.links_before(now), ROWS)?;
    let login_failures = logins::forget_old(conn, now, ROWS)?;
    let tickets = db::tickets::forget(conn, retention.tickets_before(now), ROWS)?;
    let full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= ROWS);
    Ok(Purged {
        accounts: closed.len().min(1),
        sessions,
        links,
        login_failures,
        tickets,
        referents: kept.len(),
        more: closed.len() > 1 || [sessions, links, login_failures, tickets].into_iter().any(full),
    })
}
