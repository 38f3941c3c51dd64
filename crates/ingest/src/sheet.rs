//! A sheet being read: cells within the limits, and what its display hides.

use domain::import::{Area, Cell, FileProblem, RowSet, Table};

use crate::gauge::Gauge;
use crate::problem;

/// Cells between two questions to the one who watches.
const STEP: u64 = 1 << 15;

/// What the reader of a format fills. Rows come in ascending order.
pub struct Sheet<'g> {
    pub gauge: &'g Gauge<'g>,
    pub table: Table,
    /// Rows to read: all, or a head to choose the sheet by.
    rows: usize,
    cells: u64,
    /// Rows and columns that the cells span; a hostile file brings rows in any order.
    span: (usize, usize),
    pub marks: Marks,
}

/// What a sheet shows otherwise than it holds, with numbers as people count.
#[derive(Debug, Default)]
pub struct Marks {
    pub hidden_rows: RowSet,
    /// 0 = first.
    pub hidden_columns: Vec<(usize, usize)>,
    /// Merged areas met, kept in the table or not.
    pub merges: usize,
    pub errors: usize,
    /// The first cell that holds an error.
    pub first_error: Option<(usize, usize)>,
}

impl<'g> Sheet<'g> {
    pub fn whole(gauge: &'g Gauge<'g>) -> Self {
        Self::head(gauge, usize::MAX)
    }

    /// Reads `rows` rows at most.
    pub fn head(gauge: &'g Gauge<'g>, rows: usize) -> Self {
        Self { gauge, table: Table::new(), rows, cells: 0, span: (0, 0), marks: Marks::default() }
    }

    /// Whether cells of this row are still asked for.
    pub fn wants(&self, row: usize) -> bool {
        row < self.rows
    }

    /// A text cell; an empty text is an empty cell.
    pub fn text(&mut self, row: usize, column: usize, text: &str) -> Result<(), FileProblem> {
        if text.is_empty() {
            return Ok(());
        }
        let cell = Cell::Text(self.table.intern(text));
        self.put(row, column, cell)
    }

    /// Puts a cell, or says which bound it crosses.
    pub fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), FileProblem> {
        let limits = self.gauge.limits;
        if cell == Cell::Empty || !self.wants(row) {
            return Ok(());
        }
        if row >= limits.rows {
            return Err(problem::too_large(&format!("plus de {} lignes", limits.rows)));
        }
        if column >= limits.columns {
            return Err(problem::too_large(&format!("plus de {} colonnes", limits.columns)));
        }
        self.span = (self.span.0.max(row + 1), self.span.1.max(column + 1));
        if self.span.0 * self.span.1 > limits.cells {
            return Err(problem::too_large(&format!("plus de {} cellules", limits.cells)));
        }
        if self.table.text_bytes() > limits.text_bytes {
            let megabytes = limits.text_bytes >> 20;
            return Err(problem::too_large(&format!("plus de {megabytes} Mo de textes")));
        }
        if cell == Cell::Error {
            self.marks.errors += 1;
            self.marks.first_error.get_or_insert((row, column));
        }
        self.table.put(row, column, cell);
        self.cells += 1;
        if self.cells.is_multiple_of(STEP) { self.gauge.reached(self.span.0) } else { Ok(()) }
    }

    pub fn hide_row(&mut self, row: usize) {
        if let Ok(number) = u32::try_from(row.saturating_add(1))
            && row < self.gauge.limits.rows
        {
            self.marks.hidden_rows.push(number);
        }
    }

    /// First and last column, 0 = first of the sheet.
    pub fn hide_columns(&mut self, first: usize, last: usize) {
        let columns = self.gauge.limits.columns;
        if first < columns && self.marks.hidden_columns.len() < columns {
            self.marks.hidden_columns.push((first, last.min(columns - 1)));
        }
    }

    pub fn merge(&mut self, area: Area) {
        self.marks.merges += 1;
        if self.marks.merges <= self.gauge.limits.merges {
            self.table.merge(area);
        }
    }
}
