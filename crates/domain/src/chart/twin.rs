//! The table that says the same as a chart, whatever its kind.

use super::Point;

/// The table that says the same as a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct TableTwin {
    /// One per column; the first is that of the labels.
    pub header: Vec<Column>,
    pub rows: Vec<TwinRow>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// Of the numbers under it; empty where they have none, or where it is that of the chart.
    pub unit: String,
}

/// One row of the table. Where it has fewer cells than columns, its last cell, or its label when there is
/// none, spans the rest: a level, a break.
#[derive(Debug, Clone, PartialEq)]
pub struct TwinRow {
    pub label: String,
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// No value.
    Empty,
    Text(String),
    /// In the unit of its column.
    Point(Point),
    /// A whole number: isolates, days, events.
    Count(f64),
}

impl Column {
    pub fn of(title: impl Into<String>) -> Self {
        Self::in_unit(title, "")
    }

    pub fn in_unit(title: impl Into<String>, unit: &str) -> Self {
        Self { title: title.into(), unit: unit.to_owned() }
    }
}

impl TwinRow {
    pub fn of(label: impl Into<String>, cells: Vec<Cell>) -> Self {
        Self { label: label.into(), cells }
    }
}

impl Cell {
    /// A value without interval.
    pub fn value(value: f64) -> Self {
        Self::Point(Point { value, interval: None })
    }

    /// A point, or none.
    pub fn point(point: Option<Point>) -> Self {
        point.map_or(Self::Empty, Self::Point)
    }

    /// A text, or none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}
