use domain::dto::SheetNoteCode;
use domain::import::{HeaderRow, Layout, find_header, headers};
use rust_xlsxwriter::{Format, Workbook};

use super::{notes, read};

fn written(workbook: &mut Workbook) -> Vec<u8> {
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_sheet_that_looks_most_like_the_kind_is_read_and_the_others_are_named() {
    let mut workbook = Workbook::new();
    for (name, header) in [
        ("Structure", ["TA", "DE", "UF", "Libellé UF"]),
        ("Consommations", ["UF", "UCD", "Produit", "Quantité"]),
        ("DUPONT Jean", ["a", "b", "c", "d"]),
    ] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, header).unwrap();
        sheet.write_row(1, 0, [1, 2, 3, 4]).unwrap();
    }
    workbook.add_worksheet().set_name("Lexique").unwrap().set_hidden(true);
    let read = read(&written(&mut workbook));
    assert_eq!(read.sheet, "Consommations");
    let told = notes(&read);
    assert_eq!(told[0].0, SheetNoteCode::OtherSheets);
    assert!(told[0].1.contains("Structure") && told[0].1.contains("n°\u{a0}3"), "{}", told[0].1);
    assert!(!told[0].1.contains("DUPONT"));
    assert_eq!(told[1].0, SheetNoteCode::HiddenSheets);
}

#[test]
fn a_merged_header_spreads_and_merged_data_count_once() {
    let mut workbook = Workbook::new();
    let format = Format::new();
    let sheet = workbook.add_worksheet();
    sheet.merge_range(0, 0, 1, 0, "UF", &format).unwrap();
    sheet.merge_range(0, 1, 1, 1, "UCD", &format).unwrap();
    sheet.merge_range(0, 2, 0, 3, "Quantité", &format).unwrap();
    sheet.write_row(1, 2, ["T1 2024", "T2 2024"]).unwrap();
    sheet.merge_range(2, 0, 3, 0, "0444", &format).unwrap();
    sheet.write_row(2, 1, ["9206536"]).unwrap();
    sheet.write_row(3, 1, ["9227679"]).unwrap();
    sheet.write_row(2, 2, [1, 2]).unwrap();
    sheet.write_row(3, 2, [3, 4]).unwrap();
    let table = read(&written(&mut workbook)).table;
    let header = find_header(&table, Layout::Consumption);
    assert_eq!(header, HeaderRow::At(1));
    assert_eq!(headers(&table, header), ["UF", "UCD", "Quantité / T1 2024", "Quantité / T2 2024"]);
    assert_eq!(
        (table.display(table.cell(2, 0)), table.display(table.cell(3, 0))),
        ("0444".into(), "".into())
    );
    assert_eq!(table.merged().len(), 4);
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["UF", "UCD", "Quantité"]).unwrap();
    for row in 1..8 {
        sheet.write_row(row, 0, [444, 9_206_536, 1]).unwrap();
    }
    for row in [3, 4, 5, 200] {
        sheet.set_row_hidden(row).unwrap();
    }
    sheet.set_column_hidden(1).unwrap();
    sheet.set_column_hidden(12).unwrap();
    let read = read(&written(&mut workbook));
    assert_eq!(read.table.height(), 8);
    let told: Vec<_> = read
        .notes
        .iter()
        .map(|note| (note.code, note.rows.as_str(), note.columns.join(",")))
        .collect();
    assert_eq!(
        told,
        [
            (SheetNoteCode::HiddenRows, "4-6", String::new()),
            (SheetNoteCode::HiddenColumns, "", "B".to_owned())
        ]
    );
}
