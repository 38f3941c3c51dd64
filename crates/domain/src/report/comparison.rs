//! Section 2, end: an establishment among those of its type.

use super::input::ReportInput;
use super::model::{Block, Section, Strip};
use super::peers::{MIN_PEERS, Peers};
use super::table::{Cell, Column, Table};
use crate::french;

const TITLE: &str = "Position parmi les établissements du même type";

/// The comparison; nothing for a region or the nation.
pub fn section(input: &ReportInput) -> Option<Section> {
    if input.identity.level.is_of_many() || input.is_short() {
        return None;
    }
    let peers = &input.consumption.peers;
    let blocks = if peers.is_empty() {
        vec![Block::notice("Aucune comparaison n’est disponible pour cette année.")]
    } else {
        blocks(peers)
    };
    Some(Section::new(2, "comparaison", "Comparaison avec les établissements du même type", blocks))
}

fn blocks(peers: &[Peers]) -> Vec<Block> {
    let types: Vec<&str> = peers.iter().map(|one| one.type_label.as_str()).collect();
    let kind = types.first().copied().unwrap_or_default();
    let mut blocks = vec![Block::paragraph(format!(
        "Établissements de type «\u{a0}{kind}\u{a0}» qui ont un chiffre cette année, celui-ci compris. Les percentiles sont \
         interpolés (type\u{a0}7 de Hyndman et Fan, celui des tableurs)\u{a0}; ils ne sont montrés qu’à partir de \
         {MIN_PEERS}\u{a0}établissements. Le rang\u{a0}1 est celui de la plus petite valeur."
    ))];
    blocks.extend(
        peers.iter().enumerate().filter_map(|(index, one)| strip(index, one)).map(Block::Strip),
    );
    blocks.push(Block::Table(table(peers)));
    blocks
}

fn table(peers: &[Peers]) -> Table {
    let mut table = Table::new(
        "comparaison-position",
        TITLE,
        vec![
            Column::text("Indicateur"),
            Column::code("Unité"),
            Column::number("ES", ""),
            Column::number("P10", ""),
            Column::number("P25", ""),
            Column::number("Médiane", ""),
            Column::number("P75", ""),
            Column::number("P90", ""),
            Column::number("Valeur", ""),
            Column::number("Rang", ""),
            Column::text("Position"),
        ],
    );
    for one in peers {
        let mut cells = vec![
            Cell::text(&one.label),
            Cell::text(one.unit.replace(' ', "\u{a0}")),
            Cell::count(one.establishments as u64),
        ];
        if let Some(percentiles) = one.percentiles {
            cells.extend(percentiles.map(|value| Cell::number(value, one.decimals)));
        } else {
            let few = format!(
                "Moins de {MIN_PEERS}\u{a0}établissements\u{a0}: les percentiles ne sont pas montrés."
            );
            let hidden = table.absent(&few);
            cells.extend(std::iter::repeat_n(hidden, 5));
        }
        cells.push(match one.own {
            Some(own) => Cell::number(own, one.decimals),
            None => table.absent("L’établissement n’a pas de chiffre cette année."),
        });
        cells.push(one.rank.map_or_else(Cell::empty, |rank| Cell::count(rank as u64)));
        cells.push(one.position().map_or_else(Cell::empty, Cell::text));
        table.push(cells);
    }
    table
}

fn strip(index: usize, one: &Peers) -> Option<Strip> {
    let percentiles = one.percentiles?;
    let number = |value: f64| french::decimal(value, one.decimals);
    let names = ["P10", "P25", "médiane", "P75", "P90"];
    let told: Vec<String> = names
        .iter()
        .zip(percentiles)
        .map(|(name, value)| format!("{name}\u{a0}: {}", number(value)))
        .collect();
    let own = one.own.map_or_else(String::new, |own| {
        format!(" Valeur de l’établissement\u{a0}: {}.", number(own))
    });
    Some(Strip {
        id: format!("position-{}", index + 1),
        title: one.label.clone(),
        alt: format!(
            "{} ({}), {}\u{a0}établissements. {}.{own}",
            one.label,
            one.unit,
            one.establishments,
            told.join("\u{a0}; ")
        ),
        table: TITLE.to_owned(),
        unit: one.unit.replace(' ', "\u{a0}"),
        decimals: one.decimals,
        percentiles,
        own: one.own.filter(|own| own.is_finite()),
    })
}
