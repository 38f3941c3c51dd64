//! `.xls`: read whole by the library, then copied within the limits.

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xls, XlsError};
use domain::dto::SheetSummary;
use domain::import::{Cell, FileProblem, Table};

use crate::xlsx::{candidates, text_cell};
use crate::{Limits, Workbook, problem};

pub fn read(bytes: &[u8], sheet: Option<&str>, limits: &Limits) -> Result<Workbook, FileProblem> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| explain(&error))?;
    let sheets: Vec<SheetSummary> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| SheetSummary {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect();
    for name in candidates(&sheets, sheet)? {
        let range = workbook.worksheet_range(&name).map_err(|error| explain(&error))?;
        let Some((first_row, first_column)) = range.start() else { continue };
        let mut table = Table::new();
        for (row, column, value) in range.used_cells() {
            let cell = match value {
                Data::Empty => continue,
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    text_cell(&mut table, text)
                }
                Data::Int(number) => Cell::Number(*number as f64),
                Data::Float(number) => Cell::Number(*number),
                Data::Bool(value) => Cell::Bool(*value),
                Data::DateTime(date) => Cell::Date(date.as_f64()),
                Data::Error(_) => Cell::Error,
            };
            let (row, column) = (row + first_row as usize, column + first_column as usize);
            limits.put(&mut table, row, column, cell)?;
        }
        if table.height() > 0 {
            return Ok(Workbook { sheet: name, sheets, table });
        }
    }
    Err(problem::empty())
}

fn explain(error: &XlsError) -> FileProblem {
    match error {
        XlsError::Password => problem::encrypted(),
        _ => problem::damaged(),
    }
}
