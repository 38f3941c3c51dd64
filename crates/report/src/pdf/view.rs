//! What the template draws: every text ready to print, every place of a chart between 0 and 1.

use domain::french;
use domain::report::{
    Base, Block, Cell, Column, ColumnKind, Content, KeyFigure, Report, Row, RowKind, Section, Table,
};
use serde::Serialize;

use super::chart::{ChartView, StripView, chart, strip};
use super::glyphs::printable;
use crate::printed;

/// Longest name in the head of a page, in characters.
const HEAD_CHARS: usize = 60;
/// Longest run without a blank, in characters: longer ones may be broken.
const RUN_CHARS: usize = 24;

#[derive(Debug, Serialize)]
pub struct Document {
    title: String,
    subtitle: String,
    name: String,
    /// The name in the head of each page.
    short_name: String,
    year: i32,
    /// What is told of who the report is about.
    identity: Vec<(String, String)>,
    perimeter: String,
    base: String,
    provisional: bool,
    digest: String,
    made_on: String,
    /// Year, month, day; nothing when it is no day.
    date: Option<[i32; 3]>,
    key_figures: Vec<KeyFigureView>,
    sections: Vec<SectionView>,
}

#[derive(Debug, Serialize)]
struct KeyFigureView {
    label: String,
    /// Nothing where there is none: `reason` says why.
    value: Option<String>,
    unit: String,
    reason: String,
    change: Option<String>,
}

