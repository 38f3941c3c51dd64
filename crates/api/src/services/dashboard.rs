//! The dashboard of an establishment: everything from the roll-ups and the summaries.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    consumption::{Axis, Molecules, YearView},
    dto::{Anomaly, AnomalyState, Dashboard, DeliveryStep, ImportKind, Perimeter},
};

use super::{
    anomalies, journal, resistance_figures,
    year::{YearImports, YearSummary, from_json},
};
use crate::{
    db::{AnyConn, alerts, bases::Base, establishments, imports, journal::Filter, rollups},
    error::ApiError,
};

/// Molecules of the list of the most used.
const TOP: usize = 10;
/// Entries of the journal shown.
const JOURNAL_HEAD: usize = 8;

/// The dashboard of a year; the last one with data when none is asked for.
pub fn dashboard(
    conn: &mut AnyConn,
    finess: &str,
    year: Option<i32>,
    this_year: i32,
    perimeter: Perimeter,
) -> Result<Dashboard, ApiError> {
    let establishment = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let summaries: BTreeMap<i32, YearSummary> = rollups::summaries(conn, Base::Live, finess)?
        .into_iter()
        .map(|(year, text)| Ok((year, from_json(&text)?)))
        .collect::<Result<_, ApiError>>()?;
    // A structure alone is no data of the year.
    let delivered = |summary: &&YearSummary| {
        !summary.patient_days.is_empty() || !summary.consumption.is_empty()
    };
    let latest = summaries.iter().rev().find(|(_, summary)| delivered(summary));
    let year = year
        .or(latest.map(|(year, _)| *year))
        .or(summaries.keys().next_back().copied())
        .unwrap_or(this_year - 1);
    let summary = summaries.get(&year).cloned().unwrap_or_default();
    let mut wanted: BTreeSet<i32> = summaries.keys().copied().collect();
    wanted.extend([year, year - 1]);
    let wanted: Vec<i32> = wanted.into_iter().collect();
    let totals = rollups::totals(conn, Base::Live, finess, &wanted)?;
    let (resistance_cards, resistance_notes) =
        resistance_figures::cards(conn, (Base::Live, finess), year)?;
    let reason = missing_note(&summary, year);
    let view = YearView { totals: &totals, year, perimeter, reason };
    let mut top_molecules = view.molecules(Molecules::Antibiotics);
    top_molecules.truncate(TOP);
    Ok(Dashboard {
        finess: finess.to_owned(),
        name: establishment.name,
        year,
        perimeter,
        years: summaries.keys().rev().copied().collect(),
        steps: steps(&summary, &resistances(conn, finess, year)?, year),
        cards: view.cards(),
        resistance_cards,
        resistance_notes,
        sectors: view.sectors(),
        top_molecules,
        families: view.families(),
        quarters: view.points(Axis::Quarter, &wanted),
        evolution: view.points(Axis::Year, &wanted),
        waiting_alerts: u32::try_from(alerts::waiting(conn, finess)?).unwrap_or(u32::MAX),
        anomalies: to_do(conn, finess, year)?,
        journal: journal::list(conn, finess, &Filter::default(), None, JOURNAL_HEAD)?.items,
    })
}

/// The anomalies that are to do.
fn to_do(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Vec<Anomaly>, ApiError> {
    let mut items = anomalies::of_year(conn, finess, year)?.items;
    items.retain(|one| one.state == AnomalyState::ToDo);
    Ok(items)
}

/// Why a year has no figure, in French.
pub(super) fn missing_note(summary: &YearSummary, year: i32) -> Option<String> {
    let note = match summary.missing.as_deref() {
        Some("no_days") => "les JH ne sont pas encore importées pour les mêmes périodes",
        Some("period_mix") => {
            "les consommations et les JH n’ont pas la même périodicité et l’année est incomplète"
        }
        Some(_) => "les consommations ne sont pas encore importées",
        None if summary.consumption.is_empty() => "aucune donnée n’est importée",
        None => return None,
    };
    Some(format!("Pas de taux pour {year}\u{a0}: {note}."))
}

/// Periods of the resistances of a year.
fn resistances(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Vec<String>, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    Ok(YearImports::of(&in_force, year).resistance.into_iter().map(|one| one.period).collect())
}

fn steps(summary: &YearSummary, resistances: &[String], year: i32) -> Vec<DeliveryStep> {
    let periods = |periods: &[String]| match periods {
        [] => "à importer".to_owned(),
        [one] if !one.contains('Q') => "année entière".to_owned(),
        [_] => "1\u{a0}trimestre".to_owned(),
        many => format!("{}\u{a0}trimestres", many.len()),
    };
    let structure = match summary.structure_year {
        None => "à importer".to_owned(),
        Some(same) if same == year => format!("structure de {year}"),
        Some(earlier) => format!("structure de {earlier} reprise"),
    };
    let step = |kind, done, detail| DeliveryStep { kind, done, detail };
    vec![
        step(ImportKind::Structure, summary.structure_year.is_some(), structure),
        step(
            ImportKind::PatientDays,
            !summary.patient_days.is_empty(),
            periods(&summary.patient_days),
        ),
        step(
            ImportKind::Consumption,
            !summary.consumption.is_empty(),
            periods(&summary.consumption),
        ),
        step(ImportKind::Resistance, !resistances.is_empty(), periods(resistances)),
    ]
}
