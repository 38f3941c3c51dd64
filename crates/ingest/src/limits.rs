//! How much a file may hold.

use domain::import::{Cell, FileProblem, Table};

use crate::problem;

/// Bounds of one file. The defaults hold a year of isolates of the largest hospital.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Size of all parts of a workbook once inflated, in bytes.
    pub inflated_bytes: u64,
    pub rows: usize,
    pub columns: usize,
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { inflated_bytes: 256 << 20, rows: 500_000, columns: 1_000, cells: 12_000_000 }
    }
}

impl Limits {
    /// Puts a cell, or says which bound it crosses.
    pub(crate) fn put(
        &self,
        table: &mut Table,
        row: usize,
        column: usize,
        cell: Cell,
    ) -> Result<(), FileProblem> {
        if row >= self.rows {
            return Err(problem::too_large(&format!("plus de {} lignes", self.rows)));
        }
        if column >= self.columns {
            return Err(problem::too_large(&format!("plus de {} colonnes", self.columns)));
        }
        if (row + 1) * table.width().max(column + 1) > self.cells {
            return Err(problem::too_large(&format!("plus de {} cellules", self.cells)));
        }
        table.put(row, column, cell);
        Ok(())
    }
}