#[derive(Debug, Serialize)]
struct SectionView {
    depth: u8,
    /// What is to be known before reading stands under the contents.
    new_page: bool,
    title: String,
    blocks: Vec<BlockView>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
enum BlockView {
    Paragraph { text: String },
    Notice { text: String },
    Bullets { items: Vec<String> },
    Table(TableView),
    Chart(ChartView),
    Strip(StripView),
}

#[derive(Debug, Serialize)]
struct TableView {
    title: String,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    /// Mark and text.
    notes: Vec<(String, String)>,
    /// Many columns: smaller letters.
    wide: bool,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    label: String,
    unit: String,
    numeric: bool,
    /// Part of the room that is left; nothing for a column as wide as its cells.
    share: Option<f64>,
}

#[derive(Debug, Serialize)]
struct RowView {
    kind: RowKind,
    cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
struct CellView {
    text: String,
    marks: String,
}

impl Document {
    pub fn of(report: &Report, digest: &str) -> Self {
        let identity = &report.identity;
        let name = printable(&identity.name);
        let optional = [
            ("FINESS", &identity.finess),
            ("Ville", &identity.city),
            ("Type", &identity.type_label),
            ("Région", &identity.region),
        ];
        let told = optional
            .into_iter()
            .filter_map(|(label, value)| Some((label.to_owned(), breakable(value.as_ref()?))));
        let level = ("Niveau".to_owned(), identity.level.label().to_owned());
        let sha256 = match &report.base {
            Base::Frozen { sha256, .. } => {
                Some(("Empreinte de la base".to_owned(), printable(sha256)))
            }
            Base::Live { .. } => None,
        };
        Self {
            title: printable(&report.title),
            subtitle: printable(&report.subtitle),
            short_name: shortened(&name),
            name: breakable(&identity.name),
            year: report.year,
            identity: std::iter::once(level).chain(told).chain(sha256).collect(),
            perimeter: printed::perimeter(report),
            base: breakable(&printed::base(report)),
            provisional: report.is_provisional(),
            digest: digest.to_owned(),
            made_on: printable(&french::day(&report.made_on)),
            date: date(&report.made_on),
            key_figures: report.key_figures.iter().map(key_figure).collect(),
            sections: report.sections.iter().map(section).collect(),
        }
    }
}

/// Year, month and day of an ISO 8601 day, where they are those of a calendar.
fn date(iso: &str) -> Option<[i32; 3]> {
    let parts: Vec<i32> = iso.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [year, month, day] = parts[..] else { return None };
    let known =
        (1900..=9999).contains(&year) && (1..=12).contains(&month) && (1..=28).contains(&day);
    // The end of a month is left to the words: the metadata are right or absent.
    let long = (29..=31).contains(&day) && [1, 3, 5, 7, 8, 10, 12].contains(&month);
    let short = (29..=30).contains(&day) && [4, 6, 9, 11].contains(&month);
    (known || ((1900..=9999).contains(&year) && (long || short))).then_some([year, month, day])
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= HEAD_CHARS {
        return name.to_owned();
    }
    name.chars().take(HEAD_CHARS).chain(['…']).collect()
}

/// The text with places where a long run without blanks may be broken.
fn breakable(text: &str) -> String {
    let mut run = 0;
    let mut broken = String::new();
    for char in printable(text).chars() {
        run = if char.is_whitespace() || char == '-' { 0 } else { run + 1 };
        if run > RUN_CHARS {
            broken.push('\u{200b}');
            run = 1;
        }
        broken.push(char);
    }
    broken
}

fn key_figure(figure: &KeyFigure) -> KeyFigureView {
    KeyFigureView {
        label: printable(&figure.label),
        value: printed::content(&figure.value.content),
        unit: printable(&figure.unit),
        reason: figure.reason.as_deref().map(printable).unwrap_or_default(),
        change: figure.change.as_ref().and_then(|change| printed::content(&change.content)),
    }
}

fn section(section: &Section) -> SectionView {
    SectionView {
        depth: section.depth,
        new_page: section.depth == 1 && section.id != Section::BEFORE_READING,
        title: breakable(&section.title),
        blocks: section.blocks.iter().map(block).collect(),
    }
}

fn block(block: &Block) -> BlockView {
    match block {
        Block::Paragraph { text } => BlockView::Paragraph { text: breakable(text) },
        Block::Notice { text } => BlockView::Notice { text: breakable(text) },
        Block::Bullets { items } => {
            BlockView::Bullets { items: items.iter().map(|item| breakable(item)).collect() }
        }
        Block::Table(one) => BlockView::Table(table(one)),
        Block::Chart(one) => BlockView::Chart(chart(one)),
        Block::Strip(one) => BlockView::Strip(strip(one)),
    }
}

fn table(table: &Table) -> TableView {
    let columns = table.columns.iter().enumerate();
    TableView {
        title: breakable(&table.title),
        columns: columns.map(|(index, one)| column(table, index, one)).collect(),
        rows: table.rows.iter().map(row).collect(),
        notes: (1..)
            .zip(&table.notes)
            .map(|(place, note)| (printed::mark(place), breakable(note)))
            .collect(),
        wide: table.columns.len() > 8,
    }
}

fn column(table: &Table, index: usize, column: &Column) -> ColumnView {
    let numeric = matches!(column.kind, ColumnKind::Number | ColumnKind::Interval);
    let share = || {
        let texts =
            table.rows.iter().filter_map(|row| printed::content(&row.cells.get(index)?.content));
        let longest = texts.map(|text| text.chars().count()).max().unwrap_or_default();
        (longest.clamp(12, 400) as f64).sqrt()
    };
    ColumnView {
        label: printable(&column.label),
        unit: printable(&column.unit),
        numeric,
        share: (column.kind == ColumnKind::Text).then(share),
    }
}

fn row(row: &Row) -> RowView {
    // In a line of totals, what is not added up is left blank.
    let nothing = if row.kind == RowKind::Total { "" } else { "–" };
    RowView { kind: row.kind, cells: row.cells.iter().map(|one| cell(one, nothing)).collect() }
}

fn cell(cell: &Cell, nothing: &str) -> CellView {
    let text = match printed::content(&cell.content) {
        Some(text) => breakable(&text),
        None if cell.content == Content::Absent => "–".to_owned(),
        None => nothing.to_owned(),
    };
    CellView { text, marks: printed::marks(&cell.notes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_have_a_day_of_the_calendar_or_none() {
        assert_eq!(date("2025-11-22"), Some([2025, 11, 22]));
        for iso in ["2025-02-30", "2025-04-31", "2025-13-01", "hier", "2025-11", "12345-01-01"] {
            assert_eq!(date(iso), None, "{iso}");
        }
    }

    #[test]
    fn long_runs_can_be_broken() {
        let text = breakable(&"x".repeat(60));
        assert_eq!(text.matches('\u{200b}').count(), 2);
        assert_eq!(breakable("Centre hospitalier"), "Centre hospitalier");
    }
}
