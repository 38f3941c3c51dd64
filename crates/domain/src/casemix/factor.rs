//! The levels of a term: sectors, or types of establishment.

use std::collections::{BTreeMap, BTreeSet};

use super::Row;
use crate::nomenclature::{establishment_type, sector};

/// Which term of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Sector,
    Kind,
}

/// One level of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The codes it holds: several where they are joined.
    pub codes: Vec<String>,
    pub label: String,
    /// That have days in it.
    pub establishments: usize,
}

/// The levels of a term, the joined ones last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    pub levels: Vec<Level>,
    /// Place of the level that the others are compared with: of those that are not joined, the one with most days.
    pub reference: usize,
    /// Place of the level of those that are joined.
    pub other: Option<usize>,
}

/// What the rows have of one code.
#[derive(Debug, Default)]
struct Held<'a> {
    establishments: BTreeSet<&'a str>,
    days: f64,
    ddj: f64,
}

impl Axis {
    pub(super) fn code(self, row: &Row) -> &str {
        match self {
            Self::Sector => &row.sector,
            Self::Kind => &row.kind,
        }
    }

    const fn other(self) -> &'static str {
        match self {
            Self::Sector => "Autres secteurs",
            Self::Kind => "Autres types",
        }
    }

    /// The label of a code, or the code itself.
    pub(super) fn label(self, code: &str) -> &str {
        self.printed(code).1
    }

    /// Order on the screen and label of a code.
    fn printed(self, code: &str) -> (u8, &str) {
        let found = match self {
            Self::Sector => sector(code).map(|one| (one.order, one.label)),
            Self::Kind => establishment_type(code).map(|one| (one.order, one.label)),
        };
        found.unwrap_or((u8::MAX, code))
    }
}

impl Factor {
    /// The levels of the rows. Joined are those with fewer than `least` establishments, those where nothing was
    /// consumed and those that are `asked` for; they are two, have `least` establishments together and consumed
    /// something, or the next smallest joins them.
    pub(super) fn of(axis: Axis, rows: &[Row], least: usize, asked: &BTreeSet<String>) -> Self {
        let mut held: BTreeMap<&str, Held<'_>> = BTreeMap::new();
        for row in rows {
            let one = held.entry(axis.code(row)).or_default();
            one.establishments.insert(&row.finess);
            one.days += row.days;
            one.ddj += row.ddj;
        }
        let mut by_size: Vec<(&str, Held<'_>)> = held.into_iter().collect();
        by_size.sort_by_key(|(code, one)| (one.establishments.len(), *code));
        let small = |code: &str, one: &Held<'_>| {
            one.establishments.len() < least || one.ddj <= 0.0 || asked.contains(code)
        };
        let (mut joined, mut apart): (Vec<_>, Vec<_>) =
            by_size.into_iter().partition(|(code, one)| small(code, one));
        let mut together: BTreeSet<&str> =
            joined.iter().flat_map(|(_, one)| one.establishments.iter().copied()).collect();
        let enough = |joined: &[(&str, Held<'_>)], together: usize| {
            let consumed = joined.iter().any(|(_, one)| one.ddj > 0.0);
            joined.is_empty() || (joined.len() > 1 && together >= least && consumed)
        };
        while !enough(&joined, together.len()) && !apart.is_empty() {
            let next = apart.remove(0);
            together.extend(next.1.establishments.iter().copied());
            joined.push(next);
        }
        apart.sort_by_key(|(code, _)| axis.printed(code).0);
        let most =
            apart.iter().enumerate().max_by(|one, other| one.1.1.days.total_cmp(&other.1.1.days));
        let reference = most.map_or(0, |(place, _)| place);
        let mut levels: Vec<Level> = apart
            .iter()
            .map(|(code, one)| Level {
                codes: vec![(*code).to_owned()],
                label: axis.label(code).to_owned(),
                establishments: one.establishments.len(),
            })
            .collect();
        let other = (!joined.is_empty()).then_some(levels.len());
        if other.is_some() {
            joined.sort_by_key(|(code, _)| axis.printed(code).0);
            levels.push(Level {
                codes: joined.iter().map(|(code, _)| (*code).to_owned()).collect(),
                label: axis.other().to_owned(),
                establishments: together.len(),
            });
        }
        Self { levels, reference, other }
    }

    /// The level of a code that the base has.
    pub fn level_of(&self, code: &str) -> Option<usize> {
        let known = |level: &Level| level.codes.iter().any(|one| one == code);
        self.levels.iter().position(known)
    }

    /// The label of the reference.
    pub fn reference_label(&self) -> &str {
        self.levels.get(self.reference).map_or("", |level| level.label.as_str())
    }

    /// How many columns of the model it has.
    pub(super) fn width(&self) -> usize {
        self.levels.len().saturating_sub(1)
    }

    /// The column of a level among its own; the reference has none.
    pub(super) fn column(&self, level: usize) -> Option<usize> {
        (level != self.reference && level < self.levels.len())
            .then(|| if level < self.reference { level } else { level - 1 })
    }

    /// The level of a column.
    pub(super) const fn level_at(&self, column: usize) -> usize {
        if column < self.reference { column } else { column + 1 }
    }

    /// The values of its columns for a level: 1 for its own, 0 for the others.
    pub(super) fn values(&self, level: usize) -> Vec<f64> {
        let own = self.column(level);
        (0..self.width()).map(|column| f64::from(u8::from(own == Some(column)))).collect()
    }
}
