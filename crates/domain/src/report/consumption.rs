//! Section 2: consumption, as a whole, by sector, by family and over time.

use super::input::ReportInput;
use super::model::{Block, Chart, Section};
use super::scope::{NO_NATIONAL, NO_PREVIOUS, change, share, shown, value};
use super::table::{Cell, Column, RowKind, Table};
use super::told::{alt, period_label};
use crate::chart::{ChartSpec, by_sector, evolution};
use crate::dto::{Figure, IndicatorCard, PeriodPoint, SectorRow};
use crate::nomenclature::{FamilyKind, family, sector};

/// Rows of the table by sector, in the order of the reports (ConsoRes, methodology of 2024).
const SECTORS: [&str; 9] = ["MED", "CHIR", "REA", "GO", "PED", "SMR", "SLD", "PSY", "EHPAD"];
const NOT_HERE: &str = "Aucune donnée de ce secteur cette année.";
const SPARES_ALONE: &str = "Les indicateurs de la stratégie nationale et les résistances portent sur le périmètre \
                           Sanitaire SPARES\u{a0}: ils figurent dans le rapport de ce périmètre.";
const EHPAD_APART: &str =
    "Les EHPAD forment un périmètre à part\u{a0}: voir le rapport du périmètre EHPAD.";

/// The parts of the section.
pub fn sections(input: &ReportInput) -> Vec<Section> {
    let figures = &input.consumption;
    let intro = format!(
        "Les consommations sont exprimées en doses définies journalières (DDJ) pour 1000\u{a0}{}\u{a0}: numérateur et \
         dénominateur portent sur les mêmes unités et les mêmes périodes. Les antifongiques sont comptés à part.",
        if input.is_ehpad() {
            "journées d’hébergement (JHeb)"
        } else {
            "journées d’hospitalisation (JH)"
        }
    );
    let mut head = vec![Block::paragraph(intro)];
    if input.is_ehpad() {
        head.push(Block::notice(SPARES_ALONE));
    }
    head.push(Block::Table(cards(input)));
    let mut sections = vec![
        Section::new(1, "consommation", "Consommation d’antibiotiques", head),
        Section::new(2, "secteurs", "Par secteur d’activité", by_sectors(input)),
        Section::new(2, "familles", "Par famille", by_family(input)),
    ];
    if !input.is_short() {
        let mut blocks =
            over_time("annees", "Évolution annuelle de la consommation", &figures.years, input);
        blocks.extend(over_time(
            "trimestres",
            "Évolution trimestrielle de la consommation",
            &figures.quarters,
            input,
        ));
        if blocks.is_empty() {
            blocks.push(Block::notice(
                "Aucune année n’a de taux\u{a0}: il n’y a pas d’évolution à montrer.",
            ));
        }
        sections.push(Section::new(2, "evolution", "Évolution", blocks));
    }
    sections
}

/// Columns of a figure with the year before.
fn columns(first: &str, input: &ReportInput) -> Vec<Column> {
    vec![
        Column::text(first),
        Column::code("Unité"),
        Column::number(input.year.to_string(), ""),
        Column::number("n", ""),
        Column::number("N", ""),
        Column::interval(),
        Column::number((input.year - 1).to_string(), ""),
        Column::number("Évolution", "%"),
    ]
}

fn cards(input: &ReportInput) -> Table {
    let mut table = Table::new(
        "consommation-ensemble",
        format!("Consommation en {}", input.year),
        columns("Indicateur", input),
    );
    for card in &input.consumption.cards {
        let now = shown(&mut table, Some(&card.figure), 1, "");
        let previous = value(&mut table, card.previous.as_ref(), 1, NO_PREVIOUS);
        table.push(vec![
            Cell::text(&card.label),
            Cell::text(input.unit(&card.figure)),
            now.value,
            now.numerator,
            now.denominator,
            now.interval,
            previous,
            change(card.change),
        ]);
    }
    table
}

/// The card of all antibiotics.
pub fn total(input: &ReportInput) -> Option<&IndicatorCard> {
    input.consumption.cards.iter().find(|card| card.id == "CONSO_DDJ")
}

