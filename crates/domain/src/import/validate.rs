//! Stage 4: what every dated row shares.

use super::mapping::Mapping;
use super::period::{Period, cell_period};
use super::personal::class_of;
use super::rules::Issue;
use super::table::{Cell, Table};
use crate::dto::ImportKind;

/// Why a row has no usable period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodIssue {
    /// With the class of what stands there.
    Unreadable(&'static str),
    /// The row is of another period than the import.
    Outside(Period),
}

impl PeriodIssue {
    /// The issue in a file of `kind`.
    pub fn of(self, kind: ImportKind) -> Issue {
        match self {
            Self::Unreadable(class) => Issue::new(kind, "bad_period").word("class", class),
            Self::Outside(period) => {
                Issue::new(kind, "out_of_period").word("period", period.to_string())
            }
        }
    }
}

/// The period of a row: its own cell when the file has the column, else that of the import.
pub fn row_period(
    table: &Table,
    mapping: &Mapping,
    row: usize,
    import: Period,
) -> Result<Period, PeriodIssue> {
    period_of(table, mapping.cell(table, row, "period"), import)
}

/// The period a cell stands for in an import of `import`.
pub fn period_of(table: &Table, cell: Cell, import: Period) -> Result<Period, PeriodIssue> {
    if table.display(cell).is_empty() {
        return Ok(import);
    }
    match cell_period(table, cell, import.year) {
        None => Err(PeriodIssue::Unreadable(class_of(table, cell))),
        Some(period) if import.covers(period) => Ok(period),
        Some(period) => Err(PeriodIssue::Outside(period)),
    }
}
