//! Section 1: the indicators of the national strategy.

use super::input::ReportInput;
use super::model::{Block, Section};
use super::scope::{NO_PREVIOUS, change, shown, value};
use super::table::{Cell, Column, Table};
use crate::dto::{Indicator, Indicators};

const NO_VALUE: &str = "Sans valeur, l’écart à la cible n’est pas défini.";
const AGGREGATED: &str = "Les valeurs nationales de 2023 sont agrégées\u{a0}: elles ne se comparent pas à celles de 2019.";

/// The section, or why it is not there.
pub fn section(input: &ReportInput) -> Section {
    let blocks = match &input.indicators {
        Some(indicators) => vec![
            Block::paragraph(
                "Chaque valeur est donnée avec son numérateur (n), son dénominateur (N) et son intervalle de confiance à \
                 95\u{a0}%. La stratégie nationale fixe une cible à la plupart de ses indicateurs.",
            ),
            Block::Table(values(input, indicators)),
            Block::Table(targets(indicators)),
        ],
        None => vec![Block::notice("Aucun indicateur n’est disponible pour cette année.")],
    };
    Section::new(1, "indicateurs", "Indicateurs de la stratégie nationale", blocks)
}

/// The indicators under the heading of their kind.
fn by_kind(
    table: &mut Table,
    indicators: &Indicators,
    mut line: impl FnMut(&mut Table, &Indicator),
) {
    for (is_strategy, title) in
        [(true, "Stratégie nationale"), (false, "Suivis à côté de la stratégie")]
    {
        let of_kind: Vec<&Indicator> =
            indicators.items.iter().filter(|one| one.is_strategy == is_strategy).collect();
        if !of_kind.is_empty() {
            table.group(title);
            for indicator in of_kind {
                line(table, indicator);
            }
        }
    }
}

fn values(input: &ReportInput, indicators: &Indicators) -> Table {
    let columns = vec![
        Column::text("Indicateur"),
        Column::code("Unité"),
        Column::number(format!("{}", input.year), ""),
        Column::number("n", ""),
        Column::number("N", ""),
        Column::interval(),
        Column::number(format!("{}", input.year - 1), ""),
        Column::number("Évolution", "%"),
    ];
    let mut table = Table::new(
        "indicateurs-valeurs",
        format!("Indicateurs nationaux, {}", input.year),
        columns,
    );
    by_kind(&mut table, indicators, |table, one| {
        let now = shown(table, Some(&one.figure), one.decimals, "");
        let previous = value(table, one.previous.as_ref(), one.decimals, NO_PREVIOUS);
        table.push(vec![
            Cell::text(&one.label),
            Cell::text(input.unit(&one.figure)),
            now.value,
            now.numerator,
            now.denominator,
            now.interval,
            previous,
            change(one.change),
        ]);
    });
    table
}

fn targets(indicators: &Indicators) -> Table {
    let mut years: Vec<i32> =
        indicators.items.iter().flat_map(|one| &one.reference_values).map(|one| one.year).collect();
    years.sort_unstable();
    years.dedup();
    let mut columns = vec![
        Column::text("Indicateur"),
        Column::text("Cible"),
        Column::code("Atteinte"),
        Column::number("Écart", ""),
        Column::number("Écart", "%"),
    ];
    columns.extend(years.iter().map(|year| Column::number(format!("France {year}"), "")));
    let mut table =
        Table::new("indicateurs-cibles", "Cibles et valeurs nationales de référence", columns);
    by_kind(&mut table, indicators, |table, one| {
        let mut cells = vec![Cell::text(&one.label)];
        cells.extend(target(table, one));
        for year in &years {
            let known = one.reference_values.iter().find(|reference| reference.year == *year);
            let cell = known.map_or_else(Cell::empty, |reference| {
                Cell::number(reference.value, decimals(one, reference.value))
            });
            cells.push(if *year == 2023 { cell.with_note(table.note(AGGREGATED)) } else { cell });
        }
        table.push(cells);
    });
    table
}

/// The target, whether it is reached, and the distance to it.
fn target(table: &mut Table, one: &Indicator) -> [Cell; 4] {
    let Some(target) = &one.target else {
        return [Cell::text("sans cible"), Cell::empty(), Cell::empty(), Cell::empty()];
    };
    let mut distance = |number: Option<f64>, decimals| match number {
        Some(number) => Cell::change(number, decimals),
        None => table.absent(NO_VALUE),
    };
    let (gap, relative) = (distance(target.gap, one.decimals), distance(target.relative_gap, 1));
    // A sign stays with its number.
    let label = target.label.replace("− ", "−\u{a0}");
    let reached = match target.reached {
        Some(true) => Cell::text("oui"),
        Some(false) => Cell::text("non"),
        None => table.absent(NO_VALUE),
    };
    [Cell::text(label), reached, gap, relative]
}

/// As many decimals as the published value has, and those of the indicator at least.
fn decimals(one: &Indicator, value: f64) -> usize {
    let text = value.to_string();
    let own = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    own.max(one.decimals)
}