fn by_sectors(input: &ReportInput) -> Vec<Block> {
    let table = sector_table(input);
    let mut blocks = vec![Block::Table(table)];
    let rows: Vec<SectorRow> =
        ordered(input).into_iter().filter_map(|(_, row)| row.cloned()).collect();
    let spec = by_sector(&rows, input.year, total(input).map(|card| &card.figure));
    if spec.labels.len() > 1 && !spec.series.is_empty() && !input.is_short() {
        let unit = input.rate_unit();
        let spec = ChartSpec { unit: unit.to_owned(), ..spec };
        blocks.push(Block::Chart(Chart {
            id: "graphique-secteurs".to_owned(),
            alt: alt(&spec, 1),
            table: sector_title(input),
            decimals: 0,
            spec,
        }));
    }
    blocks
}

fn sector_title(input: &ReportInput) -> String {
    format!("Consommation par secteur d’activité, {}", input.year)
}

/// The sectors of the report, each with its row, and the parts of a sector under it.
fn ordered(input: &ReportInput) -> Vec<(String, Option<&SectorRow>)> {
    let rows = &input.consumption.sectors;
    let codes = SECTORS.into_iter().filter(|code| !input.is_ehpad() || *code == "EHPAD");
    let mut told = Vec::new();
    for code in codes {
        let label = sector(code).map_or(code, |sector| sector.label).to_owned();
        told.push((label, rows.iter().find(|row| row.sector == code && row.inside.is_none())));
        let parts = rows.iter().filter(|row| row.inside.as_deref() == Some(code));
        told.extend(parts.map(|row| (format!("dont {}", row.label.to_lowercase()), Some(row))));
    }
    let known = |row: &&SectorRow| row.inside.is_none() && !SECTORS.contains(&row.sector.as_str());
    told.extend(rows.iter().filter(known).map(|row| (row.label.clone(), Some(row))));
    told
}

fn sector_table(input: &ReportInput) -> Table {
    let national = &input.consumption.national;
    let unit = input.rate_unit();
    let mut columns = vec![
        Column::text("Secteur"),
        Column::number((input.year - 1).to_string(), unit),
        Column::number(input.year.to_string(), unit),
        Column::interval(),
        Column::number("Évolution", "%"),
        Column::number("DDJ", ""),
        Column::number(input.days(), ""),
    ];
    let with_nation = national.total.is_some() || !national.by_sector.is_empty();
    if with_nation {
        columns.push(Column::number(format!("France {}", input.year), unit));
    }
    let mut table = Table::new("consommation-secteurs", sector_title(input), columns);
    let mut line = |kind,
                    label: &str,
                    row: [Option<&Figure>; 2],
                    evolution,
                    nation: Option<&Figure>,
                    missing: &str| {
        let [previous, current] = row;
        let now = shown(&mut table, current, 1, missing);
        let previous = if current.is_none() && previous.is_none() {
            Cell::empty()
        } else {
            value(&mut table, previous, 1, NO_PREVIOUS)
        };
        let mut cells = vec![
            Cell::text(label),
            previous,
            now.value,
            now.interval,
            change(evolution),
            now.numerator,
            now.denominator,
        ];
        if with_nation {
            cells.push(value(&mut table, nation, 1, NO_NATIONAL));
        }
        table.push_as(kind, cells);
    };
    for (label, row) in ordered(input) {
        let code = row.map(|row| row.sector.as_str());
        let is_ehpad = !input.is_ehpad() && label == sector("EHPAD").map_or("", |one| one.label);
        let missing = if is_ehpad { EHPAD_APART } else { NOT_HERE };
        let kind = if row.is_some_and(|row| row.inside.is_some()) {
            RowKind::Part
        } else {
            RowKind::Plain
        };
        let nation = code.or_else(|| code_of(&label)).and_then(|code| national.by_sector.get(code));
        let figures = row.map_or([None, None], |row| [row.previous.as_ref(), row.current.as_ref()]);
        line(kind, &label, figures, row.and_then(|row| row.change), nation, missing);
    }
    if let Some(card) = total(input) {
        let figures = [card.previous.as_ref(), Some(&card.figure)];
        line(RowKind::Total, "Ensemble", figures, card.change, national.total.as_ref(), "");
    }
    table
}

