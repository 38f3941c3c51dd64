//! The rows and cells of one sheet.

use std::io::BufRead;

use domain::import::{Area, Cell, FileProblem};
use quick_xml::events::BytesStart;

use super::cell::{Reading, begin};
use crate::sheet::Sheet;
use crate::xml::{Piece, Xml, attribute, number};

/// Reads up to the end of the sheet, whose start has been read.
pub fn read<R: BufRead>(xml: &mut Xml<'_, R>, sheet: &mut Sheet<'_>) -> Result<(), FileProblem> {
    let (mut row, mut column, mut columns) = (0usize, 0usize, 0usize);
    let mut repeated_rows = 1;
    let mut values: Vec<(usize, Cell)> = Vec::new();
    let mut reading: Option<Reading> = None;
    // Elements of other kinds inside the sheet that may hold tables and texts of their own.
    let mut foreign = 0usize;
    loop {
        match xml.next()? {
            Piece::Start(start) => match (start.local_name().as_ref(), &mut reading) {
                ("annotation" | "shapes" | "table", _) => foreign += 1,
                _ if foreign > 0 => {}
                (name, Some(reading)) => reading.open(name, &start),
                ("table-column", None) => {
                    let repeated = repeated(&start, "number-columns-repeated");
                    if is_hidden(&start) {
                        sheet.hide_columns(columns, columns.saturating_add(repeated - 1));
                    }
                    columns = columns.saturating_add(repeated);
                }
                ("table-row", None) => {
                    if !sheet.wants(row) {
                        return Ok(());
                    }
                    repeated_rows = repeated(&start, "number-rows-repeated");
                    column = 0;
                    values.clear();
                    if is_hidden(&start) {
                        let last = row.saturating_add(repeated_rows).min(sheet.gauge.limits.rows);
                        (row..last).for_each(|row| sheet.hide_row(row));
                    }
                }
                ("table-cell" | "covered-table-cell", None) => {
                    if let Some(area) = span(&start, row, column) {
                        sheet.merge(area);
                    }
                    reading = Some(begin(&start, repeated(&start, "number-columns-repeated")));
                }
                _ => {}
            },
            Piece::Text(text) => {
                if let Some(reading) = reading.as_mut().filter(|_| foreign == 0) {
                    reading.text(&text, sheet.gauge)?;
                }
            }
            Piece::End(end) => match end.local_name().as_ref() {
                "table" if foreign == 0 => return Ok(()),
                "annotation" | "shapes" | "table" => foreign = foreign.saturating_sub(1),
                _ if foreign > 0 => {}
                "table-cell" | "covered-table-cell" => {
                    if let Some(done) = reading.take() {
                        let repeated = done.repeated;
                        let cell = done.cell(&mut sheet.table);
                        if cell != Cell::Empty {
                            let last = column.saturating_add(repeated);
                            // One more than may be: the limit is told when the cell is put.
                            let last = last.min(sheet.gauge.limits.columns + 1);
                            values.extend((column..last).map(|column| (column, cell)));
                        }
                        column = column.saturating_add(repeated);
                    }
                }
                "table-row" => {
                    // An empty row may be repeated to the end of the sheet.
                    if !values.is_empty() {
                        for row in row..row.saturating_add(repeated_rows) {
                            if !sheet.wants(row) {
                                return Ok(());
                            }
                            for (column, cell) in &values {
                                sheet.put(row, *column, *cell)?;
                            }
                        }
                    }
                    row = row.saturating_add(repeated_rows);
                }
                _ => {}
            },
            Piece::Eof => return Ok(()),
        }
    }
}

fn repeated(start: &BytesStart<'_>, name: &str) -> usize {
    number::<usize>(start, name).unwrap_or(1).max(1)
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    matches!(attribute(start, "visibility").as_deref(), Some("collapse" | "filter"))
}

fn span(start: &BytesStart<'_>, row: usize, column: usize) -> Option<Area> {
    let columns = repeated(start, "number-columns-spanned");
    let rows = repeated(start, "number-rows-spanned");
    (columns > 1 || rows > 1).then(|| Area {
        first_row: row,
        last_row: row.saturating_add(rows - 1),
        first_column: column,
        last_column: column.saturating_add(columns - 1),
    })
}
