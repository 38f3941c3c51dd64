//! Charts as the template draws them: places between 0 and 1 and the texts beside them.

use domain::chart::{ChartSpec, Point, Shape};
use domain::french;
use domain::report::{Chart, Strip};
use serde::Serialize;

use super::axis::Scale;
use super::glyphs::printable;

/// Labels up to which every one is printed.
const ALL_LABELS: usize = 12;

#[derive(Debug, Serialize)]
pub struct ChartView {
    title: String,
    alt: String,
    /// Title of the table that says the same.
    table: String,
    unit: String,
    axis: String,
    shape: Shape,
    ticks: Vec<(f64, String)>,
    /// Some are empty where there are many.
    labels: Vec<String>,
    series: Vec<SeriesView>,
    levels: Vec<(f64, String)>,
    /// Index of the first label after it, and its text.
    breaks: Vec<(usize, String)>,
    /// Whether values are printed beside their points.
    told: bool,
}

#[derive(Debug, Serialize)]
struct SeriesView {
    name: String,
    points: Vec<Option<PointView>>,
}

#[derive(Debug, Serialize)]
struct PointView {
    at: f64,
    text: String,
    interval: Option<(f64, f64)>,
}

#[derive(Debug, Serialize)]
pub struct StripView {
    title: String,
    alt: String,
    table: String,
    unit: String,
    /// P10, P25, median, P75, P90: place and text.
    percentiles: Vec<(f64, String)>,
    own: Option<(f64, String)>,
}

/// A chart of time or of bars.
pub fn chart(chart: &Chart) -> ChartView {
    let spec = &chart.spec;
    let points = || spec.series.iter().flat_map(|series| series.points.iter().flatten());
    let bounds = points().filter_map(|point| point.interval).flat_map(|(low, high)| [low, high]);
    let levels = spec.levels.iter().map(|level| level.value);
    let scale = Scale::holding(points().map(|point| point.value).chain(bounds).chain(levels));
    let view = |point: &Point| PointView {
        at: scale.place(point.value),
        text: french::decimal(point.value, chart.decimals),
        interval: point.interval.map(|(low, high)| (scale.place(low), scale.place(high))),
    };
    ChartView {
        title: printable(&spec.title),
        alt: printable(&chart.alt),
        table: printable(&chart.table),
        unit: printable(&spec.unit),
        axis: printable(&spec.axis),
        shape: spec.shape,
        ticks: scale.ticks(),
        labels: labels(spec),
        series: spec
            .series
            .iter()
            .map(|series| SeriesView {
                name: printable(&series.name),
                points: series.points.iter().map(|point| point.as_ref().map(view)).collect(),
            })
            .collect(),
        levels: spec
            .levels
            .iter()
            .map(|level| {
                // A target of a density has three decimals.
                let decimals = if level.value.abs() < 10.0 { 3 } else { 1 };
                let value = french::short(level.value, decimals);
                (scale.place(level.value), format!("{}\u{a0}: {value}", printable(&level.label)))
            })
            .collect(),
        breaks: spec.breaks.iter().map(|one| (one.before, printable(&one.label))).collect(),
        told: spec.labels.len() * spec.series.len() <= ALL_LABELS * 2,
    }
}

/// One label in so many, the last one among them.
fn labels(spec: &ChartSpec) -> Vec<String> {
    let every = spec.labels.len().div_ceil(ALL_LABELS).max(1);
    let last = spec.labels.len().saturating_sub(1);
    let shown = |index: usize| (last - index).is_multiple_of(every);
    let label = |(index, label): (usize, &String)| {
        if shown(index) { printable(label) } else { String::new() }
    };
    spec.labels.iter().enumerate().map(label).collect()
}

/// A value among percentiles.
pub fn strip(strip: &Strip) -> StripView {
    let all = strip.percentiles.iter().copied().chain(strip.own);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in all {
        low = low.min(value);
        high = high.max(value);
    }
    let room = if high > low { high - low } else { 1.0 };
    let place = |value: f64| ((value - low) / room).clamp(0.0, 1.0);
    let told = |value: f64| (place(value), french::decimal(value, strip.decimals));
    StripView {
        title: printable(&strip.title),
        alt: printable(&strip.alt),
        table: printable(&strip.table),
        unit: printable(&strip.unit),
        percentiles: strip.percentiles.map(told).to_vec(),
        own: strip.own.map(told),
    }
}
