//! Editions of open access, and which indicators are chosen.

use chrono::NaiveDateTime;
use diesel::{dsl::max, prelude::*};

use super::{
    AnyConn,
    backend::on_backend,
    schema::{open_choices as choices, open_editions as editions, snapshots},
};

/// An edition without its figures.
#[derive(Debug, Clone, Queryable)]
pub struct StoredEdition {
    pub snapshot_id: i32,
    pub digest: String,
    pub withheld: i32,
    pub published_by: Option<i32>,
    pub published_at: NaiveDateTime,
    pub withdrawn_at: Option<NaiveDateTime>,
}

/// An edition to store.
#[derive(Debug, Clone)]
pub struct NewEdition {
    pub snapshot_id: i32,
    /// Compressed JSON.
    pub content: Vec<u8>,
    /// SHA-256 of it.
    pub digest: String,
    pub withheld: i32,
}

/// A choice of indicators.
#[derive(Debug, Clone, Queryable)]
pub struct StoredChoice {
    pub id: i32,
    /// JSON: ids.
    pub indicators: String,
    pub chosen_by: Option<i32>,
    pub chosen_at: NaiveDateTime,
}

/// Which edition and which choice count: nothing where none is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub snapshot_id: i32,
    pub published_at: NaiveDateTime,
    pub choice: Option<i32>,
}

const DESCRIBED: (
    editions::snapshot_id,
    editions::digest,
    editions::withheld,
    editions::published_by,
    editions::published_at,
    editions::withdrawn_at,
) = (
    editions::snapshot_id,
    editions::digest,
    editions::withheld,
    editions::published_by,
    editions::published_at,
    editions::withdrawn_at,
);

/// Every edition, withdrawn ones too.
pub fn all(conn: &mut AnyConn) -> QueryResult<Vec<StoredEdition>> {
    editions::table.select(DESCRIBED).order(editions::snapshot_id).load(conn)
}

/// The edition that everybody reads, and the choice that counts.
pub fn stamp(conn: &mut AnyConn) -> QueryResult<Option<Stamp>> {
    let current: Option<(i32, NaiveDateTime)> = editions::table
        .inner_join(snapshots::table)
        .filter(editions::withdrawn_at.is_null())
        .order((snapshots::year.desc(), snapshots::id.desc()))
        .select((editions::snapshot_id, editions::published_at))
        .first(conn)
        .optional()?;
    let choice = choices::table.select(max(choices::id)).first(conn)?;
    let stamp = |(snapshot_id, published_at)| Stamp { snapshot_id, published_at, choice };
    Ok(current.map(stamp))
}

/// One edition with its figures.
pub fn find(conn: &mut AnyConn, snapshot_id: i32) -> QueryResult<Option<(StoredEdition, Vec<u8>)>> {
    editions::table.find(snapshot_id).select((DESCRIBED, editions::content)).first(conn).optional()
}

/// Stores an edition, or publishes one again that was withdrawn: its figures are the same.
pub fn publish(
    conn: &mut AnyConn,
    new: &NewEdition,
    by: Option<i32>,
    at: NaiveDateTime,
) -> QueryResult<()> {
    let again = diesel::update(editions::table.find(new.snapshot_id))
        .set((
            editions::published_by.eq(by),
            editions::published_at.eq(at),
            editions::withdrawn_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    if again > 0 {
        return Ok(());
    }
    let row = (
        editions::snapshot_id.eq(new.snapshot_id),
        editions::content.eq(&new.content),
        editions::digest.eq(&new.digest),
        editions::withheld.eq(new.withheld),
        editions::published_by.eq(by),
        editions::published_at.eq(at),
    );
    diesel::insert_into(editions::table).values(row).execute(conn)?;
    Ok(())
}

/// Takes an edition back; false where it is not published.
pub fn withdraw(conn: &mut AnyConn, snapshot_id: i32, at: NaiveDateTime) -> QueryResult<bool> {
    let published = editions::snapshot_id.eq(snapshot_id).and(editions::withdrawn_at.is_null());
    let changed = diesel::update(editions::table.filter(published))
        .set(editions::withdrawn_at.eq(at))
        .execute(conn)?;
    Ok(changed > 0)
}

/// The choice that counts.
pub fn choice(conn: &mut AnyConn) -> QueryResult<Option<StoredChoice>> {
    choices::table.order(choices::id.desc()).first(conn).optional()
}

/// Adds a choice; it counts from now on.
pub fn choose(conn: &mut AnyConn, indicators: &str, by: i32, at: NaiveDateTime) -> QueryResult<()> {
    let last: Option<i32> = choices::table.select(max(choices::id)).first(conn)?;
    let row = (
        choices::id.eq(last.unwrap_or(0) + 1),
        choices::indicators.eq(indicators),
        choices::chosen_by.eq(by),
        choices::chosen_at.eq(at),
    );
    on_backend!(conn, |c| diesel::insert_into(choices::table).values(row).execute(c))?;
    Ok(())
}
