//! Alerts as people read them.

use std::collections::BTreeMap;

use domain::{
    alerts::{self as rules, cases_in, cases_of, definition, isolates_of},
    dto::{
        Alert, AlertDecision, AlertDetail, AlertDraft, AlertIsolate, AlertKind, MembershipState,
        Page,
    },
    resistance::evaluate,
};

use crate::{
    auth::{Caller, Member, Right, require, require_centre},
    clock, cursor,
    db::{
        AnyConn, alert_decisions,
        alerts::{self, AlertEntry, AlertFilter},
        bases::Population,
        imports, memberships,
    },
    error::ApiError,
    services::{
        establishments, resistances,
        year::{YearImports, from_json},
    },
};

/// A page of alerts, the newest first. Those of a region are for its centre, those of the nation for
/// the national team.
pub fn list(
    conn: &mut AnyConn,
    caller: &Caller,
    population: &Population,
    filter: &AlertFilter,
    (cursor, limit): (Option<&str>, usize),
) -> Result<Page<Alert>, ApiError> {
    require_alerts(conn, caller, population)?;
    let before = cursor.map(cursor::decode).transpose()?;
    let total = alerts::count(conn, population, filter)?;
    let fetch = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let entries = alerts::newest(conn, population, filter, before, fetch)?;
    let ids: Vec<i32> = entries.iter().map(|entry| entry.id).collect();
    let decisions = alert_decisions::of_alerts(conn, &ids)?;
    let described = |entry: AlertEntry| {
        let last = decisions.get(&entry.id).and_then(|all| all.first()).cloned();
        described(entry, last)
    };
    let items = entries.into_iter().map(described).collect::<Result<_, _>>()?;
    Ok(cursor::page(items, limit, total, |alert: &Alert| alert.id))
}

fn require_alerts(
    conn: &mut AnyConn,
    caller: &Caller,
    population: &Population,
) -> Result<(), ApiError> {
    match population {
        Population::Establishment(finess) | Population::LegalEntity(finess) => {
            require(conn, caller, finess, Right::Read).map(drop)
        }
        Population::Department(_) | Population::Many(_) => {
            require_centre(conn, caller, population.followed_region())
        }
    }
}

fn described(entry: AlertEntry, decision: Option<AlertDecision>) -> Result<Alert, ApiError> {
    // A table of a later version may lack a definition: what was told stays readable.
    let known = definition(&entry.definition);
    let or_id = |label: Option<&str>| label.unwrap_or(&entry.definition).to_owned();
    Ok(Alert {
        label: or_id(known.map(|one| one.label)),
        short_label: or_id(known.map(|one| one.short_label)),
        kind: known.map_or(AlertKind::Other, |one| one.kind),
        id: entry.id,
        finess: entry.finess,
        establishment: entry.establishment,
        year: entry.year,
        definition: entry.definition,
        state: entry.state,
        content: from_json(&entry.content)?,
        found: entry.found,
        raised_at: clock::iso(entry.raised_at),
        decision,
    })
}

/// The alert, when this caller has the right to it; else it does not exist or is forbidden.
pub(super) fn accessible(
    conn: &mut AnyConn,
    caller: &Caller,
    id: i32,
    right: Right,
) -> Result<(AlertEntry, Member), ApiError> {
    let entry = alerts::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    let member = require(conn, caller, &entry.finess, right)?;
    Ok((entry, member))
}

/// One alert with its isolates, its decisions and the draft of the report.
pub fn find(conn: &mut AnyConn, caller: &Caller, id: i32) -> Result<AlertDetail, ApiError> {
    let (entry, member) = accessible(conn, caller, id, Right::Read)?;
    // A region or the nation sees how many patients there are, and none of them.
    let own = memberships::find(conn, caller.user_id, &member.finess)?;
    let is_member = own.is_some_and(|(_, state)| state == MembershipState::Active);
    let isolates = isolates(conn, &entry, is_member)?;
    let decisions = alert_decisions::of_alerts(conn, &[id])?.remove(&id).unwrap_or_default();
    let completed = from_json(&entry.draft)?;
    let alert = described(entry, decisions.first().cloned())?;
    let known = definition(&alert.definition);
    Ok(AlertDetail {
        note: known.map_or("", |one| one.note).to_owned(),
        source: known.map_or("", |one| one.source).to_owned(),
        figure: known.and_then(|one| one.figure).map(str::to_owned),
        draft: draft(conn, &alert, &completed)?,
        decisions,
        isolates,
        alert,
    })
}

fn draft(
    conn: &mut AnyConn,
    alert: &Alert,
    completed: &BTreeMap<String, String>,
) -> Result<AlertDraft, ApiError> {
    Ok(rules::draft(alert, &establishments::find(conn, &alert.finess)?, completed))
}

/// The isolates of an alert as the year is evaluated today.
fn isolates(
    conn: &mut AnyConn,
    entry: &AlertEntry,
    is_member: bool,
) -> Result<Vec<AlertIsolate>, ApiError> {
    let of_year = YearImports::of(&imports::in_force(conn, &entry.finess)?, entry.year);
    let facts = resistances::load(conn, &entry.finess, entry.year, &of_year)?;
    let evaluation = evaluate(&facts);
    let cases = cases_of(&evaluation);
    let keys = alerts::cases(conn, entry.id)?;
    Ok(isolates_of(&cases_in(&cases, &keys), is_member))
}
