use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::build::{archive, relations};
use super::check;

#[test]
fn a_workbook_of_a_spreadsheet_program_is_read() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    for (column, text) in (0..).zip(["UF", "UCD", "Quantité", "Date"]) {
        sheet.write(0, column, text).unwrap();
    }
    sheet.write(1, 0, "0444").unwrap();
    sheet.write(1, 1, 9_206_536).unwrap();
    sheet.write_formula(1, 2, Formula::new("=25/2").set_result("12.5")).unwrap();
    sheet
        .write_datetime_with_format(1, 3, ExcelDateTime::from_ymd(2024, 2, 29).unwrap(), &day)
        .unwrap();
    sheet.write(3, 0, "0445").unwrap();
    sheet.write(3, 1, "9227679").unwrap();
    sheet.write(3, 2, -3).unwrap();
    sheet.write_formula(3, 3, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write(4, 0, true).unwrap();
    sheet.write(4, 1, "été & <hiver>").unwrap();
    sheet.write(4, 2, "7").unwrap();
    sheet.write_with_format(4, 3, 45_292.5, &day).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    check(&bytes);
}

/// Prefixes, backslashes, capitals, no references of cells, texts in place: all legal or met.
fn odd(properties: &str, dates: [f64; 2]) -> Vec<u8> {
    let sheet = format!(
        "<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"u\"><x:sheetData>\
         <x:row><x:c t=\"inlineStr\"><x:is><x:r><x:t>U</x:t></x:r><x:rPh sb=\"0\" eb=\"1\"><x:t>x</x:t></x:rPh>\
         <x:r><x:t>F</x:t></x:r></x:is></x:c><x:c t=\"s\"><x:v>0</x:v></x:c>\
         <x:c t=\"str\"><x:f>A1</x:f><x:v>Quantit&#233;</x:v></x:c><x:c t=\"s\"><x:v>1</x:v></x:c></x:row>\
         <x:row r=\"2\"><x:c t=\"inlineStr\"><x:is><x:t>0444</x:t></x:is></x:c><x:c><x:v>9206536</x:v></x:c>\
         <x:c><x:f>25/2</x:f><x:v>12.5</x:v></x:c><x:c s=\"1\"><x:v>{}</x:v></x:c></x:row>\
         <x:row r=\"4\"><x:c r=\"A4\" t=\"str\"><x:v>0445</x:v></x:c><x:c r=\"B4\"><x:v>9227679</x:v></x:c>\
         <x:c r=\"C4\"><x:v>-3</x:v></x:c><x:c r=\"D4\" t=\"e\"><x:v>#N/A</x:v></x:c></x:row>\
         <x:row r=\"5\"><x:c t=\"b\"><x:v>1</x:v></x:c><x:c t=\"inlineStr\"><x:is><x:t><![CDATA[été & <hiver>]]></x:t></x:is></x:c>\
         <x:c t=\"str\"><x:v>7</x:v></x:c><x:c s=\"2\"><x:v>{}</x:v></x:c></x:row>\
         </x:sheetData></x:worksheet>",
        dates[0], dates[1]
    );
    let workbook = format!(
        "<workbook xmlns:r=\"u\">{properties}<sheets><sheet name=\"Données\" r:id=\"r1\"/></sheets></workbook>"
    );
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-40C]d mmm yyyy\"/></numFmts>\
                  <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
                  <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let texts = "<sst count=\"9\" uniqueCount=\"999999999999\"><si><t>UCD</t></si><si><t>Date</t></si></sst>";
    let links = relations(&[
        ("r1", "worksheet", "/xl/worksheets/Sheet1.xml"),
        ("r2", "styles", "styles.xml"),
        ("r3", "sharedStrings", "sharedStrings.xml"),
    ]);
    archive(&[
        ("xl\\workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/Styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
    ])
}

#[test]
fn a_workbook_of_an_odd_program_is_read() {
    assert_eq!(check(&odd("", [45_351.0, 45_292.5])).sheet, "Données");
}

#[test]
fn dates_count_from_1904_when_the_workbook_says_so() {
    check(&odd("<workbookPr date1904=\"1\"/>", [43_889.0, 43_830.5]));
}
