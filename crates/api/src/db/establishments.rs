//! The establishments: the national registry, and the EHPAD added by hand.

use std::collections::BTreeSet;

use diesel::{prelude::*, upsert::excluded};
use domain::dto::{Level, LinkedEstablishment};

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    codes::{decode, encode},
    schema::establishments,
};

/// Where an establishment comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Registry,
    Manual,
}

/// An establishment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub finess: String,
    pub level: Level,
    pub finess_legal: String,
    pub name: String,
    pub city: String,
    pub region: String,
    /// INSEE code; nothing in a collectivity that is none.
    pub department: Option<String>,
    pub kind: String,
    pub beds: Option<i32>,
    pub days: Option<i32>,
    /// Folded words of name, town and number, see `services::search`.
    pub search_key: String,
}

impl Entry {
    /// Name and town.
    pub fn title(&self) -> String {
        format!("{} ({})", self.name, self.city)
    }
}

/// What a search needs to rank an establishment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Candidate {
    pub finess: String,
    pub name: String,
    pub beds: Option<i32>,
    pub search_key: String,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = establishments, treat_none_as_default_value = false)]
struct Row {
    finess: String,
    level: String,
    finess_legal: String,
    name: String,
    city: String,
    region: String,
    kind: String,
    beds: Option<i32>,
    days: Option<i32>,
    source: String,
    search_key: String,
    department: Option<String>,
}

impl Row {
    fn new(entry: &Entry, source: Source) -> QueryResult<Self> {
        let entry = entry.clone();
        Ok(Self {
            level: encode(entry.level)?,
            source: encode(source)?,
            finess: entry.finess,
            finess_legal: entry.finess_legal,
            name: entry.name,
            city: entry.city,
            region: entry.region,
            kind: entry.kind,
            beds: entry.beds,
            days: entry.days,
            search_key: entry.search_key,
            department: entry.department,
        })
    }

    fn entry(self) -> QueryResult<Entry> {
        Ok(Entry {
            level: decode(&self.level)?,
            finess: self.finess,
            finess_legal: self.finess_legal,
            name: self.name,
            city: self.city,
            region: self.region,
            department: self.department,
            kind: self.kind,
            beds: self.beds,
            days: self.days,
            search_key: self.search_key,
        })
    }
}

/// One establishment.
pub fn find(conn: &mut AnyConn, finess: &str) -> QueryResult<Option<Entry>> {
    let row = establishments::table.find(finess).first::<Row>(conn).optional()?;
    row.map(Row::entry).transpose()
}

/// Several establishments, in no given order.
pub fn find_all(conn: &mut AnyConn, finess: &[&str]) -> QueryResult<Vec<Entry>> {
    let rows: Vec<Row> =
        establishments::table.filter(establishments::finess.eq_any(finess)).load(conn)?;
    rows.into_iter().map(Row::entry).collect()
}

/// The other level of each of `entries`, with the number of the establishment it is linked to.
pub fn linked(
    conn: &mut AnyConn,
    entries: &[Entry],
) -> QueryResult<Vec<(String, LinkedEstablishment)>> {
    let legal: Vec<&str> = entries.iter().map(|e| e.finess_legal.as_str()).collect();
    let rows: Vec<(String, String, String, String)> = establishments::table
        .filter(establishments::finess_legal.eq_any(&legal))
        .select((
            establishments::finess,
            establishments::level,
            establishments::finess_legal,
            establishments::name,
        ))
        .load(conn)?;
    let mut links = Vec::new();
    for entry in entries {
        for (finess, level, finess_legal, name) in &rows {
            let level: Level = decode(level)?;
            if *finess_legal == entry.finess_legal && level != entry.level {
                let other =
                    LinkedEstablishment { finess: finess.clone(), level, name: name.clone() };
                links.push((entry.finess.clone(), other));
            }
        }
    }
    Ok(links)
}

/// The establishments whose key holds every word, of a region and a type when given.
pub fn candidates(
    conn: &mut AnyConn,
    words: &[String],
    region: Option<&str>,
    kind: Option<&str>,
) -> QueryResult<Vec<Candidate>> {
    let mut query = establishments::table
        .select((
            establishments::finess,
            establishments::name,
            establishments::beds,
            establishments::search_key,
        ))
        .into_boxed();
    for word in words {
        query = query.filter(establishments::search_key.like(format!("%{word}%")));
    }
    if let Some(region) = region {
        query = query.filter(establishments::region.eq(region));
    }
    if let Some(kind) = kind {
        query = query.filter(establishments::kind.eq(kind));
    }
    query.load(conn)
}

/// Adds an establishment by hand; false when its number is known already.
pub fn insert_manual(conn: &mut AnyConn, entry: &Entry) -> QueryResult<bool> {
    let row = Row::new(entry, Source::Manual)?;
    let inserted = on_backend!(conn, |c| diesel::insert_into(establishments::table)
        .values(&row)
        .on_conflict(establishments::finess)
        .do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

/// Stores the registry over what is there. What left the registry stays: it may have data.
pub fn upsert_registry(conn: &mut AnyConn, entries: &[Entry]) -> QueryResult<()> {
    let rows: Vec<Row> = entries
        .iter()
        .map(|entry| Row::new(entry, Source::Registry))
        .collect::<QueryResult<_>>()?;
    for chunk in rows.chunks(chunk_rows(12)) {
        on_backend!(conn, |c| diesel::insert_into(establishments::table)
            .values(chunk)
            .on_conflict(establishments::finess)
            .do_update()
            .set((
                establishments::level.eq(excluded(establishments::level)),
                establishments::finess_legal.eq(excluded(establishments::finess_legal)),
                establishments::name.eq(excluded(establishments::name)),
                establishments::city.eq(excluded(establishments::city)),
                establishments::region.eq(excluded(establishments::region)),
                establishments::kind.eq(excluded(establishments::kind)),
                establishments::beds.eq(excluded(establishments::beds)),
                establishments::days.eq(excluded(establishments::days)),
                establishments::source.eq(excluded(establishments::source)),
                establishments::search_key.eq(excluded(establishments::search_key)),
                establishments::department.eq(excluded(establishments::department)),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// Makes other writers of this establishment wait until the transaction ends; false when it is
/// unknown.
pub fn lock(conn: &mut AnyConn, finess: &str) -> QueryResult<bool> {
    // An update that changes nothing: a row lock on PostgreSQL, and SQLite has one writer anyway.
    let locked = diesel::update(establishments::table.find(finess))
        .set(establishments::name.eq(establishments::name))
        .execute(conn)?;
    Ok(locked == 1)
}

/// Locks several establishments, always in the same order: two writers never wait for each other.
pub fn lock_all(conn: &mut AnyConn, numbers: impl IntoIterator<Item = String>) -> QueryResult<()> {
    for finess in numbers.into_iter().collect::<BTreeSet<_>>() {
        lock(conn, &finess)?;
    }
    Ok(())
}
