//! Both documents show every number of the report.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::process::Command;
use std::sync::LazyLock;

use calamine::{Data, Reader as _, Xlsx};
use domain::french;
use domain::report::{Cell, Content, Kind, Report, report};

use crate::grasse::Years;
use crate::wide;

static YEARS: LazyLock<Years> = LazyLock::new(Years::open);

fn reports() -> [Report; 4] {
    [
        report(&YEARS.input(Kind::Definitive)),
        report(&YEARS.input(Kind::DefinitiveShort)),
        report(&YEARS.input(Kind::Provisional)),
        report(&wide::nation(&YEARS)),
    ]
}

fn cells(report: &Report) -> impl Iterator<Item = &Cell> {
    report.tables().flat_map(|table| &table.rows).flat_map(|row| &row.cells)
}

/// What a tool of poppler says of a PDF.
fn poppler(tool: &str, options: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(tool);
    command.args(options).arg(file.path());
    if tool == "pdftotext" {
        command.arg("-");
    }
    String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
}

/// The numbers and words of a PDF, without what only lays them out.
fn words(pdf: &[u8]) -> String {
    let text = poppler("pdftotext", &["-raw"], pdf);
    text.chars().filter(|char| !char.is_whitespace() && *char != '\u{200b}').collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let one = report(&YEARS.input(Kind::Definitive));
    assert_eq!(report::pdf(&one).unwrap(), report::pdf(&one).unwrap());
    assert_eq!(report::xlsx(&one).unwrap(), report::xlsx(&one).unwrap());
}

#[test]
fn every_number_of_the_report_is_printed_in_the_pdf() {
    for report in reports() {
        let text = words(&report::pdf(&report).unwrap());
        for cell in cells(&report) {
            let expected = match &cell.content {
                Content::Count { value } => vec![french::whole(*value as f64)],
                Content::Number { value, decimals } | Content::Change { value, decimals } => {
                    vec![french::decimal(*value, *decimals)]
                }
                Content::Interval { low, high, decimals } => {
                    vec![french::decimal(*low, *decimals), french::decimal(*high, *decimals)]
                }
                Content::Text { .. } | Content::Absent | Content::Empty => Vec::new(),
            };
            for number in expected {
                assert!(text.contains(&squeezed(&number)), "{number} of {}", report.subtitle);
            }
        }
        for note in report.tables().flat_map(|table| &table.notes) {
            assert!(text.contains(&squeezed(note)), "{note}");
        }
        assert!(text.contains(&report.digest().unwrap()));
    }
}

#[test]
fn every_number_of_the_report_is_a_number_of_the_workbook() {
    for report in reports() {
        let bytes = report::xlsx(&report).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        for (index, table) in report.tables().enumerate() {
            // After the first two sheets, tables come in their order.
            let range = book.worksheet_range_at(index + 2).unwrap().unwrap();
            let numbers: Vec<u64> = range
                .rows()
                .flatten()
                .filter_map(|cell| {
                    if let Data::Float(value) = cell { Some(value.to_bits()) } else { None }
                })
                .collect();
            let mut expected = Vec::new();
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                match cell.content {
                    Content::Count { value } => expected.push((value as f64).to_bits()),
                    Content::Number { value, .. } | Content::Change { value, .. } => {
                        expected.push(value.to_bits());
                    }
                    Content::Interval { low, high, .. } => {
                        expected.extend([low.to_bits(), high.to_bits()]);
                    }
                    Content::Text { .. } | Content::Absent | Content::Empty => {}
                }
            }
            assert_eq!(numbers, expected, "{}", table.title);
            let told = range
                .rows()
                .flatten()
                .any(|cell| matches!(cell, Data::String(text) if *text == table.title));
            assert!(told, "{}", table.title);
        }
    }
}

#[test]
fn the_pdf_is_tagged_and_says_what_it_is() {
    let report = report(&YEARS.input(Kind::Definitive));
    let pdf = report::pdf(&report).unwrap();
    let said = poppler("pdfinfo", &[], &pdf);
    for expected in [
        "Title:           Consommation d’antibiotiques",
        "Tagged:          yes",
        "Author:          ConsoRes",
        "(A4)",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let structure = poppler("pdfinfo", &["-struct-text"], &pdf);
    for expected in ["H1", "H2", "Table", "TH", "Figure", "Caption"] {
        assert!(structure.contains(expected), "{expected}");
    }
    assert!(pdf.windows(9).any(|bytes| bytes == b"/Lang(fr-" || bytes.starts_with(b"/Lang (fr")));
}

#[test]
fn a_base_that_is_not_frozen_is_told_on_every_page() {
    let pdf = report::pdf(&report(&YEARS.input(Kind::Provisional))).unwrap();
    let text = poppler("pdftotext", &["-layout"], &pdf);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 10);
    for page in pages {
        assert!(page.contains("base non figée"), "{page}");
    }
    let frozen = report::pdf(&report(&YEARS.input(Kind::Definitive))).unwrap();
    assert!(!poppler("pdftotext", &[], &frozen).contains("non figée"));
}

#[test]
fn sheets_have_names_of_their_own_and_the_fingerprint_is_on_the_first() {
    let report = report(&wide::nation(&YEARS));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(report::xlsx(&report).unwrap())).unwrap();
    let names = book.sheet_names();
    let unique: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(unique.len(), names.len());
    assert!(names.iter().all(|name| name.chars().count() <= 31));
    let cover = book.worksheet_range("Rapport").unwrap();
    let digest = report.digest().unwrap();
    assert!(cover.rows().flatten().any(|cell| cell.to_string() == digest));
}
