use domain::dto::SheetNoteCode;

use super::build::archive;
use super::{check, notes, read, shown};

fn workbook(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" \
         xmlns:calcext=\"c\" xmlns:style=\"s\"><office:automatic-styles>\
         <style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

fn text(text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

fn number(number: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>?</text:p></table:table-cell>"
    )
}

fn date(date: &str) -> String {
    format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{date}\"/>")
}

fn row(attributes: &str, cells: &[String]) -> String {
    format!("<table:table-row {attributes}>{}</table:table-row>", cells.concat())
}

fn rows() -> String {
    let error = "<table:table-cell table:formula=\"of:=NA()\" office:value-type=\"string\" \
                 office:string-value=\"\" calcext:value-type=\"error\"><text:p>#N/D</text:p></table:table-cell>";
    let formula = "<table:table-cell table:formula=\"of:=25/2\" office:value-type=\"float\" office:value=\"12.5\"/>";
    let noted = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>à voir</text:p>\
                 </office:annotation><text:p>Quantité</text:p></table:table-cell>";
    [
        row("", &[text("UF"), text("UCD"), noted.to_owned(), text("Date")]),
        row("", &[text("0444"), number("9206536"), formula.to_owned(), date("2024-02-29")]),
        row("", &["<table:table-cell table:number-columns-repeated=\"16384\"/>".to_owned()]),
        row("", &[text("0445"), text("9227679"), number("-3"), error.to_owned()]),
        row(
            "",
            &[
                "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>"
                    .to_owned(),
                text("<text:span>été</text:span><text:s/>&amp; &lt;hiver&gt;"),
                text("7"),
                date("2024-01-01T12:00:00"),
            ],
        ),
        row("table:number-rows-repeated=\"1048571\"", &["<table:table-cell/>".to_owned()]),
    ]
    .concat()
}

#[test]
fn a_workbook_is_read() {
    let table = format!(
        "<table:table table:name=\"Feuille1\" table:style-name=\"ta1\">{}</table:table>",
        rows()
    );
    assert_eq!(check(&workbook(&table)).sheet, "Feuille1");
}

#[test]
fn hidden_parts_and_merged_cells_are_noted() {
    let hidden = format!(
        "<table:table table:name=\"Feuille2\" table:style-name=\"ta2\">{}</table:table>",
        rows()
    );
    let shown_table = format!(
        "<table:table table:name=\"Feuille1\"><table:table-column/><table:table-column table:visibility=\"collapse\"/>{}{}</table:table>",
        rows().replace("<table:table-row ><table:table-cell office:value-type=\"string\"><text:p>0445", 
            "<table:table-row table:visibility=\"filter\"><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\"><text:p>0445"),
        ""
    );
    let read = check(&workbook(&(hidden + &shown_table)));
    assert_eq!(read.table.merged().len(), 1);
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
    assert_eq!(
        (read.notes[1].rows.as_str(), read.notes[2].columns.join(",")),
        ("4", "B".to_owned())
    );
}

#[test]
fn repeated_values_are_read_as_often_as_they_stand() {
    let cells = "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>a</text:p></table:table-cell>";
    let table = format!(
        "<table:table table:name=\"F\">{}{}</table:table>",
        row("table:number-rows-repeated=\"2\"", &[cells.to_owned(), text("b")]),
        row("", &[text("c")])
    );
    assert_eq!(
        shown(&read(&workbook(&table))),
        [vec!["a", "a", "b"], vec!["a", "a", "b"], vec!["c"]]
    );
}
