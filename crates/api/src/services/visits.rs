//! Reading an establishment without being of it: its members see in their journal who did.

use chrono::{NaiveDateTime, NaiveTime};
use domain::dto::MembershipState;

use super::journal::{self, Event};
use crate::{
    auth::Member,
    db::{AnyConn, journal as entries, memberships},
    error::ApiError,
};

/// Whether someone reads by the right of a region or of the nation, and the journal does not say so today.
pub fn is_to_tell(conn: &mut AnyConn, who: &Member, now: NaiveDateTime) -> Result<bool, ApiError> {
    let own = memberships::find(conn, who.caller.user_id, &who.finess)?;
    if own.is_some_and(|(_, state)| state == MembershipState::Active) {
        return Ok(false);
    }
    let today = now.date().and_time(NaiveTime::MIN);
    let told = entries::has_since(conn, &who.finess, (who.caller.user_id, "visited"), today)?;
    Ok(!told)
}

/// Writes it down.
pub fn tell(conn: &mut AnyConn, who: &Member, now: NaiveDateTime) -> Result<(), ApiError> {
    if !is_to_tell(conn, who, now)? {
        return Ok(());
    }
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &Event::Visited)
}
