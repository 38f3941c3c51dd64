//! What is known of the values of each column, looked at once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::calendar::Date;
use super::content::{day_of, fits};
use super::fields::Content;
use super::header::HeaderRow;
use super::table::{Cell, Table};

/// Rows looked at, spread over the file.
const SAMPLED_ROWS: usize = 400;
/// Days of a year with a month on either side.
const YEAR_AND_MARGIN: i64 = 426;
/// Days between the oldest and the youngest patient, at least: twenty years.
const BIRTHS: i64 = 20 * 1_461 / 4;
/// Share of the dates that must keep an order or a range.
const NEARLY_ALL: f64 = 0.95;

/// Columns of dates that one is compared with.
const COMPARED_DATES: usize = 20;

/// What a column of dates may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    /// Spread over generations.
    Births,
    /// Within a year, and before the other dates of its rows.
    Before,
    /// Within a year; on or after the other dates of its rows, or alone.
    Within,
    /// Any other range.
    Other,
}

/// One column.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The different values of the sampled rows with how often they come, empty cells left out.
    values: Vec<(Cell, usize)>,
    /// How many values there are in all.
    pub count: usize,
    /// For columns of dates.
    pub dates: Option<DateRole>,
    /// Share of the values that are units of the structure, where it is known.
    pub units: Option<f64>,
}

impl Profile {
    fn new(values: Vec<(Cell, usize)>, dates: Option<DateRole>, units: Option<f64>) -> Self {
        let count = values.iter().map(|(_, times)| times).sum();
        Self { values, count, dates, units }
    }

    /// Different values.
    pub fn distinct(&self) -> usize {
        self.values.len()
    }

    /// Share of the values that `fits` accepts; `None` without values.
    pub fn share_of(&self, fits: impl Fn(Cell) -> bool) -> Option<f64> {
        let hits: usize =
            self.values.iter().filter(|(cell, _)| fits(*cell)).map(|(_, times)| times).sum();
        (self.count > 0).then(|| hits as f64 / self.count as f64)
    }

    /// Share of the values that look like `content`; `None` without values.
    pub fn share(&self, table: &Table, content: Content) -> Option<f64> {
        self.share_of(|cell| fits(table, cell, content))
    }
}

/// Looks at every column; `units` are the codes of the structure.
pub fn profiles(
    table: &Table,
    header: HeaderRow,
    units: Option<&BTreeSet<String>>,
) -> Vec<Profile> {
    let rows = spread(header.first_data_row(), table.height());
    let units: Option<BTreeSet<&str>> = units
        .map(|units| units.iter().map(|unit| without_zeros(unit)).collect())
        .filter(|units: &BTreeSet<&str>| !units.is_empty());
    let day = |cell| day_of(table, cell).map(Date::serial);
    let days: Vec<Vec<Option<i64>>> = (0..table.width())
        .map(|column| rows.iter().map(|row| day(table.cell(*row, column))).collect())
        .collect();
    let ranges: Vec<Option<(i64, i64)>> = days.iter().map(|days| range_of(days)).collect();
    (0..table.width())
        .map(|column| {
            let values = distinct(table, rows.iter().map(|row| table.cell(*row, column)));
            let profile = Profile::new(values, None, None);
            let known = units.as_ref().and_then(|units| {
                profile.share_of(|cell| units.contains(without_zeros(&table.display(cell))))
            });
            let dates = date_role(&days, &ranges, column, profile.count);
            Profile { dates, units: known, ..profile }
        })
        .collect()
}

/// The different values with how often they come; what shows nothing is left out.
fn distinct(table: &Table, cells: impl Iterator<Item = Cell>) -> Vec<(Cell, usize)> {
    let mut by_shown: BTreeMap<Cow<'_, str>, (Cell, usize)> = BTreeMap::new();
    for cell in cells.filter(|cell| *cell != Cell::Empty) {
        by_shown.entry(table.display(cell)).or_insert((cell, 0)).1 += 1;
    }
    by_shown.into_iter().filter(|(shown, _)| !shown.is_empty()).map(|(_, value)| value).collect()
}

/// At most [`SAMPLED_ROWS`] rows from the first to the last.
fn spread(first: usize, end: usize) -> Vec<usize> {
    let step = end.saturating_sub(first).div_ceil(SAMPLED_ROWS).max(1);
    (first..end).step_by(step).collect()
}

fn without_zeros(code: &str) -> &str {
    let code = code.trim();
    let short = code.trim_start_matches('0');
    if short.is_empty() { code } else { short }
}

fn date_role(
    days: &[Vec<Option<i64>>],
    ranges: &[Option<(i64, i64)>],
    column: usize,
    filled: usize,
) -> Option<DateRole> {
    let count = days[column].iter().flatten().count();
    let (first, last) = ranges[column].filter(|_| count * 2 >= filled && count > 0)?;
    if last - first > BIRTHS {
        return Some(DateRole::Births);
    }
    if last - first > YEAR_AND_MARGIN {
        return Some(DateRole::Other);
    }
    let narrow = |other: &usize| {
        *other != column
            && ranges[*other].is_some_and(|(first, last)| last - first <= YEAR_AND_MARGIN)
    };
    let mut others = (0..days.len()).filter(narrow).take(COMPARED_DATES);
    let before = others.any(|other| keeps_before(&days[column], &days[other]));
    Some(if before { DateRole::Before } else { DateRole::Within })
}

/// The range of the days, the rarest at both ends left out.
fn range_of(days: &[Option<i64>]) -> Option<(i64, i64)> {
    let mut sorted: Vec<i64> = days.iter().copied().flatten().collect();
    sorted.sort_unstable();
    let rare = sorted.len() / 50;
    Some((*sorted.get(rare)?, *sorted.get(sorted.len() - 1 - rare)?))
}

/// Whether nearly no day of `one` is after that of `other`, and some are before.
fn keeps_before(one: &[Option<i64>], other: &[Option<i64>]) -> bool {
    let pairs: Vec<(i64, i64)> =
        one.iter().zip(other).filter_map(|(one, other)| Some(((*one)?, (*other)?))).collect();
    let kept = pairs.iter().filter(|(one, other)| one <= other).count();
    let some = pairs.iter().any(|(one, other)| one < other);
    some && kept as f64 >= NEARLY_ALL * pairs.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::table;

    #[test]
    fn dates_are_told_apart_by_their_ranges() {
        let sheet = table(&[
            &["12/03/1957", "01/02/2024", "03/02/2024", "0710"],
            &["01/01/2020", "05/07/2024", "05/07/2024", "711"],
            &["30/11/1988", "30/12/2023", "04/01/2024", "999"],
        ]);
        let units = BTreeSet::from(["710".to_owned(), "0711".to_owned()]);
        let profiles = profiles(&sheet, HeaderRow::None, Some(&units));
        let roles: Vec<_> = profiles.iter().map(|profile| profile.dates).collect();
        assert_eq!(
            roles,
            [Some(DateRole::Births), Some(DateRole::Before), Some(DateRole::Within), None]
        );
        assert_eq!(profiles[3].units, Some(2.0 / 3.0));
        assert_eq!((profiles[3].distinct(), profiles[3].count), (3, 3));
    }

    #[test]
    fn the_sample_is_spread_over_the_file() {
        assert_eq!(spread(1, 4), [1, 2, 3]);
        let rows = spread(1, 100_001);
        assert!(rows.len() <= SAMPLED_ROWS && rows.last().is_some_and(|row| *row > 99_000));
    }
}
