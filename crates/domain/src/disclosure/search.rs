//! The cheapest way to change a cell without any sum noticing.
//!
//! Changing a cell by one puts its sums off by one; each is mended by another cell of the sum, which
//! puts other sums off, until none is. In a table of rows and columns that is a path from the row of
//! the cell back to its column, and the search is that of Dijkstra.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::alternative::{Change, room, spare};
use super::tables::Tables;

/// Sums that are off, and by how much.
type Off = Vec<(usize, i64)>;

/// How the search goes on: the cheapest change first, then the one nearest to its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// What a sum that is still off weighs beside the patients lost: zero finds the cheapest change.
    pub(super) weight: u64,
    /// States looked at before giving up.
    pub(super) most: u64,
}

/// What is asked of a change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim<'a> {
    pub(super) cell: usize,
    /// 1 or −1.
    pub(super) sign: i64,
    /// How many times the change must fit, at least.
    pub(super) times: i64,
    /// What the tables are already changed by.
    pub(super) from: &'a Change,
}

struct Node {
    before: usize,
    cell: usize,
    by: i64,
    cost: u64,
}

/// A change by one of the cell that is aimed at, with the steps that the search took. `cost` is what
/// changing a cell costs, `None` where it cannot.
pub(super) fn cheapest(
    tables: &Tables,
    aim: Aim<'_>,
    effort: Effort,
    cost: impl Fn(usize) -> Option<u64>,
) -> (Option<Change>, u64) {
    let mut nodes = vec![Node { before: 0, cell: aim.cell, by: aim.sign, cost: 0 }];
    // The sums that are off at each node, from when it is looked at.
    let mut offs: HashMap<usize, Off> = HashMap::new();
    let mut queue = BinaryHeap::from([Reverse((0, 0, 0))]);
    let mut seen: HashSet<Off> = HashSet::new();
    let mut steps = 0;
    while let Some(Reverse((_, _, index))) = queue.pop() {
        let node = &nodes[index];
        let off = put_off(tables, offs.get(&node.before), node.cell, node.by);
        let Some((relation, by)) = next(tables, &off) else {
            let change = walked(&nodes, index);
            if room(tables, aim.from, &change, aim.times) >= aim.times {
                return (Some(change), steps);
            }
            continue;
        };
        if !seen.insert(off.clone()) {
            continue;
        }
        steps += 1;
        if steps > effort.most {
            break;
        }
        let so_far = node.cost;
        for &(cell, coefficient) in &tables.relations[relation] {
            let by = -(by * coefficient).signum();
            if cell == aim.cell || (by < 0 && spare(tables, aim.from, cell) < aim.times) {
                continue;
            }
            let Some(more) = cost(cell) else { continue };
            let left = left_off(tables, &off, cell, by);
            let total = so_far.saturating_add(more);
            let rank = total.saturating_add(effort.weight.saturating_mul(left as u64));
            queue.push(Reverse((rank, left, nodes.len())));
            nodes.push(Node { before: index, cell, by, cost: total });
        }
        offs.insert(index, off);
    }
    (None, steps)
}

/// The sum to mend next: the one that leaves least choice.
fn next(tables: &Tables, off: &Off) -> Option<(usize, i64)> {
    off.iter().copied().min_by_key(|(relation, _)| (tables.relations[*relation].len(), *relation))
}

fn put_off(tables: &Tables, before: Option<&Off>, cell: usize, by: i64) -> Off {
    let mut off = before.cloned().unwrap_or_default();
    for (relation, coefficient) in &tables.cells[cell].relations {
        match off.binary_search_by_key(relation, |(relation, _)| *relation) {
            Ok(at) => off[at].1 += coefficient * by,
            Err(at) => off.insert(at, (*relation, coefficient * by)),
        }
    }
    off.retain(|(_, by)| *by != 0);
    off
}

/// How many sums are off once a cell is changed.
fn left_off(tables: &Tables, off: &Off, cell: usize, by: i64) -> usize {
    let mut left = off.len();
    for (relation, coefficient) in &tables.cells[cell].relations {
        match off.binary_search_by_key(relation, |(relation, _)| *relation) {
            Ok(at) if off[at].1 + coefficient * by == 0 => left -= 1,
            Ok(_) => {}
            Err(_) => left += 1,
        }
    }
    left
}

fn walked(nodes: &[Node], last: usize) -> Change {
    let mut change = Change::new();
    let mut index = last;
    loop {
        let node = &nodes[index];
        *change.entry(node.cell).or_default() += node.by;
        if index == 0 {
            break;
        }
        index = node.before;
    }
    change.retain(|_, by| *by != 0);
    change
}
