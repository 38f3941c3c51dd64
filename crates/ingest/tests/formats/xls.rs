use std::io::{Cursor, Write};

use domain::dto::SheetNoteCode;

use super::{check, notes};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [kind.to_le_bytes().as_slice(), &length.to_le_bytes(), data].concat()
}

fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text of two bytes a character behind its length on one or two bytes.
fn text(text: &str, wide_length: bool) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).unwrap();
    let length = if wide_length { length.to_le_bytes().to_vec() } else { vec![length as u8] };
    [length, vec![1], shorts(&units)].concat()
}

fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    record(kind, &[shorts(&[row, column, style]), value.to_vec()].concat())
}

/// Beginning of the globals (5) or of a sheet (16), version 8.
fn begin(what: u16) -> Vec<u8> {
    record(0x0809, &shorts(&[0x0600, what, 0, 0, 0, 0, 0, 0]))
}

fn workbook(is_1904: bool, dates: [f64; 2]) -> Vec<u8> {
    let sheet = |row: u16| -> Vec<u8> {
        let number = |row, column, style, number: f64| {
            cell(0x0203, row, column, style, &number.to_le_bytes())
        };
        let label = |row, column, shown: &str| cell(0x0204, row, column, 0, &text(shown, true));
        let rows = |row: u16, flags: u16| record(0x0208, &shorts(&[row, 0, 4, 0, 0, 0, flags, 0]));
        let formula = [12.5f64.to_le_bytes().as_slice(), &[0; 6], &[3, 0, 0x1E, 12, 0]].concat();
        [
            begin(16),
            record(0x007D, &shorts(&[1, 1, 0, 0, 1, 0])),
            record(0x0200, &[0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 4, 0, 0, 0]),
            rows(row, 0x20),
            (0..)
                .zip(["UF", "UCD", "Quantité", "Date"])
                .flat_map(|(column, shown)| label(0, column, shown))
                .collect(),
            label(1, 0, "0444"),
            number(1, 1, 0, 9_206_536.0),
            cell(0x0006, 1, 2, 0, &formula),
            number(1, 3, 1, dates[0]),
            label(3, 0, "0445"),
            label(3, 1, "9227679"),
            number(3, 2, 0, -3.0),
            cell(0x0205, 3, 3, 0, &[0x2A, 1]),
            cell(0x0205, 4, 0, 0, &[1, 0]),
            label(4, 1, "été & <hiver>"),
            label(4, 2, "7"),
            number(4, 3, 1, dates[1]),
            record(0x00E5, &shorts(&[1, 0, 0, 2, 3])),
            record(0x000A, &[]),
        ]
        .concat()
    };
    let named = |place: usize, hidden: u8, name: &str| {
        let place = u32::try_from(place).unwrap().to_le_bytes();
        record(0x0085, &[place.as_slice(), &[hidden, 0], &text(name, false)].concat())
    };
    let style = |format: u16| record(0x00E0, &shorts(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]));
    let globals = |first: usize, second: usize| {
        [
            begin(5),
            record(0x0022, &shorts(&[u16::from(is_1904)])),
            style(0),
            style(14),
            named(first, 1, "Calculs"),
            named(second, 0, "Données"),
            record(0x000A, &[]),
        ]
        .concat()
    };
    let first = globals(0, 0).len();
    let sheets = [sheet(1), sheet(3)];
    let stream = [globals(first, first + sheets[0].len()), sheets.concat()].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn an_old_workbook_is_read_with_what_it_hides() {
    let read = check(&workbook(false, [45_351.0, 45_292.5]));
    assert_eq!((read.sheet.as_str(), read.table.merged().len()), ("Données", 1));
    let codes: Vec<_> = notes(&read).iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        [
            SheetNoteCode::HiddenSheets,
            SheetNoteCode::HiddenRows,
            SheetNoteCode::HiddenColumns,
            SheetNoteCode::ErrorCells
        ]
    );
    assert_eq!(read.notes[1].rows, "4", "the rows of the other sheet are its own");
}

#[test]
fn dates_count_from_1904_when_the_workbook_says_so() {
    check(&workbook(true, [43_889.0, 43_830.5]));
}
