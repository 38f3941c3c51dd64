//! What a report says, whoever prints it.

use std::collections::BTreeSet;

use super::testing::{hidden, input};
use super::*;
use crate::dto::Perimeter;

fn full() -> ReportInput {
    input(Kind::Definitive, Perimeter::Spares)
}

fn table(report: &Report, id: &str) -> Table {
    report.tables().find(|table| table.id == id).unwrap().clone()
}

fn titles(report: &Report) -> Vec<&str> {
    report.sections.iter().map(|section| section.title.as_str()).collect()
}

/// The first cells of the lines of a table.
fn labels(table: &Table) -> Vec<String> {
    let label = |row: &Row| match &row.cells[0].content {
        Content::Text { text } => text.clone(),
        other => format!("{other:?}"),
    };
    table.rows.iter().map(label).collect()
}

#[test]
fn the_same_input_gives_the_same_report_and_fingerprint() {
    let (one, other) = (report(&full()), report(&full()));
    assert_eq!(one, other);
    assert_eq!(one.digest().unwrap(), other.digest().unwrap());
    let changed = report(&ReportInput { made_on: "2025-11-23".to_owned(), ..full() });
    assert_ne!(one.digest().unwrap(), changed.digest().unwrap());
    assert_eq!(one.digest().unwrap().len(), 64);
}

#[test]
fn numbers_stay_unrounded_with_their_decimals() {
    let cards = table(&report(&full()), "consommation-ensemble");
    assert_eq!(cards.rows[0].cells[2].content, Content::Number { value: 354.185, decimals: 1 });
}

#[test]
fn a_figure_without_value_says_why_once_and_is_never_zero() {
    let report = report(&full());
    let values = table(&report, "indicateurs-valeurs");
    let row = values.rows.last().unwrap();
    assert_eq!(row.cells[2].content, Content::Absent);
    assert_eq!(row.cells[3].content, Content::Empty, "a hidden numerator is no zero");
    assert!(values.notes.contains(&"Moins de 3 établissements.".to_owned()));
    for table in report.tables() {
        let unique: BTreeSet<&String> = table.notes.iter().collect();
        assert_eq!(unique.len(), table.notes.len(), "{}", table.id);
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            assert!(
                cell.notes.iter().all(|place| (1..=table.notes.len()).contains(place)),
                "{}",
                table.id
            );
            assert!(
                cell.content != Content::Absent || !cell.notes.is_empty(),
                "{}: {cell:?}",
                table.id
            );
        }
    }
}

#[test]
fn every_line_has_a_cell_for_each_column() {
    for kind in [Kind::Definitive, Kind::DefinitiveShort, Kind::Provisional] {
        for perimeter in [Perimeter::Spares, Perimeter::Ehpad] {
            let report = report(&input(kind, perimeter));
            let ids: BTreeSet<&str> = report.tables().map(|table| table.id.as_str()).collect();
            assert_eq!(ids.len(), report.tables().count(), "each table has an id of its own");
            for table in report.tables() {
                for row in &table.rows {
                    let expected = if row.kind == RowKind::Group { 1 } else { table.columns.len() };
                    assert_eq!(row.cells.len(), expected, "{}", table.id);
                }
            }
        }
    }
}

#[test]
fn sectors_come_in_the_order_of_the_methodology_and_those_without_data_are_told() {
    let sectors = table(&report(&full()), "consommation-secteurs");
    let expected = [
        "Médecine",
        "Chirurgie",
        "Réanimation",
        "Gynécologie-obstétrique",
        "Pédiatrie",
        "Soins médicaux et de réadaptation (ex-SSR)",
        "Soins de longue durée",
        "Psychiatrie",
        "Hébergement en EHPAD",
        "Ensemble",
    ];
    assert_eq!(labels(&sectors), expected);
    assert_eq!(sectors.rows[1].cells[2].content, Content::Absent);
    assert_eq!(sectors.rows[8].cells[2].notes.len(), 1);
}

#[test]
fn an_ehpad_report_has_its_own_unit_and_no_resistance() {
    let report = report(&input(Kind::Definitive, Perimeter::Ehpad));
    assert!(!titles(&report).contains(&"Résistances bactériennes"));
    let sectors = table(&report, "consommation-secteurs");
    assert_eq!(labels(&sectors), ["Hébergement en EHPAD", "Ensemble"]);
    assert_eq!(sectors.columns[1].unit, "DDJ/1000\u{a0}JHeb");
    let told = report.sections.iter().flat_map(|section| &section.blocks);
    let why = |block: &Block| matches!(block, Block::Notice { text } if text.contains("Sanitaire SPARES"));
    assert!(told.filter(|block| why(block)).count() == 1);
}

#[test]
fn a_short_report_says_what_it_leaves_out() {
    let (short, whole) =
        (report(&input(Kind::DefinitiveShort, Perimeter::Spares)), report(&full()));
    assert!(short.sections.len() < whole.sections.len());
    assert!(
        matches!(&short.sections[0].blocks[1], Block::Notice { text } if text.contains("laisse de côté"))
    );
    assert!(titles(&whole).contains(&"Escherichia coli"));
    assert!(!titles(&short).contains(&"Escherichia coli"));
}

#[test]
fn a_report_of_many_has_participants_and_nothing_of_one_establishment() {
    let region = ReportInput {
        identity: Identity {
            name: "Normandie".to_owned(),
            level: Level::Region,
            ..Identity::default()
        },
        participants: Some(Participants {
            consumption: Participation {
                establishments: 41,
                patient_days: 900.0,
                sae_days: Some(1200.0),
            },
            resistance: Participation { establishments: 12, patient_days: 300.0, sae_days: None },
        }),
        ..full()
    };
    let report = report(&region);
    let participants = table(&report, "participants");
    assert_eq!(participants.rows[0].cells[4].content, Content::Number { value: 75.0, decimals: 1 });
    assert_eq!(participants.rows[1].cells[4].content, Content::Absent);
    let of_one = ["Qualité des données", "Comparaison avec les établissements du même type"];
    assert!(!titles(&report).iter().any(|title| of_one.contains(title)));
}

#[test]
fn the_ten_most_used_molecules_come_first_by_ddj() {
    let top = table(&report(&full()), "molecules-top");
    assert_eq!(top.rows.len(), 11);
    assert_eq!(top.rows[0].cells[1].content, Content::Text { text: "J01CA11".to_owned() });
    assert_eq!(top.rows[10].kind, RowKind::Total);
}

#[test]
fn a_new_table_of_doses_is_a_break_of_the_curve() {
    let report = report(&full());
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let charts: Vec<&Chart> = blocks
        .filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
        .collect();
    assert_eq!(charts[0].spec.breaks.len(), 1);
    let known: BTreeSet<&str> = report.tables().map(|table| table.title.as_str()).collect();
    assert!(charts.iter().all(|chart| known.contains(chart.table.as_str())), "each has its table");
}

#[test]
fn key_figures_without_value_say_why() {
    let mut without = full();
    without.consumption.cards[0].figure = hidden();
    let figure = &report(&without).key_figures[0];
    assert_eq!(figure.value.content, Content::Empty);
    assert_eq!(figure.reason.as_deref(), Some("Moins de 3 établissements."));
}
