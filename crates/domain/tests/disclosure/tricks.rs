//! One table by trick: each gives a secret away where only secrets are hidden, and none once protected.

use std::collections::{BTreeMap, BTreeSet};

use domain::disclosure::{CellId, Rule, exposed};

use super::attack::{Leak, assert_safe, leaks, leaks_of_primary_alone};
use super::bounds::Numbers;
use super::world::World;

/// The trick works on primary suppression alone, the protection knows it, and it fails on what is protected.
/// Returns what is hidden.
fn check(world: &World) -> BTreeSet<usize> {
    let leaks = leaks_of_primary_alone(world, Numbers::Whole);
    assert!(!leaks.is_empty(), "the attack has to succeed on primary suppression alone");
    let primary: BTreeSet<CellId> =
        world.primary().into_iter().map(|cell| world.id(cell).unwrap()).collect();
    assert!(!exposed(&world.tables, &Rule::current(), &primary).is_empty());
    let hidden = assert_safe(world, Numbers::Whole);
    let hidden_ids: BTreeSet<CellId> = hidden.iter().map(|cell| world.id(*cell).unwrap()).collect();
    assert_eq!(exposed(&world.tables, &Rule::current(), &hidden_ids), BTreeSet::new());
    hidden
}

/// A row of patients and its total, which is the last cell.
fn row(values: &[i64]) -> World {
    let mut world = World::default();
    let parts: Vec<usize> = values.iter().map(|value| world.patients(*value)).collect();
    world.total(&parts);
    world
}

/// Rows and columns of patients with their totals. Returns the cells of the rows.
fn square(world: &mut World, values: &[&[i64]]) -> Vec<Vec<usize>> {
    let rows: Vec<Vec<usize>> =
        values.iter().map(|row| row.iter().map(|value| world.patients(*value)).collect()).collect();
    let of_rows: Vec<usize> = rows.iter().map(|row| world.total(row)).collect();
    let of_columns: Vec<usize> = (0..values[0].len())
        .map(|column| {
            let column: Vec<usize> = rows.iter().map(|row| row[column]).collect();
            world.total(&column)
        })
        .collect();
    let all = world.total(&of_rows);
    world.sum(all, &of_columns);
    rows
}

#[test]
fn a_single_hidden_cell_in_a_row_is_the_total_less_the_others() {
    let world = row(&[3, 40, 12, 25]);
    let leaks = leaks_of_primary_alone(&world, Numbers::Whole);
    assert_eq!(leaks, [Leak::Solved { cell: 0, value: 3 }]);
    assert_eq!(check(&world), BTreeSet::from([0, 2]), "with the smallest of the others");
}

#[test]
fn two_hidden_cells_of_a_row_follow_from_their_columns() {
    let mut world = World::default();
    let rows = square(&mut world, &[&[3, 4], &[20, 30]]);
    assert_eq!(leaks_of_primary_alone(&world, Numbers::Whole).len(), 2);
    let hidden = check(&world);
    assert_eq!(hidden, rows.concat().into_iter().collect(), "the four together");
}

#[test]
fn two_hidden_ones_whose_sum_is_two_are_one_each() {
    let world = row(&[1, 1, 40, 25]);
    let pinned = [Leak::Pinned { cell: 0, value: 1 }, Leak::Pinned { cell: 1, value: 1 }];
    assert_eq!(leaks_of_primary_alone(&world, Numbers::Whole), pinned);
    check(&world);
}

#[test]
fn two_hidden_cells_whose_sum_is_small_are_both_known_to_be_small() {
    let world = row(&[2, 3, 40, 25]);
    let leaks = leaks_of_primary_alone(&world, Numbers::Whole);
    assert!(matches!(leaks[..], [Leak::Bounded { .. }, Leak::Bounded { .. }]), "{leaks:?}");
    check(&world);
}

#[test]
fn zeros_beside_a_hidden_cell_hide_nothing() {
    let world = row(&[0, 3, 0, 0, 60]);
    assert_eq!(check(&world), BTreeSet::from([1, 4]));
    let mut world = World::default();
    let rows = square(&mut world, &[&[0, 3, 70], &[50, 0, 60], &[20, 30, 80]]);
    let hidden = check(&world);
    assert!(hidden.contains(&rows[0][1]) && !hidden.contains(&rows[1][1]));
}

#[test]
fn a_hidden_total_is_the_sum_of_its_parts() {
    // Three patients in all, of whom none in the first place: the total tells the second place.
    let mut world = World::default();
    let species: Vec<usize> = [0, 3].map(|value| world.patients(value)).into();
    let order = world.total(&species);
    let others = world.patients(30);
    world.total(&[order, others]);
    check(&world);
}

#[test]
fn a_cell_of_one_year_follows_from_sums_over_years() {
    // Years one by one, two by two, and the whole.
    let mut world = World::default();
    let years: Vec<usize> = [30, 3, 40, 25].map(|value| world.patients(value)).into();
    let early = world.total(&years[..2]);
    let late = world.total(&years[2..]);
    world.total(&years[1..3]);
    world.total(&[early, late]);
    check(&world);
}

#[test]
fn quarters_add_up_to_the_year_of_every_place() {
    let mut world = World::default();
    square(&mut world, &[&[9, 2, 14, 8], &[30, 28, 35, 40], &[12, 0, 17, 11]]);
    check(&world);
}

#[test]
fn a_figure_that_is_the_difference_of_two_others_gives_it_away() {
    // Enterobacterales, E. coli, and « the others », which hide nothing beside the two.
    let mut world = World::default();
    let coli = world.patients(40);
    let klebsiella = world.patients(3);
    let others = world.total(&[klebsiella]);
    world.total(&[coli, others]);
    check(&world);
}

