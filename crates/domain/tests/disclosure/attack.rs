//! What an attacker finds out of a publication.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::{Numbers, System};
use super::elimination::{Equation, determined};
use super::fraction::Fraction;
use super::world::{Cell, World};

/// Solved values and bounds are told to this.
const CLOSE: f64 = 1e-6;

/// What went wrong for the publisher.
#[derive(Debug, Clone, PartialEq)]
pub enum Leak {
    /// A hidden cell follows from sums.
    Solved { cell: usize, value: i64 },
    /// A hidden cell has one value left.
    Pinned { cell: usize, value: i64 },
    /// A secret is known better than it may be.
    Bounded { cell: usize, low: f64, high: Option<f64> },
}

/// What leaks of `world` when `hidden` is hidden, to somebody who knows the cells of `known` as well.
pub fn leaks(
    world: &World,
    hidden: &BTreeSet<usize>,
    known: &BTreeSet<usize>,
    numbers: Numbers,
) -> Vec<Leak> {
    let secret = |cell: usize| !known.contains(&cell);
    let mut system = unknowns(world, hidden, known);
    let mut leaks = Vec::new();
    let solved = determined(&equations(&system));
    for (&cell, &value) in &solved {
        let value = value.as_whole().expect("cells are whole numbers");
        assert_eq!(value, world.cells[cell].value, "an attacker does not err");
        if hidden.contains(&cell) || world.cells[cell].secret().is_some() {
            leaks.push(Leak::Solved { cell, value });
        }
    }
    put_in(&mut system, &solved);
    for part in system.parts() {
        for &cell in part.least.keys().filter(|cell| secret(**cell)) {
            let wanted = world.cells[cell].secret();
            if wanted.is_none() && !hidden.contains(&cell) {
                continue;
            }
            let (low, high) = part.bounds(cell, numbers);
            let value = world.cells[cell].value;
            let (least, most) = ((low - CLOSE).ceil(), high.map(|high| (high + CLOSE).floor()));
            assert!(least <= value as f64 && most.is_none_or(|most| value as f64 <= most));
            if Some(least) == most {
                leaks.push(Leak::Pinned { cell, value });
            } else if wanted.is_some_and(|secret| !secret.is_kept(low, high)) {
                leaks.push(Leak::Bounded { cell, low, high });
            }
        }
    }
    leaks
}

/// What is not printed, with the sums it is in. A hidden cell is one at least, since zeros are told.
fn unknowns(world: &World, hidden: &BTreeSet<usize>, known: &BTreeSet<usize>) -> System {
    let mut system = System::default();
    for (cell, data) in world.cells.iter().enumerate() {
        if (hidden.contains(&cell) || !data.is_printed()) && !known.contains(&cell) {
            system.least.insert(cell, i64::from(data.is_printed()));
        }
    }
    for sum in &world.sums {
        let mut terms = BTreeMap::new();
        let mut constant = 0;
        for &(cell, sign) in sum {
            if system.least.contains_key(&cell) {
                *terms.entry(cell).or_default() += sign;
            } else {
                constant -= sign * world.cells[cell].value;
            }
        }
        if !terms.is_empty() {
            system.equations.push((terms, constant));
        }
    }
    system
}

fn equations(system: &System) -> Vec<Equation> {
    let equation = |(terms, constant): &(BTreeMap<usize, i64>, i64)| Equation {
        terms: terms.iter().map(|(cell, by)| (*cell, Fraction::whole(*by))).collect(),
        constant: Fraction::whole(*constant),
    };
    system.equations.iter().map(equation).collect()
}

fn put_in(system: &mut System, solved: &BTreeMap<usize, Fraction>) {
    for (terms, constant) in &mut system.equations {
        for (cell, value) in solved {
            if let Some(by) = terms.remove(cell) {
                *constant -= by * value.as_whole().unwrap();
            }
        }
    }
    system.equations.retain(|(terms, _)| !terms.is_empty());
    system.least.retain(|cell, _| !solved.contains_key(cell));
}

/// Nothing leaks of the protected tables, neither to a reader nor to an establishment that is alone in cells.
pub fn assert_safe(world: &World, numbers: Numbers) -> BTreeSet<usize> {
    let found = world.protect();
    assert_eq!(found.withheld, 0, "every cell was protected by a few others");
    let hidden = world.hidden(&found);
    assert!(hidden.is_superset(&world.primary()));
    assert!(hidden.iter().all(|cell| world.cells[*cell].value > 0), "zeros are told");
    let of_readers = leaks(world, &hidden, &BTreeSet::new(), numbers);
    assert_eq!(of_readers, [], "hidden: {hidden:?} of {:?}", values(world));
    for (&cell, data) in hidden.iter().map(|cell| (cell, &world.cells[*cell])) {
        let Some(interval) = world.id(cell).and_then(|id| found.intervals().get(&id)) else {
            assert!(data.secret().is_none());
            continue;
        };
        let secret = data.secret().expect("intervals are those of secrets");
        let (low, high) = (interval.lowest as f64, interval.highest as f64);
        assert!(secret.is_kept(low, Some(high)), "{interval:?} {data:?}");
    }
    let alone: BTreeSet<u32> = world.cells.iter().filter_map(Cell::only_owner).collect();
    for owner in alone {
        let is_his = |cell: &usize| world.cells[*cell].only_owner() == Some(owner);
        let his: BTreeSet<usize> = (0..world.cells.len()).filter(is_his).collect();
        let found = leaks(world, &hidden, &his, numbers);
        let of_secrets: Vec<&Leak> =
            found.iter().filter(|leak| is_of_a_secret(world, leak)).collect();
        assert!(of_secrets.is_empty(), "{of_secrets:?} to {owner}; {:?}", values(world));
    }
    hidden
}

fn is_of_a_secret(world: &World, leak: &Leak) -> bool {
    let (Leak::Solved { cell, .. } | Leak::Pinned { cell, .. } | Leak::Bounded { cell, .. }) = leak;
    world.cells[*cell].secret().is_some()
}

fn values(world: &World) -> Vec<i64> {
    world.cells.iter().map(|cell| cell.value).collect()
}

/// What leaks where only the sensitive cells are hidden.
pub fn leaks_of_primary_alone(world: &World, numbers: Numbers) -> Vec<Leak> {
    leaks(world, &world.primary(), &BTreeSet::new(), numbers)
}
