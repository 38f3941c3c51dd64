//! A ranking: places sorted by their value, the reader's own marked.

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{Words, reading};
use super::{Chart, Level, Mark, Plot, Point, Reading};
use crate::french;
use crate::statistics::Unsaid;

/// Fewest values: one has no rank.
const MIN_RANKING: usize = 2;

/// A place to rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    pub label: String,
    /// Nothing where there is no figure: it is told, and has no rank.
    pub point: Option<Point>,
    /// Whether it is the reader's.
    pub own: bool,
}

/// Bars from the lowest value to the highest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    pub unit: String,
    pub bars: Vec<Bar>,
    pub level: Option<Mark>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    pub label: String,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub own: bool,
    pub text: String,
}

/// A place with its figure.
struct Placed<'a> {
    row: &'a Ranked,
    point: Point,
    /// 1 for the lowest, as in reports; equal values share theirs.
    rank: usize,
}

/// Places from the lowest value to the highest; `level` is a line to compare with.
///
/// Errors: fewer than two values, a value that is no number.
pub fn ranking(words: &Words, rows: &[Ranked], level: Option<&Level>) -> Result<Chart, Unsaid> {
    let mut known: Vec<(&Ranked, Point)> =
        rows.iter().filter_map(|row| Some((row, row.point?))).collect();
    if known.iter().any(|(_, point)| !point.value.is_finite()) {
        return Err(Unsaid::OutOfRange);
    }
    if known.len() < MIN_RANKING {
        return Err(Unsaid::TooShort { have: known.len(), need: MIN_RANKING });
    }
    known.sort_by(|(_, one), (_, other)| one.value.total_cmp(&other.value));
    let below = |value: f64| known.iter().filter(|(_, other)| other.value < value).count();
    let placed: Vec<Placed> = known
        .iter()
        .map(|(row, point)| Placed { row, point: *point, rank: below(point.value) + 1 })
        .collect();
    let bar = |placed: &Placed| {
        let (low, high) = placed.point.interval.unzip();
        Bar {
            label: placed.row.label.clone(),
            value: placed.point.value,
            low,
            high,
            own: placed.row.own,
            text: format!(
                "{}, {} rang sur {}",
                words.point(placed.point),
                french::ordinal(placed.rank),
                known.len()
            ),
        }
    };
    let mark = |level: &Level| {
        let text = format!("{}\u{a0}: {}", level.label, words.value(level.value));
        Mark::new(level.value, text)
    };
    Ok(Chart {
        title: words.title(known.len()),
        source: words.source.clone(),
        plot: Plot::Ranking(Ranking {
            unit: words.unit.clone(),
            bars: placed.iter().map(bar).collect(),
            level: level.map(mark),
        }),
        reading: told(words, &placed, rows.len() - known.len()),
        twin: twin(words, &placed, rows, level),
    })
}

fn told(words: &Words, placed: &[Placed], unknown: usize) -> Reading {
    let noun = words.noun;
    let mut says = Vec::new();
    if let Some(own) = placed.iter().find(|one| one.row.own) {
        let equal = placed.iter().filter(|one| one.rank == own.rank).count() > 1;
        says.push(format!(
            "Avec {}, {} est au {} rang sur {}{}, du plus bas au plus élevé.",
            words.measured(own.point.value),
            noun.own(),
            french::ordinal(own.rank),
            noun.counted(placed.len()),
            if equal { " (à égalité)" } else { "" },
        ));
        says.push(shared(words, own, placed));
    } else if let (Some(first), Some(last)) = (placed.first(), placed.last()) {
        says.push(format!(
            "Du plus bas, « {} » ({}), au plus élevé, « {} » ({}).",
            first.row.label,
            words.value(first.point.value),
            last.row.label,
            words.measured(last.point.value),
        ));
    }
    if unknown > 0 {
        says.push(format!("{} sans valeur : hors du classement.", noun.counted(unknown)));
    }
    reading(
        &says,
        &[
            // Goldstein and Spiegelhalter 1996, Journal of the Royal Statistical Society A 159:385.
            "Un rang n’est pas un jugement : de petites différences, que le hasard suffit à faire, changent \
             beaucoup de rangs.",
            words.other_causes(),
        ],
    )
}

