//! A heat map: how often each organism resists each antibiotic.

use std::collections::BTreeSet;

use serde::Serialize;

use super::twin::{Cell, Column, TableTwin, TwinRow};
use super::words::{NO_VALUE, Noun, Words, reading, without_value};
use super::{Chart, Plot, Point, Reading};
use crate::french;
use crate::resistance::{care_below, hidden_below};
use crate::statistics::{Unsaid, wilson_interval};

/// Where one class of colour ends and the next begins, in %: the classes of the maps of EARS-Net (ECDC, annual
/// report).
const BOUNDS: [f64; 5] = [1.0, 5.0, 10.0, 25.0, 50.0];

const LEVEL: f64 = 0.95;

/// One organism with its cells, one per antibiotic.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    pub label: String,
    pub cells: Vec<HeatValue>,
}

/// What is known of an organism and an antibiotic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeatValue {
    /// Isolates that resist among those tested; none tested is [`HeatValue::Untested`].
    Counted {
        resistant: u32,
        tested: u32,
    },
    /// Resistance that every isolate of the species has.
    Intrinsic,
    Untested,
    /// Tested, and not to be shown to this reader.
    Hidden,
}

/// Cells in rows and columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatMap {
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// From the lowest to the highest.
    pub classes: Vec<String>,
    pub cells: Vec<Tile>,
    /// Whether rows are species, whose names are in italics.
    pub species: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tile {
    pub row: usize,
    pub column: usize,
    pub state: TileState,
    /// What is written in it.
    pub mark: String,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TileState {
    /// Index of its class.
    Class(usize),
    /// Tested too few times for a percentage.
    TooFew,
    Intrinsic,
    Untested,
    /// It may not be shown.
    Unknown,
}

/// Percentages of resistance by organism and antibiotic. Below ten isolates there is no percentage, below thirty it is to
/// be read with care (`figure_limits.csv`; CLSI M39 for the thirty).
///
/// `why` says why cells are hidden, in French sentences.
///
/// Errors: no row or no column, a row that has not one cell per column, more isolates resistant than tested.
pub fn heat_map(
    words: &Words,
    columns: &[String],
    rows: &[HeatRow],
    why: &BTreeSet<&str>,
) -> Result<Chart, Unsaid> {
    if rows.is_empty() || columns.is_empty() {
        return Err(Unsaid::TooShort { have: 0, need: 1 });
    }
    let wrong = |value: &HeatValue| matches!(value, HeatValue::Counted { resistant, tested } if resistant > tested);
    if rows.iter().any(|row| row.cells.len() != columns.len() || row.cells.iter().any(wrong)) {
        return Err(Unsaid::OutOfRange);
    }
    let tiles = rows.iter().enumerate().flat_map(|(at, row)| {
        row.cells.iter().enumerate().map(move |(column, value)| tile(at, column, *value))
    });
    Ok(Chart {
        title: words.title(rows.len()),
        source: words.source.clone(),
        plot: Plot::HeatMap(HeatMap {
            rows: rows.iter().map(|row| row.label.clone()).collect(),
            columns: columns.to_vec(),
            classes: classes(),
            cells: tiles.collect(),
            species: words.noun == Noun::Organism,
        }),
        reading: told(words, columns, rows, why),
        twin: twin(words, columns, rows),
    })
}

fn classes() -> Vec<String> {
    let between = BOUNDS.windows(2).map(|pair| format!("{} à {} %", pair[0], pair[1]));
    let first = format!("moins de {} %", BOUNDS[0]);
    let last = format!("{} % ou plus", BOUNDS[BOUNDS.len() - 1]);
    std::iter::once(first).chain(between).chain([last]).map(|text| french::typeset(&text)).collect()
}

/// The percentage with its interval; nothing for too few isolates.
fn percentage(resistant: u32, tested: u32) -> Option<Point> {
    let (events, trials) = (f64::from(resistant), f64::from(tested));
    let (low, high) = wilson_interval(events, trials, LEVEL);
    let point =
        Point { value: 100.0 * events / trials, interval: Some((100.0 * low, 100.0 * high)) };
    (tested > 0 && tested >= hidden_below()).then_some(point)
}

fn tile(row: usize, column: usize, value: HeatValue) -> Tile {
    let (state, mark, text) = match value {
        HeatValue::Intrinsic => {
            (TileState::Intrinsic, "RN".to_owned(), "résistance naturelle".to_owned())
        }
        HeatValue::Untested | HeatValue::Counted { tested: 0, .. } => {
            (TileState::Untested, String::new(), "pas de résultat".to_owned())
        }
        HeatValue::Hidden => (TileState::Unknown, String::new(), NO_VALUE.to_owned()),
        HeatValue::Counted { resistant, tested } => match percentage(resistant, tested) {
            None => (
                TileState::TooFew,
                format!("n={tested}"),
                format!("{resistant} sur {tested}, trop peu pour un pourcentage"),
            ),
            Some(point) => {
                let class = BOUNDS.iter().filter(|bound| point.value >= **bound).count();
                let (low, high) = point.interval.unwrap_or_default();
                let care = if tested < care_below() { " ; à lire avec prudence" } else { "" };
                let text = format!(
                    "{} R ({}), {resistant} sur {tested}{care}",
                    french::percent(point.value),
                    french::range(low, high, "%"),
                );
                (TileState::Class(class), french::whole(point.value), text)
            }
        },
    };
    Tile { row, column, state, mark, text: french::typeset(&text) }
}

fn told(words: &Words, columns: &[String], rows: &[HeatRow], why: &BTreeSet<&str>) -> Reading {
    let mut known = Vec::new();
    let (mut few, mut careful) = (0, 0);
    for row in rows {
        for (column, value) in columns.iter().zip(&row.cells) {
            let HeatValue::Counted { resistant, tested } = *value else { continue };
            match percentage(resistant, tested) {
                Some(point) => {
                    known.push((point.value, row.label.as_str(), column.as_str(), tested));
                }
                None => few += usize::from(tested > 0),
            }
            careful += usize::from((hidden_below()..care_below()).contains(&tested));
        }
    }
    known.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let hidden_cells = rows.iter().flat_map(|row| &row.cells);
    let hidden_cells = hidden_cells.filter(|value| **value == HeatValue::Hidden).count();
    let among = if hidden_cells > 0 { " de ceux qui sont montrés" } else { "" };
    let mut says = Vec::new();
    if let Some((value, organism, antibiotic, tested)) = known.first() {
        says.push(format!(
            "Le plus élevé{among} : « {organism} », « {antibiotic} » : {} (n = {}).",
            french::percent(*value),
            french::whole(f64::from(*tested))
        ));
    }
    let (hidden, care) = (hidden_below(), care_below());
    if few > 0 {
        let cells = french::count(few as f64, "case a", "cases ont");
        says.push(format!("{cells} moins de {hidden} souches testées : pas de pourcentage."));
    }
    if careful > 0 {
        let cells = french::count(careful as f64, "case a", "cases ont");
        says.push(format!("{cells} de {hidden} à {} souches : à lire avec prudence.", care - 1));
    }
    says.extend(without_value(hidden_cells, why));
    reading(
        &says,
        &[
            "Ces pourcentages sont ceux des souches prélevées et testées, non de tous les patients infectés : \
             des prélèvements faits surtout après un échec les élèvent.",
            words.other_causes(),
        ],
    )
}

fn twin(words: &Words, columns: &[String], rows: &[HeatRow]) -> TableTwin {
    let header = [words.noun.heading().as_str(), "Antibiotique", "Testées", "R"]
        .map(Column::of)
        .into_iter()
        .chain([Column::in_unit("% R", "%"), Column::of("Remarque")])
        .collect();
    let few = format!("moins de {} souches", hidden_below());
    let care = format!("moins de {} souches : prudence", care_below());
    let cells = |value: &HeatValue| match *value {
        HeatValue::Intrinsic => {
            vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::text("résistance naturelle")]
        }
        HeatValue::Untested | HeatValue::Counted { tested: 0, .. } => {
            vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::text("pas de résultat")]
        }
        HeatValue::Hidden => vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::text(NO_VALUE)],
        HeatValue::Counted { resistant, tested } => {
            let point = percentage(resistant, tested);
            let note = match point {
                None => french::typeset(&few),
                Some(_) if tested < care_below() => french::typeset(&care),
                Some(_) => String::new(),
            };
            let [all, some] = [tested, resistant].map(|count| Cell::Count(f64::from(count)));
            vec![all, some, Cell::point(point), Cell::text(note)]
        }
    };
    let row = |row: &HeatRow| -> Vec<TwinRow> {
        let named = columns.iter().zip(&row.cells);
        named
            .map(|(column, value)| {
                let all = [Cell::text(column.as_str())].into_iter().chain(cells(value));
                TwinRow::of(&row.label, all.collect())
            })
            .collect()
    };
    TableTwin { header, rows: rows.iter().flat_map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Matter;
    use crate::chart::testing::{plain, said, words};

    fn resistance() -> Words {
        Words {
            measure: "Résistance".to_owned(),
            unit: "%".to_owned(),
            matter: Matter::Resistance,
            ..words(Noun::Organism)
        }
    }

    fn counted(resistant: u32, tested: u32) -> HeatValue {
        HeatValue::Counted { resistant, tested }
    }

    #[test]
    fn a_cell_says_what_it_may() {
        for (value, state, mark, text) in [
            (counted(0, 100), TileState::Class(0), "0", "0,0 % R (0,0 % à 3,7 %), 0 sur 100"),
            (counted(10, 100), TileState::Class(3), "10", "10,0 % R (5,5 % à 17,4 %), 10 sur 100"),
            (
                counted(10, 20),
                TileState::Class(5),
                "50",
                "50,0 % R (29,9 % à 70,1 %), 10 sur 20 ; à lire avec prudence",
            ),
            (counted(3, 6), TileState::TooFew, "n=6", "3 sur 6, trop peu pour un pourcentage"),
            (counted(0, 0), TileState::Untested, "", "pas de résultat"),
            (HeatValue::Intrinsic, TileState::Intrinsic, "RN", "résistance naturelle"),
        ] {
            let tile = tile(0, 0, value);
            assert_eq!((tile.state, tile.mark.as_str()), (state, mark));
            assert_eq!(plain(&tile.text), text);
        }
        let classes: Vec<String> = classes().iter().map(|text| plain(text)).collect();
        assert_eq!(
            classes,
            ["moins de 1 %", "1 à 5 %", "5 à 10 %", "10 à 25 %", "25 à 50 %", "50 % ou plus"]
        );
    }

    #[test]
    fn what_is_too_few_is_told() {
        let columns = ["CTX".to_owned(), "IPM".to_owned()];
        let rows = [
            HeatRow { label: "E. coli".to_owned(), cells: vec![counted(20, 100), counted(0, 12)] },
            HeatRow {
                label: "K. pneumoniae".to_owned(),
                cells: vec![counted(2, 5), HeatValue::Untested],
            },
        ];
        let chart = heat_map(&resistance(), &columns, &rows, &BTreeSet::new()).unwrap();
        let text = said(&chart);
        assert!(
            text.contains("Le plus élevé : « E. coli », « CTX » : 20,0 % (n = 100)."),
            "{text}"
        );
        assert!(
            text.contains("1 case a moins de 10 souches testées : pas de pourcentage."),
            "{text}"
        );
        assert!(text.contains("1 case a de 10 à 29 souches : à lire avec prudence."), "{text}");
        assert_eq!(chart.twin.rows.len(), 4);
        assert_eq!(chart.twin.rows[2].cells[3], Cell::Empty);
    }

    #[test]
    fn what_is_hidden_is_not_said_to_be_untested() {
        let columns = ["C3G".to_owned(), "Carbapénèmes".to_owned()];
        let cells = vec![counted(70, 1000), HeatValue::Hidden];
        let rows = [HeatRow { label: "Escherichia coli".to_owned(), cells }];
        let why = BTreeSet::from(["Moins de 5 patients."]);
        let chart = heat_map(&resistance(), &columns, &rows, &why).unwrap();
        let Plot::HeatMap(map) = &chart.plot else { panic!("{chart:?}") };
        assert_eq!(
            (map.cells[1].state, map.cells[1].text.as_str()),
            (TileState::Unknown, NO_VALUE)
        );
        let text = said(&chart);
        assert!(
            text.contains("Le plus élevé de ceux qui sont montrés : « Escherichia coli », « C3G »"),
            "{text}"
        );
        assert!(text.contains("1 case sans valeur. Moins de 5 patients."), "{text}");
    }

    #[test]
    fn a_table_with_holes_is_no_heat_map() {
        let columns = ["CTX".to_owned()];
        let row = |cells| [HeatRow { label: "E. coli".to_owned(), cells }];
        assert!(heat_map(&resistance(), &columns, &row(vec![]), &BTreeSet::new()).is_err());
        assert!(
            heat_map(&resistance(), &columns, &row(vec![counted(3, 2)]), &BTreeSet::new()).is_err()
        );
        assert!(heat_map(&resistance(), &[], &[], &BTreeSet::new()).is_err());
    }
}
