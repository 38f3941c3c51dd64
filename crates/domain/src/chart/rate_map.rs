//! A heat map of rates: how much of each family each sector consumes.

use std::collections::BTreeSet;

use super::heat_map::{HeatMap, Tile, TileState};
use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{NO_VALUE, Words, reading, without_value};
use super::{Chart, Plot, Reading};
use crate::french;
use crate::statistics::Unsaid;

/// Where one class of colour ends and the next begins, in the unit of the chart: each about twice the one before, as
/// rates of sectors spread over two orders of magnitude.
const BOUNDS: [f64; 5] = [1.0, 5.0, 10.0, 25.0, 50.0];

/// One row with a value per column; nothing where there is none or it may not be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct RateRow {
    pub label: String,
    pub cells: Vec<Option<f64>>,
}

/// Rates in rows and columns; `words.noun` is what a row stands for, and columns are families. `why` says why cells have no
/// value, in French sentences.
///
/// Errors: no row or no column, a row that has not one cell per column, a value below 0.
pub fn rate_map(
    words: &Words,
    columns: &[String],
    rows: &[RateRow],
    why: &BTreeSet<&str>,
) -> Result<Chart, Unsaid> {
    if rows.is_empty() || columns.is_empty() {
        return Err(Unsaid::TooShort { have: 0, need: 1 });
    }
    let wrong = |value: &f64| !value.is_finite() || *value < 0.0;
    let fits = |row: &RateRow| row.cells.len() == columns.len();
    if rows.iter().any(|row| !fits(row) || row.cells.iter().flatten().any(wrong)) {
        return Err(Unsaid::OutOfRange);
    }
    let cells = rows.iter().enumerate().flat_map(|(at, row)| {
        row.cells.iter().enumerate().map(move |(column, value)| tile(words, (at, column), *value))
    });
    Ok(Chart {
        title: words.title(rows.len()),
        source: words.source.clone(),
        plot: Plot::HeatMap(HeatMap {
            rows: rows.iter().map(|row| row.label.clone()).collect(),
            columns: columns.to_vec(),
            classes: classes(),
            cells: cells.collect(),
            species: false,
        }),
        reading: told(words, columns, rows, why),
        twin: twin(words, columns, rows),
    })
}

fn classes() -> Vec<String> {
    let between = BOUNDS.windows(2).map(|pair| format!("{} à {}", pair[0], pair[1]));
    let first = format!("moins de {}", BOUNDS[0]);
    let last = format!("{} ou plus", BOUNDS[BOUNDS.len() - 1]);
    std::iter::once(first).chain(between).chain([last]).map(|text| french::typeset(&text)).collect()
}

fn tile(words: &Words, (row, column): (usize, usize), value: Option<f64>) -> Tile {
    let Some(value) = value else {
        let text = NO_VALUE.to_owned();
        return Tile { row, column, state: TileState::Unknown, mark: String::new(), text };
    };
    let class = BOUNDS.iter().filter(|bound| value >= **bound).count();
    let mark =
        if value > 0.0 && value < 10.0 { french::decimal(value, 1) } else { french::whole(value) };
    Tile { row, column, state: TileState::Class(class), mark, text: words.measured(value) }
}

fn told(words: &Words, columns: &[String], rows: &[RateRow], why: &BTreeSet<&str>) -> Reading {
    let mut known: Vec<(f64, &str, &str)> = Vec::new();
    for row in rows {
        for (column, value) in columns.iter().zip(&row.cells) {
            known.extend(value.map(|value| (value, row.label.as_str(), column.as_str())));
        }
    }
    known.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let unknown = rows.iter().flat_map(|row| &row.cells).filter(|value| value.is_none()).count();
    let mut says: Vec<String> = Vec::new();
    if let Some((value, row, column)) = known.first() {
        says.push(format!(
            "La plus élevée des cases montrées : « {row} », {column} ({}).",
            words.measured(*value)
        ));
    }
    // Of a row with a cell that may not be shown, that one may be the highest.
    for row in rows.iter().filter(|row| row.cells.iter().all(Option::is_some)) {
        let of_row = columns.iter().zip(&row.cells);
        let top = of_row
            .filter_map(|(column, value)| Some((value.filter(|value| *value > 0.0)?, column)))
            .max_by(|(one, _), (other, _)| one.total_cmp(other));
        says.extend(top.map(|(value, column)| {
            format!(
                "{}, parmi ces familles : d’abord {column} ({}).",
                row.label,
                words.value(value)
            )
        }));
    }
    says.extend(without_value(unknown, why));
    reading(
        &says,
        &[
            "Chaque case divise les DDJ d’une famille par les journées de son secteur : les cases d’une ligne \
             s’additionnent, celles d’une colonne non.",
            "Les antibiotiques qui ne sont d’aucune des familles montrées n’y sont pas.",
            words.other_causes(),
        ],
    )
}

