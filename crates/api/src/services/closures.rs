//! Closing the year of an establishment: what is missing, who closed it, why it was opened again.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    closing::{Delivered, MAX_REASON, closing_points, unmet},
    dto::{
        ClosedFigure, Closing, ClosingCode, ClosingPoint, Closure, ImportKind, IndicatorCard,
        IssueRow, Perimeter, ProblemCode, Reopening, Severity, UnitStatus, Waiver, YearState,
    },
    import::Period,
    resistance::whole_periods,
};

use super::{
    campaigns, correspondences, dashboard,
    imports::lock,
    journal::{self, Event},
    remarks::remark,
    year::{YearImports, from_json, json},
};
use crate::{
    auth::{Member, is_national},
    clock,
    db::{
        AnyConn, beds, charters,
        closures::{self, NewClosing, StoredClosure},
        imports,
        imports::StoredImport,
    },
    error::ApiError,
    legal::LegalTexts,
};

const CLOSED: &str =
    "Cette année est clôturée\u{a0}: rouvrez-la dans l’onglet Clôture avant de la changer.";

/// Refuses what would change a closed year.
pub fn require_open(conn: &mut AnyConn, finess: &str, year: i32) -> Result<(), ApiError> {
    if closures::closed_years(conn, finess)?.contains(&year) {
        return Err(ApiError::rule(ProblemCode::YearClosed, CLOSED));
    }
    Ok(())
}

/// Where a year stands.
pub fn find(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    texts: &LegalTexts,
) -> Result<Closing, ApiError> {
    let stored = closures::of_year(conn, finess, year)?;
    let people: BTreeSet<i32> = stored
        .iter()
        .flat_map(|one| [Some(one.closed_by), one.asked_by, one.reopened_by])
        .flatten()
        .collect();
    let names = closures::names(conn, &people)?;
    let name = |id: i32| names.get(&id).cloned().unwrap_or_default();
    Ok(Closing {
        year,
        state: state(stored.first()),
        deadline: campaigns::deadline(conn, finess, year)?.map(|day| day.to_string()),
        points: points(conn, finess, year, texts)?,
        figures: figures(conn, finess, year)?,
        closures: stored.into_iter().map(|one| told(one, &name)).collect::<Result<_, _>>()?,
    })
}

fn state(last: Option<&StoredClosure>) -> YearState {
    match last {
        Some(last) if last.reopened_at.is_none() && last.asked_at.is_some() => {
            YearState::ReopeningAsked
        }
        Some(last) if last.reopened_at.is_none() => YearState::Closed,
        _ => YearState::Open,
    }
}

fn told(stored: StoredClosure, name: &dyn Fn(i32) -> String) -> Result<Closure, ApiError> {
    let asked = stored.reopening_reason.zip(stored.asked_by).zip(stored.asked_at);
    Ok(Closure {
        id: stored.id,
        closed_by: name(stored.closed_by),
        closed_at: clock::iso(stored.closed_at),
        waivers: from_json(&stored.waivers)?,
        figures: from_json(&stored.figures)?,
        reopening: asked.map(|((reason, by), at)| Reopening {
            reason,
            asked_by: name(by),
            asked_at: clock::iso(at),
            agreed_by: stored.reopened_by.map(name),
            agreed_at: stored.reopened_at.map(clock::iso),
        }),
    })
}

fn points(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    texts: &LegalTexts,
) -> Result<Vec<ClosingPoint>, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    let of_year = YearImports::of(&in_force, year);
    let structure = correspondences::structure(conn, finess, year)?;
    let waiting = structure.units.iter().filter(|unit| unit.status == UnitStatus::ToAnswer).count();
    let beds = beds::of_year(conn, finess, year)?;
    let charter =
        !texts.charter_required || charters::is_signed(conn, finess, &texts.charter.version)?;
    let kinds = [
        (ImportKind::PatientDays, &of_year.patient_days),
        (ImportKind::Consumption, &of_year.consumption),
        (ImportKind::Resistance, &of_year.resistance),
    ];
    let delivered = Delivered {
        charter,
        structure_year: structure.structure_year,
        sectors_to_tell: u32::try_from(waiting).unwrap_or(u32::MAX),
        beds: (!beds.is_empty()).then(|| beds.values().sum()),
        whole: kinds
            .into_iter()
            .filter(|(_, all)| is_whole(all, year))
            .map(|(kind, _)| kind)
            .collect(),
    };
    Ok(closing_points(year, &delivered))
}

fn is_whole(delivered: &[StoredImport], year: i32) -> bool {
    let periods = delivered.iter().filter_map(|import| import.period.parse().ok());
    whole_periods(periods).contains(&Period::year(year))
}

