//! The table that every later stage reads: typed cells, distinct texts stored once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Position of a text in its [`Table`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextId(u32);

/// One cell of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(TextId),
    Number(f64),
    /// Excel serial date (days since 1899-12-30).
    Date(f64),
    Bool(bool),
    /// An Excel error such as `#N/A`.
    Error,
}

/// A sheet as read: row `i` of the table is row `i + 1` of the file.
#[derive(Debug, Default)]
pub struct Table {
    width: usize,
    cells: Vec<Cell>,
    texts: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, TextId>,
    /// Ids of the texts of one byte: most cells of a resistance file are `S` or `R`.
    letters: Vec<Option<TextId>>,
    text_bytes: usize,
    merged: Vec<Area>,
}

/// Cells shown as one; the value is that of the first. Rows and columns from 0, all included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub first_row: usize,
    pub last_row: usize,
    pub first_column: usize,
    pub last_column: usize,
}

impl Area {
    /// Whether the cell lies in the area.
    pub fn holds(&self, row: usize, column: usize) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_column..=self.last_column).contains(&column)
    }
}

impl Table {
    /// An empty table of `width` columns; it widens as cells come.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of rows, blank ones included.
    pub fn height(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// Cells of row `index` (0 = first row of the file).
    pub fn row(&self, index: usize) -> &[Cell] {
        let start = index * self.width;
        self.cells.get(start..start + self.width).unwrap_or(&[])
    }

    /// The cell, `Empty` outside the table.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        self.row(row).get(column).copied().unwrap_or_default()
    }

    /// The text behind an id of this table.
    pub fn text(&self, id: TextId) -> &str {
        self.texts.get(id.0 as usize).map_or("", |text| text)
    }

    /// Stores `text` once and gives its id.
    pub fn intern(&mut self, text: &str) -> TextId {
        let letter = match text.as_bytes() {
            [byte] => Some(usize::from(*byte)),
            _ => None,
        };
        if let Some(Some(id)) = letter.and_then(|letter| self.letters.get(letter)) {
            return *id;
        }
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = TextId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let shared: Arc<str> = text.into();
        self.texts.push(Arc::clone(&shared));
        self.ids.insert(shared, id);
        self.text_bytes += text.len();
        if let Some(letter) = letter {
            self.letters.resize(self.letters.len().max(letter + 1), None);
            self.letters[letter] = Some(id);
        }
        id
    }

    /// Size of all distinct texts, in bytes.
    pub fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Takes note of cells shown as one.
    pub fn merge(&mut self, area: Area) {
        self.merged.push(area);
    }

    /// The areas shown as one cell, in the order of the sheet's own list.
    pub fn merged(&self) -> &[Area] {
        &self.merged
    }

    /// Puts a cell where the sheet has it; rows come in ascending order.
    pub fn put(&mut self, row: usize, column: usize, cell: Cell) {
        if column >= self.width {
            // A tall table widens by steps: one column at a time would copy it for each.
            let step = if self.cells.len() > 1 << 20 { self.width + self.width / 8 } else { 8 };
            self.resize_rows(step.max(column + 1));
        }
        let end = (row + 1) * self.width;
        if self.cells.len() < end {
            self.cells.resize(end, Cell::Empty);
        }
        if let Some(slot) = self.cells.get_mut(row * self.width + column) {
            *slot = cell;
        }
    }

    /// Takes columns that never held a value off the right side.
    pub fn shrink(&mut self) {
        let used = (0..self.height())
            .filter_map(|row| self.row(row).iter().rposition(|cell| *cell != Cell::Empty))
            .max()
            .map_or(0, |last| last + 1);
        if used < self.width {
            self.resize_rows(used);
        }
    }

    fn resize_rows(&mut self, width: usize) {
        let (old, height) = (self.width, self.height());
        let mut cells = Vec::with_capacity(height * width);
        for row in 0..height {
            let kept = old.min(width);
            cells.extend_from_slice(&self.cells[row * old..row * old + kept]);
            cells.resize((row + 1) * width, Cell::Empty);
        }
        self.width = width;
        self.cells = cells;
    }

    /// What the cell shows, without outer blanks: `12,5` stays as typed, 3.0 becomes `3`.
    pub fn display(&self, cell: Cell) -> Cow<'_, str> {
        match cell {
            Cell::Empty => "".into(),
            Cell::Text(id) => self.text(id).trim().into(),
            Cell::Number(number) => plain_number(number).into(),
            Cell::Date(serial) => super::dates::iso_from_serial(serial).into(),
            Cell::Bool(value) => if value { "VRAI" } else { "FAUX" }.into(),
            Cell::Error => "#ERREUR".into(),
        }
    }

    /// Whether no cell of the row holds anything but blanks.
    pub fn is_blank(&self, row: usize) -> bool {
        self.row(row).iter().all(|cell| match cell {
            Cell::Empty => true,
            Cell::Text(id) => self.text(*id).trim().is_empty(),
            _ => false,
        })
    }
}

/// A number without needless decimals: `9206536`, `0.5`.
fn plain_number(number: f64) -> String {
    // `f64` shows whole numbers without a point and never in exponent form.
    format!("{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_widens_and_shrinks_without_losing_cells() {
        let mut table = Table::new();
        let a = table.intern("a");
        table.put(0, 0, Cell::Text(a));
        table.put(2, 11, Cell::Number(3.0));
        table.shrink();
        assert_eq!((table.width(), table.height()), (12, 3));
        assert_eq!(table.display(table.cell(0, 0)), "a");
        assert_eq!(table.display(table.cell(2, 11)), "3");
        assert!(table.is_blank(1));
        assert_eq!(table.intern("a"), a);
    }

    #[test]
    fn numbers_show_as_codes_do() {
        let table = Table::new();
        for (number, shown) in
            [(9_206_536.0, "9206536"), (3_400_892_065_366.0, "3400892065366"), (0.5, "0.5")]
        {
            assert_eq!(table.display(Cell::Number(number)), shown);
        }
    }
}
