//! Stacked bars: a total and what it is made of, by year or by sector.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{Words, reading};
use super::{Chart, Mark, Plot, Reading};
use crate::french;
use crate::statistics::Unsaid;

/// Most parts with a colour of their own: eight are told apart, whatever the eye sees of red and green (Okabe
/// and Ito 2008, Color universal design). The smallest beyond them are drawn together.
const MOST_PARTS: usize = 8;
const REST: &str = "Autres";

/// One part of every total.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub name: String,
    /// One per label; nothing where it is not known.
    pub values: Vec<Option<f64>>,
}

/// Bars of parts, the largest part at the foot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stacked {
    pub unit: String,
    pub axis: String,
    pub labels: Vec<String>,
    /// Whether bars stand side by side, as years do; else they lie under one another.
    pub upright: bool,
    pub parts: Vec<Layer>,
    /// One per label.
    pub totals: Vec<Mark>,
}

/// A part as it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Layer {
    pub name: String,
    pub points: Vec<Option<Mark>>,
}

/// Parts stacked for each label: a year, a quarter, a sector.
///
/// Errors: no label or no part with a value, a value below 0.
pub fn stacked(words: &Words, labels: &[String], parts: &[Part]) -> Result<Chart, Unsaid> {
    let parts = drawn(parts);
    if labels.is_empty() || parts.is_empty() {
        return Err(Unsaid::TooShort { have: 0, need: 1 });
    }
    let known = parts.iter().flat_map(|part| part.values.iter().flatten());
    if known.into_iter().any(|value| !value.is_finite() || *value < 0.0) {
        return Err(Unsaid::OutOfRange);
    }
    let value = |part: &Part, index: usize| part.values.get(index).copied().flatten();
    let sum = |index: usize| parts.iter().filter_map(|part| value(part, index)).sum();
    let totals: Vec<f64> = (0..labels.len()).map(sum).collect();
    let layer = |part: &Part| Layer {
        name: part.name.clone(),
        points: (0..labels.len())
            .map(|index| value(part, index).map(|value| Mark::new(value, words.value(value))))
            .collect(),
    };
    let total = |total: &f64| Mark::new(*total, words.value(*total));
    Ok(Chart {
        title: words.title(labels.len()),
        source: words.source.clone(),
        plot: Plot::Stacked(Stacked {
            unit: words.unit.clone(),
            axis: words.noun.heading(),
            labels: labels.to_vec(),
            upright: words.noun.is_period(),
            parts: parts.iter().map(layer).collect(),
            totals: totals.iter().map(total).collect(),
        }),
        reading: told(words, labels, &parts, &totals),
        twin: twin(words, labels, &parts, &totals),
    })
}

/// Parts that have a value, the largest first, the smallest of many together.
fn drawn(parts: &[Part]) -> Vec<Part> {
    let sum = |part: &Part| part.values.iter().flatten().sum::<f64>();
    let has_value = |part: &&Part| part.values.iter().any(Option::is_some);
    let mut sorted: Vec<Part> = parts.iter().filter(has_value).cloned().collect();
    sorted.sort_by(|one, other| sum(other).total_cmp(&sum(one)));
    if sorted.len() > MOST_PARTS {
        let small = sorted.split_off(MOST_PARTS - 1);
        let length = small.iter().map(|part| part.values.len()).max().unwrap_or_default();
        let together = |index: usize| {
            let known: Vec<f64> =
                small.iter().filter_map(|part| part.values.get(index).copied().flatten()).collect();
            (!known.is_empty()).then(|| known.iter().sum())
        };
        let name = format!("{REST} ({})", small.len());
        sorted.push(Part { name, values: (0..length).map(together).collect() });
    }
    sorted
}

fn told(words: &Words, labels: &[String], parts: &[Part], totals: &[f64]) -> Reading {
    let last = labels.len() - 1;
    let mut says = Vec::new();
    if words.noun.is_period() {
        if last > 0 && totals[0] > 0.0 {
            let change = french::change(100.0 * (totals[last] / totals[0] - 1.0));
            says.push(format!(
                "De {} à {}, le total passe de {} à {} ({change}).",
                labels[0],
                labels[last],
                words.value(totals[0]),
                words.measured(totals[last]),
            ));
        }
        says.push(largest_part(words, &labels[last], parts, last, totals[last]));
    } else if let (Some(high), Some(low)) = (place(totals, f64::gt), place(totals, f64::lt))
        && last > 0
    {
        says.push(format!(
            "Le total le plus élevé est celui de « {} » ({}), le plus bas celui de « {} » ({}).",
            labels[high],
            words.measured(totals[high]),
            labels[low],
            words.value(totals[low]),
        ));
        says.push(largest_part(words, &labels[high], parts, high, totals[high]));
    }
    reading(
        &says,
        &[
            "D’une barre à l’autre, seuls se comparent à l’œil le total et la part posée sur l’axe ; pour les \
             autres parts, lisez le tableau.",
            if words.noun.is_period() { "" } else { words.other_causes() },
        ],
    )
}

