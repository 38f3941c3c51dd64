//! How long what is kept about people stays.

use chrono::{Days, Months, NaiveDateTime};

use super::{ConfigError, reader::Reader};

/// The times after which data about people go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    accounts: Months,
    sessions: Days,
    links: Days,
    tickets: Months,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            accounts: Months::new(36),
            sessions: Days::new(90),
            links: Days::new(30),
            tickets: Months::new(24),
        }
    }
}

impl Retention {
    pub(super) fn read(reader: &Reader) -> Result<Self, ConfigError> {
        let days = |name, default| reader.number(name, default, 1..=3650).map(Days::new);
        let accounts = reader.number("CONSORES_RETENTION_ACCOUNTS_MONTHS", 36, 13..=120)?;
        let tickets = reader.number("CONSORES_RETENTION_TICKETS_MONTHS", 24, 1..=120)?;
        Ok(Self {
            accounts: Months::new(accounts),
            sessions: days("CONSORES_RETENTION_SESSIONS_DAYS", 90)?,
            links: days("CONSORES_RETENTION_LINKS_DAYS", 30)?,
            tickets: Months::new(tickets),
        })
    }

    /// Accounts that nobody has used since that moment go.
    pub fn accounts_before(self, now: NaiveDateTime) -> NaiveDateTime {
        now - self.accounts
    }

    /// Logins that ended before that moment go.
    pub fn sessions_before(self, now: NaiveDateTime) -> NaiveDateTime {
        now - self.sessions
    }

    /// Links and invitations that expired before that moment go.
    pub fn links_before(self, now: NaiveDateTime) -> NaiveDateTime {
        now - self.links
    }

    /// Requests for help that were answered or closed before that moment go.
    pub fn tickets_before(self, now: NaiveDateTime) -> NaiveDateTime {
        now - self.tickets
    }
}
