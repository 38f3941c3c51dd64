//! Alerts and the cases they have told of.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    alerts::{CaseKey, StoredAlert},
    dto::AlertState,
};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    bases::Population,
    codes::{decode, encode},
    schema::{alert_cases, alerts, establishments},
};

/// An alert as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertEntry {
    pub id: i32,
    pub finess: String,
    /// Name and town.
    pub establishment: String,
    pub year: i32,
    pub definition: String,
    /// JSON.
    pub content: String,
    pub found: bool,
    pub state: AlertState,
    /// JSON.
    pub draft: String,
    pub raised_at: NaiveDateTime,
}

/// An alert to be stored, new and not told yet.
#[derive(Debug, Clone)]
pub struct NewAlert<'a> {
    pub finess: &'a str,
    pub year: i32,
    pub definition: &'a str,
    pub unit: &'a str,
    pub content: String,
    pub cases: Vec<CaseKey>,
    pub raised_at: NaiveDateTime,
}

/// Which alerts; every part that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct AlertFilter {
    pub state: Option<AlertState>,
    pub year: Option<i32>,
}

/// The columns of a [`Row`].
macro_rules! columns {
    () => {
        (
            alerts::id,
            alerts::finess,
            (establishments::name, establishments::city),
            alerts::year,
            alerts::definition,
            alerts::content,
            alerts::found,
            alerts::state,
            alerts::draft,
            alerts::raised_at,
        )
    };
}

/// A query of those that a population and a filter take.
macro_rules! narrowed {
    ($query:ident, $population:expr, $filter:expr) => {
        match $population {
            Population::Establishment(finess) => {
                $query = $query.filter(alerts::finess.eq(finess));
            }
            Population::LegalEntity(finess) => {
                $query = $query.filter(establishments::finess_legal.eq(finess));
            }
            Population::Department(department) => {
                $query = $query.filter(establishments::department.eq(department.code));
            }
            Population::Many(group) => {
                if let Some(region) = &group.region {
                    $query = $query.filter(establishments::region.eq(region));
                }
                if let Some(kind) = &group.kind {
                    $query = $query.filter(establishments::kind.eq(kind));
                }
            }
        }
        if let Some(state) = $filter.state {
            $query = $query.filter(alerts::state.eq(encode(state)?));
        }
        if let Some(year) = $filter.year {
            $query = $query.filter(alerts::year.eq(year));
        }
    };
}

#[derive(Queryable)]
struct Row {
    id: i32,
    finess: String,
    /// Name and town.
    place: (String, String),
    year: i32,
    definition: String,
    content: String,
    found: bool,
    state: String,
    draft: String,
    raised_at: NaiveDateTime,
}

impl Row {
    fn entry(self) -> QueryResult<AlertEntry> {
        let (name, city) = self.place;
        Ok(AlertEntry {
            id: self.id,
            finess: self.finess,
            establishment: format!("{name} ({city})"),
            year: self.year,
            definition: self.definition,
            content: self.content,
            found: self.found,
            state: decode(&self.state)?,
            draft: self.draft,
            raised_at: self.raised_at,
        })
    }
}

/// The draft that nobody wrote in.
const BLANK: &str = "{}";

/// The alerts of a year with their cases.
pub fn of_year(conn: &mut AnyConn, finess: &str, year: i32) -> QueryResult<Vec<StoredAlert>> {
    let of_year = alerts::finess.eq(finess).and(alerts::year.eq(year));
    let rows: Vec<(i32, String, String, String, String)> = alerts::table
        .filter(of_year)
        .order(alerts::id.asc())
        .select((alerts::id, alerts::definition, alerts::unit, alerts::state, alerts::draft))
        .load(conn)?;
    let keys: Vec<(i32, String, String)> = alert_cases::table
        .inner_join(alerts::table)
        .filter(of_year)
        .select((alert_cases::alert_id, alert_cases::place, alert_cases::mechanism))
        .load(conn)?;
    let mut cases: HashMap<i32, Vec<CaseKey>> = HashMap::new();
    for (id, place, mechanism) in keys {
        cases.entry(id).or_default().push(key(place, mechanism));
    }
    rows.into_iter()
        .map(|(id, definition, unit, state, draft)| {
            let touched = decode::<AlertState>(&state)? != AlertState::New || draft != BLANK;
            let mut cases = cases.remove(&id).unwrap_or_default();
            cases.sort_unstable();
            Ok(StoredAlert { id, touched, definition, unit, cases })
        })
        .collect()
}

/// The cases of one alert.
pub fn cases(conn: &mut AnyConn, id: i32) -> QueryResult<Vec<CaseKey>> {
    let rows: Vec<(String, String)> = alert_cases::table
        .filter(alert_cases::alert_id.eq(id))
        .select((alert_cases::place, alert_cases::mechanism))
        .load(conn)?;
    Ok(rows.into_iter().map(|(place, mechanism)| key(place, mechanism)).collect())
}

fn key(place: String, mechanism: String) -> CaseKey {
    CaseKey { place, mechanism: Some(mechanism).filter(|told| !told.is_empty()) }
}

