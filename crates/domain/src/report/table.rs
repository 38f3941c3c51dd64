//! Tables of a report: cells keep their numbers, whoever prints them.

use serde::Serialize;

/// A table with its footnotes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Unique in the report, `[a-z0-9-]`.
    pub id: String,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Footnotes; cells name them by their place, from 1.
    pub notes: Vec<String>,
}

/// What the cells of a column have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub label: String,
    /// For example `DDJ/1000 JH`; empty without one.
    pub unit: String,
    pub kind: ColumnKind,
}

/// How a column is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Takes what room is left.
    Text,
    /// A few characters.
    Code,
    Number,
    /// Two numbers.
    Interval,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    pub kind: RowKind,
    /// One per column; of a group the first alone.
    pub cells: Vec<Cell>,
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    Plain,
    /// Part of the line above: never added to it.
    Part,
    Total,
    /// Heading of the lines below, over the whole width.
    Group,
}

/// A cell with its footnotes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    #[serde(flatten)]
    pub content: Content,
    /// Places in the notes of the table, from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<usize>,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    Text {
        text: String,
    },
    Count {
        value: u64,
    },
    /// Unrounded; `decimals` to print.
    Number {
        value: f64,
        decimals: usize,
    },
    /// A change, printed with its sign.
    Change {
        value: f64,
        decimals: usize,
    },
    Interval {
        low: f64,
        high: f64,
        decimals: usize,
    },
    /// A figure that is not there; a note says why.
    Absent,
    /// Does not apply.
    Empty,
}

impl Table {
    /// A table without rows yet.
    pub fn new(id: &str, title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self {
            id: id.to_owned(),
            title: title.into(),
            columns,
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a line of figures.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row { kind: RowKind::Plain, cells });
    }

    /// Adds a line of another kind.
    pub fn push_as(&mut self, kind: RowKind, cells: Vec<Cell>) {
        self.rows.push(Row { kind, cells });
    }

    /// Adds a heading over the lines that follow.
    pub fn group(&mut self, title: impl Into<String>) {
        self.push_as(RowKind::Group, vec![Cell::text(title)]);
    }

    /// The place of a footnote, written once however often it is called for.
    pub fn note(&mut self, text: &str) -> usize {
        let known = self.notes.iter().position(|note| note == text);
        let place = known.unwrap_or_else(|| {
            self.notes.push(text.to_owned());
            self.notes.len() - 1
        });
        place + 1
    }

    /// A cell for a figure that is not there.
    pub fn absent(&mut self, reason: &str) -> Cell {
        Cell { content: Content::Absent, notes: vec![self.note(reason)] }
    }
}

impl Column {
    fn new(kind: ColumnKind, label: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { label: label.into(), unit: unit.into(), kind }
    }

    /// Words.
    pub fn text(label: impl Into<String>) -> Self {
        Self::new(ColumnKind::Text, label, "")
    }

    /// A few characters.
    pub fn code(label: impl Into<String>) -> Self {
        Self::new(ColumnKind::Code, label, "")
    }

    /// Numbers of one unit; an empty one where lines have their own, or none.
    pub fn number(label: impl Into<String>, unit: impl Into<String>) -> Self {
        Self::new(ColumnKind::Number, label, unit)
    }

    /// Confidence intervals.
    pub fn interval() -> Self {
        Self::new(ColumnKind::Interval, "IC\u{a0}95\u{a0}%", "")
    }
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(Content::Text { text: text.into() })
    }

    /// A number of things.
    pub fn count(value: impl Into<u64>) -> Self {
        Self::of(Content::Count { value: value.into() })
    }

    /// A number; nothing that prints for one that is not finite.
    pub fn number(value: f64, decimals: usize) -> Self {
        if value.is_finite() {
            Self::of(Content::Number { value, decimals })
        } else {
            Self::empty()
        }
    }

    /// A number of things where it is whole, else with one decimal: patient-days, DDJ.
    pub fn amount(value: f64) -> Self {
        const LARGEST: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && (0.0..LARGEST).contains(&value) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole and within"
            )]
            return Self::count(value as u64);
        }
        Self::number(value, 1)
    }

    /// A change with its sign.
    pub fn change(value: f64, decimals: usize) -> Self {
        if value.is_finite() {
            Self::of(Content::Change { value, decimals })
        } else {
            Self::empty()
        }
    }

    /// Two bounds.
    pub fn interval(low: f64, high: f64, decimals: usize) -> Self {
        if low.is_finite() && high.is_finite() {
            Self::of(Content::Interval { low, high, decimals })
        } else {
            Self::empty()
        }
    }

    /// What does not apply.
    pub const fn empty() -> Self {
        Self::of(Content::Empty)
    }

    const fn of(content: Content) -> Self {
        Self { content, notes: Vec::new() }
    }

    /// The cell with one more footnote.
    #[must_use]
    pub fn with_note(mut self, place: usize) -> Self {
        if !self.notes.contains(&place) {
            self.notes.push(place);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footnote_is_written_once() {
        let mut table = Table::new("t", "T", vec![Column::text("A")]);
        assert_eq!((table.note("un"), table.note("deux"), table.note("un")), (1, 2, 1));
        assert_eq!(table.absent("deux").notes, [2]);
        assert_eq!(table.notes, ["un", "deux"]);
    }

    #[test]
    fn what_is_no_number_is_never_printed_as_one() {
        for cell in [
            Cell::number(f64::NAN, 1),
            Cell::change(f64::INFINITY, 1),
            Cell::interval(0.0, f64::NAN, 1),
            Cell::amount(f64::NAN),
        ] {
            assert_eq!(cell.content, Content::Empty);
        }
    }

    #[test]
    fn amounts_are_counts_where_they_are_whole() {
        assert_eq!(Cell::amount(107_175.0).content, Content::Count { value: 107_175 });
        assert_eq!(Cell::amount(2.5).content, Content::Number { value: 2.5, decimals: 1 });
        assert_eq!(Cell::amount(-3.0).content, Content::Number { value: -3.0, decimals: 1 });
    }
}
