//! Tables drawn at random, small enough for an attacker who tries whole numbers.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::attack::{assert_safe, leaks_of_primary_alone};
use super::bounds::Numbers;
use super::world::World;

/// Patients of a cell: none, few, or some.
fn patients() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0_i64), 3 => 1_i64..7, 5 => 5_i64..60]
}

fn grid(rows: usize, columns: usize) -> impl Strategy<Value = Vec<Vec<(i64, i64)>>> {
    let cell = (patients(), 0_i64..=100).prop_map(|(tested, share)| (tested, tested * share / 100));
    prop::collection::vec(prop::collection::vec(cell, columns), rows)
}

/// Rows and columns with all of their totals.
fn margins(world: &mut World, rows: &[Vec<usize>]) -> Vec<usize> {
    let of_rows: Vec<usize> = rows.iter().map(|row| world.total(row)).collect();
    let columns = (0..rows[0].len()).map(|column| rows.iter().map(|row| row[column]).collect());
    let columns: Vec<Vec<usize>> = columns.collect();
    let of_columns: Vec<usize> = columns.iter().map(|column| world.total(column)).collect();
    let all = world.total(&of_rows);
    world.sum(all, &of_columns);
    [of_rows, of_columns, vec![all]].concat()
}

/// Tested and resistant by region and type, with those that are not resistant.
fn results(values: &[Vec<(i64, i64)>]) -> World {
    let mut world = World::default();
    let mut layer = |of: fn(&(i64, i64)) -> i64| {
        let row = |row: &Vec<(i64, i64)>| row.iter().map(|cell| world.patients(of(cell))).collect();
        let rows: Vec<Vec<usize>> = values.iter().map(row).collect();
        let margins = margins(&mut world, &rows);
        [rows.concat(), margins].concat()
    };
    let tested = layer(|cell| cell.0);
    let resistant = layer(|cell| cell.1);
    for (tested, resistant) in tested.into_iter().zip(resistant) {
        world.resistant(tested, resistant);
    }
    world
}

/// A taxon with its species and the specimens of each, which overlap, over places.
fn taxa(values: &[Vec<(i64, i64)>]) -> World {
    let mut world = World::default();
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut blood: Vec<Vec<usize>> = Vec::new();
    for place in values {
        all.push(place.iter().map(|(isolates, _)| world.patients(*isolates)).collect());
        blood.push(place.iter().map(|(_, blood)| world.patients(*blood)).collect());
    }
    let all = [all.concat(), margins(&mut world, &all)].concat();
    let blood = [blood.concat(), margins(&mut world, &blood)].concat();
    for (all, blood) in all.into_iter().zip(blood) {
        world.at_least(all, &[blood]);
    }
    world
}

/// Doses of establishments by region, type and in all.
fn doses(establishments: &[(usize, usize, i64)]) -> World {
    let mut world = World::default();
    let mut cells: Vec<Vec<BTreeMap<u32, i64>>> = vec![vec![BTreeMap::new(); 3]; 4];
    for (number, (region, kind, doses)) in (0..).zip(establishments) {
        cells[*region][*kind].insert(number, *doses);
    }
    let of_row = |row: &Vec<BTreeMap<u32, i64>>, world: &mut World| -> Vec<usize> {
        row.iter().map(|owners| world.amount(owners.clone())).collect()
    };
    let rows: Vec<Vec<usize>> = cells.iter().map(|row| of_row(row, &mut world)).collect();
    let of_rows: Vec<usize> = rows.iter().map(|row| world.total_amount(row)).collect();
    let of_columns: Vec<usize> = (0..3)
        .map(|column| {
            let column: Vec<usize> = rows.iter().map(|row| row[column]).collect();
            world.total_amount(&column)
        })
        .collect();
    let all = world.total_amount(&of_rows);
    world.sum(all, &of_columns);
    world
}

fn establishments() -> impl Strategy<Value = Vec<(usize, usize, i64)>> {
    let doses = prop_oneof![100_i64..1_000, 1_000_i64..20_000];
    prop::collection::vec((0_usize..4, 0_usize..3, doses), 3..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_leaks_of_results_by_region_and_type(values in grid(4, 3)) {
        assert_safe(&results(&values), Numbers::Whole);
    }

    #[test]
    fn nothing_leaks_of_taxa_and_specimens(values in grid(4, 3)) {
        assert_safe(&taxa(&values), Numbers::Whole);
    }

    #[test]
    fn nothing_leaks_of_doses_to_readers_nor_to_an_establishment_that_is_alone(of in establishments()) {
        assert_safe(&doses(&of), Numbers::Any);
    }

    #[test]
    fn nothing_is_hidden_of_tables_without_small_cells(
        values in prop::collection::vec(prop::collection::vec(10_i64..60, 3), 4),
    ) {
        let values: Vec<Vec<(i64, i64)>> =
            values.iter().map(|row| row.iter().map(|tested| (*tested, tested / 2)).collect()).collect();
        prop_assert!(results(&values).protect().reasons().is_empty());
    }

    #[test]
    fn the_same_tables_are_hidden_in_the_same_way(values in grid(5, 4)) {
        let world = results(&values);
        prop_assert_eq!(world.protect(), world.protect());
    }
}

#[test]
fn primary_suppression_alone_leaks_of_most_random_tables() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let leaking = (0..100).filter(|_| {
        let values = grid(4, 3).new_tree(&mut runner).unwrap().current();
        !leaks_of_primary_alone(&results(&values), Numbers::Any).is_empty()
    });
    let leaking = leaking.count();
    assert!(leaking > 80, "{leaking} of 100");
}
