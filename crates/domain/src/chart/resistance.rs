//! How the resistance of an organism moves over the years.

use super::evolution::TimeSeries;
use super::spec::{Break, ChartSpec};
use crate::dto::{Figure, PeriodPoint, ResistanceAnalysis, ResistanceGroup, SeriesBreak};

/// Which figure of a group is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    Proportion,
    Density,
}

impl Metric {
    const fn of(self, group: &ResistanceGroup) -> &Figure {
        match self {
            Self::Proportion => &group.proportion,
            Self::Density => &group.density,
        }
    }
}

/// One figure by year or by quarter, from an analysis that splits by nothing else. Where figures before
/// and after do not compare is a break.
pub fn resistance_evolution(
    title: &str,
    analysis: &ResistanceAnalysis,
    metric: Metric,
) -> ChartSpec {
    let period = |group: &ResistanceGroup| {
        group.key.get("year").or_else(|| group.key.get("quarter")).cloned()
    };
    let points: Vec<PeriodPoint> = analysis
        .groups
        .iter()
        .filter_map(|group| {
            Some(PeriodPoint { period: period(group)?, figure: metric.of(group).clone() })
        })
        .collect();
    let series = TimeSeries::of(&points);
    let change = |one: &SeriesBreak| {
        let label = format!("{}\u{a0}: {}", one.year, one.label);
        Some(Break { before: series.start_of(one.year)?, label })
    };
    let breaks = analysis.breaks.iter().filter_map(change).collect();
    ChartSpec { breaks, ..series.drawn(title) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::figure;
    use crate::dto::SeriesBreak;

    fn analysis(periods: &[&str]) -> ResistanceAnalysis {
        let group = |period: &&str| {
            let axis = if period.contains('Q') { "quarter" } else { "year" };
            ResistanceGroup {
                key: [(axis.to_owned(), (*period).to_owned())].into(),
                labels: [].into(),
                isolates: Some(50),
                tested: Some(50),
                increased: Some(0),
                intermediate: Some(0),
                resistant: Some(10),
                proportion: figure(20.0, "a"),
                density: figure(0.2, "a"),
                isolates_density: figure(1.0, "a"),
            }
        };
        ResistanceAnalysis {
            groups: periods.iter().map(group).collect(),
            breaks: vec![SeriesBreak { year: 2020, label: "I + R avant".to_owned() }],
        }
    }

    #[test]
    fn a_change_of_categories_is_a_break_where_the_series_crosses_it() {
        for (periods, expected) in [
            (&["2018", "2019", "2020", "2021"][..], Some(2)),
            (&["2018", "2021"], Some(2)),
            (&["2019-Q3", "2020-Q1"], Some(2)),
            (&["2020", "2021"], None),
            (&["2018", "2019"], None),
        ] {
            let spec = resistance_evolution("% R", &analysis(periods), Metric::Proportion);
            assert_eq!(spec.breaks.first().map(|one| one.before), expected, "{periods:?}");
        }
    }

    #[test]
    fn a_chart_is_of_percentages_or_of_densities() {
        for (metric, value) in [(Metric::Proportion, 20.0), (Metric::Density, 0.2)] {
            let spec = resistance_evolution("R", &analysis(&["2020", "2021"]), metric);
            assert_eq!(spec.series[0].points[1].map(|point| point.value), Some(value));
        }
    }
}
