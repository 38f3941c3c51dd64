//! The time of the machine, in UTC, and how it is written.

use chrono::{NaiveDateTime, SecondsFormat, SubsecRound, Utc};

/// Now, to the millisecond: both databases store that much.
pub fn now() -> NaiveDateTime {
    Utc::now().naive_utc().trunc_subsecs(3)
}

/// ISO 8601 as it travels: `2025-03-18T09:30:00Z`.
pub fn iso(at: NaiveDateTime) -> String {
    at.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}
