//! Figures made up for tests.

use super::{ChartSpec, Matter, Noun, Shape, Words};
use crate::dto::{Figure, Interval, PeriodPoint, Versions};

/// A rate with its interval, valued by a DDD table.
pub fn figure(value: f64, ddd: &str) -> Figure {
    Figure {
        value: Some(value),
        numerator: value,
        denominator: 1000.0,
        unit: "DDJ/1000 JH".to_owned(),
        interval: Some(Interval {
            low: value - 1.0,
            high: value + 1.0,
            level: 0.95,
            method: "poisson_exact".to_owned(),
        }),
        versions: Versions { ddd: ddd.to_owned(), ..Versions::default() },
        notes: Vec::new(),
    }
}

/// The rate of a period.
pub fn at(period: &str, value: f64, ddd: &str) -> PeriodPoint {
    PeriodPoint { period: period.to_owned(), figure: figure(value, ddd) }
}

/// An empty chart over years.
pub fn spec(labels: &[&str]) -> ChartSpec {
    ChartSpec {
        title: "Taux".to_owned(),
        unit: "DDJ/1000 JH".to_owned(),
        axis: "Année".to_owned(),
        labels: labels.iter().map(ToString::to_string).collect(),
        shape: Shape::Line,
        series: Vec::new(),
        levels: Vec::new(),
        breaks: Vec::new(),
        projected: None,
    }
}

/// The words of a chart of consumption.
pub fn words(noun: Noun) -> Words {
    Words {
        measure: "Consommation d’antibiotiques".to_owned(),
        unit: "DDJ/1000 JH".to_owned(),
        scope: "CH".to_owned(),
        period: "2024".to_owned(),
        source: "ConsoRes".to_owned(),
        noun,
        matter: Matter::Consumption,
    }
}

/// The text with plain blanks.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Every sentence of a reading, with plain blanks.
pub fn said(chart: &super::Chart) -> String {
    let all = chart.reading.says.iter().chain(&chart.reading.limits);
    all.map(|text| plain(text)).collect::<Vec<_>>().join("\n")
}
