//! Reports: composed from the roll-ups of a base, kept with their documents, proved by composing them again.

mod about;
mod figures;

use chrono::{NaiveDateTime, TimeDelta};
use domain::{
    dto::{
        NewReport, Perimeter, ProblemCode, ReportEntry, ReportKind, ReportVerification,
        SnapshotKind,
    },
    report::{self, Kind, Report, ReportInput},
};

use crate::{
    auth::Caller,
    clock,
    db::{
        AnyConn,
        bases::Base,
        reports::{self as stored, NewStoredReport, StoredReport},
        snapshots::{self, StoredSnapshot},
    },
    error::ApiError,
    services::resistance_figures,
};
use about::About;
use figures::Read;

/// Most reports that somebody makes in a day: each is kept with its documents.
const MOST_A_DAY: i64 = 100;

/// A report that was composed, and what it rests on.
#[derive(Debug)]
pub struct Composed {
    pub asked: NewReport,
    pub report: Report,
    snapshot: Option<StoredSnapshot>,
}

/// The two documents of a report.
#[derive(Debug)]
pub struct Documents {
    pub pdf: Vec<u8>,
    pub xlsx: Vec<u8>,
}

/// Composes a report for whoever may read it.
pub fn compose(
    conn: &mut AnyConn,
    caller: &Caller,
    asked: NewReport,
    now: NaiveDateTime,
) -> Result<Composed, ApiError> {
    if asked.perimeter == Perimeter::All {
        let detail = "Un rapport porte sur le périmètre spares ou ehpad.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let since = now - TimeDelta::days(1);
    if stored::count_of_person(conn, caller.user_id, since)? >= MOST_A_DAY {
        let detail = format!(
            "Vous avez déjà fait {MOST_A_DAY}\u{a0}rapports en un jour\u{a0}: retrouvez-les dans la liste, ou continuez demain."
        );
        return Err(ApiError::rule(ProblemCode::TooManyAttempts, detail));
    }
    let snapshot = match asked.kind {
        ReportKind::Provisional => None,
        ReportKind::Definitive | ReportKind::DefinitiveShort => {
            Some(last_definitive(conn, asked.year)?)
        }
    };
    let about = About::of(conn, base_of(snapshot.as_ref()), &asked)?;
    about.require(conn, caller)?;
    let report = made_of(conn, &about, &asked, (snapshot.as_ref(), now))?;
    Ok(Composed { asked, report, snapshot })
}

fn last_definitive(conn: &mut AnyConn, year: i32) -> Result<StoredSnapshot, ApiError> {
    let all = snapshots::of_year(conn, year)?;
    all.into_iter().find(|one| one.kind == SnapshotKind::Definitive).ok_or_else(|| {
        let detail = format!(
            "La base de {year} n’est pas encore figée\u{a0}: le rapport définitif viendra avec elle. Demandez un rapport \
             provisoire."
        );
        ApiError::rule(ProblemCode::Invalid, detail)
    })
}

fn base_of(snapshot: Option<&StoredSnapshot>) -> Base {
    snapshot.map_or(Base::Live, |snapshot| Base::Snapshot(snapshot.id))
}

/// The report itself; dates are those of the frozen base, or of the moment that the live one is read.
fn made_of(
    conn: &mut AnyConn,
    about: &About,
    asked: &NewReport,
    (snapshot, now): (Option<&StoredSnapshot>, NaiveDateTime),
) -> Result<Report, ApiError> {
    let base = match snapshot {
        None => report::Base::Live { as_of: clock::iso(now) },
        Some(snapshot) => report::Base::Frozen {
            id: snapshot.id,
            name: snapshot.name.clone(),
            sha256: snapshot.digest.clone(),
            frozen_on: snapshot.taken_at.date().to_string(),
        },
    };
    let made_on = snapshot.map_or(now, |snapshot| snapshot.taken_at).date().to_string();
    let of_base = base_of(snapshot);
    let read = Read { base: of_base, about, year: asked.year, perimeter: asked.perimeter };
    let is_ehpad = asked.perimeter == Perimeter::Ehpad;
    let (indicators, resistance) = if is_ehpad {
        (None, None)
    } else {
        let of = (of_base, &about.population);
        let indicators = resistance_figures::indicators_as_seen(conn, &about.seen, of, asked.year)?;
        (Some(indicators), Some(figures::resistance(conn, read)?))
    };
    let input = ReportInput {
        identity: about.identity.clone(),
        year: asked.year,
        kind: kind(asked.kind),
        perimeter: asked.perimeter,
        base,
        made_on,
        parameters: Vec::new(),
        participants: figures::participants(conn, read)?,
        indicators,
        consumption: figures::consumption(conn, read)?,
        resistance,
        quality: figures::quality(conn, read)?,
    };
    Ok(report::report(&input))
}

const fn kind(kind: ReportKind) -> Kind {
    match kind {
        ReportKind::Definitive => Kind::Definitive,
        ReportKind::DefinitiveShort => Kind::DefinitiveShort,
        ReportKind::Provisional => Kind::Provisional,
    }
}

/// Prints a report; takes a second or more, without the database.
pub fn print(report: &Report) -> Result<Documents, ApiError> {
    let unexpected = |error: ::report::DocumentError| ApiError::Unexpected(error.into());
    Ok(Documents {
        pdf: ::report::pdf(report).map_err(unexpected)?,
        xlsx: ::report::xlsx(report).map_err(unexpected)?,
    })
}

/// Keeps a report with its documents.
pub fn store(
    conn: &mut AnyConn,
    caller: &Caller,
    composed: &Composed,
    documents: &Documents,
    now: NaiveDateTime,
) -> Result<ReportEntry, ApiError> {
    let digest = digest(&composed.report)?;
    let new = NewStoredReport {
        asked: &composed.asked,
        title: &composed.report.identity.name,
        snapshot_id: composed.snapshot.as_ref().map(|snapshot| snapshot.id),
        digest: &digest,
        pdf: &documents.pdf,
        xlsx: &documents.xlsx,
        made_by: caller.user_id,
        made_at: now,
    };
    let id = stored::insert(conn, &new)?;
    let kept = stored::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    Ok(told(kept))
}

fn digest(report: &Report) -> Result<String, ApiError> {
    report.digest().map_err(|error| ApiError::Unexpected(error.into()))
}

fn told(report: StoredReport) -> ReportEntry {
    ReportEntry {
        id: report.id,
        title: report.title,
        scope: report.asked.scope,
        year: report.asked.year,
        kind: report.asked.kind,
        perimeter: report.asked.perimeter,
        attachment: report.asked.attachment,
        base: report.base,
        digest: report.digest,
        made_at: clock::iso(report.made_at),
        made_by: report.made_by,
    }
}

/// The reports of a scope, the newest first, for whoever may read them.
pub fn of_scope(
    conn: &mut AnyConn,
    caller: &Caller,
    scope: &str,
) -> Result<Vec<ReportEntry>, ApiError> {
    let mut kept = Vec::new();
    for report in stored::of_scope(conn, scope)? {
        let about = About::of(conn, base_id(&report), &report.asked)?;
        if about.require(conn, caller).is_ok() {
            kept.push(told(report));
        }
    }
    if kept.is_empty() {
        require_scope(conn, caller, scope)?;
    }
    Ok(kept)
}

fn base_id(report: &StoredReport) -> Base {
    report.snapshot_id.map_or(Base::Live, Base::Snapshot)
}

/// Refuses whoever may not ask for reports of a scope.
fn require_scope(conn: &mut AnyConn, caller: &Caller, scope: &str) -> Result<(), ApiError> {
    let asked = NewReport {
        scope: scope.to_owned(),
        year: 0,
        kind: ReportKind::Provisional,
        perimeter: Perimeter::Spares,
        attachment: domain::dto::Attachment::Establishment,
    };
    About::of(conn, Base::Live, &asked)?.require(conn, caller)
}

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    Pdf,
    Xlsx,
}

