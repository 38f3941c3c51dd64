//! The annexes: how the figures were made, what was left out, and how to verify the document.

use std::sync::LazyLock;

use serde::Deserialize;

use super::input::ReportInput;
use super::model::{Base, Block, Section};
use super::molecules;
use super::table::{Cell, Column, RowKind, Table};
use super::versions::versions;
use crate::consumption::computation_rules;
use crate::dto::{AnomalyState, ImportKind, LeftOut, RuleText};
use crate::french;
use crate::nomenclature::{embedded, tables};
use crate::resistance::resistance_computation_rules;

#[derive(Debug, Deserialize)]
struct Abbreviation {
    short: &'static str,
    text: &'static str,
    perimeters: &'static str,
}

static ABBREVIATIONS: LazyLock<Vec<Abbreviation>> =
    LazyLock::new(|| embedded::read(embedded::ABBREVIATIONS));

/// The annexes in their order; a short report keeps what is needed to read and verify it.
pub fn sections(input: &ReportInput) -> Vec<Section> {
    let mut sections = vec![Section::new(1, "annexes", "Annexes", Vec::new())];
    if !input.is_short() {
        sections.push(molecules::annex(input));
        sections.push(Section::new(
            2,
            "annexe-regles",
            "Règles de calcul et versions",
            rules(input),
        ));
    }
    sections.push(Section::new(2, "annexe-parametres", "Paramètres du rapport", parameters(input)));
    if !input.is_short() {
        sections.push(Section::new(
            2,
            "annexe-ecartes",
            "Ce qui a été laissé de côté",
            left_out(input),
        ));
        if !input.identity.level.is_of_many() {
            sections.push(Section::new(2, "annexe-qualite", "Qualité des données", quality(input)));
        }
    }
    sections.push(Section::new(
        2,
        "annexe-abreviations",
        "Abréviations",
        vec![Block::Table(abbreviations(input))],
    ));
    sections.push(Section::new(
        2,
        "annexe-verification",
        "Vérifier ce document",
        verification(input),
    ));
    sections
}

fn rules(input: &ReportInput) -> Vec<Block> {
    let columns = vec![Column::text("Règle"), Column::text("Source")];
    let mut table = Table::new("regles", "Règles de calcul", columns);
    let mut add = |title: &str, rules: &[RuleText]| {
        table.group(title);
        for rule in rules {
            table.push(vec![Cell::text(&rule.text), Cell::text(&rule.source)]);
        }
    };
    add("Consommation", computation_rules());
    if !input.is_ehpad() {
        add("Résistances", resistance_computation_rules());
    }
    let mut used = Table::new(
        "versions",
        "Versions avec lesquelles les chiffres ont été calculés",
        vec![
            Column::text("Règles"),
            Column::text("Table ATC/DDD"),
            Column::text("Médicaments"),
            Column::text("Nomenclatures"),
        ],
    );
    for one in versions(input) {
        let cells = [&one.rules, &one.ddd, &one.drugs, &one.nomenclatures];
        used.push(cells.map(Cell::text).to_vec());
    }
    let mut references = Table::new(
        "tables-reference",
        "Tables de référence",
        vec![
            Column::text("Table"),
            Column::code("Version"),
            Column::number("Lignes", ""),
            Column::code("Empreinte SHA-256"),
        ],
    );
    for table in tables() {
        references.push(vec![
            Cell::text(table.label),
            Cell::text(table.version),
            Cell::count(table.rows as u64),
            Cell::text(table.sha256.chars().take(12).collect::<String>()),
        ]);
    }
    vec![Block::Table(table), Block::Table(used), Block::Table(references)]
}

fn parameters(input: &ReportInput) -> Vec<Block> {
    let columns = vec![Column::text("Paramètre"), Column::text("Valeur")];
    let mut table = Table::new("parametres", "Paramètres du rapport", columns);
    for (label, value) in super::build::own_parameters(input) {
        table.push(vec![Cell::text(label), Cell::text(value)]);
    }
    for parameter in &input.parameters {
        table.push(vec![Cell::text(&parameter.label), Cell::text(&parameter.value)]);
    }
    vec![Block::Table(table)]
}

fn left_out(input: &ReportInput) -> Vec<Block> {
    let mut table = Table::new(
        "laisse-de-cote",
        "Lignes qui ne comptent pas, par raison",
        vec![Column::text("Raison"), Column::number("Lignes", ""), Column::number("DDJ", "")],
    );
    let mut add = |title: &str, reasons: &[LeftOut]| {
        if reasons.is_empty() {
            return;
        }
        table.group(title);
        for one in reasons {
            let ddj = one.ddd.map_or_else(Cell::empty, |ddd| Cell::number(ddd, 1));
            table.push(vec![Cell::text(&one.label), Cell::count(one.rows), ddj]);
        }
        let rows: u64 = reasons.iter().map(|one| u64::from(one.rows)).sum();
        table.push_as(
            RowKind::Total,
            vec![Cell::text("Ensemble"), Cell::count(rows), Cell::empty()],
        );
    };
    add("Consommations", &input.consumption.left_out);
    let resistance = input.resistance.as_ref().filter(|_| !input.is_ehpad());
    add("Résistances", resistance.map_or(&[], |figures| &figures.left_out));
    if table.rows.is_empty() {
        return vec![Block::paragraph(
            "Aucune ligne n’a été laissée de côté, ou le détail n’en est pas connu à ce niveau.",
        )];
    }
    vec![Block::Table(table)]
}

