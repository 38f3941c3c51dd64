//! Whether a file may be stored now, and which imports it replaces.

use domain::{
    dto::{ImportKind, Level, ProblemCode},
    import::{Period, kind_label},
};

use super::ParsedFile;
use crate::{
    db::{AnyConn, establishments, imports, imports::StoredImport},
    error::ApiError,
    services::year::{YearImports, json},
};

/// The kinds of file that a rate is made of.
pub const RATE_KINDS: [ImportKind; 2] = [ImportKind::PatientDays, ImportKind::Consumption];

/// What storing a file would end.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The imports in force before.
    pub in_force: Vec<StoredImport>,
    /// Those that the file replaces.
    pub replaced: Vec<StoredImport>,
}

/// Checks a file against what is in force.
///
/// # Errors
/// `StructureAbsent`, `DuplicateImport`, `PeriodOverlap`, `DeliveredElsewhere`, `InvalidPeriod`.
pub fn plan(conn: &mut AnyConn, finess: &str, file: &ParsedFile) -> Result<Plan, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    if file.kind == ImportKind::Structure {
        if file.period.quarter.is_some() {
            let detail = "Une structure vaut pour une année entière\u{a0}: choisissez l’année.";
            return Err(ApiError::rule(ProblemCode::InvalidPeriod, detail));
        }
    } else {
        if YearImports::of(&in_force, file.period.year).structure.is_none() {
            let detail = format!(
                "Aucune structure n’est importée pour {} ni pour une année précédente. Importez \
                 d’abord le fichier de structure\u{a0}: il dit quelles UF comptent.",
                file.period.year
            );
            return Err(ApiError::rule(ProblemCode::StructureAbsent, detail));
        }
        delivered_once(conn, finess, file.period.year, file.kind)?;
    }
    let mapping = json(&file.mapping.described())?;
    let mut replaced = Vec::new();
    let same_year = |i: &&StoredImport| i.kind == file.kind && i.year == file.period.year;
    for import in in_force.iter().filter(same_year) {
        let period: Period = import
            .period
            .parse()
            .map_err(|_| ApiError::Unexpected("read the period of an import".into()))?;
        let same_file = import.sha256 == file.sha256
            && import.mapping == mapping
            && import.pseudonym_version == file.pseudonym_version;
        if same_file && period == file.period && import.sheet == file.sheet {
            let detail = format!(
                "Ce fichier est déjà importé pour {} (import n°\u{a0}{}), avec les mêmes colonnes. \
                 Il n’y a rien à refaire\u{a0}; pour le remplacer, choisissez un autre fichier.",
                import.period, import.id
            );
            return Err(ApiError::rule(ProblemCode::DuplicateImport, detail));
        }
        if file.period.covers(period) {
            replaced.push(import.clone());
        } else if period.covers(file.period) {
            let detail = format!(
                "L’année {} est déjà couverte par l’import n°\u{a0}{} ({}). Annulez-le d’abord si \
                 vous voulez livrer trimestre par trimestre.",
                import.year,
                import.id,
                kind_label(import.kind)
            );
            return Err(ApiError::rule(ProblemCode::PeriodOverlap, detail));
        }
    }
    Ok(Plan { in_force, replaced })
}

/// The days of a year are delivered by the sites or by their legal entity, never by both; so are its
/// isolates.
fn delivered_once(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    kind: ImportKind,
) -> Result<(), ApiError> {
    let (kinds, what) = match kind {
        ImportKind::Resistance => {
            (&[ImportKind::Resistance][..], "les mêmes isolats seraient comptés")
        }
        _ => (&RATE_KINDS[..], "les mêmes journées seraient comptées"),
    };
    let own = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
    let level = own.level;
    let others: Vec<String> = establishments::linked(conn, &[own])?
        .into_iter()
        .filter(|(_, other)| other.level != level && other.finess != finess)
        .map(|(_, other)| other.finess)
        .collect();
    match imports::delivering(conn, &others, year, kinds)? {
        None => Ok(()),
        Some(other) => {
            let who = match level {
                Level::Site => "l’entité juridique",
                Level::LegalEntity => "le site",
            };
            let detail = format!(
                "{who} {other} a déjà livré {year}\u{a0}: {what} deux \
                 fois. Livrez à un seul niveau, ou annulez d’abord ses imports."
            );
            Err(ApiError::rule(ProblemCode::DeliveredElsewhere, capital(&detail)))
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
