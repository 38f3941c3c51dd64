//! Values measured by the laboratory, beside their category or alone.

use super::tests::{HEADER, facts};
use super::*;
use crate::import::testing::table;
use crate::import::{Layout, find_header, resolve, suggest};

const LONG: [&str; 9] = [
    "UF",
    "IPP",
    "Âge",
    "Date de prélèvement",
    "Nature",
    "Germe",
    "Antibiotique",
    "Résultat",
    "CMI (mg/L)",
];

fn category(evaluation: &ResistanceEvaluation<'_>, code: &str) -> Option<&'static str> {
    let results = evaluation.imports[0].isolates[0].results;
    Some(results.of(Molecule::of(code)?)?.code(2024))
}

/// The antibiotics that a reason is told of.
fn told(evaluation: &ResistanceEvaluation<'_>, reason: &str) -> Vec<String> {
    findings_of(evaluation, &evaluation.imports[0])
        .into_iter()
        .filter(|finding| finding.issue.reason == reason)
        .map(|finding| finding.issue.words[0].1.clone())
        .collect()
}

#[test]
fn a_value_is_read_by_the_category_beside_it_and_never_alone() {
    for (mark, expected) in [
        ("≤0,5 S", Some("S")),
        ("R (>32 mg/L)", Some("R")),
        ("0.0625 SFP", Some("SFP")),
        ("I 4", Some("SFP")),
        ("≤0,5", None),
        ("0.0625", None),
        ("24 mm", None),
    ] {
        let row = |patient, mark| {
            let cells = ["710", patient, "12/03/1957", "F", "", "04/03/2024", "P1", "HEMOC"];
            cells.into_iter().chain(["E. coli", "N", "R", mark]).collect::<Vec<&str>>()
        };
        // Where a column has categories, one cell without is told by itself.
        let others = ["2", "3", "4", "5", "6"].map(|patient| row(patient, "S"));
        let rows: Vec<Vec<&str>> = std::iter::once(row("1", mark)).chain(others).collect();
        let facts = facts(&HEADER, &rows);
        let evaluation = evaluate(&facts);
        assert_eq!(category(&evaluation, "CTX"), expected, "{mark}");
        let labels: Vec<&str> = facts.imports[0].labels.iter().map(|(.., label)| label).collect();
        assert!(labels.contains(&mark), "{mark} is kept as it was delivered: {labels:?}");
        let without = if expected.is_none() { vec!["Céfotaxime"] } else { vec![] };
        assert_eq!(told(&evaluation, "value_without_category"), without, "{mark}");
    }
}

#[test]
fn a_column_of_values_stands_beside_the_results_of_a_file_with_one_row_per_result() {
    let row = |antibiotic, result, value| {
        vec!["710", "8001", "66", "04/03/2024", "HEMOC", "E. coli", antibiotic, result, value]
    };
    let facts = facts(
        &LONG,
        &[
            row("Céfotaxime", "R", "> 32"),
            row("Amoxicilline", "S", ""),
            row("Gentamicine", "", "0,5"),
            row("Imipénème", "S", "voir labo"),
            row("Témocilline", "0.25 S", "0.25"),
        ],
    );
    let evaluation = evaluate(&facts);
    for (code, expected) in [
        ("CTX", Some("R")),
        ("AMX", Some("S")),
        ("GEN", None),
        ("IPM", Some("S")),
        ("TEM", Some("S")),
    ] {
        assert_eq!(category(&evaluation, code), expected, "{code}");
    }
    assert_eq!(told(&evaluation, "value_without_category"), ["Gentamicine"]);
    let marks: Vec<&str> = facts.imports[0].isolates[0]
        .results
        .iter()
        .map(|(_, mark)| facts.imports[0].labels.text(*mark))
        .collect();
    assert_eq!(marks, ["> 32 R", "S", "0,5", "S", "0.25 S"]);
}

#[test]
fn columns_of_values_beside_columns_of_results_are_left_out() {
    let sheet = table(&[
        &[
            "UF",
            "IPP",
            "Âge",
            "Date de prélèvement",
            "Nature",
            "Germe",
            "CTX",
            "CMI CTX",
            "GEN",
            "CMI GEN",
        ],
        &["710", "1", "66", "04/03/2024", "HEMOC", "E. coli", "S", "0.25", "R", ">16"],
        &["710", "2", "67", "05/03/2024", "ECBU", "E. coli", "R", "32", "S", "≤1"],
    ]);
    let mapping = resolve(&sheet, Layout::Resistance, None, None).unwrap();
    let columns: Vec<usize> = mapping.antibiotics.iter().map(|one| one.column).collect();
    assert_eq!(columns, [6, 8]);
    assert_eq!(mapping.column("value"), None);
}

#[test]
fn a_column_of_values_alone_is_left_out_with_its_reason() {
    let row =
        |patient, value| vec!["710", patient, "66", "04/03/2024", "HEMOC", "E. coli", "S", value];
    let header =
        ["UF", "IPP", "Âge", "Date de prélèvement", "Nature", "Germe", "CTX", "Gentamicine"];
    let rows = [row("1", "0.25"), row("2", ">16"), row("3", "")];
    let all: Vec<&[&str]> =
        std::iter::once(&header[..]).chain(rows.iter().map(Vec::as_slice)).collect();
    let sheet = table(&all);
    let found = suggest(&sheet, find_header(&sheet, Layout::Resistance), Layout::Resistance);
    let gentamicin = found.antibiotics.iter().find(|one| one.column == 7).unwrap();
    assert!(!gentamicin.is_proposed());
    assert!(gentamicin.reason.contains("valeurs sans catégorie"), "{}", gentamicin.reason);
}
