//! Headers of several rows: `Antibiotiques` merged over `AMC` and `CTX` names `Antibiotiques / AMC`.

use std::borrow::Cow;

use super::numbers::parse_number;
use super::table::{Area, Cell, Table};
use super::text::collapse;

/// What stands between the rows of a header in the name of a column.
pub const BETWEEN: &str = " / ";
/// Most rows of a header.
const MOST_LEVELS: usize = 3;
/// Merged areas looked at.
const MOST_AREAS: usize = 1_000;

/// The cells of the first rows as displayed: a merged cell shows its value in its whole area.
pub struct Shown<'t> {
    table: &'t Table,
    areas: Vec<Area>,
}

impl<'t> Shown<'t> {
    /// The areas that begin in the first `rows` rows.
    pub fn new(table: &'t Table, rows: usize) -> Self {
        let areas = table.merged().iter().filter(|area| area.first_row < rows);
        Self { table, areas: areas.take(MOST_AREAS).copied().collect() }
    }

    /// The text displayed at a place; empty when nothing is.
    pub fn text(&self, row: usize, column: usize) -> Cow<'t, str> {
        let own = self.table.cell(row, column);
        if own != Cell::Empty {
            return self.table.display(own);
        }
        let area = self.areas.iter().find(|area| area.holds(row, column));
        area.map_or("".into(), |area| {
            self.table.display(self.table.cell(area.first_row, area.first_column))
        })
    }

    /// The rows of the header whose last row is `last`, from the top.
    pub fn levels(&self, last: usize) -> Vec<usize> {
        let mut first = last;
        while first > 0 && last - first + 1 < MOST_LEVELS && self.continues(first - 1, first) {
            first -= 1;
        }
        (first..=last).collect()
    }

    /// The last row of the header that `row` is of.
    pub fn last_level(&self, row: usize) -> usize {
        let continued = |below: &usize| self.continues(below - 1, *below);
        (row + 1..row + MOST_LEVELS).take_while(continued).last().unwrap_or(row)
    }

    /// Whether the two rows, one below the other, are one header.
    fn continues(&self, above: usize, below: usize) -> bool {
        if below >= self.table.height() || !self.only_words(above) || !self.only_words(below) {
            return false;
        }
        let both = |area: &Area| {
            (area.first_row..=area.last_row).contains(&above) && area.last_row >= below
        };
        let group = |area: &Area| {
            area.last_row == above
                && area.last_column > area.first_column
                // A title lies over all columns, a group over some.
                && self.columns().any(|column| {
                    !area.holds(above, column) && !self.text(below, column).is_empty()
                })
                && (area.first_column..=area.last_column.min(self.table.width()))
                    .any(|column| !self.own(below, column).is_empty())
        };
        self.areas.iter().any(both) || self.areas.iter().any(group) || self.complete(above, below)
    }

    /// Without merged cells: each row fills gaps of the other, and no column stays without a name
    /// inside them.
    fn complete(&self, above: usize, below: usize) -> bool {
        let (mut gaps_above, mut gaps_below, mut both) = (0, 0, 0);
        for column in self.columns() {
            match (self.own(above, column).is_empty(), self.own(below, column).is_empty()) {
                (true, false) => gaps_above += 1,
                (false, true) => gaps_below += 1,
                (false, false) => both += 1,
                (true, true) => {}
            }
        }
        gaps_above >= 1 && gaps_below >= 1 && both >= 1 && gaps_above + both >= 2
    }

    /// Whether the filled cells of a row are words, periods or years: no data.
    fn only_words(&self, row: usize) -> bool {
        let mut filled = self.columns().map(|column| self.own(row, column));
        let mut filled = filled.by_ref().filter(|text| !text.is_empty()).peekable();
        filled.peek().is_some()
            && filled.all(|text| {
                text.chars().any(char::is_alphabetic) || parse_number(&text).is_some_and(is_year)
            })
    }

    /// The name of a column by the rows of its header.
    pub fn name(&self, levels: &[usize], column: usize) -> String {
        let mut names: Vec<String> = Vec::new();
        for (depth, row) in levels.iter().enumerate() {
            let mut name = collapse(&self.text(*row, column));
            if name.is_empty() && depth + 1 < levels.len() {
                name = self.group_before(*row, levels[depth + 1], column).unwrap_or_default();
            }
            if !name.is_empty() && names.last() != Some(&name) {
                names.push(name);
            }
        }
        names.join(BETWEEN)
    }

    /// The group on the left that a column without merged cells belongs to.
    fn group_before(&self, above: usize, below: usize, column: usize) -> Option<String> {
        let start = (0..column).rev().find(|column| !self.own(above, *column).is_empty())?;
        let merged = self.areas.iter().any(|area| area.holds(above, start));
        let named = (start..=column).all(|column| !self.own(below, column).is_empty());
        (named && !merged).then(|| collapse(&self.own(above, start)))
    }

    fn own(&self, row: usize, column: usize) -> Cow<'t, str> {
        self.table.display(self.table.cell(row, column))
    }

    fn columns(&self) -> std::ops::Range<usize> {
        0..self.table.width()
    }
}

fn is_year(number: f64) -> bool {
    number.fract() == 0.0 && (2000.0..=2100.0).contains(&number)
}

/// The names a header may be known by: whole, and by its last row alone.
pub fn readings(header: &str) -> impl Iterator<Item = &str> {
    let last = header.rsplit_once(BETWEEN).map(|(_, last)| last);
    std::iter::once(header).chain(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::fields::Layout;
    use crate::import::header::{HeaderRow, find_header, headers};
    use crate::import::testing::table;

    fn area(rows: (usize, usize), columns: (usize, usize)) -> Area {
        Area {
            first_row: rows.0,
            last_row: rows.1,
            first_column: columns.0,
            last_column: columns.1,
        }
    }

    fn check(rows: &[&[&str]], areas: &[Area], header: usize, names: &[&str]) {
        let mut sheet = table(rows);
        for area in areas {
            sheet.merge(*area);
        }
        assert_eq!(find_header(&sheet, Layout::Consumption), HeaderRow::At(header));
        assert_eq!(headers(&sheet, HeaderRow::At(header)), names);
    }

    #[test]
    fn a_merged_group_names_its_columns() {
        let data: &[&str] = &["0444", "9206536", "#12", "#3"];
        check(
            &[&["UF", "UCD", "Quantité", ""], &["", "", "T1", "T2"], data],
            &[area((0, 1), (0, 0)), area((0, 1), (1, 1)), area((0, 0), (2, 3))],
            1,
            &["UF", "UCD", "Quantité / T1", "Quantité / T2"],
        );
    }

    #[test]
    fn rows_that_fill_the_gaps_of_each_other_are_one_header() {
        check(
            &[
                &["UF", "UCD", "Quantité", ""],
                &["", "", "T1", "T2"],
                &["0444", "9206536", "1", "2"],
            ],
            &[],
            1,
            &["UF", "UCD", "Quantité / T1", "Quantité / T2"],
        );
    }

    #[test]
    fn a_title_over_all_columns_is_no_level() {
        check(
            &[&["Export 2024", "", ""], &["UF", "UCD", "Quantité"], &["0444", "9206536", "#12"]],
            &[area((0, 0), (0, 2))],
            1,
            &["UF", "UCD", "Quantité"],
        );
    }

    #[test]
    fn data_below_a_header_stay_data() {
        check(
            &[&["UF", "UCD", "Qté", ""], &["", "9206536", "12", "à revoir"]],
            &[],
            0,
            &["UF", "UCD", "Qté", "Colonne D"],
        );
    }
}
