//! The year of an establishment: its facts, its evaluation, its roll-ups.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    anomalies::{MoleculeRates, YearFound, of_consumption},
    consumption::{
        Basis, Declared, Evaluation, Stored, YearFacts, add_refused, delivered_days, evaluate,
        outcomes, reasons_of,
    },
    dto::{ImportKind, Versions},
    import::{Period, Unit},
    verdict::versions,
};
use serde::{Deserialize, Serialize};

use crate::{
    db::{
        AnyConn,
        bases::Base,
        beds, closures, correspondences, establishments, facts,
        findings::{self, Files},
        imports,
        imports::StoredImport,
        resistance_rollups, rollups,
    },
    error::ApiError,
    services::resistances,
};

/// What is known of a year without reading its facts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct YearSummary {
    /// Year of the structure in force.
    pub structure_year: Option<i32>,
    /// Periods delivered, by kind.
    pub patient_days: Vec<String>,
    pub consumption: Vec<String>,
    /// Why there is no figure: `no_consumption`, `no_days` or `period_mix`.
    pub missing: Option<String>,
    /// DDJ of each molecule: what slips and outliers are looked for in.
    #[serde(default)]
    pub molecules: MoleculeRates,
    pub versions: Versions,
}

/// The imports that make a year: its own, and the structure in force.
#[derive(Debug, Clone)]
pub struct YearImports {
    pub structure: Option<StoredImport>,
    pub patient_days: Vec<StoredImport>,
    pub consumption: Vec<StoredImport>,
    pub resistance: Vec<StoredImport>,
}

impl YearImports {
    /// Chooses among the imports in force of an establishment.
    pub fn of(in_force: &[StoredImport], year: i32) -> Self {
        let of_kind = |kind| {
            let wanted = |i: &&StoredImport| i.kind == kind && i.year == year;
            in_force.iter().filter(wanted).cloned().collect()
        };
        let structures = in_force.iter().filter(|i| i.kind == ImportKind::Structure);
        Self {
            structure: structures.filter(|i| i.year <= year).max_by_key(|i| i.year).cloned(),
            patient_days: of_kind(ImportKind::PatientDays),
            consumption: of_kind(ImportKind::Consumption),
            resistance: of_kind(ImportKind::Resistance),
        }
    }

    fn ids(imports: &[StoredImport]) -> Vec<i32> {
        imports.iter().map(|import| import.id).collect()
    }
}

/// Reads the facts of a year, sorted.
pub fn load(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    of_year: &YearImports,
) -> Result<YearFacts, ApiError> {
    let establishment = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let drugs = correspondences::drugs(conn, finess)?;
    let mut facts = YearFacts {
        year,
        units: units(conn, of_year)?,
        answers: correspondences::answers(conn, finess)?,
        own_drugs: drugs.into_iter().map(|drug| (drug.code.clone(), drug)).collect(),
        days: facts::days(conn, &YearImports::ids(&of_year.patient_days))?,
        lines: facts::lines(conn, &YearImports::ids(&of_year.consumption))?,
        declared: Declared {
            beds: beds::of_year(conn, finess, year)?,
            registry_beds: establishment.beds.map(f64::from),
            patient_days: establishment.days.map(f64::from),
        },
    };
    facts.sort();
    Ok(facts)
}

/// The units of the structure in force, by code.
pub fn units(conn: &mut AnyConn, of_year: &YearImports) -> Result<Vec<Stored<Unit>>, ApiError> {
    let structure: Vec<i32> = of_year.structure.iter().map(|import| import.id).collect();
    let mut units = facts::units(conn, &structure)?;
    units.sort_by(|a, b| a.line.code.cmp(&b.line.code));
    Ok(units)
}

/// What a change bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    Consumption,
    Resistance,
    Both,
}

impl Touched {
    /// What a file of a kind bears on.
    pub const fn by(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Structure => Self::Both,
            ImportKind::PatientDays | ImportKind::Consumption => Self::Consumption,
            ImportKind::Resistance => Self::Resistance,
        }
    }
}

/// Evaluates a year anew and replaces its roll-ups, its summary and the counts of its imports, as
/// far as a change bears on them.
///
/// Part of the transaction that changed the facts.
pub fn refresh(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    touched: Touched,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    let of_year = YearImports::of(&in_force, year);
    if touched != Touched::Resistance {
        refresh_consumption(conn, finess, year, &of_year)?;
    }
    if touched != Touched::Consumption {
        resistances::refresh(conn, finess, year, &of_year, now)?;
    }
    Ok(())
}