/// The cards of the dashboard, as they are kept with a closing.
fn figures(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Vec<ClosedFigure>, ApiError> {
    let shown = dashboard::dashboard(conn, finess, Some(year), year, Perimeter::Spares)?;
    let kept = |card: IndicatorCard| ClosedFigure {
        id: card.id,
        label: card.label,
        value: card.figure.value,
        numerator: card.figure.value.map(|_| card.figure.numerator),
        denominator: card.figure.value.map(|_| card.figure.denominator),
        unit: card.figure.unit,
    };
    Ok(shown.cards.into_iter().chain(shown.resistance_cards).map(kept).collect())
}

/// Closes a year whose points are met, or waived with a reason.
pub fn close(
    conn: &mut AnyConn,
    who: &Member,
    (year, waivers): (i32, Vec<Waiver>),
    texts: &LegalTexts,
    now: NaiveDateTime,
) -> Result<Closing, ApiError> {
    let waivers = waivers
        .into_iter()
        .map(|waiver| Ok(Waiver { reason: reason(&waiver.reason)?, ..waiver }))
        .collect::<Result<Vec<_>, ApiError>>()?;
    lock(conn, &who.finess)?;
    require_open(conn, &who.finess, year)?;
    let points = points(conn, &who.finess, year, texts)?;
    let missing = unmet(&points, &waivers);
    if !missing.is_empty() {
        return Err(incomplete(&missing));
    }
    let needed: BTreeSet<ClosingCode> =
        points.iter().filter(|point| !point.met).map(|point| point.code).collect();
    let waivers: Vec<Waiver> =
        waivers.into_iter().filter(|waiver| needed.contains(&waiver.point)).collect();
    let figures = figures(conn, &who.finess, year)?;
    let (waivers, figures) = (json(&waivers)?, json(&figures)?);
    let new = NewClosing {
        finess: &who.finess,
        year,
        waivers: &waivers,
        figures: &figures,
        closed_by: who.caller.user_id,
        closed_at: now,
    };
    closures::insert(conn, &new)?;
    let by = (who.caller.user_id, who.finess.as_str());
    journal::record(conn, by, now, None, &Event::YearClosed { year })?;
    find(conn, &who.finess, year, texts)
}

/// A reason without blanks around it; nobody's name, date or number may stand in it.
fn reason(text: &str) -> Result<String, ApiError> {
    remark("Une raison", text, MAX_REASON)
}

fn incomplete(missing: &[&ClosingPoint]) -> ApiError {
    let issue = |point: &&ClosingPoint| IssueRow {
        row: None,
        column: None,
        code: "CLOSING".to_owned(),
        reason: json(&point.code).unwrap_or_default().trim_matches('"').to_owned(),
        severity: Severity::Blocking,
        message: format!("{}\u{a0}: {}.", point.label, point.detail),
        remedy: String::new(),
    };
    let detail = "L’année n’est pas complète. Rien n’a été clôturé.";
    ApiError::Rule {
        code: ProblemCode::YearIncomplete,
        detail: detail.to_owned(),
        issues: missing.iter().map(issue).collect(),
    }
}

/// Opens a closed year again: at once before the deadline and for the national team, else once it agrees. Who asks
/// gives the reason; who agrees need not say more.
pub fn reopen(
    conn: &mut AnyConn,
    who: &Member,
    (year, said): (i32, &str),
    texts: &LegalTexts,
    now: NaiveDateTime,
) -> Result<Closing, ApiError> {
    let reason = reason(said)?;
    lock(conn, &who.finess)?;
    let last = closures::of_year(conn, &who.finess, year)?.into_iter().next();
    let Some(last) = last.filter(|last| last.reopened_at.is_none()) else {
        let detail = "Cette année n’est pas clôturée\u{a0}: il n’y a rien à rouvrir.";
        return Err(ApiError::rule(ProblemCode::YearOpen, detail));
    };
    let by = (who.caller.user_id, who.finess.as_str());
    if last.asked_at.is_none() {
        if reason.is_empty() {
            let detail = "Donnez la raison de la réouverture.";
            return Err(ApiError::rule(ProblemCode::Invalid, detail));
        }
        closures::ask(conn, last.id, (who.caller.user_id, now), &reason)?;
    }
    let deadline = campaigns::deadline(conn, &who.finess, year)?;
    let in_time = deadline.is_none_or(|deadline| now.date() <= deadline);
    let event = if in_time || is_national(conn, &who.caller)? {
        closures::reopen(conn, last.id, (who.caller.user_id, now))?;
        Event::YearReopened { year }
    } else {
        Event::ReopeningAsked { year }
    };
    journal::record(conn, by, now, None, &event)?;
    find(conn, &who.finess, year, texts)
}
