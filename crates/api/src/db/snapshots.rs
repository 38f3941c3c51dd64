//! Frozen bases: roll-ups copied under a number, which the database refuses to change.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::{connection::SimpleConnection, dsl::max, prelude::*, sql_query};
use domain::dto::SnapshotKind;

use super::{
    AnyConn,
    backend::{chunk_rows, on_backend},
    bases::Base,
    codes::{decode, encode},
    schema::{
        consumption_totals as consumption, delivered_days, patient_day_totals as days,
        resistance_cells as cells, resistance_periods as periods,
        snapshot_establishments as members, snapshots, users, year_findings as findings,
        year_summaries as summaries,
    },
};

/// A frozen base as it is stored.
#[derive(Debug, Clone)]
pub struct StoredSnapshot {
    pub id: i32,
    pub year: i32,
    pub kind: SnapshotKind,
    pub name: String,
    pub first_year: i32,
    /// JSON, like the counts.
    pub versions: String,
    pub counts: String,
    pub digest: String,
    /// Number of the person; nobody when the operator took it.
    pub taken_by: Option<i32>,
    pub taken_at: NaiveDateTime,
}

/// An establishment of a frozen base, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable, serde::Serialize)]
#[diesel(table_name = members)]
pub struct SnapshotMember {
    pub snapshot_id: i32,
    pub finess: String,
    pub name: String,
    pub region: String,
    pub kind: String,
}

/// The tables that are copied, with their columns but the base.
const COPIED: [(&str, &str); 7] = [
    (
        "consumption_totals",
        "finess, year, period, scope, sector, subsector, atc, route, ddj, quantity",
    ),
    ("patient_day_totals", "finess, year, period, scope, sector, subsector, days"),
    ("resistance_cells", "finess, year, method, period, part, cells"),
    ("delivered_days", "finess, year, period, sector, days"),
    ("resistance_periods", "finess, year, period"),
    ("year_summaries", "finess, year, summary"),
    ("year_findings", "finess, year, side, findings"),
];

/// Lets the transaction read one state of the database throughout, as it does by itself on SQLite. Its first
/// statement.
pub fn read_one_state(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Sqlite(_) => Ok(()),
        AnyConn::Postgres(c) => c.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"),
    }
}

/// The number of the next frozen base.
pub fn next_id(conn: &mut AnyConn) -> QueryResult<i32> {
    let last: Option<i32> = snapshots::table.select(max(snapshots::id)).first(conn)?;
    Ok(last.unwrap_or(0) + 1)
}

/// Copies the live roll-ups of a year; only those of closed years where `closed_alone`.
pub fn copy(conn: &mut AnyConn, id: i32, year: i32, closed_alone: bool) -> QueryResult<()> {
    for (table, columns) in COPIED {
        let closed = if closed_alone {
            format!(
                " AND EXISTS (SELECT 1 FROM closures WHERE closures.finess = {table}.finess \
                 AND closures.year = {table}.year AND closures.reopened_at IS NULL)"
            )
        } else {
            String::new()
        };
        let live = Base::Live.id();
        let query = format!(
            "INSERT INTO {table} (base, {columns}) SELECT {id}, {columns} FROM {table} \
             WHERE base = {live} AND year = {year}{closed}"
        );
        on_backend!(conn, |c| sql_query(query).execute(c))?;
    }
    Ok(())
}

/// Tells the planner of PostgreSQL that the tables hold one more base. By what it knew before, no row is of that base, and
/// it would find those of an establishment by reading all of the base.
pub fn tell_planner(conn: &mut AnyConn) -> QueryResult<()> {
    match conn {
        AnyConn::Sqlite(_) => Ok(()),
        AnyConn::Postgres(c) => {
            COPIED.iter().try_for_each(|(table, _)| c.batch_execute(&format!("ANALYZE {table}")))
        }
    }
}

/// Establishments with consumption of a year in a base.
pub fn with_consumption(conn: &mut AnyConn, base: Base, year: i32) -> QueryResult<Vec<String>> {
    consumption::table
        .filter(consumption::base.eq(base.id()).and(consumption::year.eq(year)))
        .select(consumption::finess)
        .distinct()
        .load(conn)
}

/// Establishments with isolates of a year in a base.
pub fn with_resistance(conn: &mut AnyConn, base: Base, year: i32) -> QueryResult<Vec<String>> {
    periods::table
        .filter(periods::base.eq(base.id()).and(periods::year.eq(year)))
        .select(periods::finess)
        .distinct()
        .load(conn)
}

/// FINESS of the establishments of a base that was copied.
pub fn copied_members(conn: &mut AnyConn, id: i32) -> QueryResult<BTreeSet<String>> {
    let of_summaries: Vec<String> = summaries::table
        .filter(summaries::base.eq(id))
        .select(summaries::finess)
        .distinct()
        .load(conn)?;
    let of_periods: Vec<String> = periods::table
        .filter(periods::base.eq(id))
        .select(periods::finess)
        .distinct()
        .load(conn)?;
    Ok(of_summaries.into_iter().chain(of_periods).collect())
}

