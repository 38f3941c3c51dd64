//! What is known of many establishments at once, for those who follow a campaign.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    cockpit::Site,
    dto::{Contact, ImportKind, ImportState, Level, MembershipState, Role},
    import::Period,
};

use super::{
    AnyConn,
    codes::{decode, encode},
    schema::{
        beds, campaign_extensions as extensions, closures, establishments, imports, journal,
        memberships, users,
    },
    users::ACTIVE,
};

/// The sites that the registry knows in a region, or everywhere.
pub fn sites(conn: &mut AnyConn, region: Option<&str>) -> QueryResult<Vec<Site>> {
    let mut query = establishments::table
        .filter(establishments::level.eq(encode(Level::Site)?))
        .select((establishments::finess, establishments::finess_legal, establishments::days))
        .into_boxed();
    if let Some(region) = region {
        query = query.filter(establishments::region.eq(region));
    }
    let rows: Vec<(String, String, Option<i32>)> = query.load(conn)?;
    let site = |(finess, finess_legal, days): (String, String, Option<i32>)| Site {
        finess,
        finess_legal,
        days: days.map_or(0.0, f64::from),
    };
    Ok(rows.into_iter().map(site).collect())
}

/// Periods in force of a year, by establishment and kind.
pub fn delivered(
    conn: &mut AnyConn,
    year: i32,
) -> QueryResult<BTreeMap<(String, ImportKind), Vec<Period>>> {
    let rows: Vec<(String, String, String)> = imports::table
        .filter(imports::state.eq(encode(ImportState::Stored)?))
        .filter(imports::year.eq(year))
        .select((imports::finess, imports::kind, imports::period))
        .load(conn)?;
    let mut found: BTreeMap<(String, ImportKind), Vec<Period>> = BTreeMap::new();
    for (finess, kind, period) in rows {
        let unreadable =
            |_| diesel::result::Error::DeserializationError(format!("period {period}").into());
        let period = period.parse().map_err(unreadable)?;
        found.entry((finess, decode(&kind)?)).or_default().push(period);
    }
    Ok(found)
}

/// Establishments with a structure of an earlier year.
pub fn with_earlier_structure(conn: &mut AnyConn, year: i32) -> QueryResult<BTreeSet<String>> {
    let found: Vec<String> = imports::table
        .filter(imports::state.eq(encode(ImportState::Stored)?))
        .filter(imports::kind.eq(encode(ImportKind::Structure)?))
        .filter(imports::year.lt(year))
        .select(imports::finess)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Establishments that entered the beds of a year.
pub fn with_beds(conn: &mut AnyConn, year: i32) -> QueryResult<BTreeSet<String>> {
    let found: Vec<String> =
        beds::table.filter(beds::year.eq(year)).select(beds::finess).distinct().load(conn)?;
    Ok(found.into_iter().collect())
}

/// When each closed year was closed, and whether somebody asked to open it again.
pub fn closed(
    conn: &mut AnyConn,
    year: i32,
) -> QueryResult<BTreeMap<String, (NaiveDateTime, bool)>> {
    let rows: Vec<(String, NaiveDateTime, Option<NaiveDateTime>)> = closures::table
        .filter(closures::year.eq(year).and(closures::reopened_at.is_null()))
        .select((closures::finess, closures::closed_at, closures::asked_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(finess, at, asked)| (finess, (at, asked.is_some()))).collect())
}

/// Deadlines of single establishments.
pub fn extended(conn: &mut AnyConn, year: i32) -> QueryResult<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> = extensions::table
        .filter(extensions::year.eq(year))
        .select((extensions::finess, extensions::until))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Establishments with members in force.
pub fn joined(conn: &mut AnyConn) -> QueryResult<BTreeSet<String>> {
    let found: Vec<String> = memberships::table
        .filter(memberships::state.eq(encode(MembershipState::Active)?))
        .select(memberships::finess)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// The référents in force who may log in, by establishment.
pub fn referents(conn: &mut AnyConn) -> QueryResult<BTreeMap<String, (i32, Contact)>> {
    let rows: Vec<(String, i32, String, String)> = memberships::table
        .inner_join(users::table)
        .filter(users::state.eq(ACTIVE))
        .filter(memberships::role.eq(encode(Role::Referent)?))
        .filter(memberships::state.eq(encode(MembershipState::Active)?))
        .select((memberships::finess, users::id, users::full_name, users::email))
        .load(conn)?;
    let contact = |(finess, id, full_name, email)| (finess, (id, Contact { full_name, email }));
    Ok(rows.into_iter().map(contact).collect())
}

/// Reminders since a moment: establishment, when, and what the journal says, the oldest first.
pub fn reminders(
    conn: &mut AnyConn,
    since: NaiveDateTime,
) -> QueryResult<Vec<(String, NaiveDateTime, String)>> {
    journal::table
        .filter(journal::action.eq("reminded").and(journal::at.ge(since)))
        .order(journal::id.asc())
        .select((journal::finess, journal::at, journal::detail))
        .load(conn)
}
