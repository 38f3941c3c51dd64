//! Section 2, continued: molecules, `AWaRe` classes and antifungals.

use super::input::ReportInput;
use super::model::{Block, Section};
use super::scope::{share, shown, value};
use super::table::{Cell, Column, RowKind, Table};
use crate::consumption::aware_shares;
use crate::dto::ConsumptionGroup;
use crate::nomenclature::{Aware, aware};

/// Molecules of the list of the most used.
const TOP: usize = 10;
const NONE: &str = "Aucune consommation n’est connue pour cette année.";

/// The parts of the section.
pub fn sections(input: &ReportInput) -> Vec<Section> {
    let figures = &input.consumption;
    let mut sections =
        vec![Section::new(2, "molecules", "Molécules les plus utilisées", top(input))];
    if input.is_short() {
        return sections;
    }
    sections.push(Section::new(2, "aware", "Classement AWaRe de l’OMS", aware_blocks(input)));
    let title = format!("Antifongiques par molécule et voie, {}", input.year);
    let antifungals = listed("antifongiques-molecules", &title, &figures.antifungals, input);
    let none = "Aucune consommation d’antifongiques n’est connue pour cette année.";
    sections.push(Section::new(
        2,
        "antifongiques",
        "Antifongiques",
        vec![antifungals.map_or_else(|| Block::notice(none), Block::Table)],
    ));
    sections
}

/// Every molecule, for the annexes.
pub fn annex(input: &ReportInput) -> Section {
    let title = format!("Antibiotiques par molécule et voie, {}", input.year);
    let table = listed("molecules-detail", &title, &input.consumption.molecules, input);
    let block = table.map_or_else(|| Block::notice(NONE), Block::Table);
    Section::new(2, "annexe-molecules", "Molécules en détail", vec![block])
}

fn of<'a>(group: &'a ConsumptionGroup, axis: &str) -> &'a str {
    group.labels.get(axis).map_or("", String::as_str)
}

fn code<'a>(group: &'a ConsumptionGroup, axis: &str) -> &'a str {
    group.key.get(axis).map_or("", String::as_str)
}

fn top(input: &ReportInput) -> Vec<Block> {
    let mut most: Vec<&ConsumptionGroup> = input.consumption.molecules.iter().collect();
    let ddj = |group: &ConsumptionGroup| group.ddd.unwrap_or_default();
    most.sort_by(|one, other| {
        ddj(other).total_cmp(&ddj(one)).then_with(|| one.key.cmp(&other.key))
    });
    most.truncate(TOP);
    if most.is_empty() {
        return vec![Block::notice(NONE)];
    }
    let mut table = Table::new(
        "molecules-top",
        format!("Les {} molécules les plus utilisées, {}", most.len(), input.year),
        vec![
            Column::number("Rang", ""),
            Column::text("Molécule"),
            Column::code("Voie"),
            Column::number("DDJ", ""),
            Column::number("Taux", input.rate_unit()),
            Column::interval(),
            Column::number("Part", "%"),
        ],
    );
    for (rank, group) in (1_u64..).zip(&most) {
        let now = shown(&mut table, Some(&group.rate), 1, "");
        table.push(vec![
            Cell::count(rank),
            Cell::text(of(group, "atc")),
            Cell::text(of(group, "route")),
            now.numerator,
            now.value,
            now.interval,
            share(group.share),
        ]);
    }
    let shares: Option<Vec<f64>> = most.iter().map(|group| group.share).collect();
    if let Some(shares) = shares {
        let mut cells = vec![Cell::empty(), Cell::text("Ensemble de ces molécules")];
        cells.extend([Cell::empty(), Cell::empty(), Cell::empty(), Cell::empty()]);
        cells.push(Cell::number(shares.iter().sum(), 1));
        table.push_as(RowKind::Total, cells);
    }
    vec![Block::Table(table)]
}

/// Molecules by class and name, with their doses; nothing without any.
fn listed(
    id: &str,
    title: &str,
    groups: &[ConsumptionGroup],
    input: &ReportInput,
) -> Option<Table> {
    let mut table = Table::new(
        id,
        title,
        vec![
            Column::code("ATC"),
            Column::text("Molécule"),
            Column::code("Voie"),
            Column::number("DDD", ""),
            Column::code("Unité"),
            Column::number("DDJ", ""),
            Column::number("Taux", input.rate_unit()),
            Column::number("Part", "%"),
            Column::code("AWaRe"),
        ],
    );
    let mut groups: Vec<&ConsumptionGroup> = groups.iter().collect();
    groups.sort_by_key(|group| (code(group, "atc"), code(group, "route")));
    for group in groups {
        let rate = value(&mut table, Some(&group.rate), 1, "");
        let dose = group.dose.as_ref();
        let class = aware(code(group, "atc"), code(group, "route"));
        table.push(vec![
            Cell::text(code(group, "atc")),
            Cell::text(of(group, "atc")),
            Cell::text(of(group, "route")),
            dose.map_or_else(Cell::empty, |dose| Cell::number(dose.value, decimals(dose.value))),
            dose.map_or_else(Cell::empty, |dose| Cell::text(&dose.unit)),
            group.ddd.map_or_else(Cell::empty, |ddd| Cell::number(ddd, 1)),
            rate,
            share(group.share),
            class.map_or_else(Cell::empty, |class| Cell::text(short(class))),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Decimals that a dose is known with.
fn decimals(dose: f64) -> usize {
    dose.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len().min(4))
}

const fn short(class: Aware) -> &'static str {
    match class {
        Aware::Access => "Access",
        Aware::Watch => "Watch",
        Aware::Reserve => "Reserve",
    }
}

fn aware_blocks(input: &ReportInput) -> Vec<Block> {
    let Some(shares) = aware_shares(&input.consumption.molecules) else {
        return vec![Block::notice(
            "Le classement n’est pas montré\u{a0}: aucune consommation n’est connue, ou une partie ne peut pas être affichée.",
        )];
    };
    let mut table = Table::new(
        "aware-classes",
        format!("Consommation par classe AWaRe, {}", input.year),
        vec![
            Column::text("Classe"),
            Column::number("Molécules", ""),
            Column::number("DDJ", ""),
            Column::number("Part", "%"),
        ],
    );
    for one in shares {
        table.push(vec![
            Cell::text(one.class.map_or("Non classées par l’OMS", Aware::label)),
            Cell::count(one.molecules),
            Cell::number(one.ddd, 1),
            Cell::number(one.share, 1),
        ]);
    }
    vec![
        Block::paragraph(
            "L’OMS range les antibiotiques en trois classes selon leur risque de sélectionner des résistances. Chaque voie \
             d’une molécule compte pour une. La part porte sur tous les antibiotiques du périmètre.",
        ),
        Block::Table(table),
    ]
}