/// How many intervals share values with that of the reader.
fn shared(words: &Words, own: &Placed, placed: &[Placed]) -> String {
    let Some((low, high)) = own.point.interval else { return String::new() };
    let overlaps = |one: &&Placed| {
        one.point.interval.is_some_and(|(from, to)| !one.row.own && from <= high && low <= to)
    };
    match placed.iter().filter(overlaps).count() {
        0 => "Son intervalle à 95 % n’en touche aucun autre.".to_owned(),
        count => {
            let verb = if count == 1 { "touche" } else { "touchent" };
            let interval = if count == 1 { "L’intervalle" } else { "Les intervalles" };
            format!(
                "{interval} à 95 % {} {verb} le sien : le rang ne les départage pas.",
                others(words, count)
            )
        }
    }
}

fn others(words: &Words, count: usize) -> String {
    let (noun, number) = (words.noun, french::whole(count as f64));
    if count == 1 {
        let other = if noun.is_feminine() { "une" } else { "un" };
        format!("d’{other} autre {}", noun.singular())
    } else {
        format!("de {number}\u{a0}autres {}", noun.plural())
    }
}

fn twin(words: &Words, placed: &[Placed], rows: &[Ranked], level: Option<&Level>) -> TableTwin {
    let header = vec![
        Column::of(words.noun.heading()),
        Column::of("Rang"),
        Column::in_unit(&words.measure, &words.unit),
    ];
    let name = |row: &Ranked| {
        if row.own { format!("{} ({})", row.label, words.noun.own()) } else { row.label.clone() }
    };
    let ranked = placed.iter().map(|one| {
        TwinRow::of(name(one.row), vec![Cell::Count(one.rank as f64), Cell::Point(one.point)])
    });
    let unknown = rows.iter().filter(|row| row.point.is_none());
    let unknown = unknown.map(|row| TwinRow::of(name(row), vec![Cell::Empty, Cell::Empty]));
    let level =
        level.map(|level| TwinRow::of(&level.label, vec![Cell::Empty, Cell::value(level.value)]));
    TableTwin { header, rows: ranked.chain(unknown).chain(level).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{said, words};

    fn row(label: &str, value: Option<f64>, own: bool) -> Ranked {
        let point = |value| Point { value, interval: Some((value - 1.0, value + 1.0)) };
        Ranked { label: label.to_owned(), point: value.map(point), own }
    }

    #[test]
    fn the_reader_is_told_its_rank_and_whom_it_is_not_apart_from() {
        let rows = [
            row("A", Some(10.0), false),
            row("B", Some(30.0), false),
            row("C", Some(11.5), true),
            row("D", None, false),
        ];
        let level = Level { label: "Médiane".to_owned(), value: 11.5 };
        let chart = ranking(&words(Noun::Establishment), &rows, Some(&level)).unwrap();
        let Plot::Ranking(drawn) = &chart.plot else { panic!("{chart:?}") };
        let labels: Vec<&str> = drawn.bars.iter().map(|bar| bar.label.as_str()).collect();
        assert_eq!(labels, ["A", "C", "B"]);
        let text = said(&chart);
        assert!(text.contains(
            "Avec 11,5 DDJ/1000 JH, votre établissement est au 2ᵉ rang sur 3 établissements, du plus bas au plus élevé."
        ), "{text}");
        assert!(
            text.contains("L’intervalle à 95 % d’un autre établissement touche le sien"),
            "{text}"
        );
        assert!(text.contains("1 établissement sans valeur : hors du classement."));
        assert!(text.contains("Un rang n’est pas un jugement"));
        assert_eq!(chart.twin.rows.len(), 5);
        assert_eq!(chart.twin.rows[1].label, "C (votre établissement)");
    }

    #[test]
    fn equal_values_share_their_rank() {
        let rows =
            [row("A", Some(3.0), true), row("B", Some(3.0), false), row("C", Some(1.0), false)];
        let chart = ranking(&words(Noun::Region), &rows, None).unwrap();
        assert!(said(&chart).contains("votre région est au 2ᵉ rang sur 3 régions (à égalité)"));
        assert_eq!(chart.twin.rows[2].cells[0], Cell::Count(2.0));
    }

    #[test]
    fn one_value_has_no_rank() {
        let words = words(Noun::Establishment);
        assert!(
            ranking(&words, &[row("A", Some(3.0), true), row("B", None, false)], None).is_err()
        );
        let wrong = [row("A", Some(f64::NAN), true), row("B", Some(1.0), false)];
        assert_eq!(ranking(&words, &wrong, None), Err(Unsaid::OutOfRange));
    }
}
