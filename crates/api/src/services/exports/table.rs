//! Rows of a file for spreadsheets and programs: semicolons, a decimal point, nothing that computes.

use domain::nomenclature::{establishment_type, region};

use super::Exported;
use crate::{error::ApiError, text};

/// Columns that tell of whom a row is.
pub const OF_ESTABLISHMENT: [&str; 6] =
    ["finess", "etablissement", "region", "region_libelle", "type", "type_libelle"];

/// Rows as they are written.
#[derive(Debug)]
pub struct Table(csv::Writer<Vec<u8>>);

impl Table {
    pub fn new() -> Self {
        Self(csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new()))
    }

    /// Adds a row; texts that a spreadsheet would compute are quoted.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a Cell>) -> Result<(), ApiError> {
        self.0.write_record(cells.into_iter().map(Cell::text)).map_err(unexpected)
    }

    /// The rows so far.
    pub fn bytes(self) -> Result<Vec<u8>, ApiError> {
        self.0.into_inner().map_err(|error| ApiError::Unexpected(error.into_error().into()))
    }
}

fn unexpected(error: csv::Error) -> ApiError {
    ApiError::Unexpected(error.into())
}

/// A cell of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell(String);

impl Cell {
    /// A word or a code.
    pub fn of(word: &str) -> Self {
        Self(text::cell(word))
    }

    /// A number, which computes nothing whatever its sign.
    pub fn number(number: impl Copy + ToString) -> Self {
        Self(number.to_string())
    }

    fn text(&self) -> &str {
        &self.0
    }
}

/// The cells of [`OF_ESTABLISHMENT`].
pub fn cells_of(establishment: &Exported) -> Vec<Cell> {
    let Exported { finess, name, region: code, kind } = establishment;
    let (of_region, of_kind) = (region(code), establishment_type(kind));
    let labels = [of_region.map_or("", |one| one.label), of_kind.map_or("", |one| one.label)];
    [finess, name, code, labels[0], kind, labels[1]].into_iter().map(Cell::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_compute_nothing_and_numbers_stay_numbers() {
        let mut table = Table::new();
        let cells =
            [Cell::of("=1+1"), Cell::of("CH;\"Nord\""), Cell::number(-1.5), Cell::default()];
        table.row(&cells).unwrap();
        let text = String::from_utf8(table.bytes().unwrap()).unwrap();
        assert_eq!(text, "'=1+1;\"CH;\"\"Nord\"\"\";-1.5;\n");
    }
}
