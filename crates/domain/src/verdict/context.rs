//! What an establishment has beside the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compared::ComparedLine;
use crate::consumption::{PreviousYear, Stored, YearFacts};
use crate::dto::{ImportKind, ImportRef, ProblemCode, Versions};
use crate::import::{FileProblem, Period, Unit};
use crate::nomenclature::{ddd_table, table_version};
use crate::resistance::ResistanceFacts;

/// Everything that a verdict rests on but the file: of one kind of file and one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// Imports of the same kind and year.
    pub in_force: Vec<InForce>,
    pub facts: Facts,
    /// The year before, where it has a structure.
    pub previous: Option<PreviousYear>,
    /// Isolates in force in the period of the file, by organism; of resistances alone.
    pub isolates: Vec<ComparedLine>,
    /// The same kind of file and period a year earlier, where it was delivered as a whole.
    pub last_year: Option<LastYear>,
    pub versions: Versions,
}

impl Context {
    /// Of an establishment that has delivered nothing.
    pub fn empty(kind: ImportKind, year: i32) -> Self {
        let facts = match kind {
            ImportKind::Resistance => {
                Facts::Isolates(ResistanceFacts { year, ..ResistanceFacts::default() })
            }
            _ => Facts::Lines(YearFacts { year, ..YearFacts::default() }),
        };
        Self {
            in_force: Vec::new(),
            facts,
            previous: None,
            isolates: Vec::new(),
            last_year: None,
            versions: versions(year),
        }
    }

    /// With these units as the structure of the year.
    #[must_use]
    pub fn with_units(mut self, units: Vec<Unit>) -> Self {
        let units = units.into_iter().map(|line| Stored { import_id: 0, line });
        match &mut self.facts {
            Facts::Lines(facts) => facts.units = units.collect(),
            Facts::Isolates(facts) => facts.units = units.collect(),
        }
        self
    }
}

/// What a file says beside the year before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LastYear {
    pub lines: Vec<ComparedLine>,
    /// DDJ/1000 JH of the sectors of the perimeter `spares`, of patient-days and consumption alone.
    pub sectors: BTreeMap<String, f64>,
}

/// Versions of rules and tables for a year.
pub fn versions(year: i32) -> Versions {
    Versions {
        rules: table_version("rules").to_owned(),
        ddd: ddd_table(year).version.to_owned(),
        drugs: table_version("drugs_ucd").to_owned(),
        nomenclatures: table_version("equipment_disciplines").to_owned(),
    }
}

/// What the year has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facts {
    /// Of a structure, patient-days or consumption: the lines of the whole year.
    Lines(YearFacts),
    /// Of resistances: units and labels; isolates are judged one file at a time.
    Isolates(ResistanceFacts),
}

/// An import in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InForce {
    pub id: i32,
    pub period: Period,
    pub file_name: String,
    /// UTC, ISO 8601.
    pub created_at: String,
    /// What it says, see [`content_sha256`](crate::import::CheckedFile::content_sha256); empty for
    /// imports from before it was kept.
    pub content_sha256: String,
    /// Rows kept.
    pub kept: u32,
}

impl From<&InForce> for ImportRef {
    fn from(import: &InForce) -> Self {
        Self {
            id: import.id,
            period: import.period.to_string(),
            file_name: import.file_name.clone(),
            created_at: import.created_at.clone(),
        }
    }
}

/// The imports that a file takes the place of: those whose period lies inside its own.
///
/// # Errors
/// `DuplicateImport` for the same content and period; `PeriodOverlap` for a part of what is delivered
/// as a whole.
pub fn replaced<'a>(
    in_force: &'a [InForce],
    period: Period,
    content_sha256: &str,
) -> Result<Vec<&'a InForce>, FileProblem> {
    let mut replaced = Vec::new();
    for import in in_force {
        if import.period == period && import.content_sha256 == content_sha256 {
            let detail = format!(
                "Ce fichier dit la même chose que l’import n°\u{a0}{} ({period}), déjà enregistré. Il \
                 n’y a rien à refaire\u{a0}; pour le remplacer, choisissez un autre fichier.",
                import.id
            );
            return Err(FileProblem::new(ProblemCode::DuplicateImport, detail));
        }
        if period.covers(import.period) {
            replaced.push(import);
        } else if import.period.covers(period) {
            let detail = format!(
                "L’année {} est déjà couverte par l’import n°\u{a0}{}. Annulez-le d’abord si vous \
                 voulez livrer trimestre par trimestre.",
                period.year, import.id
            );
            return Err(FileProblem::new(ProblemCode::PeriodOverlap, detail));
        }
    }
    Ok(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn import(id: i32, period: &str) -> InForce {
        InForce {
            id,
            period: period.parse().unwrap(),
            file_name: String::new(),
            created_at: String::new(),
            content_sha256: format!("content {id}"),
            kept: 0,
        }
    }

    #[test]
    fn a_year_takes_the_place_of_its_quarters_and_never_the_other_way_round() {
        let quarters = [import(1, "2024-Q1"), import(2, "2024-Q2")];
        let ids = |replaced: Vec<&InForce>| replaced.iter().map(|one| one.id).collect::<Vec<_>>();
        let replaces = |delivered: &[InForce], period: &str, content: &str| {
            replaced(delivered, period.parse().unwrap(), content).map(ids).map_err(|e| e.code)
        };
        assert_eq!(replaces(&quarters, "2024", "new"), Ok(vec![1, 2]));
        assert_eq!(replaces(&quarters, "2024-Q2", "new"), Ok(vec![2]));
        assert_eq!(replaces(&quarters, "2024-Q3", "new"), Ok(vec![]));
        let year = [import(3, "2024")];
        assert_eq!(replaces(&year, "2024-Q3", "new"), Err(ProblemCode::PeriodOverlap));
        assert_eq!(replaces(&year, "2024", "content 3"), Err(ProblemCode::DuplicateImport));
    }
}
