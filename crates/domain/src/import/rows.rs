//! Row numbers of a file, kept compact: `12, 45-47`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Largest number of a row.
const LAST_ROW: u32 = 1 << 24;

/// Ascending row numbers of the file (1 = first row).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RowSet(Vec<(u32, u32)>);

impl RowSet {
    /// Adds a row; rows come in ascending order, one may come again.
    pub fn push(&mut self, row: u32) {
        match self.0.last_mut() {
            Some((_, last)) if *last == row => {}
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => self.0.push((row, row)),
        }
    }

    /// Number of rows.
    pub fn len(&self) -> u32 {
        self.0.iter().map(|(first, last)| last - first + 1).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every row, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// Adds the rows of another set.
    pub fn merge(&mut self, other: &Self) {
        *self = self.iter().chain(other.iter()).collect();
    }
}

impl FromIterator<u32> for RowSet {
    /// Takes rows in any order.
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Self {
        let mut rows: Vec<u32> = rows.into_iter().collect();
        rows.sort_unstable();
        rows.dedup();
        let mut set = Self::default();
        for row in rows {
            set.push(row);
        }
        set
    }
}

impl fmt::Display for RowSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (first, last)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            if first == last {
                write!(f, "{comma}{first}")?;
            } else {
                write!(f, "{comma}{first}-{last}")?;
            }
        }
        Ok(())
    }
}

impl From<&str> for RowSet {
    /// Reads what `Display` writes; anything else is skipped.
    fn from(text: &str) -> Self {
        let range = |part: &str| {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            Some((first.parse().ok()?, last.parse().ok()?))
        };
        Self(text.split(", ").filter_map(range).collect())
    }
}

impl From<RowSet> for String {
    fn from(rows: RowSet) -> Self {
        rows.to_string()
    }
}

/// The text is no ascending list of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("rows are written `12, 45-47`, ascending")]
pub struct NotRows;

impl TryFrom<String> for RowSet {
    type Error = NotRows;

    fn try_from(text: String) -> Result<Self, NotRows> {
        let rows = Self::from(text.as_str());
        let before = std::iter::once(0).chain(rows.0.iter().map(|(_, last)| *last));
        let ascending = before
            .zip(&rows.0)
            .all(|(before, (first, last))| before < *first && first <= last && *last <= LAST_ROW);
        (ascending && rows.to_string() == text).then_some(rows).ok_or(NotRows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_as_ranges_and_read_back() {
        let mut rows = RowSet::default();
        for row in [12, 45, 46, 47, 50] {
            rows.push(row);
        }
        assert_eq!(rows.to_string(), "12, 45-47, 50");
        assert_eq!(rows.len(), 5);
        assert_eq!(RowSet::from(rows.to_string().as_str()), rows);
        let mut other = RowSet::from("44, 48");
        other.merge(&rows);
        assert_eq!(other.to_string(), "12, 44-48, 50");
    }

    #[test]
    fn rows_that_do_not_ascend_are_no_rows() {
        let rows = |text: &str| RowSet::try_from(text.to_owned()).is_ok();
        assert!(rows("") && rows("1") && rows("2-3, 5"));
        for text in ["0", "3-2", "5, 2", "2-4, 4", "1-4000000000", "un", "1,2", "01"] {
            assert!(!rows(text), "{text}");
        }
    }
}
