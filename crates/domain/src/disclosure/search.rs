//! The cheapest way to change a cell without any sum noticing.
//!
//! Changing a cell by one puts its sums off by one; each is mended by another cell of the sum, which
//! puts other sums off, until none is. In a table of rows and columns that is a path from the row of
//! the cell back to its column, and the search is that of Dijkstra.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashSet};

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
    before: Option<usize>,
    cell: usize,
    by: i64,
    cost: u64,
    off: Off,
}

/// A change by one of the cell that is aimed at, with the steps that the search took. `cost` is what
/// changing a cell costs, `None` for one that cannot change.
pub(super) fn cheapest(
    tables: &Tables,
    aim: Aim<'_>,
    effort: Effort,
    cost: impl Fn(usize) -> Option<u64>,
) -> (Option<Change>, u64) {
    let mut nodes = vec![Node {
        before: None,
        cell: aim.cell,
        by: aim.sign,
        cost: 0,
        off: put_off(tables, &Vec::new(), aim.cell, aim.sign),
    }];
    let mut queue = BinaryHeap::from([Reverse((0, 0, 0))]);
    let mut seen: HashSet<Off> = HashSet::new();
    let mut steps = 0;
    while let Some(Reverse((_, _, index))) = queue.pop() {
        let Some(relation) = next(tables, &nodes[index].off) else {
            let change = walked(&nodes, index);
            if room(tables, aim.from, &change, aim.times) >= aim.times {
                return (Some(change), steps);
            }
            continue;
        };
        if !seen.insert(nodes[index].off.clone()) {
            continue;
        }
        steps += 1;
        if steps > effort.most {
            break;
        }
        let (relation, off) = relation;
        for &(cell, coefficient) in &tables.relations[relation] {
            let by = -(off * coefficient).signum();
            if cell == aim.cell || (by < 0 && spare(tables, aim.from, cell) < aim.times) {
                continue;
            }
            let Some(more) = cost(cell) else { continue };
            let total = nodes[index].cost + more;
            let off = put_off(tables, &nodes[index].off, cell, by);
            queue.push(Reverse((total + effort.weight * off.len() as u64, off.len(), nodes.len())));
            nodes.push(Node { before: Some(index), cell, by, cost: total, off });
        }
    }
    (None, steps)
}

/// The sum to mend next: the one that leaves least choice.
fn next(tables: &Tables, off: &Off) -> Option<(usize, i64)> {
    off.iter().copied().min_by_key(|(relation, _)| (tables.relations[*relation].len(), *relation))
}

fn put_off(tables: &Tables, off: &Off, cell: usize, by: i64) -> Off {
    let mut off: BTreeMap<usize, i64> = off.iter().copied().collect();
    for (relation, coefficient) in &tables.cells[cell].relations {
        *off.entry(*relation).or_default() += coefficient * by;
    }
    off.into_iter().filter(|(_, by)| *by != 0).collect()
}

fn walked(nodes: &[Node], last: usize) -> Change {
    let mut change = Change::new();
    let mut index = Some(last);
    while let Some(node) = index.map(|index| &nodes[index]) {
        *change.entry(node.cell).or_default() += node.by;
        index = node.before;
    }
    change.retain(|_, by| *by != 0);
    change
}
