//! Whatever is sent, the answer is a named problem in French, nothing is stored, and the server
//! goes on.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::harness::{Hospital, TestApp, problem};

on_both!(every_bad_file_is_named_and_leaves_nothing, no_bytes_harm_the_server);

/// A workbook of one sheet of texts.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook whose sheet is written by `sheet`, as no spreadsheet program would.
fn raw_workbook(sheet: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    with_entry("xl/worksheets/sheet1.xml", sheet)
}

/// A workbook that announces as many texts as would fill the memory of any machine.
fn announcing_texts() -> Vec<u8> {
    with_entry("xl/sharedStrings.xml", &mut |out| {
        out.write_all(b"<sst uniqueCount=\"999999999999\"></sst>").unwrap();
    })
}

/// A workbook with one entry written by `content`.
fn with_entry(replaced: &str, content: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    let model = workbook(&[&["x"]]);
    let mut source = zip::ZipArchive::new(Cursor::new(model)).unwrap();
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..source.len() {
        let mut entry = source.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        target.start_file(name.as_str(), SimpleFileOptions::default().large_file(true)).unwrap();
        if name == replaced {
            content(&mut target);
        } else {
            std::io::copy(&mut entry, &mut target).unwrap();
        }
    }
    target.finish().unwrap().into_inner()
}

const SHEET_START: &str = "<?xml version=\"1.0\"?><worksheet xmlns=\
    \"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
const SHEET_END: &str = "</sheetData></worksheet>";

/// A sheet of a million rows.
fn a_million_rows() -> Vec<u8> {
    raw_workbook(&mut |out| {
        out.write_all(SHEET_START.as_bytes()).unwrap();
        for row in 1..=1_000_000 {
            write!(out, "<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>").unwrap();
        }
        out.write_all(SHEET_END.as_bytes()).unwrap();
    })
}

/// A row of ten thousand cells.
fn ten_thousand_columns() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for column in 0..10_000 {
        sheet.write_number(0, column, 1).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// An archive of under 2 MB that inflates to more than 1 GB.
fn a_bomb() -> Vec<u8> {
    raw_workbook(&mut |out| {
        let blanks = vec![b' '; 1 << 20];
        for _ in 0..1_100 {
            out.write_all(&blanks).unwrap();
        }
    })
}

/// The beginning of a compound file with the stream name of an encrypted workbook.
fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

async fn every_bad_file_is_named_and_leaves_nothing(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let days = hospital.bytes("jh_2024.xls");
    let absent = hospital
        .send_bytes(
            "consumption",
            "2024",
            "c.xlsx",
            &hospital.bytes("consommations_2024.xlsx"),
            &[],
        )
        .await;
    assert_eq!(problem(absent), (409, "structure_absent".to_owned()));
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let good = hospital.bytes("consommations_2024.xlsx");
    let no_quantity = workbook(&[&["UF", "UCD"], &["237", "9206536"]]);
    let no_rows = workbook(&[&["UF", "UCD", "Quantité"]]);
    let cases: [(&str, Vec<u8>, u16, &str); 14] = [
        ("nothing", Vec::new(), 422, "empty_file"),
        ("an empty sheet", workbook(&[]), 422, "empty_file"),
        ("a header alone", no_rows, 422, "empty_file"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), 415, "unsupported_file"),
        ("a document", b"%PDF-1.7 ...".to_vec(), 415, "unsupported_file"),
        (
            "a web page",
            b"<html><table><tr><td>UF</td></tr></table>".to_vec(),
            415,
            "unsupported_file",
        ),
        ("an encrypted workbook", encrypted(), 422, "encrypted_file"),
        ("half a workbook", good[..good.len() / 2].to_vec(), 422, "damaged_file"),
        ("half an old workbook", days[..days.len() / 2].to_vec(), 422, "damaged_file"),
        ("a million rows", a_million_rows(), 413, "file_too_large"),
        ("ten thousand columns", ten_thousand_columns(), 413, "file_too_large"),
        ("a bomb", a_bomb(), 413, "file_too_large"),
        ("texts announced beyond reason", announcing_texts(), 422, "damaged_file"),
        ("no quantity", no_quantity, 422, "missing_column"),
    ];
    for (name, bytes, status, code) in cases {
        for dry_run in ["true", "false"] {
            let more = [("dry_run", dry_run)];
            let answer =
                hospital.send_bytes("consumption", "2024", "fichier.xlsx", &bytes, &more).await;
            let detail = answer.1["detail"].as_str().unwrap_or_default().to_owned();
            assert_eq!(problem(answer), (status, code.to_owned()), "{name}");
            assert!(detail.ends_with('.') && detail.len() > 40, "{name}: {detail}");
        }
    }
    let wrong_kind = hospital.send_bytes("consumption", "2024", "jh.xls", &days, &[]).await;
    assert_eq!(problem(wrong_kind), (422, "wrong_kind".to_owned()));
    let mapping = [("mapping", r#"{"unit_code":"UF","drug_code":"UF","quantity":"QUANTITE"}"#)];
    let twice = hospital.send_bytes("consumption", "2024", "c.xlsx", &good, &mapping).await;
    assert_eq!(problem(twice), (422, "column_used_twice".to_owned()));
    let mapping = [("mapping", r#"{"unit_code":"Service"}"#)];
    let unknown = hospital.send_bytes("consumption", "2024", "c.xlsx", &good, &mapping).await;
    assert_eq!(problem(unknown), (422, "unknown_column".to_owned()));
    let sheet = [("sheet", "Feuil9")];
    let no_sheet = hospital.send_bytes("consumption", "2024", "c.xlsx", &good, &sheet).await;
    assert_eq!(problem(no_sheet), (422, "sheet_not_found".to_owned()));
    let period = hospital.send_bytes("consumption", "2024-T1", "c.xlsx", &good, &[]).await;
    assert_eq!(problem(period), (422, "invalid_period".to_owned()));
    let imports = hospital.get(&hospital.path("/imports")).await;
    assert_eq!(imports["total"], 1, "only the structure is stored");
    let journal = hospital.get(&hospital.path("/journal")).await;
    assert_eq!(journal["total"], 3, "joined, signed, and the structure");
}

async fn no_bytes_harm_the_server(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    // A small generator of its own: the same bytes on every run.
    let mut state: u32 = 1;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    for file in ["jh_2024.xls", "jh_2024.xlsx"] {
        let good = hospital.bytes(file);
        for _ in 0..40 {
            let mut bytes = good.clone();
            for _ in 0..20 {
                let at = next() as usize % bytes.len();
                bytes[at] = u8::try_from(next() % 256).unwrap();
            }
            let more = [("dry_run", "true")];
            let (status, body) =
                hospital.send_bytes("patient_days", "2024", file, &bytes, &more).await;
            assert_ne!(status, 500, "{body}");
        }
    }
    assert_eq!(hospital.get("/api/v1/me").await["email"], json!("pharmacie@hopital.example"));
    let _: Value = hospital.dashboard(2024).await;
}
