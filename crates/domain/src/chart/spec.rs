//! What a chart is made of, and the table that says the same.

use serde::Serialize;

use crate::dto::Figure;

/// A chart, whatever draws it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartSpec {
    pub title: String,
    /// For example `DDJ/1000 JH`.
    pub unit: String,
    /// What the labels are, for example `Année`.
    pub axis: String,
    pub labels: Vec<String>,
    pub shape: Shape,
    pub series: Vec<Series>,
    /// Horizontal lines: a target or a level to compare with.
    pub levels: Vec<Level>,
    /// Places where the figures before and after are not computed alike.
    pub breaks: Vec<Break>,
}

/// How the series are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Labels follow one another in time.
    Line,
    /// Labels are unrelated.
    Bars,
}

/// One value per label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    pub name: String,
    /// `None` leaves a gap.
    pub points: Vec<Option<Point>>,
}

/// A value with its confidence interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    pub value: f64,
    /// Low and high bounds.
    pub interval: Option<(f64, f64)>,
}

/// A horizontal line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    pub label: String,
    pub value: f64,
}

/// A change of rules between two labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Break {
    /// Index of the first label after the change.
    pub before: usize,
    pub label: String,
}

/// The table that says the same as the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct TableTwin {
    /// Header of the first column, then one per series.
    pub header: Vec<String>,
    pub rows: Vec<TwinRow>,
}

/// One label with the points of every series.
#[derive(Debug, Clone, PartialEq)]
pub struct TwinRow {
    pub label: String,
    pub points: Vec<Option<Point>>,
}

impl ChartSpec {
    /// The same content as a table, one row per label.
    pub fn table(&self) -> TableTwin {
        let header = std::iter::once(self.axis.clone())
            .chain(self.series.iter().map(|series| series.name.clone()))
            .collect();
        let rows = self
            .labels
            .iter()
            .enumerate()
            .map(|(index, label)| TwinRow {
                label: label.clone(),
                points: self
                    .series
                    .iter()
                    .map(|series| series.points.get(index).copied().flatten())
                    .collect(),
            })
            .collect();
        TableTwin { header, rows }
    }
}

/// A figure as a point; nothing without a value.
pub(super) fn point(figure: &Figure) -> Option<Point> {
    figure.value.map(|value| Point {
        value,
        interval: figure.interval.as_ref().map(|interval| (interval.low, interval.high)),
    })
}

/// The unit of the figures.
pub(super) fn unit_of<'a>(mut figures: impl Iterator<Item = &'a Figure>) -> String {
    figures.next().map(|figure| figure.unit.clone()).unwrap_or_default()
}
