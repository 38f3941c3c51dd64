//! Reports as they were made.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::dto::NewReport;

use super::{
    AnyConn,
    backend::on_backend,
    codes::{decode, encode},
    schema::{reports, snapshots, users},
};

/// A report without its documents.
#[derive(Debug, Clone)]
pub struct StoredReport {
    pub id: i32,
    pub asked: NewReport,
    pub title: String,
    pub snapshot_id: Option<i32>,
    /// Name of the frozen base.
    pub base: Option<String>,
    pub digest: String,
    /// Full name.
    pub made_by: String,
    pub made_at: NaiveDateTime,
}

/// A report to store.
#[derive(Debug, Clone, Copy)]
pub struct NewStoredReport<'a> {
    pub asked: &'a NewReport,
    pub title: &'a str,
    pub snapshot_id: Option<i32>,
    pub digest: &'a str,
    pub pdf: &'a [u8],
    pub xlsx: &'a [u8],
    pub made_by: i32,
    pub made_at: NaiveDateTime,
}

/// Stores a report; gives its number.
pub fn insert(conn: &mut AnyConn, new: &NewStoredReport<'_>) -> QueryResult<i32> {
    let row = (
        reports::scope.eq(&new.asked.scope),
        reports::year.eq(new.asked.year),
        reports::kind.eq(encode(new.asked.kind)?),
        reports::perimeter.eq(encode(new.asked.perimeter)?),
        reports::attachment.eq(encode(new.asked.attachment)?),
        reports::title.eq(new.title),
        reports::snapshot_id.eq(new.snapshot_id),
        reports::digest.eq(new.digest),
        reports::pdf.eq(new.pdf),
        reports::xlsx.eq(new.xlsx),
        reports::made_by.eq(new.made_by),
        reports::made_at.eq(new.made_at),
    );
    on_backend!(conn, |c| diesel::insert_into(reports::table)
        .values(row)
        .returning(reports::id)
        .get_result(c))
}

/// How many reports somebody has made since a moment.
pub fn count_of_person(conn: &mut AnyConn, user_id: i32, since: NaiveDateTime) -> QueryResult<i64> {
    let theirs = reports::made_by.eq(user_id).and(reports::made_at.gt(since));
    reports::table.filter(theirs).count().get_result(conn)
}

#[derive(Queryable)]
struct Row {
    id: i32,
    scope: String,
    year: i32,
    codes: (String, String, String),
    title: String,
    snapshot_id: Option<i32>,
    base: Option<String>,
    digest: String,
    made_by: String,
    made_at: NaiveDateTime,
}

impl Row {
    fn report(self) -> QueryResult<StoredReport> {
        let (kind, perimeter, attachment) = self.codes;
        Ok(StoredReport {
            id: self.id,
            asked: NewReport {
                scope: self.scope,
                year: self.year,
                kind: decode(&kind)?,
                perimeter: decode(&perimeter)?,
                attachment: decode(&attachment)?,
            },
            title: self.title,
            snapshot_id: self.snapshot_id,
            base: self.base,
            digest: self.digest,
            made_by: self.made_by,
            made_at: self.made_at,
        })
    }
}

macro_rules! described {
    () => {
        reports::table.inner_join(users::table).left_join(snapshots::table).select((
            reports::id,
            reports::scope,
            reports::year,
            (reports::kind, reports::perimeter, reports::attachment),
            reports::title,
            reports::snapshot_id,
            snapshots::name.nullable(),
            reports::digest,
            users::full_name,
            reports::made_at,
        ))
    };
}

/// One report.
pub fn find(conn: &mut AnyConn, id: i32) -> QueryResult<Option<StoredReport>> {
    let row = described!().filter(reports::id.eq(id)).first::<Row>(conn).optional()?;
    row.map(Row::report).transpose()
}

/// The newest report with a digest.
pub fn with_digest(conn: &mut AnyConn, digest: &str) -> QueryResult<Option<StoredReport>> {
    let newest = described!().filter(reports::digest.eq(digest)).order(reports::id.desc());
    newest.first::<Row>(conn).optional()?.map(Row::report).transpose()
}

/// The reports of a scope, the newest first.
pub fn of_scope(conn: &mut AnyConn, scope: &str) -> QueryResult<Vec<StoredReport>> {
    let rows: Vec<Row> =
        described!().filter(reports::scope.eq(scope)).order(reports::id.desc()).load(conn)?;
    rows.into_iter().map(Row::report).collect()
}

pub fn pdf(conn: &mut AnyConn, id: i32) -> QueryResult<Vec<u8>> {
    reports::table.find(id).select(reports::pdf).first(conn)
}

pub fn xlsx(conn: &mut AnyConn, id: i32) -> QueryResult<Vec<u8>> {
    reports::table.find(id).select(reports::xlsx).first(conn)
}
