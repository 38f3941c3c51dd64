//! What is published together, as cells and the sums that tie them.

use std::collections::BTreeMap;

use thiserror::Error;

/// A cell of [`Tables`], by the order in which it was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub(super) usize);

/// The establishments behind a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// How many have a part in it.
    pub establishments: u32,
    /// The greatest part, in the unit of the cell.
    pub largest: u64,
    /// Whose part that is: a number of the caller's that stands for the establishment.
    pub leader: u32,
}

/// What a cell counts, hence which rule it is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// Patients; isolates after deduplication stand for them.
    Patients,
    /// Patients that a reader gets by one subtraction: tested and not resistant.
    Complement,
    /// Doses or days, whole in the smallest unit that is published.
    Amount,
    /// What is missing to a sum that is not one. Nobody's secret.
    Rest,
}

#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) value: i64,
    pub(super) counts: Counts,
    pub(super) behind: Option<Behind>,
    /// The relations it is in, with its coefficient in each.
    pub(super) relations: Vec<(usize, i64)>,
}

impl Cell {
    /// Whether it is printed unless it is hidden. The others are only what can be computed.
    pub(super) fn is_published(&self) -> bool {
        matches!(self.counts, Counts::Patients | Counts::Amount)
    }

    /// The least a reader can believe of it once it does not show. Zeros are never hidden, so that a
    /// hidden cell is known to be one at least.
    pub(super) fn least(&self) -> i64 {
        i64::from(self.is_published())
    }

    /// The establishment that knows it, being the only one behind it.
    pub(super) fn known_to(&self) -> Option<u32> {
        self.behind.filter(|behind| behind.establishments == 1).map(|behind| behind.leader)
    }
}

/// Why a sum cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Untrue {
    #[error("a total of {total} differs from its parts, {parts} together")]
    Sum { total: i64, parts: i64 },
    #[error("parts of {parts} do not fit a total of {total}")]
    Bound { total: i64, parts: i64 },
}

/// Cells that are published together, with every sum that a reader can write between them.
///
/// Whole tables are zeros and parts: an absent cell is a zero, and a zero is told. A figure that is
/// computed from cells (a proportion, a rate, an interval) is no cell: it shows if all of its cells do.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    pub(super) cells: Vec<Cell>,
    /// Members of sums that are zero: parts with 1, total with −1.
    pub(super) relations: Vec<Vec<(usize, i64)>>,
}

impl Tables {
    /// A published number of patients.
    pub fn patients(&mut self, value: u32, behind: Option<Behind>) -> CellId {
        self.add(i64::from(value), Counts::Patients, behind)
    }

    /// A published amount of doses or days, whole in the smallest unit that is published.
    pub fn amount(&mut self, value: u64, behind: Behind) -> CellId {
        self.add(i64::try_from(value).unwrap_or(i64::MAX), Counts::Amount, Some(behind))
    }

    /// `total` is the sum of `parts`.
    pub fn sum(&mut self, total: CellId, parts: &[CellId]) -> Result<(), Untrue> {
        let sum = self.together(parts);
        let total_value = self.cells[total.0].value;
        if sum != total_value {
            return Err(Untrue::Sum { total: total_value, parts: sum });
        }
        self.relate(parts, &[total]);
        Ok(())
    }

    /// `total` is the sum of `parts` and of something that is not published.
    pub fn at_least(&mut self, total: CellId, parts: &[CellId]) -> Result<(), Untrue> {
        let rest = self.rest(total, parts, 1)?;
        self.relate(&[parts, &[rest]].concat(), &[total]);
        Ok(())
    }

    /// `total` is the sum of `parts` at most: some are in several.
    pub fn at_most(&mut self, total: CellId, parts: &[CellId]) -> Result<(), Untrue> {
        let rest = self.rest(total, parts, -1)?;
        self.relate(parts, &[total, rest]);
        Ok(())
    }

    /// Among `tested`, those that are `resistant`: the others are as good as published.
    pub fn resistant(&mut self, tested: CellId, resistant: CellId) -> Result<(), Untrue> {
        let others = self.rest(tested, &[resistant], 1)?;
        self.cells[others.0].counts = Counts::Complement;
        self.relate(&[resistant, others], &[tested]);
        Ok(())
    }

    /// Number of cells, with those that are not published and can be computed.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn add(&mut self, value: i64, counts: Counts, behind: Option<Behind>) -> CellId {
        self.cells.push(Cell { value, counts, behind, relations: Vec::new() });
        CellId(self.cells.len() - 1)
    }

    fn together(&self, parts: &[CellId]) -> i64 {
        parts.iter().fold(0, |sum, part| self.cells[part.0].value.saturating_add(sum))
    }

    /// What is between `total` and its parts, on the side of `sign`.
    fn rest(&mut self, total: CellId, parts: &[CellId], sign: i64) -> Result<CellId, Untrue> {
        let (sum, total) = (self.together(parts), self.cells[total.0].value);
        match total.saturating_sub(sum).saturating_mul(sign) {
            rest @ 0.. => Ok(self.add(rest, Counts::Rest, None)),
            _ => Err(Untrue::Bound { total, parts: sum }),
        }
    }

    fn relate(&mut self, plus: &[CellId], minus: &[CellId]) {
        let mut members: BTreeMap<usize, i64> = BTreeMap::new();
        for cell in plus {
            *members.entry(cell.0).or_default() += 1;
        }
        for cell in minus {
            *members.entry(cell.0).or_default() -= 1;
        }
        members.retain(|_, coefficient| *coefficient != 0);
        for (cell, coefficient) in &members {
            self.cells[*cell].relations.push((self.relations.len(), *coefficient));
        }
        self.relations.push(members.into_iter().collect());
    }
}
