//! Tables for tests, typed as people type them.

use super::table::{Cell, Table};

/// A table of texts; cells that begin with `#` are numbers, empty strings are empty cells.
pub fn table(rows: &[&[&str]]) -> Table {
    let mut table = Table::new();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let cell = match text.strip_prefix('#') {
                Some(number) => Cell::Number(number.parse().unwrap()),
                None if text.is_empty() => Cell::Empty,
                None => Cell::Text(table.intern(text)),
            };
            table.put(row, column, cell);
        }
    }
    table.shrink();
    table
}
