//! Charts as data: pure functions from figures to a specification that any renderer can draw.
//!
//! A specification holds everything a reader gets: title, unit, labels, series with their
//! intervals, level lines, breaks, and the table that says the same. Renderers compute nothing.

use std::collections::BTreeMap;

use crate::dto::{Figure, PeriodPoint, SectorRow};

/// A chart, whatever draws it.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Labels follow one another in time.
    Line,
    /// Labels are unrelated.
    Bars,
}

/// One value per label.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    /// `None` leaves a gap.
    pub points: Vec<Option<Point>>,
}

/// A value with its confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub value: f64,
    /// Low and high bounds.
    pub interval: Option<(f64, f64)>,
}

/// A horizontal line.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    pub label: String,
    pub value: f64,
}

/// A change of rules between two labels.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// A rate over time, by year or by quarter; a missing period leaves a gap.
pub fn evolution(title: &str, points: &[PeriodPoint]) -> ChartSpec {
    let figures: BTreeMap<i32, &Figure> = points
        .iter()
        .filter_map(|point| Some((Period::parse(&point.period)?.rank(), &point.figure)))
        .collect();
    let quarterly = points.iter().any(|point| point.period.contains('Q'));
    let step = if quarterly { 1 } else { QUARTERS };
    let ranks: Vec<i32> = match (figures.keys().next(), figures.keys().next_back()) {
        (Some(first), Some(last)) => {
            (*first..=*last).filter(|rank| (rank - first) % step == 0).collect()
        }
        _ => Vec::new(),
    };
    ChartSpec {
        title: title.to_owned(),
        unit: unit_of(figures.values().copied()),
        axis: if quarterly { "Trimestre" } else { "Année" }.to_owned(),
        labels: ranks.iter().map(|rank| Period::label(*rank, quarterly)).collect(),
        shape: Shape::Line,
        series: vec![Series {
            name: title.to_owned(),
            points: ranks.iter().map(|rank| figures.get(rank).and_then(|f| point(f))).collect(),
        }],
        levels: Vec::new(),
        breaks: breaks(&ranks, &figures),
    }
}

/// Rates by sector, the year before beside the year, with the total as a level.
pub fn by_sector(rows: &[SectorRow], year: i32, total: Option<&Figure>) -> ChartSpec {
    let sectors: Vec<&SectorRow> = rows.iter().filter(|row| row.inside.is_none()).collect();
    let series = |name: i32, figure: fn(&SectorRow) -> Option<&Figure>| Series {
        name: name.to_string(),
        points: sectors.iter().map(|row| figure(row).and_then(point)).collect(),
    };
    let both =
        [series(year - 1, |row| row.previous.as_ref()), series(year, |row| row.current.as_ref())];
    ChartSpec {
        title: format!("Consommation par secteur, {year}"),
        unit: unit_of(sectors.iter().filter_map(|row| row.current.as_ref())),
        axis: "Secteur".to_owned(),
        labels: sectors.iter().map(|row| row.label.clone()).collect(),
        shape: Shape::Bars,
        series: both.into_iter().filter(|s| s.points.iter().any(Option::is_some)).collect(),
        levels: total
            .and_then(|figure| figure.value)
            .map(|value| Level { label: format!("Ensemble {year}"), value })
            .into_iter()
            .collect(),
        breaks: Vec::new(),
    }
}

fn point(figure: &Figure) -> Option<Point> {
    figure.value.map(|value| Point {
        value,
        interval: figure.interval.as_ref().map(|interval| (interval.low, interval.high)),
    })
}

fn unit_of<'a>(mut figures: impl Iterator<Item = &'a Figure>) -> String {
    figures.next().map(|figure| figure.unit.clone()).unwrap_or_default()
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

fn change_of_rules(before: &Figure, after: &Figure) -> Option<String> {
    if before.versions.ddd != after.versions.ddd {
        Some(format!("Table ATC/DDD {}", after.versions.ddd))
    } else if before.versions.rules != after.versions.rules {
        Some(format!("Règles {}", after.versions.rules))
    } else {
        None
    }
}

const QUARTERS: i32 = 4;

/// `2024` or `2024-Q3`, placed on one scale of quarters.
struct Period {
    year: i32,
    /// 1 to 4; 1 for a whole year.
    quarter: i32,
}

impl Period {
    fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = match text.split_once("-Q") {
            Some((year, quarter)) => (year, quarter.parse().ok()?),
            None => (text, 1),
        };
        let year = year.parse().ok()?;
        (1..=QUARTERS).contains(&quarter).then_some(Self { year, quarter })
    }

    fn rank(&self) -> i32 {
        self.year * QUARTERS + self.quarter - 1
    }

    fn label(rank: i32, quarterly: bool) -> String {
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
    use crate::dto::{Interval, Versions};

    fn figure(value: f64, ddd: &str) -> Figure {
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

    fn at(period: &str, value: f64, ddd: &str) -> PeriodPoint {
        PeriodPoint { period: period.to_owned(), figure: figure(value, ddd) }
    }

    fn sector(code: &str, inside: Option<&str>, previous: Option<f64>, current: f64) -> SectorRow {
        SectorRow {
            sector: code.to_owned(),
            label: code.to_owned(),
            inside: inside.map(ToOwned::to_owned),
            current: Some(figure(current, "2024")),
            previous: previous.map(|value| figure(value, "2024")),
            change: None,
        }
    }

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
    fn parts_of_a_sector_are_not_drawn_beside_it() {
        let rows = [sector("MED", None, Some(2.0), 3.0), sector("UHCD", Some("MED"), None, 9.0)];
        let spec = by_sector(&rows, 2024, Some(&figure(2.5, "2024")));
        assert_eq!(spec.labels, ["MED"]);
        assert_eq!(spec.levels, [Level { label: "Ensemble 2024".to_owned(), value: 2.5 }]);
        assert_eq!(spec.series.len(), 2);
    }

    #[test]
    fn a_first_year_has_one_series() {
        let spec = by_sector(&[sector("MED", None, None, 3.0)], 2024, None);
        let names: Vec<&str> = spec.series.iter().map(|series| series.name.as_str()).collect();
        assert_eq!(names, ["2024"]);
    }

    #[test]
    fn the_table_says_the_same_as_the_chart() {
        let table = evolution("Taux", &[at("2023", 1.0, "a"), at("2024", 2.0, "a")]).table();
        assert_eq!(table.header, ["Année", "Taux"]);
        assert_eq!(table.rows[1].label, "2024");
        assert_eq!(table.rows[1].points, [Some(Point { value: 2.0, interval: Some((1.0, 3.0)) })]);
    }
}