/// The name and the bytes of a document, for whoever may read the report.
pub fn document(
    conn: &mut AnyConn,
    caller: &Caller,
    id: i32,
    which: Document,
) -> Result<(String, Vec<u8>), ApiError> {
    let report = stored::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    About::of(conn, base_id(&report), &report.asked)?.require(conn, caller)?;
    let scope = report.asked.scope.replace(':', "_");
    let (bytes, extension) = match which {
        Document::Pdf => (stored::pdf(conn, id)?, "pdf"),
        Document::Xlsx => (stored::xlsx(conn, id)?, "xlsx"),
    };
    Ok((format!("rapport_{scope}_{}_{id}.{extension}", report.asked.year), bytes))
}

/// Composes the report of a digest again, and compares.
pub fn verify(conn: &mut AnyConn, digest_of: &str) -> Result<ReportVerification, ApiError> {
    let report = stored::with_digest(conn, digest_of)?.ok_or_else(ApiError::not_found)?;
    let snapshot = match report.snapshot_id {
        None => None,
        Some(id) => snapshots::find(conn, id)?,
    };
    let about = About::of(conn, base_id(&report), &report.asked)?;
    let of_base = (snapshot.as_ref(), report.made_at);
    let recomputed = digest(&made_of(conn, &about, &report.asked, of_base)?)?;
    Ok(ReportVerification {
        unchanged: recomputed == report.digest,
        recomputed,
        title: report.title,
        year: report.asked.year,
        kind: report.asked.kind,
        made_at: clock::iso(report.made_at),
        base: report.base,
    })
}