fn quality(input: &ReportInput) -> Vec<Block> {
    let quality = &input.quality;
    let mut files = Table::new(
        "fichiers",
        "Lignes des fichiers de l’année",
        vec![
            Column::text("Fichier"),
            Column::number("Lues", ""),
            Column::number("Retenues", ""),
            Column::number("Ignorées", ""),
            Column::number("Rejetées", ""),
        ],
    );
    for (kind, rows) in &quality.files {
        let mut cells = vec![Cell::text(kind_label(*kind))];
        cells.extend([rows.read, rows.kept, rows.ignored, rows.rejected].map(Cell::count));
        files.push(cells);
    }
    let mut anomalies = Table::new(
        "anomalies",
        "Anomalies de l’année",
        vec![
            Column::code("Contrôle"),
            Column::text("Constat"),
            Column::number("Lignes", ""),
            Column::text("Que faire"),
            Column::code("État"),
        ],
    );
    for one in &quality.anomalies {
        let rows = if one.count == 0 { Cell::empty() } else { Cell::count(one.count) };
        anomalies.push(vec![
            Cell::text(&one.code),
            Cell::text(&one.message),
            rows,
            Cell::text(&one.remedy),
            Cell::text(state_label(one.state)),
        ]);
    }
    let mut points = Table::new(
        "cloture",
        "Points de la clôture",
        vec![Column::text("Point"), Column::code("Rempli"), Column::text("Détail")],
    );
    for one in &quality.closing_points {
        let met = if one.met { "oui" } else { "non" };
        points.push(vec![Cell::text(&one.label), Cell::text(met), Cell::text(&one.detail)]);
    }
    let told = |table: Table, none: &str| {
        if table.rows.is_empty() { Block::paragraph(none) } else { Block::Table(table) }
    };
    vec![
        told(files, "Aucun fichier n’est en vigueur pour cette année."),
        told(anomalies, "Aucune anomalie n’est relevée pour cette année."),
        told(points, "La liste de clôture n’est pas disponible."),
    ]
}

const fn state_label(state: AnomalyState) -> &'static str {
    match state {
        AnomalyState::ToDo => "à traiter",
        AnomalyState::Justified => "justifiée",
        AnomalyState::Corrected => "corrigée",
    }
}

const fn kind_label(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Structure => "Structure",
        ImportKind::PatientDays => "Journées",
        ImportKind::Consumption => "Consommations",
        ImportKind::Resistance => "Résistances",
    }
}

fn abbreviations(input: &ReportInput) -> Table {
    let perimeter = if input.is_ehpad() { "ehpad" } else { "spares" };
    let columns = vec![Column::code("Abréviation"), Column::text("Signification")];
    let mut table = Table::new("abreviations", "Abréviations", columns);
    let here = |one: &&Abbreviation| one.perimeters.split('|').any(|of| of == perimeter);
    for one in ABBREVIATIONS.iter().filter(here) {
        table.push(vec![Cell::text(one.short), Cell::text(one.text)]);
    }
    table
}

fn verification(input: &ReportInput) -> Vec<Block> {
    let base = match &input.base {
        Base::Frozen { name, sha256, frozen_on, .. } => format!(
            "Les chiffres sont ceux de la base figée «\u{a0}{name}\u{a0}» du {}, qui ne change plus. Son empreinte SHA-256 est \
             {sha256}\u{a0}: elle se compare à celle que ConsoRes publie pour cette base.",
            moment(frozen_on)
        ),
        Base::Live { as_of } => format!(
            "Provisoire\u{a0}: la base n’est pas figée. Les chiffres sont ceux du {}\u{a0}; le même rapport demandé plus tard peut \
             en donner d’autres.",
            moment(as_of)
        ),
    };
    vec![Block::Bullets {
        items: vec![
            base,
            "L’empreinte du contenu (SHA-256), imprimée au pied de chaque page du PDF et sur la première feuille du \
             classeur, est calculée sur tous les nombres et tous les textes du rapport\u{a0}: deux documents de même \
             empreinte disent la même chose, quel que soit leur format."
                .to_owned(),
            "Le même rapport demandé sur la même base figée donne la même empreinte, au jour d’édition près."
                .to_owned(),
            "Chaque chiffre s’ouvre dans ConsoRes\u{a0}: unités, molécules ou isolats, règles, lignes laissées de côté. Un \
             tiret (–) seul dit qu’un chiffre n’a pas lieu d’être\u{a0}; suivi d’un renvoi, qu’il manque, et la note dit pourquoi."
                .to_owned(),
        ],
    }]
}

/// `22 novembre 2025 à 14 h 05 (UTC)`, from an ISO 8601 moment; a day alone is said as such.
pub fn moment(iso: &str) -> String {
    let Some((day, time)) = iso.split_once('T') else { return french::day(iso) };
    let mut parts = time.split(':');
    match (parts.next(), parts.next()) {
        (Some(hour), Some(minute)) => {
            format!("{} à {hour}\u{a0}h\u{a0}{minute} (UTC)", french::day(day))
        }
        _ => french::day(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_abbreviation_is_read_and_of_a_perimeter() {
        embedded::assert_whole::<Abbreviation>(embedded::ABBREVIATIONS);
        let known = |one: &Abbreviation| {
            one.perimeters.split('|').all(|of| ["spares", "ehpad"].contains(&of))
        };
        assert!(ABBREVIATIONS.iter().all(known));
    }

    #[test]
    fn moments_are_told_with_their_hour() {
        assert_eq!(moment("2025-11-22T14:05:09Z"), "22 novembre 2025 à 14\u{a0}h\u{a0}05 (UTC)");
        assert_eq!(moment("2025-11-22"), "22 novembre 2025");
        assert_eq!(moment("hier"), "hier");
    }
}
