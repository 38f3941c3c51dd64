//! A file of any kind, read: what the service stores or shows.

use super::consumption::{ConsumptionLine, read_consumption};
use super::mapping::{FileProblem, Mapping};
use super::patient_days::{DaysLine, read_patient_days};
use super::period::Period;
use super::rules::Issue;
use super::structure::{FileLines, Unit, read_structure};
use super::table::Table;
use crate::dto::{ImportKind, ProblemCode};

/// The lines of a file by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Lines {
    Structure(Vec<Unit>),
    PatientDays(Vec<DaysLine>),
    Consumption(Vec<ConsumptionLine>),
}

/// A file read: lines, and the rows refused for good.
#[derive(Debug, Clone, PartialEq)]
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
    kind: ImportKind,
    table: &Table,
    mapping: &Mapping,
    period: Period,
) -> Result<Delivery, FileProblem> {
    match kind {
        ImportKind::Structure => delivery(read_structure(table, mapping), Lines::Structure),
        ImportKind::PatientDays => {
            delivery(read_patient_days(table, mapping, period), Lines::PatientDays)
        }
        ImportKind::Consumption => {
            delivery(read_consumption(table, mapping, period), Lines::Consumption)
        }
    }
}

fn delivery<T>(
    file: FileLines<T>,
    wrap: impl FnOnce(Vec<T>) -> Lines,
) -> Result<Delivery, FileProblem> {
    if file.read == 0 {
        return Err(FileProblem::new(
            ProblemCode::EmptyFile,
            "Aucune ligne sous l’en-tête. Vérifiez la feuille et la ligne d’en-tête choisies.",
        ));
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
