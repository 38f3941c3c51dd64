//! What every chart has, whatever its kind.

use serde::Serialize;

use super::control::ControlPlot;
use super::coupling::Coupling;
use super::distribution::Distribution;
use super::funnel::FunnelPlot;
use super::heat_map::HeatMap;
use super::multiples::Multiples;
use super::ranking::Ranking;
use super::region_map::RegionMap;
use super::stacked::Stacked;
use super::workbook::Workbook;
use super::{ChartSpec, TableTwin, csv};

/// Where figures come from, when nobody says it better.
const SOURCE: &str = "ConsoRes";

/// Most letters of the name of a file.
const FILE_NAME: usize = 100;

/// A chart of any kind, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Measure, scope, period and n.
    pub title: String,
    pub source: String,
    pub plot: Plot,
    pub reading: Reading,
    pub twin: TableTwin,
}

/// What is drawn, by its kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Plot {
    /// Lines or bars.
    Series(ChartSpec),
    Stacked(Stacked),
    Ranking(Ranking),
    Distribution(Distribution),
    Funnel(FunnelPlot),
    Control(ControlPlot),
    HeatMap(HeatMap),
    Regions(RegionMap),
    Multiples(Multiples),
    Coupling(Coupling),
}

/// What can be read from a chart and what cannot, in French sentences made by rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    pub says: Vec<String>,
    pub limits: Vec<String>,
}

/// A place on an axis with its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    pub at: f64,
    pub text: String,
}

impl Mark {
    pub(super) fn new(at: f64, text: impl Into<String>) -> Self {
        Self { at, text: text.into() }
    }
}

impl Chart {
    /// The table twin as a CSV text for a French spreadsheet: semicolons, decimal commas, a byte order mark.
    pub fn csv(&self) -> String {
        csv::text(self)
    }

    /// The table twin and the reading as the sheets of a workbook.
    pub fn workbook(&self) -> Workbook {
        Workbook::of(self)
    }

    /// The name of a file that holds it, without extension: `consommation-d-antibiotiques-ch-2024`.
    pub fn file_name(&self) -> String {
        let title = self.title.split("(n").next().unwrap_or_default();
        let mut name = String::new();
        for char in title.to_lowercase().chars().map(without_accent) {
            if char.is_ascii_alphanumeric() {
                name.push(char);
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        // A word is not cut.
        let end = match name.get(..=FILE_NAME) {
            Some(long) => long.rfind('-').unwrap_or(FILE_NAME),
            None => name.len(),
        };
        let name = name[..end].trim_end_matches('-');
        if name.is_empty() { "graphique".to_owned() } else { name.to_owned() }
    }
}

const fn without_accent(char: char) -> char {
    match char {
        'à' | 'â' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}

impl From<ChartSpec> for Chart {
    /// A chart of lines or bars, which says nothing more than its title.
    fn from(spec: ChartSpec) -> Self {
        Self {
            title: format!("{}, en {}", spec.title, spec.unit),
            source: SOURCE.to_owned(),
            reading: Reading::default(),
            twin: spec.table(),
            plot: Plot::Series(spec),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{spec, words};

    #[test]
    fn a_file_is_named_by_its_title() {
        let mut chart = Chart::from(spec(&["2024"]));
        chart.title = words(Noun::Establishment).title(84);
        assert_eq!(chart.file_name(), "consommation-d-antibiotiques-en-ddj-1000-jh-ch-2024");
        chart.title = "Consommation d’amoxicilline ".repeat(4);
        assert_eq!(
            chart.file_name(),
            "consommation-d-amoxicilline-consommation-d-amoxicilline-consommation-d-amoxicilline-consommation-d"
        );
        chart.title = "\u{a0}?".to_owned();
        assert_eq!(chart.file_name(), "graphique");
    }

    #[test]
    fn lines_and_bars_are_charts_like_the_others() {
        let chart = Chart::from(spec(&["2023", "2024"]));
        assert_eq!(chart.twin.rows.len(), 2);
        let json = serde_json::to_value(&chart.plot).unwrap();
        assert_eq!(json["kind"], "series");
    }
}
