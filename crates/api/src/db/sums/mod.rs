//! Sums of roll-ups over groups of establishments, and what has changed since they were made.

mod consumption;
mod resistance;

use std::collections::{BTreeMap, BTreeSet};

use diesel::{prelude::*, sql_query};
use domain::{import::Period, resistance::Method};

pub use self::consumption::Summed;
use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    bases::{Base, Group},
    schema::{
        establishments, population_changes as changes, population_sums as sums,
        snapshot_establishments as frozen,
    },
};

/// The roll-ups that are summed: those of consumption, or of resistance under a rule of deduplication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Consumption,
    Resistance(Method),
}

impl Side {
    pub const RESISTANCE: [Self; 3] = [
        Self::Resistance(Method::Spares),
        Self::Resistance(Method::FirstIsolate),
        Self::Resistance(Method::None),
    ];

    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Consumption].into_iter().chain(Self::RESISTANCE)
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Consumption => "consumption",
            Self::Resistance(method) => method.as_str(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::all().find(|side| side.as_str() == text)
    }
}

/// Roll-ups of one kind and year of a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub base: Base,
    pub side: Side,
    pub year: i32,
}

/// A part of a sum as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub period: Period,
    /// Part of the isolates, or empty.
    pub part: String,
    /// JSON.
    pub sums: String,
}

#[derive(Insertable)]
#[diesel(table_name = sums)]
struct NewRow<'a> {
    base: i32,
    side: &'a str,
    region: &'a str,
    kind: &'a str,
    year: i32,
    period: String,
    part: &'a str,
    sums: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = changes)]
struct NewChange<'a> {
    base: i32,
    side: &'a str,
    year: i32,
    region: &'a str,
    kind: &'a str,
}

/// Which periods are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Periods {
    Years,
    Quarters,
    Both,
}

/// A sum that is stored by period and part.
pub trait Stored: Default {
    /// What is read of it.
    type Wanted: Copy;

    fn side(wanted: Self::Wanted) -> Side;
    fn periods(wanted: Self::Wanted) -> Periods;
    /// What the parts that are read are like, for the database, beside that of all isolates; all of them without.
    fn part(wanted: Self::Wanted) -> Option<String>;
    fn rows(&self, year: i32) -> QueryResult<Vec<Row>>;
    /// Takes in a row that [`Stored::rows`] gave.
    fn read(&mut self, row: &Row) -> QueryResult<()>;
}

/// Reads what is stored of a group.
pub fn load<S: Stored>(
    conn: &mut AnyConn,
    base: Base,
    group: &Group,
    (years, wanted): (&[i32], S::Wanted),
) -> QueryResult<S> {
    let [region, kind] = group.columns();
    let of_group = sums::region.eq(region).and(sums::kind.eq(kind));
    let mut query = sums::table
        .filter(sums::base.eq(base.id()).and(sums::side.eq(S::side(wanted).as_str())))
        .filter(of_group.and(sums::year.eq_any(years)))
        .order((sums::period, sums::part))
        .select((sums::period, sums::part, sums::sums))
        .into_boxed();
    match S::periods(wanted) {
        Periods::Years => query = query.filter(sums::period.not_like("%Q%")),
        Periods::Quarters => query = query.filter(sums::period.like("%Q%")),
        Periods::Both => {}
    }
    if let Some(part) = S::part(wanted) {
        let always = sums::part.eq_any(["", "all"]);
        query = query.filter(always.or(sums::part.like(part)));
    }
    let mut found = S::default();
    for (period, part, sums) in query.load::<(String, String, String)>(conn)? {
        let period = period.parse().map_err(|_| unreadable(&period))?;
        found.read(&Row { period, part, sums })?;
    }
    Ok(found)
}

