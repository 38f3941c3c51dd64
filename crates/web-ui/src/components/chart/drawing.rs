//! What the drawing script gets: the content of a chart, its texts ready to show.
//!
//! Nothing is computed here; `js/options.js` gives it the look of the product. Kinds whose texts the domain
//! writes go as they are; lines and bars, which reports print too, get theirs here.

use domain::chart::{ChartSpec, Multiples, Plot, Point, Shape};
use serde::Serialize;

use crate::format;

/// The text of the `drawing` attribute.
pub fn json(plot: &Plot) -> String {
    let text = match plot {
        Plot::Series(spec) => serde_json::to_string(&Drawing::of(spec)),
        Plot::Multiples(multiples) => serde_json::to_string(&SideBySide::of(multiples)),
        other => serde_json::to_string(other),
    };
    text.unwrap_or_default()
}

/// Lines or bars.
#[derive(Debug, Serialize)]
struct Drawing<'a> {
    kind: &'static str,
    title: &'a str,
    bars: bool,
    unit: &'a str,
    labels: &'a [String],
    series: Vec<Line<'a>>,
    levels: Vec<Mark>,
    breaks: Vec<Mark>,
    projected: Option<usize>,
}

/// Lines or bars side by side on one scale.
#[derive(Debug, Serialize)]
struct SideBySide<'a> {
    kind: &'static str,
    unit: &'a str,
    most: f64,
    panels: Vec<Drawing<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    name: &'a str,
    points: Vec<Option<Dot>>,
}

#[derive(Debug, Serialize)]
struct Dot {
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    /// Value and interval in French.
    text: String,
}

/// A level, or the place of a break among the labels.
#[derive(Debug, Serialize)]
struct Mark {
    at: f64,
    text: String,
}

impl<'a> Drawing<'a> {
    fn of(spec: &'a ChartSpec) -> Self {
        let levels = spec.levels.iter().map(|level| Mark {
            at: level.value,
            text: format!("{}\u{a0}: {}", level.label, format::figure(level.value, &spec.unit)),
        });
        let breaks = spec
            .breaks
            .iter()
            .map(|change| Mark { at: change.before as f64, text: change.label.clone() });
        let ahead = |at: usize| spec.projected.is_some_and(|first| at >= first);
        let series = spec.series.iter().map(|series| Line {
            name: &series.name,
            points: series
                .points
                .iter()
                .enumerate()
                .map(|(at, point)| point.map(|p| dot(p, &spec.unit, ahead(at))))
                .collect(),
        });
        Self {
            kind: "series",
            title: &spec.title,
            bars: spec.shape == Shape::Bars,
            unit: &spec.unit,
            labels: &spec.labels,
            series: series.collect(),
            levels: levels.collect(),
            breaks: breaks.collect(),
            projected: spec.projected,
        }
    }
}

impl<'a> SideBySide<'a> {
    fn of(multiples: &'a Multiples) -> Self {
        let Multiples { unit, panels, most } = multiples;
        let panels = panels.iter().map(Drawing::of).collect();
        Self { kind: "multiples", unit, most: *most, panels }
    }
}

fn dot(point: Point, unit: &str, projected: bool) -> Dot {
    let value = format::figure(point.value, unit);
    let text = match point.interval {
        Some((low, high)) => format!("{value} ({})", format::range(low, high, unit)),
        None => value,
    };
    let text = if projected { format!("{text}, projection") } else { text };
    let (low, high) = point.interval.unzip();
    Dot { value: point.value, low, high, text }
}

#[cfg(test)]
mod tests {
    use domain::chart::{Level, Series};
    use serde_json::Value;

    use super::*;

    fn drawn() -> Value {
        drawn_with(None)
    }

    fn drawn_with(projected: Option<usize>) -> Value {
        let point = Point { value: 354.185, interval: Some((350.63, 357.76)) };
        let spec = ChartSpec {
            title: "Taux".to_owned(),
            unit: "DDJ/1000 JH".to_owned(),
            axis: "Année".to_owned(),
            labels: vec!["2023".to_owned(), "2024".to_owned()],
            shape: Shape::Line,
            series: vec![Series { name: "a".to_owned(), points: vec![None, Some(point)] }],
            levels: vec![Level { label: "Ensemble".to_owned(), value: 354.185 }],
            breaks: Vec::new(),
            projected,
        };
        serde_json::from_str(&json(&Plot::Series(spec))).unwrap()
    }

    #[test]
    fn texts_are_french_and_ready_to_show() {
        let point = &drawn()["series"][0]["points"][1];
        assert_eq!(point["text"], "354,2 (350,6 à 357,8)");
        assert_eq!(drawn()["levels"][0]["text"], "Ensemble\u{a0}: 354,2");
    }

    #[test]
    fn a_gap_stays_a_gap() {
        assert_eq!(drawn()["series"][0]["points"][0], Value::Null);
        assert_eq!(drawn()["bars"], false);
        assert_eq!(drawn()["kind"], "series");
    }

    #[test]
    fn what_is_projected_is_said_beside_its_value() {
        let drawn = drawn_with(Some(1));
        assert_eq!(drawn["projected"], 1);
        let point = &drawn["series"][0]["points"][1];
        assert_eq!(point["text"], "354,2 (350,6 à 357,8), projection");
    }
}
