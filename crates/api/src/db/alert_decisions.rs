//! What people decided about alerts; decisions only ever grow.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::dto::{AlertDecision, AlertState};

use super::{
    AnyConn,
    codes::{decode, encode},
    schema::{alert_decisions, users},
};
use crate::clock;

/// A decision to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub state: AlertState,
    pub note: Option<String>,
    pub reported_on: Option<NaiveDate>,
}

/// Adds a decision.
pub fn insert(
    conn: &mut AnyConn,
    alert: i32,
    decision: &Decision,
    (user_id, now): (i32, NaiveDateTime),
) -> QueryResult<()> {
    let row = (
        alert_decisions::alert_id.eq(alert),
        alert_decisions::state.eq(encode(decision.state)?),
        alert_decisions::note.eq(decision.note.as_deref()),
        alert_decisions::reported_on.eq(decision.reported_on),
        alert_decisions::user_id.eq(user_id),
        alert_decisions::created_at.eq(now),
    );
    diesel::insert_into(alert_decisions::table).values(row).execute(conn)?;
    Ok(())
}

/// The decisions on each of some alerts, the last one first.
pub fn of_alerts(
    conn: &mut AnyConn,
    alerts: &[i32],
) -> QueryResult<HashMap<i32, Vec<AlertDecision>>> {
    type Row = (i32, String, Option<String>, Option<NaiveDate>, String, NaiveDateTime);
    let rows: Vec<Row> = alert_decisions::table
        .inner_join(users::table)
        .filter(alert_decisions::alert_id.eq_any(alerts))
        .order(alert_decisions::id.desc())
        .select((
            alert_decisions::alert_id,
            alert_decisions::state,
            alert_decisions::note,
            alert_decisions::reported_on,
            users::full_name,
            alert_decisions::created_at,
        ))
        .load(conn)?;
    let mut decisions: HashMap<i32, Vec<AlertDecision>> = HashMap::new();
    for (alert, state, note, reported_on, by, at) in rows {
        let decision = AlertDecision {
            state: decode(&state)?,
            note,
            reported_on: reported_on.map(|day| day.to_string()),
            by,
            at: clock::iso(at),
        };
        decisions.entry(alert).or_default().push(decision);
    }
    Ok(decisions)
}
