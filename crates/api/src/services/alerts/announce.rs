//! What is new is told to the people of the establishment.

use chrono::NaiveDateTime;
use domain::dto::MembershipState;

use crate::{
    auth::Member,
    db::{AnyConn, alerts, establishments, memberships},
    error::ApiError,
    mail::{Post, letters::establishment::alerts_wait},
    services::journal::{self, Event},
};

/// Queues a mail to each member about the alerts that nobody was told of, and journals them.
///
/// The mail has their number and a link: neither organism, nor unit, nor patient.
pub fn announce(
    conn: &mut AnyConn,
    post: &Post,
    who: &Member,
    import_id: Option<i32>,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let finess = who.finess.as_str();
    let raised = alerts::tell(conn, finess)?;
    if raised == 0 {
        return Ok(());
    }
    let event = Event::AlertsRaised { alerts: raised };
    journal::record(conn, (who.caller.user_id, finess), now, import_id, &event)?;
    let place = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?.title();
    let page = post.page(&format!("etablissements/{finess}/alertes"));
    let letter = alerts_wait(&place, raised, alerts::waiting(conn, finess)?, &page);
    for member in memberships::of_establishment(conn, finess)? {
        if member.state == MembershipState::Active {
            post.tell(conn, member.user_id, &letter, now)?;
        }
    }
    Ok(())
}