fn refresh_consumption(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    of_year: &YearImports,
) -> Result<(), ApiError> {
    let facts = load(conn, finess, year, of_year)?;
    let evaluation = evaluate(&facts);
    let structure = of_year.structure.iter().filter(|import| import.year == year);
    let mut files = Vec::new();
    for import in structure.chain(&of_year.patient_days).chain(&of_year.consumption) {
        let refused = facts::refused(conn, &[import.id])?;
        let blank = u32::try_from(import.blank_rows).unwrap_or(0);
        let reasons = reasons_of(&evaluation, import.kind, import.id);
        let refused = refused.iter().map(|row| row.reason.as_str());
        let (counts, reasons) = add_refused(reasons, refused, blank);
        files.push((import.kind, counts));
        imports::set_reasons(conn, import.id, &json(&reasons)?)?;
    }
    let summary = summary(&evaluation, of_year);
    rollups::replace(conn, finess, year, &evaluation.totals, &json(&summary)?)?;
    resistance_rollups::replace_days(conn, finess, year, &delivered_days(&evaluation))?;
    let (_, left_out) = outcomes(&evaluation);
    let found = YearFound { findings: of_consumption(&evaluation), left_out, files };
    findings::replace(conn, finess, (year, Files::Consumption), &json(&found)?)?;
    Ok(())
}

/// Refreshes every open year that has facts: a drug, an answer or a label counts in all of them. A closed year
/// stays as it was closed.
pub fn refresh_all(
    conn: &mut AnyConn,
    finess: &str,
    touched: Touched,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    let closed = closures::closed_years(conn, finess)?;
    let years = years_with_facts(conn, finess)?;
    years.difference(&closed).try_for_each(|year| refresh(conn, finess, *year, touched, now))
}

/// Refreshes every year, closed ones too: for a server that keeps its roll-ups in another way.
pub fn roll_up(conn: &mut AnyConn, finess: &str, now: NaiveDateTime) -> Result<(), ApiError> {
    let years = years_with_facts(conn, finess)?;
    years.iter().try_for_each(|year| refresh(conn, finess, *year, Touched::Both, now))
}

fn years_with_facts(conn: &mut AnyConn, finess: &str) -> Result<BTreeSet<i32>, ApiError> {
    Ok(imports::in_force(conn, finess)?.iter().map(|import| import.year).collect())
}

/// Refreshes the year of a change; a structure also counts in later years that lean on it.
pub fn refresh_from(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    kind: ImportKind,
    now: NaiveDateTime,
) -> Result<(), ApiError> {
    refresh(conn, finess, year, Touched::by(kind), now)?;
    if kind != ImportKind::Structure {
        return Ok(());
    }
    let in_force = imports::in_force(conn, finess)?;
    let next_structure = in_force
        .iter()
        .filter(|i| i.kind == ImportKind::Structure && i.year > year)
        .map(|i| i.year)
        .min();
    let leaning: BTreeSet<i32> = in_force
        .iter()
        .map(|import| import.year)
        .filter(|later| *later > year && next_structure.is_none_or(|next| *later < next))
        .collect();
    let closed = closures::closed_years(conn, finess)?;
    leaning
        .difference(&closed)
        .try_for_each(|later| refresh(conn, finess, *later, Touched::Both, now))
}

fn summary(evaluation: &Evaluation<'_>, of_year: &YearImports) -> YearSummary {
    let missing = match evaluation.basis {
        Basis::Periods(_) => None,
        Basis::NoConsumption => Some("no_consumption"),
        Basis::NoDays => Some("no_days"),
        Basis::PeriodMix => Some("period_mix"),
    };
    let periods = |periods: BTreeSet<Period>| periods.iter().map(ToString::to_string).collect();
    YearSummary {
        structure_year: of_year.structure.as_ref().map(|import| import.year),
        patient_days: periods(evaluation.day_periods()),
        consumption: periods(evaluation.line_periods()),
        missing: missing.map(str::to_owned),
        molecules: MoleculeRates::of(&evaluation.totals, evaluation.facts.year),
        versions: versions(evaluation.facts.year),
    }
}

/// What the evaluation of some files of a year told; nothing of a year without them.
pub fn found(
    conn: &mut AnyConn,
    base: Base,
    finess: &str,
    of: (i32, Files),
) -> Result<YearFound, ApiError> {
    let text = findings::find(conn, base, finess, of)?;
    text.map_or_else(|| Ok(YearFound::default()), |text| from_json(&text))
}

/// JSON text of a value that the database keeps.
pub fn json<T: Serialize>(value: &T) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|error| ApiError::Unexpected(error.into()))
}

/// A value that the database kept as JSON text.
pub fn from_json<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| ApiError::Unexpected(error.into()))
}
