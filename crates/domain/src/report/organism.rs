//! Section 3: one of its parts, an organism or a phenotype.

use super::blocks::{Aspect, ResistanceBlock};
use super::input::{ReportInput, ResistanceFigures};
use super::model::{Block, Chart, Section};
use super::resistance::{
    DENSITY, NOT_ASKED, PER_DAYS, answer, counts, density_cells, marker, national,
};
use super::scope::shown;
use super::table::{Cell, Column, Table};
use super::told::{alt, period_label};
use crate::chart::{ChartSpec, resistance_evolution};
use crate::dto::{PanelEntry, ResistanceAnalysis, ResistanceMetric};
use crate::resistance::Measure;

/// The part with its tables and, where one is followed, the density over the years.
pub fn section(
    input: &ReportInput,
    figures: &ResistanceFigures,
    block: &ResistanceBlock,
) -> Section {
    let mut blocks = vec![Block::Table(match block.phenotype {
        Some(_) => phenotypes(input, figures, block),
        None => molecules(input, figures, block),
    })];
    blocks.extend(by_specimen(input, figures, block));
    blocks.extend(bacteraemia(input, figures, block));
    if let Some(measure) = block.evolution {
        blocks.extend(evolution(figures, block, measure));
    }
    Section::new(2, block.id, block.title, blocks)
}

fn percent_columns(first: &str, with_nation: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::text(first),
        Column::number("R", ""),
        Column::number("Testés", ""),
        Column::number("R", "%"),
        Column::interval(),
    ];
    if with_nation {
        columns.push(Column::number("France", "%"));
    }
    columns
}

fn molecules(input: &ReportInput, figures: &ResistanceFigures, block: &ResistanceBlock) -> Table {
    let with_nation = !figures.national.is_empty();
    let mut columns = percent_columns("Antibiotique", with_nation);
    columns.push(Column::number("Densité", PER_DAYS));
    let title = format!("{}\u{a0}: résistance par antibiotique, {}", block.short, input.year);
    let mut table = Table::new(&format!("{}-antibiotiques", block.id), title, columns);
    let (invasive, all): (Vec<&PanelEntry>, Vec<&PanelEntry>) =
        figures.lines_of(block).partition(|entry| entry.specimen.is_some());
    for entry in all {
        line(&mut table, figures, entry, with_nation);
    }
    if !invasive.is_empty() {
        table.group("Hémocultures et liquides céphalo-rachidiens (EARS-Net)");
        for entry in invasive {
            line(&mut table, figures, entry, with_nation);
        }
    }
    table
}

fn line(table: &mut Table, figures: &ResistanceFigures, entry: &PanelEntry, with_nation: bool) {
    let percent = shown(table, entry.proportion.as_ref(), 1, NOT_ASKED);
    let [resistant, tested] = counts(Some(entry));
    let mut cells =
        vec![Cell::text(&entry.label), resistant, tested, percent.value, percent.interval];
    if with_nation {
        cells.push(national(table, figures, Some(entry)));
    }
    cells.push(match &entry.density {
        Some(density) => shown(table, Some(density), DENSITY, "").value,
        None => Cell::empty(),
    });
    table.push(cells);
}

/// The lines of a phenotype, whose percentage and density the panel asks apart.
fn phenotypes(input: &ReportInput, figures: &ResistanceFigures, block: &ResistanceBlock) -> Table {
    let with_nation = !figures.national.is_empty();
    let mut columns = percent_columns("Micro-organismes", with_nation);
    columns[1] = Column::number("Producteurs", "");
    columns[2] = Column::number("Isolats", "");
    columns[3] = Column::number("Producteurs", "%");
    columns.extend([Column::number("Densité", PER_DAYS), Column::interval()]);
    let title = format!("{}, {}", block.title, input.year);
    let mut table = Table::new(&format!("{}-micro-organismes", block.id), title, columns);
    let lines: Vec<&PanelEntry> = figures.lines_of(block).collect();
    let same = |one: &PanelEntry, other: &PanelEntry| {
        one.organism == other.organism && one.specimen == other.specimen
    };
    for entry in lines.iter().filter(|entry| entry.proportion.is_some()) {
        let density = lines
            .iter()
            .filter(|other| same(entry, other))
            .find_map(|other| other.density.as_ref());
        let percent = shown(&mut table, entry.proportion.as_ref(), 1, NOT_ASKED);
        let [found, isolates] = counts(Some(entry));
        let place = if entry.specimen.is_some() { " (hémocultures)" } else { "" };
        let name = if entry.organism == "Enterobacterales" {
            "Ensemble des entérobactéries"
        } else {
            &entry.organism
        };
        let mut cells = vec![
            Cell::text(format!("{name}{place}")),
            found,
            isolates,
            percent.value,
            percent.interval,
        ];
        if with_nation {
            cells.push(national(&mut table, figures, Some(entry)));
        }
        match density {
            Some(density) => {
                let per_days = shown(&mut table, Some(density), DENSITY, "");
                cells.extend([per_days.value, per_days.interval]);
            }
            None => cells.extend([Cell::empty(), Cell::empty()]),
        }
        table.push(cells);
    }
    table
}

