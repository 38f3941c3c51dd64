//! The cells of a sheet, its merged areas and its hidden rows and columns, in one pass.

use domain::import::{Area, Cell, FileProblem, serial_from_iso};
use quick_xml::events::BytesStart;

use super::Context;
use super::texts::unescaped;
use crate::package::Package;
use crate::problem;
use crate::sheet::Sheet;
use crate::xml::{Piece, Xml, attribute, is_set, number};

/// Days between the two epochs of spreadsheets: 1899-12-30 and 1904-01-01.
pub const EPOCH_1904: f64 = 1_462.0;

/// How the value of a cell is written (attribute `t`).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Form {
    #[default]
    Number,
    Shared,
    Inline,
    Bool,
    Error,
    Date,
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    row: usize,
    column: usize,
    style: usize,
    form: Form,
}

pub fn read(
    package: &mut Package<'_>,
    part: &str,
    context: &Context,
    sheet: &mut Sheet<'_>,
) -> Result<(), FileProblem> {
    let gauge = sheet.gauge;
    let part = package.part(part, gauge)?.ok_or_else(problem::damaged)?;
    let mut xml = Xml::new(part, gauge);
    // Where the next row and cell are that do not say it themselves.
    let (mut next_row, mut next_column) = (0, 0);
    let mut place = Place::default();
    let (mut in_cell, mut shown, mut phonetic) = (false, false, false);
    let mut value = String::new();
    let mut known = Vec::new();
    loop {
        match xml.next()? {
            Piece::Start(start) => match start.local_name().as_ref() {
                "c" => {
                    place = cell_of(&start, next_row, next_column)?;
                    next_column = place.column + 1;
                    in_cell = true;
                    value.clear();
                }
                "v" | "t" => shown = in_cell && !phonetic,
                "rPh" => phonetic = true,
                "row" => {
                    next_row = number::<usize>(&start, "r").map_or(Ok(next_row), |row| {
                        row.checked_sub(1).ok_or_else(problem::damaged)
                    })?;
                    next_column = 0;
                    if is_set(&start, "hidden") {
                        sheet.hide_row(next_row);
                    }
                    if !sheet.wants(next_row) {
                        return Ok(());
                    }
                }
                "col" if is_set(&start, "hidden") => {
                    if let (Some(first @ 1..), Some(last @ 1..)) =
                        (number::<usize>(&start, "min"), number::<usize>(&start, "max"))
                    {
                        sheet.hide_columns(first - 1, last - 1);
                    }
                }
                "mergeCell" => {
                    if let Some(area) = attribute(&start, "ref").and_then(|text| area_of(&text)) {
                        sheet.merge(area);
                    }
                }
                _ => {}
            },
            Piece::Text(piece) if shown => value.push_str(&piece),
            Piece::End(end) => match end.local_name().as_ref() {
                "c" => {
                    in_cell = false;
                    let cell = cell_from(&value, place, context, &mut known, sheet)?;
                    sheet.put(place.row, place.column, cell)?;
                }
                "v" | "t" => shown = false,
                "rPh" => phonetic = false,
                "row" => next_row = next_row.saturating_add(1),
                _ => {}
            },
            Piece::Eof => return Ok(()),
            Piece::Text(_) => {}
        }
        if value.len() as u64 > gauge.limits.piece_bytes {
            return Err(problem::damaged());
        }
    }
}

fn cell_of(start: &BytesStart<'_>, row: usize, column: usize) -> Result<Place, FileProblem> {
    let mut place = Place { row, column, ..Place::default() };
    for attribute in start.attributes().with_checks(false).flatten() {
        match attribute.key.local_name().as_ref() {
            "r" => {
                (place.row, place.column) =
                    reference(&attribute.value).ok_or_else(problem::damaged)?;
            }
            "s" => place.style = attribute.value.parse().unwrap_or_default(),
            "t" => {
                place.form = match &*attribute.value {
                    "s" => Form::Shared,
                    "inlineStr" | "str" => Form::Inline,
                    "b" => Form::Bool,
                    "e" => Form::Error,
                    "d" => Form::Date,
                    _ => Form::Number,
                }
            }
            _ => {}
        }
    }
    Ok(place)
}

/// The value behind `<v>`: of a formula it is the one computed last.
fn cell_from(
    value: &str,
    place: Place,
    context: &Context,
    known: &mut Vec<Option<Cell>>,
    sheet: &mut Sheet<'_>,
) -> Result<Cell, FileProblem> {
    if value.is_empty() {
        return Ok(Cell::Empty);
    }
    let is_date = context.dates.get(place.style).copied().unwrap_or_default();
    let mut text = |text: &str| match &*unescaped(text) {
        "" => Cell::Empty,
        text => Cell::Text(sheet.table.intern(text)),
    };
    Ok(match place.form {
        Form::Shared => {
            let index = value.trim().parse().map_err(|_| problem::damaged())?;
            context.texts.cell(index, known, &mut sheet.table)?
        }
        Form::Inline => text(value),
        Form::Bool => Cell::Bool(matches!(value.trim(), "1" | "true" | "TRUE")),
        Form::Error => Cell::Error,
        Form::Date => serial_from_iso(value).map_or_else(|| text(value), Cell::Date),
        Form::Number => match value.trim().parse::<f64>() {
            Ok(number) if is_date => {
                Cell::Date(number + if context.is_1904 { EPOCH_1904 } else { 0.0 })
            }
            Ok(number) => Cell::Number(number),
            Err(_) => text(value),
        },
    })
}

/// Row and column of `B12`, from 0; letters and figures beyond any sheet are none.
fn reference(text: &str) -> Option<(usize, usize)> {
    let (mut row, mut column) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 && column < 1 << 20 => {
                column = column * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1;
            }
            b'0'..=b'9' if row < 1 << 27 => row = row * 10 + usize::from(byte - b'0'),
            b'$' => {}
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The area of `B1:D1`.
fn area_of(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) =
        (reference(first)?, reference(last)?);
    let ordered = first_row <= last_row && first_column <= last_column;
    ordered.then_some(Area { first_row, last_row, first_column, last_column })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_those_of_spreadsheets() {
        for (text, place) in [
            ("A1", Some((0, 0))),
            ("AA10", Some((9, 26))),
            ("$B$2", Some((1, 1))),
            ("A0", None),
            ("12", None),
            ("B", None),
            ("A99999999999999999999", None),
            ("ZZZZZZZZZZZZ1", None),
        ] {
            assert_eq!(reference(text), place, "{text}");
        }
        let area = Area { first_row: 0, last_row: 0, first_column: 1, last_column: 3 };
        assert_eq!(area_of("B1:D1"), Some(area));
        assert_eq!(area_of("D1:B1"), None);
    }
}