/// Stores an alert.
pub fn insert(conn: &mut AnyConn, new: &NewAlert<'_>) -> QueryResult<()> {
    let row = (
        alerts::finess.eq(new.finess),
        alerts::year.eq(new.year),
        alerts::definition.eq(new.definition),
        alerts::unit.eq(new.unit),
        alerts::content.eq(&new.content),
        alerts::found.eq(true),
        alerts::state.eq(encode(AlertState::New)?),
        alerts::draft.eq(BLANK),
        alerts::raised_at.eq(new.raised_at),
        alerts::told.eq(false),
    );
    let id: i32 = on_backend!(conn, |c| diesel::insert_into(alerts::table)
        .values(row)
        .returning(alerts::id)
        .get_result(c))?;
    insert_cases(conn, id, &new.cases)
}

fn insert_cases(conn: &mut AnyConn, id: i32, cases: &[CaseKey]) -> QueryResult<()> {
    for chunk in cases.chunks(chunk_rows(3)) {
        let row = |case: &CaseKey| {
            (
                alert_cases::alert_id.eq(id),
                alert_cases::place.eq(case.place.clone()),
                alert_cases::mechanism.eq(case.mechanism.clone().unwrap_or_default()),
            )
        };
        let rows: Vec<_> = chunk.iter().map(row).collect();
        on_backend!(conn, |c| diesel::insert_into(alert_cases::table)
            .values(rows.clone())
            .execute(c))?;
    }
    Ok(())
}

/// Keeps what the isolates in force say of an alert; nothing when none shows it any more.
pub fn set_content(conn: &mut AnyConn, id: i32, content: Option<&str>) -> QueryResult<()> {
    let alert = alerts::table.find(id);
    match content {
        Some(content) => diesel::update(alert)
            .set((alerts::found.eq(true), alerts::content.eq(content)))
            .execute(conn)?,
        None => diesel::update(alert).set(alerts::found.eq(false)).execute(conn)?,
    };
    Ok(())
}

/// Keeps the cases that an alert knows from now on.
pub fn replace_cases(conn: &mut AnyConn, id: i32, cases: &[CaseKey]) -> QueryResult<()> {
    diesel::delete(alert_cases::table.filter(alert_cases::alert_id.eq(id))).execute(conn)?;
    insert_cases(conn, id, cases)
}

/// An alert has something new to tell.
pub fn untell(conn: &mut AnyConn, id: i32) -> QueryResult<()> {
    diesel::update(alerts::table.find(id)).set(alerts::told.eq(false)).execute(conn)?;
    Ok(())
}

/// Takes an alert away that nobody wrote about.
pub fn delete(conn: &mut AnyConn, id: i32) -> QueryResult<()> {
    diesel::delete(alert_cases::table.filter(alert_cases::alert_id.eq(id))).execute(conn)?;
    diesel::delete(alerts::table.find(id)).execute(conn)?;
    Ok(())
}

/// Keeps the last decision on an alert.
pub fn set_state(conn: &mut AnyConn, id: i32, state: AlertState) -> QueryResult<()> {
    let state = alerts::state.eq(encode(state)?);
    diesel::update(alerts::table.find(id)).set(state).execute(conn)?;
    Ok(())
}

/// Keeps what people wrote in the draft of an alert.
pub fn set_draft(conn: &mut AnyConn, id: i32, draft: &str) -> QueryResult<()> {
    diesel::update(alerts::table.find(id)).set(alerts::draft.eq(draft)).execute(conn)?;
    Ok(())
}

/// Marks the alerts of an establishment as told; gives the number of those that were not.
pub fn tell(conn: &mut AnyConn, finess: &str) -> QueryResult<usize> {
    let untold = alerts::table.filter(alerts::finess.eq(finess)).filter(alerts::told.eq(false));
    diesel::update(untold).set(alerts::told.eq(true)).execute(conn)
}

/// Alerts of an establishment that wait for a decision.
pub fn waiting(conn: &mut AnyConn, finess: &str) -> QueryResult<i64> {
    alerts::table
        .filter(alerts::finess.eq(finess))
        .filter(alerts::state.eq(encode(AlertState::New)?))
        .count()
        .get_result(conn)
}

/// One alert.
pub fn find(conn: &mut AnyConn, id: i32) -> QueryResult<Option<AlertEntry>> {
    let row: Option<Row> = alerts::table
        .inner_join(establishments::table)
        .filter(alerts::id.eq(id))
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(Row::entry).transpose()
}

/// Alerts of a population, the newest first, from below `before` on.
pub fn newest(
    conn: &mut AnyConn,
    population: &Population,
    filter: &AlertFilter,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<AlertEntry>> {
    let mut query = alerts::table
        .inner_join(establishments::table)
        .select(columns!())
        .order(alerts::id.desc())
        .limit(limit)
        .into_boxed();
    narrowed!(query, population, filter);
    if let Some(before) = before {
        query = query.filter(alerts::id.lt(before));
    }
    query.load::<Row>(conn)?.into_iter().map(Row::entry).collect()
}

/// Number of alerts of a population.
pub fn count(
    conn: &mut AnyConn,
    population: &Population,
    filter: &AlertFilter,
) -> QueryResult<i64> {
    let mut query = alerts::table.inner_join(establishments::table).count().into_boxed();
    narrowed!(query, population, filter);
    query.get_result(conn)
}
