//! Published numbers with both their sides: our formulas print what was printed.
//!
//! `published_checks.csv` holds every number that was published with a numerator and a denominator:
//! results of SPARES from 2018 to 2022 (Santé publique France), figures of the CHU of Rouen for 2024
//! (ConsoRes, ORCHIDEE), and the cohort of medRxiv 10.1101/2024.12.04.24317990.

use domain::consumption::rate;
use domain::dto::Versions;
use domain::french;
use domain::resistance::{density, proportion};
use serde::Deserialize;

/// Rows whose printed value is not that of their own numerator and denominator.
const CONTRADICTIONS: [&str; 4] = [
    // K. pneumoniae with ESBL, 2018: 0.175 is printed as 0.17.
    "PC032",
    // E. coli and K. pneumoniae with ESBL, SARM, 2021: printed with other patient-days than those told.
    "PC145", "PC146", "PC148",
];

#[derive(Debug, Deserialize)]
struct Published {
    id: String,
    numerator: f64,
    denominator: f64,
    printed: String,
    unit: String,
}

fn published() -> Vec<Published> {
    let file = include_str!("published_checks.csv");
    let rows = csv::Reader::from_reader(file.as_bytes()).into_deserialize();
    rows.map(Result::unwrap).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of isolates")]
fn recomputed(row: &Published) -> Option<f64> {
    let (numerator, denominator) = (row.numerator, row.denominator);
    let versions = Versions::default();
    let figure = match row.unit.as_str() {
        "DDJ/1000 JH" => rate(numerator, denominator, &versions),
        "/1000 JH" => density(numerator as u32, denominator, &versions),
        "%" | "% of JH" => proportion(numerator as u32, denominator as u32, &versions),
        other => panic!("{}: {other} is no known unit", row.id),
    };
    assert!((figure.numerator - numerator).abs() < 1e-9, "{}", row.id);
    figure.value
}

#[test]
fn formulas_print_what_was_printed_but_for_the_rows_known_to_contradict_themselves() {
    let rows = published();
    assert_eq!(rows.len(), 135);
    let contradictions: Vec<&str> = rows
        .iter()
        .filter(|row| {
            let decimals = row.printed.split_once('.').map_or(0, |(_, digits)| digits.len());
            let text = recomputed(row).map(|value| french::decimal(value, decimals));
            text != Some(row.printed.replace('.', ","))
        })
        .map(|row| row.id.as_str())
        .collect();
    assert_eq!(contradictions, CONTRADICTIONS);
}

#[test]
fn densities_of_a_report_are_printed_alike() {
    let rows = published();
    for (id, text) in [("PC248", "0,16 (95/589397)"), ("PC249", "0,024 (14/589397)")] {
        let row = rows.iter().find(|row| row.id == id).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let isolates = row.numerator as u32;
        assert_eq!(french::density(isolates, row.denominator), text);
    }
}
