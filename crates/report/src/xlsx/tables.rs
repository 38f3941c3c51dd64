//! A sheet for a table: numbers as numbers, the marks of its footnotes in a column of their own.

use domain::report::{Cell, ColumnKind, Content, Row, RowKind, Table};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::formats::Formats;
use super::sheet::{Frame, HEADER, characters, fit, head, lines, set_up, text, width};
use crate::printed;

/// Lines from which a table can be filtered.
const FILTERED: usize = 10;

/// A column of the sheet.
struct Place {
    label: String,
    numeric: bool,
    longest: usize,
}

/// Writes the table into an empty sheet.
pub fn write(
    sheet: &mut Worksheet,
    table: &Table,
    frame: &Frame,
    formats: &Formats,
) -> Result<(), XlsxError> {
    head(sheet, &table.title, frame, formats)?;
    set_up(sheet, frame);
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_freeze_panes(HEADER + 1, 1)?;
    let mut places = places(table);
    let notes_at = places.len();
    let with_notes =
        table.rows.iter().any(|row| row.cells.iter().any(|cell| !cell.notes.is_empty()));
    if with_notes {
        places.push(Place { label: "Notes".to_owned(), numeric: false, longest: 6 });
    }
    for (column, place) in (0_u16..).zip(&places) {
        let format = if place.numeric { &formats.header_right } else { &formats.header };
        sheet.write_string_with_format(HEADER, column, text(&place.label), format)?;
    }
    let mut line = HEADER + 1;
    for row in &table.rows {
        write_row(sheet, line, row, (table, &mut places), formats)?;
        if with_notes && row.kind != RowKind::Group {
            let mut marks: Vec<usize> =
                row.cells.iter().flat_map(|cell| cell.notes.iter().copied()).collect();
            marks.sort_unstable();
            marks.dedup();
            sheet.write_string_with_format(
                line,
                column_of(notes_at),
                printed::marks(&marks),
                &formats.note,
            )?;
        }
        line += 1;
    }
    let is_plain = table.rows.iter().all(|row| row.kind == RowKind::Plain);
    if is_plain && table.rows.len() >= FILTERED {
        sheet.autofilter(HEADER, 0, line - 1, column_of(places.len() - 1))?;
    }
    line += 1;
    for (place, note) in (1..).zip(&table.notes) {
        let told = format!("{}. {note}", printed::mark(place));
        sheet.write_string_with_format(line, 0, text(&told), &formats.note)?;
        line += 1;
    }
    for (column, place) in (0_u16..).zip(&places) {
        sheet.set_column_width(column, width(place.longest))?;
    }
    let of_header = places.iter().map(|place| lines(&place.label, characters(place.longest))).max();
    fit(sheet, HEADER, of_header.unwrap_or(1))?;
    for (line, row) in (HEADER + 1..).zip(&table.rows).filter(|(_, row)| row.kind != RowKind::Group)
    {
        fit(sheet, line, lines_of(row, table, &places))?;
    }
    Ok(())
}

/// Lines of the longest text of a row.
fn lines_of(row: &Row, table: &Table, places: &[Place]) -> usize {
    let mut place = 0;
    let mut most = 1;
    for (cell, column) in row.cells.iter().zip(&table.columns) {
        if let (Content::Text { text }, Some(place)) = (&cell.content, places.get(place)) {
            most = most.max(lines(text, characters(place.longest)));
        }
        place += if column.kind == ColumnKind::Interval { 2 } else { 1 };
    }
    most
}

fn column_of(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn places(table: &Table) -> Vec<Place> {
    let mut places = Vec::new();
    for column in &table.columns {
        let unit =
            if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
        let mut add = |label: String, numeric| {
            // A header goes over several lines.
            let longest =
                label.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
            places.push(Place { label, numeric, longest });
        };
        match column.kind {
            ColumnKind::Interval => {
                add(format!("{} bas{unit}", column.label), true);
                add(format!("{} haut{unit}", column.label), true);
            }
            ColumnKind::Number => add(format!("{}{unit}", column.label), true),
            ColumnKind::Text | ColumnKind::Code => add(format!("{}{unit}", column.label), false),
        }
    }
    places
}

fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    row: &Row,
    (table, places): (&Table, &mut Vec<Place>),
    formats: &Formats,
) -> Result<(), XlsxError> {
    if row.kind == RowKind::Group {
        let title = row.cells.first().and_then(|cell| printed::content(&cell.content));
        sheet.write_string_with_format(
            line,
            0,
            text(&title.unwrap_or_default()),
            &formats.group,
        )?;
        return Ok(());
    }
    let mut place = 0;
    for (cell, column) in row.cells.iter().zip(&table.columns) {
        let printed = printed::content(&cell.content).map_or(1, |text| text.chars().count());
        if let Some(place) = places.get_mut(place) {
            place.longest = place.longest.max(printed);
        }
        write_cell(sheet, (line, column_of(place)), cell, row.kind, formats)?;
        place += if column.kind == ColumnKind::Interval { 2 } else { 1 };
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    cell: &Cell,
    kind: RowKind,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let total = kind == RowKind::Total;
    match &cell.content {
        Content::Text { text: words } => {
            let format = if kind == RowKind::Part && column == 0 {
                &formats.part
            } else {
                formats.words(total)
            };
            sheet.write_string_with_format(line, column, text(words), format)?;
        }
        Content::Count { value } => {
            sheet.write_number_with_format(
                line,
                column,
                *value as f64,
                formats.number(0, false, total),
            )?;
        }
        Content::Number { value, decimals } => {
            sheet.write_number_with_format(
                line,
                column,
                *value,
                formats.number(*decimals, false, total),
            )?;
        }
        Content::Change { value, decimals } => {
            sheet.write_number_with_format(
                line,
                column,
                *value,
                formats.number(*decimals, true, total),
            )?;
        }
        Content::Interval { low, high, decimals } => {
            let format = formats.number(*decimals, false, total);
            sheet.write_number_with_format(line, column, *low, format)?;
            sheet.write_number_with_format(line, column + 1, *high, format)?;
        }
        Content::Absent => {
            sheet.write_string_with_format(line, column, "–", &formats.absent)?;
        }
        Content::Empty if total => {
            sheet.write_blank(line, column, formats.words(true))?;
        }
        Content::Empty => {}
    }
    Ok(())
}
