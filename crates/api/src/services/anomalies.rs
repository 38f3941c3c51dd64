//! The anomalies of a year: what was found, what it may move, what people said of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use domain::{
    anomalies::{
        Deliveries, Judgement, MAX_NOTE, MoleculeRates, Peers, YearFinding, absences, queue, slips,
        unlike_history, unlike_peers,
    },
    dto::{Anomaly, AnomalyDecision, AnomalyQueue, AnomalyState, ProblemCode},
    nomenclature::establishment_type,
};

use super::{
    closures::require_open,
    imports::lock,
    journal::{self, Event},
    remarks::remark,
    year::{self, YearSummary, from_json},
};
use crate::{
    auth::Member,
    clock,
    db::{
        AnyConn,
        bases::{self, Base, Group, Population},
        beds, closures, establishments,
        findings::{self, Files, StoredJudgement},
        resistance_rollups, rollups,
    },
    error::ApiError,
};

/// Years before that a history goes back to.
const HISTORY: i32 = 5;

/// Everything of a year, what is to do first.
pub fn of_year(conn: &mut AnyConn, finess: &str, year: i32) -> Result<AnomalyQueue, ApiError> {
    let mut found = absent(conn, finess, year)?;
    for files in Files::ALL {
        found.extend(year::found(conn, Base::Live, finess, (year, files))?.findings);
    }
    found.extend(beside_others(conn, finess, year)?);
    let items = queue(found, judged(conn, finess, year)?);
    let to_do = items.iter().filter(|one| one.state == AnomalyState::ToDo).count();
    Ok(AnomalyQueue { year, items, to_do: u32::try_from(to_do).unwrap_or(u32::MAX) })
}

fn absent(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Vec<YearFinding>, ApiError> {
    let own = Population::Establishment(finess.to_owned());
    let summary = summary(conn, finess, year)?.unwrap_or_default();
    let isolates = resistance_rollups::delivered_periods(conn, Base::Live, &own, &[year])?;
    let delivered = Deliveries {
        beds: !beds::of_year(conn, finess, year)?.is_empty(),
        patient_days: !summary.patient_days.is_empty(),
        consumption: !summary.consumption.is_empty(),
        resistance: !isolates.is_empty(),
    };
    Ok(absences(year, delivered))
}

fn summary(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Option<YearSummary>, ApiError> {
    let mut summaries = rollups::summaries(conn, Base::Live, finess)?;
    summaries.remove(&year).map(|text| from_json(&text)).transpose()
}

/// What the year shows beside the years before, and beside establishments of the same type.
fn beside_others(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
) -> Result<Vec<YearFinding>, ApiError> {
    let mut history: BTreeMap<i32, MoleculeRates> = BTreeMap::new();
    for (of, text) in rollups::summaries(conn, Base::Live, finess)? {
        history.insert(of, from_json::<YearSummary>(&text)?.molecules);
    }
    let Some(now) = history.remove(&year).filter(|now| now.days > 0.0) else {
        return Ok(Vec::new());
    };
    history.retain(|before, _| (year - HISTORY..year).contains(before));
    let before = history.get(&(year - 1));
    let mut found = before.map(|before| slips(year, &now, before)).unwrap_or_default();
    let slipped: BTreeSet<String> = found.iter().map(|one| one.subject.clone()).collect();
    let mut others = unlike_history(&now, &history);
    others.extend(unlike_peers(&now, &peers(conn, finess, year)?));
    others.retain(|one| !slipped.contains(&one.subject));
    found.extend(others);
    Ok(found)
}

fn peers(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Peers, ApiError> {
    let own = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let of_kind = Population::Many(Group { region: None, kind: Some(own.kind.clone()) });
    let of_type = bases::members(conn, Base::Live, &of_kind)?.unwrap_or_default();
    let mut summaries = rollups::summaries_of(conn, Base::Live, &of_type, year)?;
    summaries.remove(finess);
    let rates = summaries
        .values()
        .map(|text| Ok(from_json::<YearSummary>(text)?.molecules))
        .collect::<Result<_, ApiError>>()?;
    let label = establishment_type(&own.kind).map_or(own.kind.as_str(), |kind| kind.label);
    Ok(Peers { label: label.to_owned(), rates })
}

fn judged(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
) -> Result<BTreeMap<findings::Key, Judgement>, ApiError> {
    let stored = findings::judgements(conn, finess, year)?;
    let people: BTreeSet<i32> =
        stored.values().flat_map(|one| [Some(one.said_by), one.owner]).flatten().collect();
    let names = closures::names(conn, &people)?;
    let name = |id: i32| names.get(&id).cloned().unwrap_or_default();
    let told = |(key, one): (findings::Key, StoredJudgement)| {
        let judgement = Judgement {
            message: one.message,
            justified: one.justified,
            note: one.note,
            owner: one.owner.map(name),
            by: name(one.said_by),
            at: clock::iso(one.said_at),
        };
        (key, judgement)
    };
    Ok(stored.into_iter().map(told).collect())
}

/// Keeps what somebody says of an anomaly that is there; a justification says why.
pub fn decide(
    conn: &mut AnyConn,
    who: &Member,
    said: AnomalyDecision,
    now: NaiveDateTime,
) -> Result<AnomalyQueue, ApiError> {
    let year = said.year;
    let note = remark("Une remarque", &said.note, MAX_NOTE)?;
    if said.justified && note.is_empty() {
        let detail = "Dites pourquoi la donnée est juste.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    lock(conn, &who.finess)?;
    require_open(conn, &who.finess, year)?;
    let is_it = |one: &Anomaly| {
        (one.kind, &one.reason, &one.subject) == (said.kind, &said.reason, &said.subject)
    };
    let there = of_year(conn, &who.finess, year)?.items.into_iter().find(is_it);
    let anomaly = there.ok_or_else(ApiError::not_found)?;
    let judgement = StoredJudgement {
        message: anomaly.message,
        justified: said.justified,
        note,
        owner: said.mine.then_some(who.caller.user_id),
        said_by: who.caller.user_id,
        said_at: now,
    };
    let key = (said.kind, said.reason, said.subject);
    findings::judge(conn, &who.finess, (year, &key), &judgement)?;
    let event = Event::AnomalyDecided { year, code: anomaly.code, justified: said.justified };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)?;
    of_year(conn, &who.finess, year)
}
