//! Other tables that a reader cannot tell from the true ones: the proof that a cell is protected.

use std::collections::BTreeMap;

use super::tables::Tables;

/// What differs from the true tables, cell by cell.
pub(super) type Change = BTreeMap<usize, i64>;

/// Whether the tables with `change` are as believable as the true ones: every sum holds, what is
/// published is unchanged, no value is below what it can be. `open` says which cells do not show.
pub(super) fn is_believable(
    tables: &Tables,
    change: &Change,
    open: impl Fn(usize) -> bool,
) -> bool {
    let mut balance: BTreeMap<usize, i64> = BTreeMap::new();
    for (&index, &by) in change.iter().filter(|(_, by)| **by != 0) {
        let cell = &tables.cells[index];
        if !open(index) || cell.value.saturating_add(by) < cell.least() {
            return false;
        }
        for (relation, coefficient) in &cell.relations {
            *balance.entry(*relation).or_default() += coefficient * by;
        }
    }
    balance.values().all(|off| *off == 0)
}

/// How many times `step` can be added to the true tables changed by `change`, up to `most`.
pub(super) fn room(tables: &Tables, change: &Change, step: &Change, most: i64) -> i64 {
    let down = step.iter().filter(|(_, by)| **by < 0);
    let room = down.map(|(&index, &by)| spare(tables, change, index) / -by);
    room.fold(most, i64::min)
}

/// How much can be taken off a cell.
pub(super) fn spare(tables: &Tables, change: &Change, index: usize) -> i64 {
    let cell = &tables.cells[index];
    cell.value + change.get(&index).copied().unwrap_or_default() - cell.least()
}

pub(super) fn add(change: &mut Change, step: &Change, times: i64) {
    for (index, by) in step {
        *change.entry(*index).or_default() += by * times;
    }
    change.retain(|_, by| *by != 0);
}
