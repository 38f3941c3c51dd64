//! The columns as the caller chose them.

use std::collections::BTreeMap;

use super::antibiotic_columns::AntibioticColumn;
use super::fields::{Layout, fields};
use super::mapping::FileProblem;
use super::names::is_antibiotic_code;
use super::text::{collapse, fold};
use crate::dto::{ColumnChoice, MappingChoice, ProblemCode};

/// What the key of a column of results begins with; its header, or `#` and its index, follows.
pub const ANTIBIOTIC: &str = "antibiotic:";

/// Columns by field, and the columns of results.
#[derive(Debug, Default)]
pub struct Chosen {
    pub columns: BTreeMap<&'static str, usize>,
    pub antibiotics: Vec<AntibioticColumn>,
}

/// Finds the columns that a caller named; `familiar` are the names that may be told again.
///
/// # Errors
/// `UnknownColumn`, `ColumnUsedTwice`, `Invalid` (no such field, no such code).
pub fn chosen(
    layout: Layout,
    names: &[String],
    familiar: &[String],
    choice: &MappingChoice,
) -> Result<Chosen, FileProblem> {
    let mut taken: BTreeMap<usize, &str> = BTreeMap::new();
    let mut chosen = Chosen::default();
    for (name, wanted) in choice {
        let antibiotic = name.strip_prefix(ANTIBIOTIC).filter(|_| layout == Layout::Resistance);
        let (label, column) = match antibiotic {
            Some(header) => ("un antibiotique", find_column(names, &column_of_key(header))),
            None => (field_of(layout, name)?.label, find_column(names, wanted)),
        };
        let column = column.ok_or_else(|| unknown_column(label, familiar))?;
        if let Some(other) = taken.insert(column, name) {
            return Err(used_twice(&familiar[column], other, name));
        }
        match antibiotic {
            Some(_) => chosen.antibiotics.push(AntibioticColumn {
                column,
                label: familiar[column].clone(),
                code: antibiotic_code(wanted)?,
            }),
            None => {
                chosen.columns.insert(field_of(layout, name)?.name, column);
            }
        }
    }
    chosen.antibiotics.sort_by_key(|antibiotic| antibiotic.column);
    Ok(chosen)
}

/// `#12` is the column of index 12 (0 = first); anything else is a header.
fn column_of_key(header: &str) -> ColumnChoice {
    match header.strip_prefix('#').and_then(|index| index.parse().ok()) {
        Some(index) => ColumnChoice::Index(index),
        None => ColumnChoice::Header(header.to_owned()),
    }
}

/// The column a caller means: by index, or by header whatever its blanks, case and accents.
pub fn find_column(names: &[String], wanted: &ColumnChoice) -> Option<usize> {
    match wanted {
        ColumnChoice::Index(index) => (*index < names.len()).then_some(*index),
        ColumnChoice::Header(header) => {
            let exact = collapse(header);
            let position = |same: &dyn Fn(&String) -> bool| names.iter().position(same);
            position(&|name| *name == exact)
                .or_else(|| position(&|name| fold(name) == fold(header)))
        }
    }
}

/// The code beside an antibiotic; an empty one leaves the label to the correspondences.
fn antibiotic_code(wanted: &ColumnChoice) -> Result<Option<String>, FileProblem> {
    match wanted {
        ColumnChoice::Header(code) if code.is_empty() => Ok(None),
        ColumnChoice::Header(code) if is_antibiotic_code(code) => Ok(Some(code.clone())),
        _ => Err(FileProblem::new(
            ProblemCode::Invalid,
            "Le code d’un antibiotique est celui de la liste nationale, trois capitales\u{a0}: AMX.",
        )),
    }
}

fn field_of(layout: Layout, name: &str) -> Result<&'static super::fields::Field, FileProblem> {
    fields(layout).iter().find(|field| field.name == name).ok_or_else(|| {
        let known: Vec<&str> = fields(layout).iter().map(|field| field.name).collect();
        FileProblem::new(
            ProblemCode::Invalid,
            format!(
                "Le champ «\u{a0}{name}\u{a0}» n’existe pas ici. Champs possibles\u{a0}: {}.",
                known.join(", ")
            ),
        )
    })
}

fn unknown_column(label: &str, familiar: &[String]) -> FileProblem {
    FileProblem::new(
        ProblemCode::UnknownColumn,
        format!(
            "La colonne choisie pour «\u{a0}{label}\u{a0}» n’est pas dans la feuille. Colonnes lues\u{a0}: {}.",
            familiar.join(", ")
        ),
    )
}

fn used_twice(column: &str, one: &str, other: &str) -> FileProblem {
    FileProblem::new(
        ProblemCode::ColumnUsedTwice,
        format!(
            "La colonne «\u{a0}{column}\u{a0}» est choisie pour deux champs ({one} et {other}). Choisissez une colonne par champ."
        ),
    )
}