/// Each marker in each nature of specimen.
fn by_specimen(
    input: &ReportInput,
    figures: &ResistanceFigures,
    block: &ResistanceBlock,
) -> Vec<Block> {
    let title =
        format!("{}\u{a0}: résistance par nature de prélèvement, {}", block.short, input.year);
    let columns = percent_columns("Nature de prélèvement", false);
    let mut table = Table::new(&format!("{}-prelevements", block.id), title, columns);
    for measure in &block.markers {
        let Some(analysis) = answer(figures, block, *measure, Aspect::BySpecimen) else { continue };
        let tested = analysis.groups.iter().filter(|group| group.tested != Some(0));
        for (index, group) in tested.enumerate() {
            if index == 0 {
                table.group(marker(block, *measure));
            }
            let percent = shown(&mut table, Some(&group.proportion), 1, NOT_ASKED);
            let count = |number: Option<u32>| number.map_or_else(Cell::empty, Cell::count);
            let label = group.labels.get("specimen").map_or("", String::as_str);
            table.push(vec![
                Cell::text(label),
                count(group.resistant),
                count(group.tested),
                percent.value,
                percent.interval,
            ]);
        }
    }
    if table.rows.is_empty() {
        return vec![Block::notice(format!(
            "{}\u{a0}: aucun isolat testé, dans aucune nature de prélèvement.",
            block.short
        ))];
    }
    vec![Block::Table(table)]
}

/// Isolates of blood cultures per 1000 patient-days, and the resistant among them.
fn bacteraemia(
    input: &ReportInput,
    figures: &ResistanceFigures,
    block: &ResistanceBlock,
) -> Vec<Block> {
    let title =
        format!("{}\u{a0}: densité d’incidence dans les bactériémies, {}", block.short, input.year);
    let mut table = Table::new(
        &format!("{}-bacteriemies", block.id),
        title,
        vec![
            Column::text("Isolats d’hémocultures"),
            Column::number("Isolats", ""),
            Column::number("JH", ""),
            Column::number("Densité", PER_DAYS),
            Column::interval(),
        ],
    );
    for (index, measure) in block.markers.iter().enumerate() {
        let analysis = answer(figures, block, *measure, Aspect::Bacteraemia);
        let group = analysis.and_then(|analysis| analysis.groups.first());
        let missing = "Aucun isolat d’hémoculture.";
        if index == 0 {
            let all =
                shown(&mut table, group.map(|group| &group.isolates_density), DENSITY, missing);
            let mut cells = vec![Cell::text(format!("{}, tous les isolats", block.short))];
            cells.extend(density_cells(all));
            table.push(cells);
        }
        let resistant = shown(&mut table, group.map(|group| &group.density), DENSITY, missing);
        let mut cells = vec![Cell::text(marker(block, *measure))];
        cells.extend(density_cells(resistant));
        table.push(cells);
    }
    vec![Block::Table(table)]
}

/// The density of a marker over the years, with its target and its breaks.
fn evolution(figures: &ResistanceFigures, block: &ResistanceBlock, measure: Measure) -> Vec<Block> {
    let name = match measure.code() {
        "METI" => "SARM",
        "BLSE" => "EBLSE",
        other => other,
    };
    let title = format!("Densité d’incidence des {name}, tous prélèvements");
    let analysis =
        answer(figures, block, measure, Aspect::Evolution).filter(|one| !one.groups.is_empty());
    let Some(analysis) = analysis else {
        return vec![Block::notice(format!("{title}\u{a0}: aucune année n’est disponible."))];
    };
    let spec = resistance_evolution(&title, analysis, ResistanceMetric::Density);
    let spec = ChartSpec { unit: PER_DAYS.to_owned(), ..spec };
    let table = evolution_table(block, &title, analysis);
    let chart = Chart {
        id: format!("{}-graphique", block.id),
        alt: alt(&spec, DENSITY),
        table: title,
        decimals: 2,
        spec,
    };
    let is_drawn = chart.spec.series.iter().any(|one| one.points.iter().flatten().count() > 1);
    is_drawn.then_some(Block::Chart(chart)).into_iter().chain([Block::Table(table)]).collect()
}

fn evolution_table(block: &ResistanceBlock, title: &str, analysis: &ResistanceAnalysis) -> Table {
    let mut table = Table::new(
        &format!("{}-evolution", block.id),
        title,
        vec![
            Column::text("Année"),
            Column::number("Isolats", ""),
            Column::number("JH", ""),
            Column::number("Densité", PER_DAYS),
            Column::interval(),
        ],
    );
    let mut groups: Vec<_> =
        analysis.groups.iter().filter_map(|group| Some((group.key.get("year")?, group))).collect();
    groups.sort_by_key(|(year, _)| *year);
    for (year, group) in groups {
        let density = shown(&mut table, Some(&group.density), DENSITY, "");
        let mut label = Cell::text(period_label(year));
        for change in analysis.breaks.iter().filter(|change| change.year.to_string() == **year) {
            let note =
                format!("Rupture de série à partir de {}\u{a0}: {}.", change.year, change.label);
            label = label.with_note(table.note(&note));
        }
        let mut cells = vec![label];
        cells.extend(density_cells(density));
        table.push(cells);
    }
    for target in
        analysis.targets.iter().filter(|target| target.metric == ResistanceMetric::Density)
    {
        table.note(&format!("Cible nationale\u{a0}: {}.", target.label));
    }
    table
}