/// The code of a sector of the report by its label.
fn code_of(label: &str) -> Option<&'static str> {
    SECTORS.into_iter().find(|code| sector(code).is_some_and(|one| one.label == label))
}

fn by_family(input: &ReportInput) -> Vec<Block> {
    let table = families(input);
    if table.rows.is_empty() {
        return vec![Block::notice("Aucune consommation n’est connue pour cette année.")];
    }
    let overlap = "Les familles se recoupent\u{a0}: elles ne s’ajoutent pas.";
    vec![Block::paragraph(overlap), Block::Table(table)]
}

fn families(input: &ReportInput) -> Table {
    let unit = input.rate_unit();
    let national = &input.consumption.national.by_family;
    let mut columns = vec![
        Column::text("Famille"),
        Column::number((input.year - 1).to_string(), unit),
        Column::number(input.year.to_string(), unit),
        Column::number("Évolution", "%"),
        Column::number("Part", "%"),
    ];
    if !national.is_empty() {
        columns.push(Column::number(format!("France {}", input.year), unit));
    }
    let title = format!("Consommation par famille d’antibiotiques, {}", input.year);
    let mut table = Table::new("consommation-familles", title, columns);
    let shown_here = |code: &str| {
        let kind = family(code).map(|family| family.kind);
        let whole =
            matches!(kind, Some(FamilyKind::Total | FamilyKind::Class | FamilyKind::Family));
        // One molecule of a family is told in the full report alone.
        whole || (kind == Some(FamilyKind::Molecule) && !input.is_short())
    };
    for row in input.consumption.families.iter().filter(|row| shown_here(&row.family)) {
        let previous = value(&mut table, row.previous.as_ref(), 1, NO_PREVIOUS);
        let current =
            value(&mut table, row.current.as_ref(), 1, "Aucune consommation cette année.");
        let mut cells =
            vec![Cell::text(&row.label), previous, current, change(row.change), share(row.share)];
        if !national.is_empty() {
            cells.push(value(&mut table, national.get(&row.family), 1, NO_NATIONAL));
        }
        let is_total = family(&row.family).is_some_and(|one| one.kind == FamilyKind::Total);
        table.push_as(if is_total { RowKind::Total } else { RowKind::Plain }, cells);
    }
    table
}

/// A curve with its table; nothing without points.
fn over_time(id: &str, title: &str, points: &[PeriodPoint], input: &ReportInput) -> Vec<Block> {
    let spec = ChartSpec { unit: input.rate_unit().to_owned(), ..evolution(title, points) };
    if spec.labels.is_empty() {
        return Vec::new();
    }
    let table_id = format!("evolution-{id}");
    let mut table = Table::new(
        &table_id,
        title,
        vec![
            Column::text(&spec.axis),
            Column::number("Taux", input.rate_unit()),
            Column::interval(),
            Column::number("DDJ", ""),
            Column::number(input.days(), ""),
        ],
    );
    for point in in_order(points) {
        let now = shown(&mut table, Some(&point.figure), 1, "");
        let period = period_label(&point.period);
        table.push(vec![
            Cell::text(period),
            now.value,
            now.interval,
            now.numerator,
            now.denominator,
        ]);
    }
    let chart = Chart {
        id: format!("graphique-{id}"),
        alt: alt(&spec, 1),
        table: title.to_owned(),
        decimals: 1,
        spec,
    };
    let drawn = (chart.spec.labels.len() > 1).then_some(Block::Chart(chart));
    drawn.into_iter().chain([Block::Table(table)]).collect()
}

fn in_order(points: &[PeriodPoint]) -> Vec<&PeriodPoint> {
    let mut points: Vec<&PeriodPoint> = points.iter().collect();
    points.sort_by(|one, other| one.period.cmp(&other.period));
    points
}
