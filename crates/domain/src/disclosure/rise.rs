//! A patient more, somewhere, in all of the totals: the change that always fits.

use super::alternative::Change;
use super::tables::Tables;

/// A change by one up of `cell` that lowers nothing, with the cells it looked at. Sums that leave one choice are
/// mended first, then the one that has been off for longest, by the cell in fewest
/// sums, then the cheapest. `cost` is what raising a cell
/// costs, `None` where it cannot. `None` where a sum leaves no choice.
pub(super) fn rise(
    tables: &Tables,
    cell: usize,
    cost: impl Fn(usize) -> Option<u64>,
) -> (Option<Change>, u64) {
    let mut change = Change::new();
    let mut off: Vec<(usize, i64)> = Vec::new();
    let mut next = cell;
    let mut steps = 0;
    loop {
        steps += 1;
        change.insert(next, 1);
        for (relation, coefficient) in &tables.cells[next].relations {
            match off.iter().position(|(other, _)| other == relation) {
                Some(at) => off[at].1 += coefficient,
                None => off.push((*relation, *coefficient)),
            }
        }
        off.retain(|(_, by)| *by != 0);
        if off.is_empty() {
            return (Some(change), steps);
        }
        let mends = |(relation, by): (usize, i64)| {
            let members = tables.relations[relation].iter();
            let mending = members.filter(move |(_, coefficient)| coefficient * by < 0);
            let new = mending.filter(|(cell, _)| !change.contains_key(cell));
            new.filter_map(|(cell, _)| {
                cost(*cell).map(|cost| (tables.cells[*cell].relations.len(), cost, *cell))
            })
        };
        let chosen = off
            .iter()
            .enumerate()
            .min_by_key(|(age, one)| (mends(**one).nth(1).is_some(), *age))
            .and_then(|(_, one)| mends(*one).min());
        match chosen {
            Some((_, _, cell)) => next = cell,
            None => return (None, steps),
        }
    }
}
