//! Section 3: resistance, the overview and its nine parts.

use super::blocks::{Aspect, ResistanceBlock, resistance_blocks};
use super::input::{ReportInput, ResistanceFigures};
use super::model::{Block, Section};
use super::organism;
use super::scope::{Shown, shown};
use super::table::{Cell, Column, Table};
use crate::dto::PanelEntry;
use crate::resistance::Measure;

/// Decimals of densities.
pub const DENSITY: usize = 3;
pub const PER_DAYS: &str = "/1000\u{a0}JH";
/// Where the panel lacks a line.
pub const NOT_ASKED: &str = "Aucun isolat testé.";

/// The parts of the section, or why there are none.
pub fn sections(input: &ReportInput) -> Vec<Section> {
    let head = |blocks| vec![Section::new(1, "resistances", "Résistances bactériennes", blocks)];
    let Some(figures) = &input.resistance else {
        return head(vec![Block::notice("Aucune résistance n’est disponible pour cette année.")]);
    };
    let mut blocks = vec![Block::paragraph(
        "Comptent les isolats à visée diagnostique des unités du périmètre, dédoublonnés par la règle de SPARES\u{a0}: toute \
         sélection (nature de prélèvement, hémocultures) précède le dédoublonnage, si bien qu’aucune partie n’est la somme \
         d’autres. Le pourcentage de résistance porte sur les isolats testés\u{a0}; la densité d’incidence, pour 1000\u{a0}JH, \
         sur les isolats de périodes entières.",
    )];
    blocks.extend(figures.notes.iter().map(|note| Block::notice(note.as_str())));
    blocks.push(Block::Table(overview(input, figures)));
    let mut sections = head(blocks);
    if !input.is_short() {
        sections.extend(
            resistance_blocks().iter().map(|block| organism::section(input, figures, block)),
        );
    }
    sections
}

impl ResistanceFigures {
    /// Lines of the panel of a part of the report: those of its organism, or of its phenotype.
    pub(super) fn lines_of<'a>(
        &'a self,
        block: &'a ResistanceBlock,
    ) -> impl Iterator<Item = &'a PanelEntry> {
        let is_phenotype =
            |entry: &PanelEntry| ["BLSE", "EPC"].contains(&entry.antibiotic.as_str());
        let lines = self.panel.iter().flat_map(|panel| &panel.items);
        lines.filter(move |entry| match block.phenotype {
            Some(phenotype) => entry.antibiotic == phenotype.code(),
            None => entry.organism == block.organism && !is_phenotype(entry),
        })
    }

    /// The line of a marker among all isolates that has what `asks` looks for.
    fn line(
        &self,
        block: &ResistanceBlock,
        measure: Measure,
        asks: fn(&PanelEntry) -> bool,
    ) -> Option<&PanelEntry> {
        let organism = if block.organism.is_empty() { block.taxa.label() } else { block.organism };
        let items = self.panel.iter().flat_map(|panel| &panel.items);
        let mut of_marker = items.filter(|entry| {
            entry.organism == organism
                && entry.antibiotic == measure.code()
                && entry.specimen.is_none()
        });
        of_marker.find(|entry| asks(entry))
    }
}

/// What a marker is called beside its organism.
pub fn marker(block: &ResistanceBlock, measure: Measure) -> String {
    match measure.code() {
        "BLSE" => "Productrices de BLSE".to_owned(),
        "EPC" => "Productrices de carbapénémase".to_owned(),
        "METI" => "Méticilline (SARM)".to_owned(),
        _ if block.phenotype.is_some() => block.title.to_owned(),
        _ => measure.label().to_owned(),
    }
}

fn overview(input: &ReportInput, figures: &ResistanceFigures) -> Table {
    let with_nation = !figures.national.is_empty();
    let mut columns = vec![
        Column::text("Résistance"),
        Column::number("R", ""),
        Column::number("Testés", ""),
        Column::number("R", "%"),
        Column::interval(),
    ];
    if with_nation {
        columns.push(Column::number("France", "%"));
    }
    columns.extend([Column::number("Densité", PER_DAYS), Column::interval()]);
    let title = format!("Principales résistances, {}", input.year);
    let mut table = Table::new("resistances-principales", title, columns);
    for block in resistance_blocks() {
        table.group(block.title);
        for measure in &block.markers {
            let proportion = figures.line(block, *measure, |entry| entry.proportion.is_some());
            let density = figures.line(block, *measure, |entry| entry.density.is_some());
            let percent = shown(
                &mut table,
                proportion.and_then(|entry| entry.proportion.as_ref()),
                1,
                NOT_ASKED,
            );
            let per_days = shown(
                &mut table,
                density.and_then(|entry| entry.density.as_ref()),
                DENSITY,
                NOT_ASKED,
            );
            let [resistant, tested] = counts(proportion);
            let mut cells = vec![
                Cell::text(marker(block, *measure)),
                resistant,
                tested,
                percent.value,
                percent.interval,
            ];
            if with_nation {
                cells.push(national(&mut table, figures, proportion));
            }
            cells.extend([per_days.value, per_days.interval]);
            table.push(cells);
        }
    }
    table
}

/// Resistant and tested; nothing where they may not be shown.
pub fn counts(entry: Option<&PanelEntry>) -> [Cell; 2] {
    let count = |number: Option<u32>| number.map_or_else(Cell::empty, Cell::count);
    [count(entry.and_then(|entry| entry.resistant)), count(entry.and_then(|entry| entry.tested))]
}

/// The figure of the nation for the same line.
pub fn national(
    table: &mut Table,
    figures: &ResistanceFigures,
    entry: Option<&PanelEntry>,
) -> Cell {
    let figure = entry.and_then(|entry| figures.national.get(&entry.id));
    super::scope::value(table, figure, 1, super::scope::NO_NATIONAL)
}

/// The figures of a part in bacteraemia or by specimen.
pub fn answer<'a>(
    figures: &'a ResistanceFigures,
    block: &ResistanceBlock,
    measure: Measure,
    aspect: Aspect,
) -> Option<&'a crate::dto::ResistanceAnalysis> {
    figures.answers.get(&block.key(measure, aspect))
}

/// A density with its sides.
pub fn density_cells(Shown { value, numerator, denominator, interval }: Shown) -> [Cell; 4] {
    [numerator, denominator, value, interval]
}
