//! Texts of what a sheet hides, in French.

use super::header::column_letters;
use super::rows::RowSet;
use crate::dto::{SheetNote, SheetNoteCode};

/// Row numbers shown in a text; the rest is `…`.
const SHOWN_RANGES: usize = 12;

/// A note without rows or columns.
pub fn note(code: SheetNoteCode, text: String) -> SheetNote {
    SheetNote { code, text, rows: String::new(), columns: Vec::new() }
}

impl SheetNote {
    /// The note, about these rows.
    #[must_use]
    pub fn at_rows(mut self, rows: &RowSet) -> Self {
        self.rows = shown_rows(rows);
        self
    }

    /// The note, about these columns.
    #[must_use]
    pub fn at_columns(mut self, columns: Vec<String>) -> Self {
        self.columns = columns;
        self
    }
}

/// `5-7, 12`, cut when there are many.
pub fn shown_rows(rows: &RowSet) -> String {
    let all = rows.to_string();
    match all.match_indices(", ").nth(SHOWN_RANGES - 1) {
        Some((end, _)) => format!("{}…", &all[..end]),
        None => all,
    }
}

/// Letters of a run of columns (0 = first): `C` or `C-F`.
pub fn column_range(first: usize, last: usize) -> String {
    if first == last {
        column_letters(first)
    } else {
        format!("{}-{}", column_letters(first), column_letters(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_are_cut() {
        let mut rows = RowSet::default();
        (0..40).for_each(|row| rows.push(1 + 2 * row));
        assert_eq!(shown_rows(&rows), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23…");
        assert_eq!(shown_rows(&RowSet::from("5-7, 12")), "5-7, 12");
        assert_eq!(column_range(2, 2), "C");
        assert_eq!(column_range(2, 5), "C-F");
    }
}
