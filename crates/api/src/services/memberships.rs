//! Joining an establishment.

use chrono::NaiveDateTime;
use domain::dto::{MembershipCreated, MembershipState, ProblemCode, Role};

use super::journal::{self, Event};
use crate::{
    db::{
        AnyConn, establishments,
        memberships::{self, NewMember},
    },
    error::ApiError,
};

/// The first person becomes the référent; the next ones wait until the référent accepts them.
pub fn join(
    conn: &mut AnyConn,
    user_id: i32,
    finess: &str,
    asked: Option<Role>,
    now: NaiveDateTime,
) -> Result<MembershipCreated, ApiError> {
    // Two first persons at the same moment: the second waits here, then finds the first.
    if !establishments::lock(conn, finess)? {
        return Err(ApiError::not_found());
    }
    if memberships::find(conn, user_id, finess)?.is_some() {
        let detail = "Vous êtes déjà rattaché à cet établissement, ou votre demande attend la \
                      réponse de son référent.";
        return Err(ApiError::rule(ProblemCode::MemberAlready, detail));
    }
    let (role, state) = if memberships::has_referent(conn, finess)? {
        (asked.unwrap_or(Role::Contributeur), MembershipState::Pending)
    } else {
        (Role::Referent, MembershipState::Active)
    };
    let member = NewMember { user_id, finess, role, state, created_at: now };
    memberships::insert(conn, &member)?;
    journal::record(conn, (user_id, finess), now, None, &Event::MemberJoined { role, state })?;
    Ok(MembershipCreated { role, state })
}