#[test]
fn a_proportion_with_its_denominator_is_a_numerator() {
    // 0,6 % of 331 is two patients: a proportion shows where both of its cells do, and only there.
    let is_printed = |n: &u32| format!("{:.1}", f64::from(*n) * 100.0 / 331.0) == "0.6";
    let possible: Vec<u32> = (0..=331).filter(is_printed).collect();
    assert_eq!(possible, [2]);
    let mut world = World::default();
    let tested: Vec<usize> = [331, 250, 90].map(|value| world.patients(value)).into();
    let resistant: Vec<usize> = [2, 30, 9].map(|value| world.patients(value)).into();
    for (tested, resistant) in tested.iter().zip(&resistant) {
        world.resistant(*tested, *resistant);
    }
    let (all_tested, all_resistant) = (world.total(&tested), world.total(&resistant));
    world.resistant(all_tested, all_resistant);
    assert_eq!(check(&world), BTreeSet::from([resistant[0], resistant[2]]));
}

#[test]
fn those_who_are_not_resistant_are_one_subtraction_away() {
    let mut world = World::default();
    let tested: Vec<usize> = [99, 250].map(|value| world.patients(value)).into();
    let resistant: Vec<usize> = [97, 30].map(|value| world.patients(value)).into();
    for (tested, resistant) in tested.iter().zip(&resistant) {
        world.resistant(*tested, *resistant);
    }
    world.total(&tested);
    world.total(&resistant);
    let hidden = check(&world);
    assert!(hidden.contains(&resistant[0]) || hidden.contains(&tested[0]));
}

#[test]
fn susceptible_increased_and_resistant_add_up_to_tested() {
    let mut world = World::default();
    square(&mut world, &[&[40, 2, 8], &[70, 12, 30]]);
    check(&world);
}

#[test]
fn a_part_that_cannot_exceed_the_whole_is_bounded_by_it() {
    // Four tested isolates in all. Of a specimen three, and the other specimens can have one more at most.
    let mut world = World::default();
    let all: Vec<usize> = [4, 60, 45].map(|value| world.patients(value)).into();
    let blood: Vec<usize> = [3, 20, 22].map(|value| world.patients(value)).into();
    let urine: Vec<usize> = [2, 45, 30].map(|value| world.patients(value)).into();
    for place in 0..3 {
        world.at_least(all[place], &[blood[place]]);
        world.at_least(all[place], &[urine[place]]);
        world.at_most(all[place], &[blood[place], urine[place]]);
    }
    for part in [all, blood, urine] {
        world.total(&part);
    }
    check(&world);
}

#[test]
fn three_axes_cross() {
    // Places, types and species with every margin: eight cells change together.
    let mut world = World::default();
    let values = [[[3, 20], [30, 15]], [[25, 18], [22, 40]]];
    let cells = values.map(|plane| plane.map(|line| line.map(|value| world.patients(value))));
    let mut planes: Vec<Vec<usize>> = Vec::new();
    for plane in cells {
        let lines: Vec<usize> = plane.iter().map(|line| world.total(line)).collect();
        let columns: Vec<usize> =
            (0..2).map(|column| world.total(&[plane[0][column], plane[1][column]])).collect();
        let all = world.total(&lines);
        world.sum(all, &columns);
        planes.push([lines, columns, vec![all]].concat());
    }
    let [one, other] = cells.map(|plane| plane.concat());
    for pair in one.into_iter().zip(other) {
        world.total(&[pair.0, pair.1]);
    }
    let margins: Vec<usize> =
        (0..5).map(|margin| world.total(&[planes[0][margin], planes[1][margin]])).collect();
    world.sum(margins[4], &margins[..2]);
    world.sum(margins[4], &margins[2..4]);
    check(&world);
}

fn owners(parts: &[(u32, i64)]) -> BTreeMap<u32, i64> {
    parts.iter().copied().collect()
}

#[test]
fn an_establishment_that_dominates_a_sum_is_not_estimated_from_it() {
    let mut world = World::default();
    let parts = [
        owners(&[(1, 9_000), (2, 300), (3, 200), (4, 100)]),
        owners(&[(5, 4_000), (6, 3_500), (7, 5_000)]),
        owners(&[(8, 7_000), (9, 6_500), (10, 6_000)]),
    ];
    let parts: Vec<usize> = parts.into_iter().map(|part| world.amount(part)).collect();
    world.total_amount(&parts);
    assert_eq!(check(&world), BTreeSet::from([0, 1]));
}

#[test]
fn an_establishment_that_is_alone_does_not_find_another_by_its_own() {
    // Two cells of one establishment each hide each other from readers, not from the two.
    let mut world = World::default();
    let parts = [
        owners(&[(1, 4_000)]),
        owners(&[(2, 5_000)]),
        owners(&[(3, 7_000), (4, 6_500), (5, 6_000)]),
    ];
    let parts: Vec<usize> = parts.into_iter().map(|part| world.amount(part)).collect();
    world.total_amount(&parts);
    let primary = world.primary();
    assert_eq!(leaks(&world, &primary, &BTreeSet::new(), Numbers::Any), []);
    let of_the_second = leaks(&world, &primary, &BTreeSet::from([parts[1]]), Numbers::Any);
    assert_eq!(of_the_second, [Leak::Solved { cell: parts[0], value: 4_000 }]);
    assert_eq!(assert_safe(&world, Numbers::Any), parts.into_iter().collect());
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    let mut world = World::default();
    square(&mut world, &[&[5, 0, 70], &[50, 0, 60], &[20, 30, 80]]);
    assert!(world.protect().reasons().is_empty());
    assert_eq!(world.protect().steps, 0);
}
