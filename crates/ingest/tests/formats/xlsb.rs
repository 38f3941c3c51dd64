use domain::dto::SheetNoteCode;

use super::build::{archive, relations};
use super::{check, notes};

/// A record: type and length in groups of seven bits.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = match kind {
        0..=127 => vec![kind as u8],
        _ => vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8],
    };
    let mut length = data.len();
    loop {
        let more = length > 127;
        bytes.push((length & 0x7F) as u8 | if more { 0x80 } else { 0 });
        length >>= 7;
        if !more {
            break;
        }
    }
    bytes.extend(data);
    bytes
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u32::try_from(units.len() / 2).unwrap();
    [length.to_le_bytes().as_slice(), &units].concat()
}

fn row(row: u32, hidden: bool) -> Vec<u8> {
    let flags = [0, if hidden { 0x10 } else { 0 }, 0];
    record(0, &[row.to_le_bytes().as_slice(), &[0; 6], &flags, &[0; 4]].concat())
}

fn cell(kind: u16, column: u32, style: u8, value: &[u8]) -> Vec<u8> {
    record(kind, &[column.to_le_bytes().as_slice(), &[style, 0, 0, 0], value].concat())
}

fn workbook(is_1904: bool, dates: [f64; 2]) -> Vec<u8> {
    let sheet = |name: &str, state: u32, id: &str| {
        record(
            156,
            &[state.to_le_bytes().as_slice(), &[1, 0, 0, 0], &text(id), &text(name)].concat(),
        )
    };
    let book = [
        record(153, &[u8::from(is_1904), 0, 0, 0, 0, 0, 0, 0]),
        sheet("Calculs", 2, "r9"),
        sheet("Données", 0, "r1"),
    ]
    .concat();
    let styles = [
        record(44, &[164u16.to_le_bytes().as_slice(), &text("d mmm yyyy")].concat()),
        record(617, &[3, 0, 0, 0]),
        record(47, &[0, 0, 0, 0, 0, 0]),
        record(47, &[0, 0, 14, 0, 0, 0]),
        record(47, &[0, 0, 164, 0, 0, 0]),
        record(618, &[]),
    ]
    .concat();
    let texts: Vec<u8> = ["UF", "UCD", "Quantité", "Date", "0445"]
        .iter()
        .flat_map(|shared| record(19, &[&[0], text(shared).as_slice()].concat()))
        .collect();
    // The table announces more texts than any machine has room for.
    let texts = [record(159, &[0xFF; 8]), texts].concat();
    let shared = |column: u32, index: u32| cell(7, column, 0, &index.to_le_bytes());
    let whole = |column: u32, number: i32| cell(2, column, 0, &(number << 2 | 2).to_le_bytes());
    let columns = [1u32.to_le_bytes(), 1u32.to_le_bytes(), [0; 4], [0; 4]].concat();
    let merged = [0u32, 0, 2, 3].map(u32::to_le_bytes).concat();
    let cells = [
        record(148, &[0xFF; 16]),
        record(60, &[columns.as_slice(), &[1, 0]].concat()),
        record(145, &[]),
        row(0, false),
        (0..4).flat_map(|index| shared(index, index)).collect(),
        row(1, false),
        cell(6, 0, 0, &text("0444")),
        whole(1, 9_206_536),
        cell(9, 2, 0, &[12.5f64.to_le_bytes().as_slice(), &[0; 8]].concat()),
        cell(5, 3, 1, &dates[0].to_le_bytes()),
        row(3, true),
        shared(0, 4),
        cell(8, 1, 0, &text("9227679")),
        whole(2, -3),
        cell(11, 3, 0, &[0x2A]),
        row(4, false),
        cell(4, 0, 0, &[1]),
        cell(62, 1, 0, &[&[1], text("été & <hiver>").as_slice(), &[0; 8]].concat()),
        cell(6, 2, 0, &text("7")),
        cell(5, 3, 2, &dates[1].to_le_bytes()),
        record(146, &[]),
        record(176, &merged),
    ]
    .concat();
    let links = relations(&[
        ("r1", "worksheet", "worksheets/sheet1.bin"),
        ("r9", "worksheet", "worksheets/sheet2.bin"),
    ]);
    archive(&[
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/sharedStrings.bin", &texts),
        ("xl/worksheets/sheet1.bin", &cells),
    ])
}

#[test]
fn a_binary_workbook_is_read_with_what_it_hides() {
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
    assert_eq!(read.notes[1].rows, "4");
}

#[test]
fn dates_count_from_1904_when_the_workbook_says_so() {
    check(&workbook(true, [43_889.0, 43_830.5]));
}
