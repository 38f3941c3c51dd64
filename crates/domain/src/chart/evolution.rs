//! Figures over time.

use std::collections::BTreeMap;

use super::spec::{Break, ChartSpec, Series, Shape, point, unit_of};
use crate::dto::{Figure, PeriodPoint};

/// A rate over time, by year or by quarter; a missing period leaves a gap.
pub fn evolution(title: &str, points: &[PeriodPoint]) -> ChartSpec {
    let series = TimeSeries::of(points);
    ChartSpec { breaks: breaks(&series.ranks, &series.figures), ..series.drawn(title) }
}

/// Figures on one scale of quarters.
pub(super) struct TimeSeries<'a> {
    quarterly: bool,
    /// Every period from the first to the last.
    ranks: Vec<i32>,
    figures: BTreeMap<i32, &'a Figure>,
}

impl<'a> TimeSeries<'a> {
    pub(super) fn of(points: &'a [PeriodPoint]) -> Self {
        let figures: BTreeMap<i32, &Figure> = points
            .iter()
            .filter_map(|point| Some((Period::parse(&point.period)?.rank(), &point.figure)))
            .collect();
        let quarterly = points.iter().any(|point| point.period.contains('Q'));
        let step = if quarterly { 1 } else { QUARTERS };
        let ranks = match (figures.keys().next(), figures.keys().next_back()) {
            (Some(first), Some(last)) => {
                (*first..=*last).filter(|rank| (rank - first) % step == 0).collect()
            }
            _ => Vec::new(),
        };
        Self { quarterly, ranks, figures }
    }

    /// The chart, without levels and breaks.
    pub(super) fn drawn(&self, title: &str) -> ChartSpec {
        let label = |rank: &i32| Period::label(*rank, self.quarterly);
        let points = self.ranks.iter().map(|rank| self.figures.get(rank).and_then(|f| point(f)));
        ChartSpec {
            title: title.to_owned(),
            unit: unit_of(self.figures.values().copied()),
            axis: if self.quarterly { "Trimestre" } else { "Année" }.to_owned(),
            labels: self.ranks.iter().map(label).collect(),
            shape: Shape::Line,
            series: vec![Series { name: title.to_owned(), points: points.collect() }],
            levels: Vec::new(),
            breaks: Vec::new(),
            projected: None,
        }
    }

    /// Index of the first period of a year or after it, where one is before.
    pub(super) fn start_of(&self, year: i32) -> Option<usize> {
        let found = self.ranks.iter().position(|rank| rank.div_euclid(QUARTERS) >= year);
        found.filter(|index| *index > 0)
    }
}

/// A break wherever the rules or the DDD table differ from the last known figure.
fn breaks(ranks: &[i32], figures: &BTreeMap<i32, &Figure>) -> Vec<Break> {
    let mut last: Option<&Figure> = None;
    let mut found = Vec::new();
    for (index, rank) in ranks.iter().enumerate() {
        let Some(figure) = figures.get(rank) else { continue };
        if let Some(label) = last.and_then(|last| change_of_rules(last, figure)) {
            found.push(Break { before: index, label });
        }
        last = Some(figure);
    }
    found
}

/// What is not computed alike in two figures.
pub(crate) fn change_of_rules(before: &Figure, after: &Figure) -> Option<String> {
    if before.versions.ddd != after.versions.ddd {
        Some(format!("Table ATC/DDD {}", after.versions.ddd))
    } else if before.versions.rules != after.versions.rules {
        Some(format!("Règles {}", after.versions.rules))
    } else {
        None
    }
}

pub(crate) const QUARTERS: i32 = 4;

/// `2024` or `2024-Q3`, placed on one scale of quarters.
pub(crate) struct Period {
    pub year: i32,
    /// 1 to 4; 1 for a whole year.
    quarter: i32,
}

impl Period {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = match text.split_once("-Q") {
            Some((year, quarter)) => (year, quarter.parse().ok()?),
            None => (text, 1),
        };
        let year = year.parse().ok()?;
        (1..=QUARTERS).contains(&quarter).then_some(Self { year, quarter })
    }

    pub(crate) fn rank(&self) -> i32 {
        self.year * QUARTERS + self.quarter - 1
    }

    pub(crate) fn label(rank: i32, quarterly: bool) -> String {
        let year = rank.div_euclid(QUARTERS);
        if quarterly {
            format!("T{} {year}", rank.rem_euclid(QUARTERS) + 1)
        } else {
            year.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::at;
    use crate::chart::{Cell, Point};

    #[test]
    fn a_missing_quarter_leaves_a_gap() {
        let spec = evolution("Taux", &[at("2023-Q4", 3.0, "a"), at("2024-Q2", 5.0, "a")]);
        assert_eq!(spec.labels, ["T4 2023", "T1 2024", "T2 2024"]);
        let values: Vec<Option<f64>> =
            spec.series[0].points.iter().map(|point| point.map(|p| p.value)).collect();
        assert_eq!(values, [Some(3.0), None, Some(5.0)]);
        assert_eq!(spec.axis, "Trimestre");
    }

    #[test]
    fn years_are_put_in_order_whatever_the_order_of_the_answer() {
        let spec = evolution("Taux", &[at("2024", 5.0, "a"), at("2022", 3.0, "a")]);
        assert_eq!(spec.labels, ["2022", "2023", "2024"]);
    }

    #[test]
    fn a_new_ddd_table_is_a_break() {
        let spec =
            evolution("Taux", &[at("2022", 1.0, "a"), at("2023", 2.0, "a"), at("2024", 3.0, "b")]);
        assert_eq!(spec.breaks, [Break { before: 2, label: "Table ATC/DDD b".to_owned() }]);
    }

    #[test]
    fn periods_that_cannot_be_read_are_not_drawn() {
        let spec = evolution("Taux", &[at("2024-Q9", 1.0, "a"), at("hier", 1.0, "a")]);
        assert!(spec.labels.is_empty());
        assert_eq!(spec.unit, "");
    }

    #[test]
    fn the_table_says_the_same_as_the_chart() {
        let table = evolution("Taux", &[at("2023", 1.0, "a"), at("2024", 2.0, "a")]).table();
        let header: Vec<&str> = table.header.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(header, ["Année", "Taux"]);
        assert_eq!(table.rows[1].label, "2024");
        let point = Point { value: 2.0, interval: Some((1.0, 3.0)) };
        assert_eq!(table.rows[1].cells, [Cell::Point(point)]);
    }

    #[test]
    fn the_table_tells_a_break_between_the_rows_that_it_parts() {
        let points = [at("2022", 1.0, "a"), at("2023", 2.0, "a"), at("2024", 3.0, "b")];
        let rows = evolution("Taux", &points).table().rows;
        let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["2022", "2023", "Table ATC/DDD b", "2024"]);
        assert!(rows[2].cells.is_empty());
    }
}