/// The establishments of a frozen base, by FINESS.
pub fn stored_members(conn: &mut AnyConn, id: i32) -> QueryResult<Vec<SnapshotMember>> {
    let mut found: Vec<SnapshotMember> =
        members::table.filter(members::snapshot_id.eq(id)).load(conn)?;
    found.sort_by(|a, b| a.finess.cmp(&b.finess));
    Ok(found)
}

/// Every row of an establishment in a base, as one line of text each, in the order of the text.
pub fn lines(conn: &mut AnyConn, id: i32, finess: &str) -> QueryResult<Vec<String>> {
    type Total = (i32, String, String, String, String, String, String, f64, f64);
    type Days = (i32, String, String, String, String, f64);
    macro_rules! rows {
        ($name:literal, $table:ident: $row:ty, $($column:ident),+) => {{
            let rows: Vec<$row> = $table::table
                .filter($table::finess.eq(finess).and($table::base.eq(id)))
                .select(($($table::$column),+))
                .load(conn)?;
            rows.iter().map(|row| line(&($name, row))).collect::<QueryResult<Vec<String>>>()?
        }};
    }
    let mut found = [
        rows!("consumption", consumption: Total, year, period, scope, sector, subsector, atc, route, ddj, quantity),
        rows!("days", days: Days, year, period, scope, sector, subsector, days),
        rows!("cells", cells: (i32, String, String, String, String), year, method, period, part, cells),
        rows!("delivered", delivered_days: (i32, String, String, f64), year, period, sector, days),
        rows!("periods", periods: (i32, String), year, period),
        rows!("summary", summaries: (i32, String), year, summary),
        rows!("findings", findings: (i32, String, String), year, side, findings),
    ]
    .concat();
    found.sort();
    Ok(found)
}

fn line<T: serde::Serialize>(row: &T) -> QueryResult<String> {
    serde_json::to_string(row)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

/// Stores a frozen base whose roll-ups were copied.
pub fn insert(
    conn: &mut AnyConn,
    new: &StoredSnapshot,
    establishments: &[SnapshotMember],
) -> QueryResult<()> {
    let row = (
        snapshots::id.eq(new.id),
        snapshots::year.eq(new.year),
        snapshots::kind.eq(encode(new.kind)?),
        snapshots::name.eq(&new.name),
        snapshots::first_year.eq(new.first_year),
        snapshots::versions.eq(&new.versions),
        snapshots::counts.eq(&new.counts),
        snapshots::digest.eq(&new.digest),
        snapshots::taken_by.eq(new.taken_by),
        snapshots::taken_at.eq(new.taken_at),
    );
    diesel::insert_into(snapshots::table).values(row).execute(conn)?;
    for chunk in establishments.chunks(chunk_rows(5)) {
        on_backend!(conn, |c| diesel::insert_into(members::table).values(chunk).execute(c))?;
    }
    Ok(())
}

type Row = (i32, i32, String, String, i32, String, String, String, Option<i32>, NaiveDateTime);

fn read(row: Row) -> QueryResult<StoredSnapshot> {
    let (id, year, kind, name, first_year, versions, counts, digest, taken_by, taken_at) = row;
    let kind = decode(&kind)?;
    Ok(StoredSnapshot {
        id,
        year,
        kind,
        name,
        first_year,
        versions,
        counts,
        digest,
        taken_by,
        taken_at,
    })
}

/// One frozen base.
pub fn find(conn: &mut AnyConn, id: i32) -> QueryResult<Option<StoredSnapshot>> {
    snapshots::table.find(id).first::<Row>(conn).optional()?.map(read).transpose()
}

/// The frozen bases of a campaign, the newest first.
pub fn of_year(conn: &mut AnyConn, year: i32) -> QueryResult<Vec<StoredSnapshot>> {
    let rows: Vec<Row> =
        snapshots::table.filter(snapshots::year.eq(year)).order(snapshots::id.desc()).load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Every frozen base, the newest first.
pub fn all(conn: &mut AnyConn) -> QueryResult<Vec<StoredSnapshot>> {
    let rows: Vec<Row> =
        snapshots::table.order((snapshots::year.desc(), snapshots::id.desc())).load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Full name of whoever took a frozen base.
pub fn taker(conn: &mut AnyConn, id: i32) -> QueryResult<Option<String>> {
    users::table.find(id).select(users::full_name).first(conn).optional()
}

/// An establishment of a frozen base.
pub fn member(conn: &mut AnyConn, id: i32, finess: &str) -> QueryResult<Option<SnapshotMember>> {
    members::table.find((id, finess)).first(conn).optional()
}