fn largest_part(words: &Words, label: &str, parts: &[Part], index: usize, total: f64) -> String {
    let values: Vec<f64> = parts
        .iter()
        .map(|part| part.values.get(index).copied().flatten().unwrap_or_default())
        .collect();
    let Some(largest) = place(&values, f64::gt).filter(|_| total > 0.0) else {
        return String::new();
    };
    let share = french::percent(100.0 * values[largest] / total);
    let when =
        if words.noun.is_period() { format!("En {label}") } else { format!("Pour « {label} »") };
    format!("{when}, la plus grande part est « {} » : {share} du total.", parts[largest].name)
}

/// Index of the value that goes before all others.
fn place(values: &[f64], before: fn(&f64, &f64) -> bool) -> Option<usize> {
    let mut found = None;
    for (index, value) in values.iter().enumerate() {
        if found.is_none_or(|best: usize| before(value, &values[best])) {
            found = Some(index);
        }
    }
    found
}

fn twin(words: &Words, labels: &[String], parts: &[Part], totals: &[f64]) -> TableTwin {
    let columns = parts.iter().map(|part| part.name.as_str()).chain(["Total"]);
    let columns = columns.map(|name| Column::in_unit(name, &words.unit));
    let header = std::iter::once(Column::of(words.noun.heading())).chain(columns).collect();
    let row = |(index, label): (usize, &String)| {
        let value = |part: &Part| part.values.get(index).copied().flatten();
        let cells = parts.iter().map(|part| value(part).map_or(Cell::Empty, Cell::value));
        TwinRow::of(label, cells.chain([Cell::value(totals[index])]).collect())
    };
    TableTwin { header, rows: labels.iter().enumerate().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{said, words};

    fn part(name: &str, values: &[Option<f64>]) -> Part {
        Part { name: name.to_owned(), values: values.to_vec() }
    }

    fn labels(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_largest_part_is_at_the_foot_and_the_total_is_told() {
        let parts = [
            part("Macrolides", &[Some(10.0), Some(20.0)]),
            part("Pénicillines", &[Some(90.0), Some(60.0)]),
        ];
        let chart = stacked(&words(Noun::Year), &labels(&["2023", "2024"]), &parts).unwrap();
        let Plot::Stacked(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert_eq!(drawn.parts[0].name, "Pénicillines");
        assert!(drawn.upright);
        assert!(
            said(&chart)
                .contains("De 2023 à 2024, le total passe de 100,0 à 80,0 DDJ/1000 JH (−20,0 %).")
        );
        assert!(
            said(&chart)
                .contains("En 2024, la plus grande part est « Pénicillines » : 75,0 % du total.")
        );
        assert_eq!(chart.twin.rows[1].cells[2], Cell::value(80.0));
    }

    #[test]
    fn sectors_lie_under_one_another_and_are_not_judged_by_their_total() {
        let parts = [part("Pénicillines", &[Some(9.0), Some(6.0)])];
        let chart =
            stacked(&words(Noun::Sector), &labels(&["Médecine", "Chirurgie"]), &parts).unwrap();
        let Plot::Stacked(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert!(!drawn.upright);
        assert!(said(&chart).contains("Le total le plus élevé est celui de « Médecine »"));
        assert!(said(&chart).contains("composition des services"));
    }

    #[test]
    fn more_parts_than_colours_are_drawn_together() {
        let many: Vec<Part> = (0..10_u8)
            .map(|rank| part(&rank.to_string(), &[Some(f64::from(rank)), None]))
            .collect();
        let chart = stacked(&words(Noun::Year), &labels(&["2023", "2024"]), &many).unwrap();
        let Plot::Stacked(drawn) = &chart.plot else { panic!("{chart:?}") };
        assert_eq!(drawn.parts.len(), MOST_PARTS);
        let rest = &drawn.parts[MOST_PARTS - 1];
        assert_eq!(rest.name, "Autres (3)");
        assert_eq!(rest.points[0].as_ref().map(|point| point.at), Some(3.0));
        assert_eq!(rest.points[1], None);
    }

    #[test]
    fn nothing_is_stacked_of_nothing_or_below_nothing() {
        let words = words(Noun::Year);
        let years = labels(&["2024"]);
        assert!(stacked(&words, &years, &[]).is_err());
        assert!(stacked(&words, &years, &[part("a", &[None])]).is_err());
        assert_eq!(stacked(&words, &years, &[part("a", &[Some(-1.0)])]), Err(Unsaid::OutOfRange));
    }
}
