//! What a chart of lines or bars is made of.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
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
    /// Index of the first label whose values were not seen: they carry on those before.
    pub projected: Option<usize>,
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

impl ChartSpec {
    /// The same content as a table, one row per label, marked where it is projected; a break stands between the
    /// rows that it parts, the levels at the end.
    pub fn table(&self) -> TableTwin {
        let columns = self.series.iter().map(|series| Column::in_unit(&series.name, &self.unit));
        let header = std::iter::once(Column::of(&self.axis)).chain(columns).collect();
        let mut rows = Vec::new();
        for (index, label) in self.labels.iter().enumerate() {
            let here = self.breaks.iter().filter(|change| change.before == index);
            rows.extend(here.map(|change| TwinRow::of(&change.label, Vec::new())));
            let point = |series: &Series| series.points.get(index).copied().flatten();
            let cells = self.series.iter().map(|series| Cell::point(point(series)));
            let projected = self.projected.is_some_and(|first| index >= first);
            let label = if projected { format!("{label} (projection)") } else { label.clone() };
            rows.push(TwinRow::of(label, cells.collect()));
        }
        let level = |level: &Level| TwinRow::of(&level.label, vec![Cell::value(level.value)]);
        rows.extend(self.levels.iter().map(level));
        TableTwin { header, rows }
    }
}

/// A figure as a point; nothing without a value.
pub(crate) fn point(figure: &Figure) -> Option<Point> {
    figure.value.map(|value| Point { value, interval: figure.bounds() })
}

/// The unit of the figures.
pub(super) fn unit_of<'a>(mut figures: impl Iterator<Item = &'a Figure>) -> String {
    figures.next().map(|figure| figure.unit.clone()).unwrap_or_default()
}
