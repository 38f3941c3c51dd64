//! Finding the header row, and the names of the columns.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fields::{Field, Layout, fields};
use super::header_levels::Shown;
use super::header_score::{Header, Names};
use super::table::{Cell, Table};
use super::text::fold;
use super::vocabulary::is_familiar;

/// Rows looked at for a header.
const SEARCHED_ROWS: usize = 30;
/// Texts of a row that are compared word by word.
const COMPARED_TEXTS: usize = 100;
/// Score of a header that is nearly the name of a field.
const CLOSE_NAME: f64 = 0.75;

/// Row of the header: a row of the file (the last one of several), or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderRow {
    /// 0 = first row of the file.
    At(usize),
    None,
}

impl HeaderRow {
    /// First row that holds data.
    pub fn first_data_row(self) -> usize {
        match self {
            Self::At(row) => row + 1,
            Self::None => 0,
        }
    }

    /// As people count: 1 = first row.
    pub fn number(self) -> Option<u32> {
        match self {
            Self::At(row) => u32::try_from(row + 1).ok(),
            Self::None => None,
        }
    }
}

/// The row that looks most like a header of `layout`.
///
/// A row with known names of fields wins, or else with close ones; else the first row with several
/// texts and no number; else none. Of a header of several rows it is the last one.
pub fn find_header(table: &Table, layout: Layout) -> HeaderRow {
    let rows = 0..table.height().min(SEARCHED_ROWS);
    let known = |row: usize| known_fields(table, row, layout);
    let found = best_row(rows.clone(), known)
        .or_else(|| best_row(rows.clone(), close_fields(table, layout)));
    if let Some(row) = found {
        return HeaderRow::At(Shown::new(table, SEARCHED_ROWS).last_level(row));
    }
    let plain = |row: &usize| {
        let only_texts =
            table.row(*row).iter().all(|cell| matches!(cell, Cell::Empty | Cell::Text(_)));
        let words = texts_of(table, *row).filter(|text| text.chars().any(char::is_alphabetic));
        only_texts && words.count() >= 2
    };
    let first = rows.clone().find(|row| !table.is_blank(*row));
    first.filter(plain).map_or(HeaderRow::None, HeaderRow::At)
}

/// The first of the rows with most hits, two at least.
fn best_row(rows: Range<usize>, mut hits: impl FnMut(usize) -> usize) -> Option<usize> {
    let best = rows.map(|row| (hits(row), row)).max_by_key(|(hits, row)| (*hits, Reverse(*row)))?;
    (best.0 >= 2).then_some(best.1)
}

/// Fields of `layout` that some row of the first ones names: how much a sheet looks like it.
pub fn header_match(table: &Table, layout: Layout) -> usize {
    let rows = 0..table.height().min(SEARCHED_ROWS);
    rows.map(|row| known_fields(table, row, layout)).max().unwrap_or(0)
}

/// Fields of `layout` whose name stands in the row.
fn known_fields(table: &Table, row: usize, layout: Layout) -> usize {
    let texts: BTreeSet<String> = texts_of(table, row).map(fold).collect();
    let hits = |field: &&Field| field.synonyms.iter().any(|name| texts.contains(*name));
    fields(layout).iter().filter(hits).count()
}

/// Counts the fields of `layout` that texts of a row nearly name; a text that comes again is compared
/// once.
fn close_fields(table: &Table, layout: Layout) -> impl FnMut(usize) -> usize {
    let names = Names::new(layout);
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    move |row| {
        let mut hits = BTreeSet::new();
        for text in texts_of(table, row).take(COMPARED_TEXTS) {
            let close_ones = known.entry(text).or_insert_with(|| {
                let header = Header::new(text);
                let close = |(index, field): &(usize, &Field)| {
                    names.score(*index, field, &header) >= CLOSE_NAME
                };
                fields(layout).iter().enumerate().filter(close).map(|(index, _)| index).collect()
            });
            hits.extend(close_ones.iter().copied());
        }
        hits.len()
    }
}

fn texts_of(table: &Table, row: usize) -> impl Iterator<Item = &str> {
    table.row(row).iter().filter_map(move |cell| match cell {
        Cell::Text(id) => Some(table.text(*id)).filter(|text| !text.trim().is_empty()),
        _ => None,
    })
}

/// The names of the columns; `Colonne B` where the header is empty.
pub fn headers(table: &Table, header: HeaderRow) -> Vec<String> {
    let (shown, levels) = match header {
        HeaderRow::At(row) => {
            let shown = Shown::new(table, row + 1);
            let levels = shown.levels(row);
            (shown, levels)
        }
        HeaderRow::None => (Shown::new(table, 0), Vec::new()),
    };
    (0..table.width())
        .map(|column| {
            let named = shown.name(&levels, column);
            if named.is_empty() { format!("Colonne {}", column_letters(column)) } else { named }
        })
        .collect()
}

/// The names of the columns, as far as they are made of known words: a row of data taken for the
/// header, or a column added by hand, may hold anything.
pub fn familiar_headers(names: &[String]) -> Vec<String> {
    let lettered = |column| format!("Colonne {}", column_letters(column));
    let familiar = |(column, name): (usize, &String)| {
        if is_familiar(name) { name.clone() } else { lettered(column) }
    };
    names.iter().enumerate().map(familiar).collect()
}

/// The rows of the header, as people count, when there are several.
pub fn header_levels(table: &Table, header: HeaderRow) -> Option<(usize, usize)> {
    let HeaderRow::At(row) = header else { return None };
    let levels = Shown::new(table, row + 1).levels(row);
    (levels.len() > 1).then(|| (levels[0] + 1, row + 1))
}

/// Letters of a column as spreadsheets show them: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::table;

    #[test]
    fn the_header_is_found_below_a_title() {
        let sheet = table(&[
            &["Export du 12/01/2025", "", ""],
            &["", "", ""],
            &["U.F.", "Code\nUCD", "Qté dispensée (UCD)"],
            &["0444", "9206536", "12"],
        ]);
        assert_eq!(find_header(&sheet, Layout::Consumption), HeaderRow::At(2));
        assert_eq!(headers(&sheet, HeaderRow::At(2))[1], "Code UCD");
    }

    #[test]
    fn a_header_in_other_words_is_found_below_a_title() {
        let sheet = table(&[
            &["Export du 12/01/2025", "", ""],
            &["NUM_UF", "COD_UCD", "QTE_DELIV"],
            &["0444", "9206536", "12"],
        ]);
        assert_eq!(find_header(&sheet, Layout::Consumption), HeaderRow::At(1));
    }

    #[test]
    fn a_sheet_that_begins_with_data_has_no_header() {
        let sheet = table(&[&["0444", "9206536", "12"], &["0445", "9206536", "3"]]);
        assert_eq!(find_header(&sheet, Layout::Consumption), HeaderRow::None);
        assert_eq!(headers(&sheet, HeaderRow::None), ["Colonne A", "Colonne B", "Colonne C"]);
    }

    #[test]
    fn unknown_words_still_make_a_header() {
        let sheet = table(&[&["Qui", "Quoi", "Combien"], &["0444", "9206536", "12"]]);
        assert_eq!(find_header(&sheet, Layout::Consumption), HeaderRow::At(0));
    }

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
