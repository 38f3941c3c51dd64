//! The table twin as rows of cells, which each kind of file writes in its way.

use serde::Serialize;

use super::Point;
use super::twin::{Cell, TableTwin};

/// What is kept of a number: more decimals than any figure has.
const KEPT: f64 = 1e6;

/// A cell of a file: nothing, a text or a number in JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Field {
    Empty,
    Text(String),
    Number(f64),
}

/// The header, then the rows, intervals in columns of their own. A row may be shorter than the header.
pub fn grid(twin: &TableTwin) -> Vec<Vec<Field>> {
    let ranged: Vec<bool> =
        (1..twin.header.len()).map(|column| has_interval(twin, column)).collect();
    let rows = twin.rows.iter().map(|row| {
        let mut fields = vec![Field::Text(row.label.clone())];
        let cells = row.cells.iter().zip(&ranged);
        fields.extend(cells.flat_map(|(cell, ranged)| fields_of(cell, *ranged)));
        fields
    });
    [header(twin, &ranged)].into_iter().chain(rows).collect()
}

fn has_interval(twin: &TableTwin, column: usize) -> bool {
    let mut cells = twin.rows.iter().filter_map(|row| row.cells.get(column - 1));
    cells.any(|cell| matches!(cell, Cell::Point(Point { interval: Some(_), .. })))
}

fn header(twin: &TableTwin, ranged: &[bool]) -> Vec<Field> {
    let mut names = Vec::new();
    for (index, column) in twin.header.iter().enumerate() {
        let unit =
            if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
        names.push(Field::Text(format!("{}{unit}", column.title)));
        if index > 0 && ranged.get(index - 1).copied().unwrap_or_default() {
            let bound = |bound: &str| Field::Text(format!("{}, {bound}", column.title));
            names.extend(["borne basse", "borne haute"].map(bound));
        }
    }
    names
}

fn fields_of(cell: &Cell, ranged: bool) -> Vec<Field> {
    let (value, interval) = match cell {
        Cell::Empty => (Field::Empty, None),
        Cell::Text(text) => (Field::Text(text.clone()), None),
        Cell::Count(count) => (number(*count), None),
        Cell::Point(point) => (number(point.value), point.interval),
    };
    let mut fields = vec![value];
    if ranged {
        let bound = |bound: Option<f64>| bound.map_or(Field::Empty, number);
        let (low, high) = interval.unzip();
        fields.extend([bound(low), bound(high)]);
    }
    fields
}

fn number(value: f64) -> Field {
    Field::Number((value * KEPT).round() / KEPT)
}
