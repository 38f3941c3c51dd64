//! `.xlsx`: cells are streamed into the table, so that limits stop the reading.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use domain::dto::SheetSummary;
use domain::import::{Cell, FileProblem, Table};

use crate::{Limits, Workbook, problem};

/// Days between the two epochs of Excel.
const EPOCH_1904: f64 = 1_462.0;

pub fn read(bytes: &[u8], sheet: Option<&str>, limits: &Limits) -> Result<Workbook, FileProblem> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| explain(&error))?;
    let sheets: Vec<SheetSummary> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetSummary {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect();
    for name in candidates(&sheets, sheet)? {
        let table = read_sheet(&mut workbook, &name, limits)?;
        if table.height() > 0 {
            return Ok(Workbook { sheet: name, sheets, table });
        }
    }
    Err(problem::empty())
}

/// The sheets to try: the one named, or the visible ones in order.
pub fn candidates(
    sheets: &[SheetSummary],
    wanted: Option<&str>,
) -> Result<Vec<String>, FileProblem> {
    let Some(wanted) = wanted.filter(|name| !name.is_empty()) else {
        let visible = sheets.iter().filter(|sheet| !sheet.hidden);
        return Ok(visible.map(|sheet| sheet.name.clone()).collect());
    };
    if sheets.iter().any(|sheet| sheet.name == wanted) {
        return Ok(vec![wanted.to_owned()]);
    }
    Err(problem::sheet_not_found(sheets))
}

fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
) -> Result<Table, FileProblem> {
    let shift = if workbook.has_1904_epoch() { EPOCH_1904 } else { 0.0 };
    let mut table = Table::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| explain(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| explain(&error))? {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(text) => text_cell(&mut table, text),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text_cell(&mut table, text)
            }
            DataRef::Int(number) => Cell::Number(*number as f64),
            DataRef::Float(number) => Cell::Number(*number),
            DataRef::Bool(value) => Cell::Bool(*value),
            DataRef::DateTime(date) => Cell::Date(date.as_f64() + shift),
            DataRef::Error(_) => Cell::Error,
        };
        if value != Cell::Empty {
            limits.put(&mut table, row as usize, column as usize, value)?;
        }
    }
    Ok(table)
}

/// A text cell; an empty text is an empty cell.
pub fn text_cell(table: &mut Table, text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(table.intern(text)) }
}

fn explain(error: &XlsxError) -> FileProblem {
    match error {
        XlsxError::Password => problem::encrypted(),
        _ => problem::damaged(),
    }
}
