//! The columns as the caller chose them.

use std::collections::BTreeMap;

use super::antibiotic_columns::{AntibioticColumn, label_of, tell_apart};
use super::fields::{Field, Layout, fields};
use super::header_levels::readings;
use super::mapping::FileProblem;
use super::names::is_antibiotic_code;
use super::period_label::PeriodLabel;
use super::pivot::{PeriodColumn, period_key};
use super::text::{collapse, fold};
use crate::dto::{ColumnChoice, MappingChoice, ProblemCode};

/// What the key of a column of results begins with; its header, or `#` and its index, follows.
pub const ANTIBIOTIC: &str = "antibiotic:";

/// Codes by label of the antibiotic columns of a mapping as it is kept; a column that is looked up by
/// its label has none.
pub fn antibiotic_codes(described: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let given = described.iter().filter(|(_, code)| !code.is_empty());
    given
        .filter_map(|(key, code)| Some((collapse(key.strip_prefix(ANTIBIOTIC)?), code.clone())))
        .collect()
}

/// Columns by field, the columns of results, and those by period.
#[derive(Debug, Default)]
pub struct Chosen {
    pub columns: BTreeMap<&'static str, usize>,
    pub antibiotics: Vec<AntibioticColumn>,
    pub periods: Vec<PeriodColumn>,
}

/// What a key of the choice stands for.
enum Key<'a> {
    Field(&'static Field),
    /// The header of a column of results.
    Antibiotic(&'a str),
    /// The value of one period: `quantity@2024-Q1`.
    Period(&'static Field, PeriodLabel),
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
        let key = key_of(layout, name)?;
        let (label, column) = match key {
            Key::Antibiotic(header) => {
                ("un antibiotique", find_column(names, &column_of_key(header)))
            }
            Key::Field(field) | Key::Period(field, _) => (field.label, find_column(names, wanted)),
        };
        let column = column.ok_or_else(|| unknown_column(label, familiar))?;
        if let Some(other) = taken.insert(column, name) {
            return Err(used_twice(&familiar[column], other, name));
        }
        match key {
            Key::Antibiotic(_) => chosen.antibiotics.push(AntibioticColumn {
                column,
                label: label_of(familiar, column),
                code: antibiotic_code(wanted)?,
            }),
            Key::Field(field) => {
                chosen.columns.insert(field.name, column);
            }
            Key::Period(field, label) => {
                chosen.periods.push(PeriodColumn { field: field.name, column, label });
            }
        }
    }
    chosen.antibiotics.sort_by_key(|antibiotic| antibiotic.column);
    tell_apart(&mut chosen.antibiotics);
    Ok(chosen)
}

fn key_of(layout: Layout, name: &str) -> Result<Key<'_>, FileProblem> {
    if let Some(header) = name.strip_prefix(ANTIBIOTIC).filter(|_| layout == Layout::Resistance) {
        return Ok(Key::Antibiotic(header));
    }
    match period_key(layout, name) {
        Some((field, label)) => Ok(Key::Period(field_of(layout, field)?, label)),
        None => Ok(Key::Field(field_of(layout, name)?)),
    }
}

/// `#12` is the column of index 12 (0 = first); anything else is a header.
fn column_of_key(header: &str) -> ColumnChoice {
    match header.strip_prefix('#').and_then(|index| index.parse().ok()) {
        Some(index) => ColumnChoice::Index(index),
        None => ColumnChoice::Header(header.to_owned()),
    }
}

/// The column a caller means: by index, or by header whatever its blanks, case and accents,
/// else by the last row of its header.
pub fn find_column(names: &[String], wanted: &ColumnChoice) -> Option<usize> {
    match wanted {
        ColumnChoice::Index(index) => (*index < names.len()).then_some(*index),
        ColumnChoice::Header(header) => {
            let exact = collapse(header);
            let position = |same: &dyn Fn(&String) -> bool| names.iter().position(same);
            position(&|name| *name == exact)
                .or_else(|| position(&|name| fold(name) == fold(header)))
                .or_else(|| position(&|name| readings(name).any(|part| fold(part) == fold(header))))
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

fn field_of(layout: Layout, name: &str) -> Result<&'static Field, FileProblem> {
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
