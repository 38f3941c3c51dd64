//! `.xls`: read whole by the library once it has been checked, then copied within the limits.

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xls as Library, XlsError};
use domain::dto::SheetSummary;
use domain::import::{Cell, FileProblem, serial_from_iso};

use crate::book::{Book, check_sheets};
use crate::gauge::Gauge;
use crate::problem;
use crate::sheet::Sheet;
use crate::xls_check::{SheetMarks, check};
use crate::xlsx::EPOCH_1904;

pub struct Xls<'a> {
    library: Library<Cursor<&'a [u8]>>,
    sheets: Vec<SheetSummary>,
    marks: Vec<SheetMarks>,
    shift: f64,
}

impl<'a> Xls<'a> {
    pub fn open(bytes: &'a [u8], gauge: &Gauge<'_>) -> Result<Self, FileProblem> {
        let marks = check(bytes, gauge)?;
        let library = Library::new(Cursor::new(bytes)).map_err(|error| explain(&error))?;
        let summary = |sheet: &calamine::Sheet| SheetSummary {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        };
        let sheets: Vec<SheetSummary> = library.sheets_metadata().iter().map(summary).collect();
        check_sheets(sheets.len(), gauge)?;
        let shift = if library.has_1904_epoch() { EPOCH_1904 } else { 0.0 };
        Ok(Self { library, sheets, marks, shift })
    }
}

impl Book for Xls<'_> {
    fn sheets(&self) -> &[SheetSummary] {
        &self.sheets
    }

    fn read(&mut self, place: usize, sheet: &mut Sheet<'_>) -> Result<(), FileProblem> {
        if let Some(marks) = self.marks.get(place) {
            marks.hidden_rows.iter().for_each(|row| sheet.hide_row(*row));
            marks.hidden_columns.iter().for_each(|(first, last)| sheet.hide_columns(*first, *last));
            marks.merged.iter().for_each(|area| sheet.merge(*area));
        }
        let name = &self.sheets.get(place).ok_or_else(problem::damaged)?.name;
        let range = self.library.worksheet_range(name).map_err(|error| explain(&error))?;
        let Some((first_row, first_column)) = range.start() else { return Ok(()) };
        for (row, column, value) in range.used_cells() {
            let (row, column) = (row + first_row as usize, column + first_column as usize);
            if !sheet.wants(row) {
                return Ok(());
            }
            let cell = match value {
                Data::Empty => continue,
                Data::String(text) | Data::DurationIso(text) => {
                    sheet.text(row, column, text)?;
                    continue;
                }
                Data::DateTimeIso(text) => match serial_from_iso(text) {
                    Some(serial) => Cell::Date(serial),
                    None => Cell::Text(sheet.table.intern(text)),
                },
                Data::Int(number) => Cell::Number(*number as f64),
                Data::Float(number) => Cell::Number(*number),
                Data::Bool(value) => Cell::Bool(*value),
                Data::DateTime(date) => Cell::Date(date.as_f64() + self.shift),
                Data::Error(_) => Cell::Error,
            };
            sheet.put(row, column, cell)?;
        }
        Ok(())
    }
}

fn explain(error: &XlsError) -> FileProblem {
    match error {
        XlsError::Password => problem::encrypted(),
        _ => problem::damaged(),
    }
}
