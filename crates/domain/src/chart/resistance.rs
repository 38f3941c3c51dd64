//! How the resistance of an organism moves over the years.

use super::evolution::TimeSeries;
use super::spec::{Break, ChartSpec, Level};
use crate::dto::{
    Figure, PeriodPoint, ResistanceAnalysis, ResistanceGroup, ResistanceMetric, SeriesBreak,
    SeriesTarget,
};

/// One figure by year or by quarter, from an analysis that splits by nothing else. Where figures before
/// and after do not compare is a break; the target of the nation is a level.
pub fn resistance_evolution(
    title: &str,
    analysis: &ResistanceAnalysis,
    metric: ResistanceMetric,
) -> ChartSpec {
    let period = |group: &ResistanceGroup| {
        group.key.get("year").or_else(|| group.key.get("quarter")).cloned()
    };
    let points: Vec<PeriodPoint> = analysis
        .groups
        .iter()
        .filter_map(|group| {
            Some(PeriodPoint { period: period(group)?, figure: figure_of(group, metric).clone() })
        })
        .collect();
    let series = TimeSeries::of(&points);
    let change = |one: &SeriesBreak| {
        Some(Break { before: series.start_of(one.year)?, label: one.label.clone() })
    };
    let breaks = analysis.breaks.iter().filter_map(change).collect();
    let of_metric = analysis.targets.iter().filter(|target| target.metric == metric);
    let level =
        |target: &SeriesTarget| Level { label: "Cible nationale".to_owned(), value: target.value };
    ChartSpec { breaks, levels: of_metric.map(level).collect(), ..series.drawn(title) }
}

const fn figure_of(group: &ResistanceGroup, metric: ResistanceMetric) -> &Figure {
    match metric {
        ResistanceMetric::Proportion => &group.proportion,
        ResistanceMetric::Density => &group.density,
    }
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
            targets: vec![SeriesTarget {
                indicator: "SARM_DI".to_owned(),
                metric: ResistanceMetric::Density,
                value: 0.153,
                label: "au plus 0,153 /1000 JH".to_owned(),
            }],
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
            let spec =
                resistance_evolution("% R", &analysis(periods), ResistanceMetric::Proportion);
            assert_eq!(spec.breaks.first().map(|one| one.before), expected, "{periods:?}");
        }
    }

    #[test]
    fn a_chart_is_of_percentages_or_of_densities() {
        for (metric, value) in
            [(ResistanceMetric::Proportion, 20.0), (ResistanceMetric::Density, 0.2)]
        {
            let spec = resistance_evolution("R", &analysis(&["2020", "2021"]), metric);
            assert_eq!(spec.series[0].points[1].map(|point| point.value), Some(value));
            assert_eq!(spec.levels.len(), usize::from(metric == ResistanceMetric::Density));
        }
    }
}
