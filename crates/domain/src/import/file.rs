//! A file of any kind, read: what the service stores or shows.

use serde::{Deserialize, Serialize};

use super::consumption::{ConsumptionLine, read_consumption};
use super::isolates::{FileIsolates, read_isolates};
use super::mapping::{FileProblem, Mapping};
use super::patient_days::{DaysLine, read_patient_days};
use super::period::Period;
use super::rules::Issue;
use super::structure::{FileLines, Unit, read_structure};
use super::table::Table;
use crate::dto::{ImportKind, ProblemCode};
use crate::pseudonym::PseudonymSecret;

/// The lines of a file by kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lines {
    Structure(Vec<Unit>),
    PatientDays(Vec<DaysLine>),
    Consumption(Vec<ConsumptionLine>),
    Resistance(FileIsolates),
}

impl Lines {
    /// What kind of file has such lines.
    pub const fn kind(&self) -> ImportKind {
        match self {
            Self::Structure(_) => ImportKind::Structure,
            Self::PatientDays(_) => ImportKind::PatientDays,
            Self::Consumption(_) => ImportKind::Consumption,
            Self::Resistance(_) => ImportKind::Resistance,
        }
    }
}

/// What is read, and what it takes.
#[derive(Debug, Clone, Copy)]
pub enum Reading<'a> {
    Structure,
    PatientDays(Period),
    Consumption(Period),
    /// With the secret that makes pseudonyms of patient identifiers.
    Resistance(&'a PseudonymSecret),
}

/// A file read: lines, and the rows refused for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    pub lines: Lines,
    pub refused: Vec<Issue>,
    /// Rows without any value.
    pub blank: u32,
}

/// Reads the rows of a table.
///
/// # Errors
/// `EmptyFile` without a row below the header; `PeriodMismatch` when every row is of another
/// period; `NothingUsable` when every row is refused.
pub fn read_rows(
    reading: Reading<'_>,
    table: &Table,
    mapping: &Mapping,
) -> Result<Delivery, FileProblem> {
    match reading {
        Reading::Structure => delivery(read_structure(table, mapping), Lines::Structure),
        Reading::PatientDays(period) => {
            delivery(read_patient_days(table, mapping, period), Lines::PatientDays)
        }
        Reading::Consumption(period) => {
            delivery(read_consumption(table, mapping, period), Lines::Consumption)
        }
        Reading::Resistance(secret) => {
            let file = read_isolates(table, mapping, secret)?;
            if file.read == 0 {
                return Err(no_rows());
            }
            let blank = file.blank;
            Ok(Delivery { lines: Lines::Resistance(file), refused: Vec::new(), blank })
        }
    }
}

fn no_rows() -> FileProblem {
    FileProblem::new(
        ProblemCode::EmptyFile,
        "Aucune ligne sous l’en-tête. Vérifiez la feuille et la ligne d’en-tête choisies.",
    )
}

fn delivery<T>(
    file: FileLines<T>,
    wrap: impl FnOnce(Vec<T>) -> Lines,
) -> Result<Delivery, FileProblem> {
    if file.read == 0 {
        return Err(no_rows());
    }
    if file.lines.is_empty() {
        let foreign = file.refused.iter().all(|issue| issue.reason == "out_of_period");
        return Err(if foreign {
            FileProblem::new(
                ProblemCode::PeriodMismatch,
                "Toutes les lignes sont d’une autre période que celle choisie. Corrigez la période \
                 de l’import, ou choisissez le fichier de cette période.",
            )
        } else {
            FileProblem::new(
                ProblemCode::NothingUsable,
                "Aucune ligne n’est utilisable\u{a0}: vérifiez la ligne d’en-tête et les colonnes \
                 choisies.",
            )
        });
    }
    Ok(Delivery { lines: wrap(file.lines), refused: file.refused, blank: file.blank })
}
