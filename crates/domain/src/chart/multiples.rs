//! Small multiples: charts of lines or bars side by side, on one scale.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{Words, reading};
use super::{Chart, ChartSpec, Plot};
use crate::french;
use crate::statistics::Unsaid;

/// Charts that share their scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Multiples {
    pub unit: String,
    /// Each has its name as title.
    pub panels: Vec<ChartSpec>,
    /// From 0; the highest value or bound of any panel.
    pub most: f64,
}

/// Charts side by side on one scale; `words.noun` is what a panel stands for.
///
/// Errors: no panel with a value, a value that is no number.
pub fn multiples(words: &Words, panels: Vec<ChartSpec>) -> Result<Chart, Unsaid> {
    let highest = |panel: &ChartSpec| {
        let points = panel.series.iter().flat_map(|series| series.points.iter().flatten());
        let tops = points
            .map(|point| point.interval.map_or(point.value, |(_, high)| high.max(point.value)));
        tops.chain(panel.levels.iter().map(|level| level.value)).reduce(f64::max)
    };
    let tops: Vec<f64> = panels.iter().filter_map(highest).collect();
    if tops.is_empty() {
        return Err(Unsaid::TooShort { have: 0, need: 1 });
    }
    if tops.iter().any(|top| !top.is_finite()) {
        return Err(Unsaid::OutOfRange);
    }
    let most = tops.iter().copied().fold(0.0, f64::max);
    let by_last = last_values(&panels);
    let mut says =
        vec!["Tous les graphiques ont la même échelle : leurs hauteurs se comparent.".to_owned()];
    if let (Some(high), Some(low)) = (by_last.first(), by_last.last())
        && by_last.len() > 1
    {
        says.push(format!(
            "À la dernière valeur, le plus élevé est « {} » ({}), le plus bas « {} » ({}).",
            high.0,
            words.measured(high.1),
            low.0,
            words.value(low.1),
        ));
    }
    Ok(Chart {
        title: words.title(panels.len()),
        source: words.source.clone(),
        reading: reading(
            &says,
            &[
                "Une courbe basse paraît plate même quand elle change beaucoup pour sa taille : lisez aussi le tableau.",
                words.other_causes(),
            ],
        ),
        twin: twin(words, &panels),
        plot: Plot::Multiples(Multiples { unit: words.unit.clone(), panels, most }),
    })
}

/// Each panel with the last value of its last series, the highest first.
fn last_values(panels: &[ChartSpec]) -> Vec<(&str, f64)> {
    let last = |panel: &ChartSpec| Some(panel.series.last()?.points.iter().flatten().last()?.value);
    let mut found: Vec<(&str, f64)> =
        panels.iter().filter_map(|panel| Some((panel.title.as_str(), last(panel)?))).collect();
    found.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    found
}

/// One row per panel, series and label.
fn twin(words: &Words, panels: &[ChartSpec]) -> TableTwin {
    let several = panels.iter().any(|panel| panel.series.len() > 1);
    let axis = panels.first().map_or_else(String::new, |panel| panel.axis.clone());
    let mut header = vec![Column::of(words.noun.heading()), Column::of(axis)];
    if several {
        header.push(Column::of("Série"));
    }
    header.push(Column::in_unit(french::capital(&words.measure), &words.unit));
    let mut rows = Vec::new();
    for panel in panels {
        for series in &panel.series {
            for (label, point) in panel.labels.iter().zip(&series.points) {
                let name = several.then(|| Cell::text(series.name.as_str()));
                let cells = [Cell::text(label.as_str())].into_iter().chain(name);
                rows.push(TwinRow::of(&panel.title, cells.chain([Cell::point(*point)]).collect()));
            }
        }
    }
    TableTwin { header, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::testing::{said, spec, words};
    use crate::chart::{Noun, Point, Series};

    fn panel(title: &str, values: &[f64]) -> ChartSpec {
        let point =
            |value: &f64| Some(Point { value: *value, interval: Some((value - 1.0, value + 1.0)) });
        let series = Series { name: title.to_owned(), points: values.iter().map(point).collect() };
        ChartSpec { title: title.to_owned(), series: vec![series], ..spec(&["2023", "2024"]) }
    }

    #[test]
    fn panels_share_the_scale_of_the_highest_bound() {
        let panels = vec![panel("Médecine", &[3.0, 4.0]), panel("Chirurgie", &[8.0, 2.0])];
        let chart = multiples(&words(Noun::Sector), panels).unwrap();
        let Plot::Multiples(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert!((drawn.most - 9.0).abs() < f64::EPSILON);
        let text = said(&chart);
        assert!(
            text.contains(
                "le plus élevé est « Médecine » (4,0 DDJ/1000 JH), le plus bas « Chirurgie » (2,0)."
            ),
            "{text}"
        );
        assert_eq!(chart.twin.rows.len(), 4);
        assert_eq!(chart.twin.header.len(), 3);
    }

    #[test]
    fn panels_without_values_are_no_chart() {
        assert!(multiples(&words(Noun::Sector), Vec::new()).is_err());
        assert!(multiples(&words(Noun::Sector), vec![panel("Médecine", &[])]).is_err());
    }
}