/// Replaces what is stored of a group.
pub fn replace(
    conn: &mut AnyConn,
    Place { base, side, year }: Place,
    group: &Group,
    rows: &[Row],
) -> QueryResult<()> {
    let ([region, kind], base, side) = (group.columns(), base.id(), side.as_str());
    let of_group = sums::region.eq(region).and(sums::kind.eq(kind)).and(sums::year.eq(year));
    let of_side = sums::base.eq(base).and(sums::side.eq(side));
    diesel::delete(sums::table.filter(of_group.and(of_side))).execute(conn)?;
    let rows: Vec<NewRow<'_>> = rows
        .iter()
        .map(|Row { period, part, sums }| NewRow {
            base,
            side,
            region,
            kind,
            year,
            period: period.to_string(),
            part,
            sums,
        })
        .collect();
    for chunk in rows.chunks(chunk_rows(8)) {
        on_backend!(conn, |c| diesel::insert_into(sums::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// The groups that have sums.
pub fn groups(
    conn: &mut AnyConn,
    Place { base, side, year }: Place,
) -> QueryResult<BTreeSet<Group>> {
    let found: Vec<(String, String)> = sums::table
        .filter(sums::base.eq(base.id()).and(sums::side.eq(side.as_str())))
        .filter(sums::year.eq(year))
        .select((sums::region, sums::kind))
        .distinct()
        .load(conn)?;
    let named = |code: String| (code != Group::ALL).then_some(code);
    let group = |(region, kind)| Group { region: named(region), kind: named(kind) };
    Ok(found.into_iter().map(group).collect())
}

/// Those of one region and one type.
pub fn leaves(conn: &mut AnyConn, place: Place) -> QueryResult<BTreeSet<Group>> {
    let mut found = groups(conn, place)?;
    found.retain(|group| group.region.is_some() && group.kind.is_some());
    Ok(found)
}

/// Tells that live roll-ups of an establishment have changed.
pub fn mark(conn: &mut AnyConn, finess: &str, year: i32, of: &[Side]) -> QueryResult<()> {
    let (region, kind): (String, String) = establishments::table
        .find(finess)
        .select((establishments::region, establishments::kind))
        .first(conn)?;
    let change = |side: &Side| NewChange {
        base: Base::Live.id(),
        side: side.as_str(),
        year,
        region: &region,
        kind: &kind,
    };
    let rows: Vec<NewChange<'_>> = of.iter().map(change).collect();
    on_backend!(conn, |c| diesel::insert_into(changes::table).values(&rows).execute(c))?;
    Ok(())
}

/// Tells that the roll-ups of some years of a frozen base have no sums yet.
pub fn mark_frozen(
    conn: &mut AnyConn,
    id: i32,
    years: impl Iterator<Item = i32>,
) -> QueryResult<()> {
    let leaves: Vec<(String, String)> = frozen::table
        .filter(frozen::snapshot_id.eq(id))
        .select((frozen::region, frozen::kind))
        .distinct()
        .load(conn)?;
    for year in years {
        let change = |(region, kind), side: Side| NewChange {
            base: id,
            side: side.as_str(),
            year,
            region,
            kind,
        };
        let rows: Vec<NewChange<'_>> = Side::all()
            .flat_map(|side| leaves.iter().map(move |(r, k)| change((r, k), side)))
            .collect();
        for chunk in rows.chunks(chunk_rows(5)) {
            on_backend!(conn, |c| diesel::insert_into(changes::table).values(chunk).execute(c))?;
        }
    }
    Ok(())
}

/// Tells that establishments may have moved from one group to another.
pub fn mark_everything(conn: &mut AnyConn) -> QueryResult<()> {
    for side in Side::all() {
        let (side, live, all) = (side.as_str(), Base::Live.id(), Group::ALL);
        let query = format!(
            "INSERT INTO population_changes (base, side, year, region, kind) \
             SELECT {live}, '{side}', rolled_up.year, establishments.region, establishments.kind FROM ( \
             SELECT finess, year FROM year_summaries WHERE base = {live} \
             UNION SELECT finess, year FROM resistance_periods WHERE base = {live}) AS rolled_up \
             JOIN establishments ON establishments.finess = rolled_up.finess \
             UNION SELECT base, side, year, region, kind FROM population_sums \
             WHERE base = {live} AND side = '{side}' AND region <> '{all}' AND kind <> '{all}'"
        );
        on_backend!(conn, |c| sql_query(query).execute(c))?;
    }
    Ok(())
}

/// The groups of one region and one type whose sums are not those of their roll-ups, by year.
pub fn stale(
    conn: &mut AnyConn,
    base: Base,
    side: Side,
    years: &[i32],
) -> QueryResult<BTreeMap<i32, BTreeSet<Group>>> {
    let found: Vec<(i32, String, String)> = changes::table
        .filter(changes::base.eq(base.id()).and(changes::side.eq(side.as_str())))
        .filter(changes::year.eq_any(years))
        .select((changes::year, changes::region, changes::kind))
        .distinct()
        .load(conn)?;
    let mut stale: BTreeMap<i32, BTreeSet<Group>> = BTreeMap::new();
    for (year, region, kind) in found {
        stale.entry(year).or_default().insert(Group::leaf(region, kind));
    }
    Ok(stale)
}

/// Where sums wait to be made anew, the longest first.
pub fn first_stale(conn: &mut AnyConn) -> QueryResult<Option<Place>> {
    let found: Option<(i32, String, i32)> = changes::table
        .order(changes::id)
        .select((changes::base, changes::side, changes::year))
        .first(conn)
        .optional()?;
    let Some((base, text, year)) = found else { return Ok(None) };
    let side = Side::parse(&text).ok_or_else(|| unreadable(&text))?;
    let base = if base == Base::Live.id() { Base::Live } else { Base::Snapshot(base) };
    Ok(Some(Place { base, side, year }))
}

/// The changes of a place that are to be settled now: their ids, and the groups that they are of. Others
/// who would settle them wait until the transaction ends.
pub fn changes(
    conn: &mut AnyConn,
    Place { base, side, year }: Place,
) -> QueryResult<(Vec<i64>, BTreeSet<Group>)> {
    let of_place = changes::base.eq(base.id()).and(changes::side.eq(side.as_str()));
    let of_place = of_place.and(changes::year.eq(year));
    // An update that changes nothing locks the rows on PostgreSQL; SQLite has one writer.
    diesel::update(changes::table.filter(of_place)).set(changes::year.eq(year)).execute(conn)?;
    let found: Vec<(i64, String, String)> = changes::table
        .filter(of_place)
        .select((changes::id, changes::region, changes::kind))
        .load(conn)?;
    let ids = found.iter().map(|(id, ..)| *id).collect();
    let leaves = found.into_iter().map(|(_, region, kind)| Group::leaf(region, kind));
    Ok((ids, leaves.collect()))
}

/// Forgets changes whose sums are made.
pub fn settled(conn: &mut AnyConn, ids: &[i64]) -> QueryResult<()> {
    for chunk in ids.chunks(chunk_rows(1)) {
        diesel::delete(changes::table.filter(changes::id.eq_any(chunk))).execute(conn)?;
    }
    Ok(())
}

fn unreadable(what: &str) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(format!("sums of {what}").into())
}

fn json<T: serde::Serialize>(value: &T) -> QueryResult<String> {
    serde_json::to_string(value)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

fn from_json<'a, T: serde::Deserialize<'a>>(row: &'a Row) -> QueryResult<T> {
    serde_json::from_str(&row.sums).map_err(|_| unreadable(&row.period.to_string()))
}
