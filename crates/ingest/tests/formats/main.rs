//! Every format gives the same table; what sheets hide is told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::cast_possible_truncation, reason = "records are written byte by byte")]

mod build;
mod notes;
mod ods;
mod xls;
mod xlsb;
mod xlsx;

use domain::import::{Cell, Layout};
use ingest::{Limits, Reading, Unwatched, Workbook};

/// Reads a workbook as a file of consumption.
fn read(bytes: &[u8]) -> Workbook {
    let reading = Reading {
        sheet: None,
        layout: Some(Layout::Consumption),
        limits: &Limits::default(),
        watch: &Unwatched,
    };
    ingest::read_watched(bytes, &reading).unwrap()
}

/// What every cell shows, row by row, without the empty ends of rows.
fn shown(workbook: &Workbook) -> Vec<Vec<String>> {
    let table = &workbook.table;
    let row = |row: usize| {
        let cells = table.row(row).iter().map(|cell| match cell {
            // The time of a date is not displayed.
            Cell::Date(serial) => format!("{} ({serial})", table.display(*cell)),
            cell => table.display(*cell).into_owned(),
        });
        let mut cells: Vec<String> = cells.collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        cells
    };
    (0..table.height()).map(row).collect()
}

/// The table that the sheet of each format holds.
const EXPECTED: &[&[&str]] = &[
    &["UF", "UCD", "Quantité", "Date"],
    &["0444", "9206536", "12.5", "2024-02-29 (45351)"],
    &[],
    &["0445", "9227679", "-3", "#ERREUR"],
    &["VRAI", "été & <hiver>", "7", "2024-01-01 (45292.5)"],
];

fn check(bytes: &[u8]) -> Workbook {
    let workbook = read(bytes);
    assert_eq!(shown(&workbook), EXPECTED);
    workbook
}

/// Codes of the notes, and their texts.
fn notes(workbook: &Workbook) -> Vec<(domain::dto::SheetNoteCode, &str)> {
    workbook.notes.iter().map(|note| (note.code, note.text.as_str())).collect()
}