/// One row per row and column.
fn twin(words: &Words, columns: &[String], rows: &[RateRow]) -> TableTwin {
    let header = vec![
        Column::of(words.noun.heading()),
        Column::of("Famille"),
        Column::in_unit(french::capital(&words.measure), &words.unit),
    ];
    let of_row = |row: &RateRow| -> Vec<TwinRow> {
        let cells = columns.iter().zip(&row.cells);
        let row = |(column, value): (&String, &Option<f64>)| {
            let value = value.map_or(Cell::Empty, Cell::value);
            TwinRow::of(&row.label, vec![Cell::text(column.as_str()), value])
        };
        cells.map(row).collect()
    };
    TableTwin { header, rows: rows.iter().flat_map(of_row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Noun;
    use crate::chart::testing::{plain, said, words};

    fn row(label: &str, cells: &[Option<f64>]) -> RateRow {
        RateRow { label: label.to_owned(), cells: cells.to_vec() }
    }

    #[test]
    fn a_rate_is_written_in_the_colour_of_its_class() {
        let columns = ["Pénicillines".to_owned(), "Carbapénèmes".to_owned()];
        let rows =
            [row("Réanimation", &[Some(412.4), Some(51.0)]), row("SSR", &[Some(9.96), None])];
        let chart = rate_map(&words(Noun::Sector), &columns, &rows, &BTreeSet::new()).unwrap();
        let Plot::HeatMap(map) = &chart.plot else { panic!("{chart:?}") };
        let found: Vec<(TileState, &str)> =
            map.cells.iter().map(|tile| (tile.state, tile.mark.as_str())).collect();
        assert_eq!(
            found,
            [
                (TileState::Class(5), "412"),
                (TileState::Class(5), "51"),
                (TileState::Class(2), "10,0"),
                (TileState::Unknown, ""),
            ]
        );
        assert_eq!(plain(&map.cells[0].text), "412,4 DDJ/1000 JH");
        assert!(said(&chart).contains("« Réanimation », Pénicillines (412,4 DDJ/1000 JH)"));
        assert_eq!(chart.twin.rows.len(), 4);
    }

    #[test]
    fn of_a_row_that_is_not_all_shown_nothing_is_the_highest() {
        let columns = ["Pénicillines".to_owned(), "Carbapénèmes".to_owned()];
        let rows =
            [row("Réanimation", &[Some(412.4), Some(51.0)]), row("SSR", &[Some(9.96), None])];
        let text = said(
            &rate_map(&words(Noun::Sector), &columns, &rows, &BTreeSet::from(["Secret."])).unwrap(),
        );
        assert!(
            text.contains("Réanimation, parmi ces familles : d’abord Pénicillines (412,4)"),
            "{text}"
        );
        assert!(!text.contains("SSR, parmi"), "{text}");
        assert!(text.contains("1 case sans valeur. Secret."), "{text}");
    }

    #[test]
    fn rows_that_do_not_fit_are_no_chart() {
        let words = words(Noun::Sector);
        let map = |columns: &[String], rows: &[RateRow]| {
            rate_map(&words, columns, rows, &BTreeSet::new())
        };
        assert_eq!(map(&[], &[]), Err(Unsaid::TooShort { have: 0, need: 1 }));
        let one = ["Pénicillines".to_owned()];
        assert_eq!(map(&one, &[row("SSR", &[])]), Err(Unsaid::OutOfRange));
        assert_eq!(map(&one, &[row("SSR", &[Some(-1.0)])]), Err(Unsaid::OutOfRange));
    }
}
