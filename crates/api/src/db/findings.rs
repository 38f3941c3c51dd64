//! What is to look at in a year: what evaluations found, and what people said of it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::{prelude::*, upsert::excluded};
use domain::dto::ImportKind;

use super::{
    AnyConn,
    backend::on_backend,
    bases::Base,
    codes::{decode, encode},
    schema::{anomaly_judgements as judgements, year_findings as findings},
};

/// Files whose evaluation found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// Structure, patient-days and consumption.
    Consumption,
    Resistance,
}

impl Files {
    pub const ALL: [Self; 2] = [Self::Consumption, Self::Resistance];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Consumption => "consumption",
            Self::Resistance => "resistance",
        }
    }
}

/// Replaces what was found in the live base; `found` is JSON.
pub fn replace(
    conn: &mut AnyConn,
    finess: &str,
    (year, of): (i32, Files),
    found: &str,
) -> QueryResult<()> {
    let key = (finess, Base::Live.id(), year, of.as_str());
    diesel::delete(findings::table.find(key)).execute(conn)?;
    let row = (
        findings::finess.eq(key.0),
        findings::base.eq(key.1),
        findings::year.eq(key.2),
        findings::side.eq(key.3),
        findings::findings.eq(found),
    );
    diesel::insert_into(findings::table).values(row).execute(conn)?;
    Ok(())
}

/// What was found in some files of a year, as JSON.
pub fn find(
    conn: &mut AnyConn,
    base: Base,
    finess: &str,
    (year, of): (i32, Files),
) -> QueryResult<Option<String>> {
    let key = (finess, base.id(), year, of.as_str());
    findings::table.find(key).select(findings::findings).first(conn).optional()
}

/// What somebody said of an anomaly.
#[derive(Debug, Clone)]
pub struct StoredJudgement {
    pub message: String,
    pub justified: bool,
    pub note: String,
    /// Number of the person who takes care of it.
    pub owner: Option<i32>,
    pub said_by: i32,
    pub said_at: NaiveDateTime,
}

/// What an anomaly is known by: kind of file, case, subject.
pub type Key = (ImportKind, String, String);

type Row = (String, String, String, (String, bool, String), Option<i32>, (i32, NaiveDateTime));

/// Everything that people said of the anomalies of a year.
pub fn judgements(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
) -> QueryResult<BTreeMap<Key, StoredJudgement>> {
    let rows: Vec<Row> = judgements::table
        .filter(judgements::finess.eq(finess).and(judgements::year.eq(year)))
        .select((
            judgements::kind,
            judgements::reason,
            judgements::subject,
            (judgements::message, judgements::justified, judgements::note),
            judgements::owner,
            (judgements::said_by, judgements::said_at),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(kind, reason, subject, (message, justified, note), owner, (said_by, said_at))| {
            let said = StoredJudgement { message, justified, note, owner, said_by, said_at };
            Ok(((decode(&kind)?, reason, subject), said))
        })
        .collect()
}

/// Stores what somebody says of an anomaly, in the place of what was said before.
pub fn judge(
    conn: &mut AnyConn,
    finess: &str,
    (year, (kind, reason, subject)): (i32, &Key),
    said: &StoredJudgement,
) -> QueryResult<()> {
    let row = (
        judgements::finess.eq(finess),
        judgements::year.eq(year),
        judgements::kind.eq(encode(*kind)?),
        judgements::reason.eq(reason),
        judgements::subject.eq(subject),
        judgements::message.eq(&said.message),
        judgements::justified.eq(said.justified),
        judgements::note.eq(&said.note),
        judgements::owner.eq(said.owner),
        judgements::said_by.eq(said.said_by),
        judgements::said_at.eq(said.said_at),
    );
    let key = (
        judgements::finess,
        judgements::year,
        judgements::kind,
        judgements::reason,
        judgements::subject,
    );
    on_backend!(conn, |c| diesel::insert_into(judgements::table)
        .values(row)
        .on_conflict(key)
        .do_update()
        .set((
            judgements::message.eq(excluded(judgements::message)),
            judgements::justified.eq(excluded(judgements::justified)),
            judgements::note.eq(excluded(judgements::note)),
            judgements::owner.eq(excluded(judgements::owner)),
            judgements::said_by.eq(excluded(judgements::said_by)),
            judgements::said_at.eq(excluded(judgements::said_at)),
        ))
        .execute(c))?;
    Ok(())
}
