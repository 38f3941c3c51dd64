//! A patient more, somewhere, in all of the totals: the change that always fits.

use super::alternative::Change;
use super::tables::Tables;

/// Cells looked at before giving up.
const MOST: u64 = 20_000;

/// Cells raised by one so far, and the sums that this puts off.
#[derive(Clone, Default)]
struct Raised {
    change: Change,
    off: Vec<(usize, i64)>,
}

impl Raised {
    fn raise(&mut self, tables: &Tables, cell: usize) {
        self.change.insert(cell, 1);
        for (relation, coefficient) in &tables.cells[cell].relations {
            match self.off.iter().position(|(other, _)| other == relation) {
                Some(at) => self.off[at].1 += coefficient,
                None => self.off.push((*relation, *coefficient)),
            }
        }
        self.off.retain(|(_, by)| *by != 0);
    }

    /// The cells that mend a sum, the one in fewest sums first, then the cheapest.
    fn mending(
        &self,
        tables: &Tables,
        (relation, by): (usize, i64),
        cost: &impl Fn(usize) -> Option<u64>,
    ) -> Vec<usize> {
        let members = tables.relations[relation].iter();
        let mending = members.filter(|(_, coefficient)| coefficient * by < 0);
        let new = mending.filter(|(cell, _)| !self.change.contains_key(cell));
        let mut found: Vec<(usize, u64, usize)> = new
            .filter_map(|(cell, _)| {
                cost(*cell).map(|cost| (tables.cells[*cell].relations.len(), cost, *cell))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, _, cell)| cell).collect()
    }

    /// The cells that may mend the sum that leaves least choice, of these the one that is off for longest.
    fn choices(&self, tables: &Tables, cost: &impl Fn(usize) -> Option<u64>) -> Vec<usize> {
        let of_each = self.off.iter().map(|one| self.mending(tables, *one, cost));
        // One is no choice; two and more are alike.
        of_each.min_by_key(|mending| mending.len().min(2)).unwrap_or_default()
    }
}

/// A change by one up of `cell` that lowers nothing, with the cells it looked at. Where a choice of before leaves a
/// sum off for good (a patient more of one type here and of another there), the next choice is tried. `cost` is what
/// raising a cell costs, `None` where it cannot.
pub(super) fn rise(
    tables: &Tables,
    cell: usize,
    cost: impl Fn(usize) -> Option<u64>,
) -> (Option<Change>, u64) {
    let mut begun = Raised::default();
    begun.raise(tables, cell);
    // What to do next, the best last.
    let mut waiting = vec![begun];
    let mut steps = 0;
    while let Some(raised) = waiting.pop() {
        steps += 1;
        if raised.off.is_empty() {
            return (Some(raised.change), steps);
        }
        if steps > MOST {
            break;
        }
        for choice in raised.choices(tables, &cost).into_iter().rev() {
            let mut next = raised.clone();
            next.raise(tables, choice);
            waiting.push(next);
        }
    }
    (None, steps)
}
