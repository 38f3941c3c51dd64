//! Tables of the size and shape of a nation: they hold against the attack, most of them shows, and the work is bounded.

use std::collections::BTreeMap;

use domain::disclosure::{
    Amount, Behind, CellId, Key, OpenConsumption, OpenResistances, Patients, Rule, Sum, SumKind,
    Suppressions, protect,
};

use super::attack::{assert_safe, leaks_of_primary_alone};
use super::bounds::Numbers as Reach;
use super::hospitals::{Hospital, Numbers, REGIONS, TYPES, nation};
use super::world::World;

/// Isolates per million of the size of an establishment: a common species, a less common, and a rare one.
const SPECIES: [u64; 3] = [300_000, 70_000, 4_000];
/// Resistant among a million tested, and tested among a million isolates.
const MOLECULES: [(u64, u64); 4] =
    [(520_000, 990_000), (120_000, 950_000), (4_000, 900_000), (990_000, 400_000)];

/// Isolates of each hospital, then tested and resistant by molecule.
fn counted(hospitals: &[Hospital], species: u64, molecules: &[(u64, u64)]) -> Vec<Vec<i64>> {
    let mut numbers = Numbers::new(species);
    let of = |hospital: &Hospital| {
        let isolates = numbers.share(hospital.size, species);
        let mut counts = vec![isolates];
        for &(resistant, tested) in molecules {
            let tested = numbers.share(isolates, tested);
            counts.extend([tested, numbers.share(tested, resistant)]);
        }
        counts.into_iter().map(|count| i64::try_from(count).unwrap()).collect()
    };
    hospitals.iter().map(of).collect()
}

/// One measure by region, by type and for the nation.
fn places(world: &mut World, hospitals: &[Hospital], counts: impl Fn(usize) -> i64) -> Vec<usize> {
    let mut by = [vec![0; REGIONS.len()], vec![0; TYPES.len()]];
    for (index, hospital) in hospitals.iter().enumerate() {
        by[0][hospital.region] += counts(index);
        by[1][hospital.kind] += counts(index);
    }
    let [regions, types]: [Vec<usize>; 2] =
        by.map(|values| values.into_iter().map(|value| world.patients(value)).collect());
    let nation = world.total(&regions);
    world.sum(nation, &types);
    [regions, types, vec![nation]].concat()
}

/// A group of species with its molecules, by region and type.
fn group(hospitals: &[Hospital]) -> World {
    let mut world = World::default();
    let mut cells: Vec<Vec<Vec<usize>>> = Vec::new();
    for species in SPECIES {
        let counts = counted(hospitals, species, &MOLECULES);
        let of = |measure| places(&mut world, hospitals, |index| counts[index][measure]);
        cells.push((0..counts[0].len()).map(of).collect());
    }
    let mut together: Vec<Vec<usize>> = Vec::new();
    for measure in 0..cells[0].len() {
        let of_place = |place| {
            let parts: Vec<usize> = cells.iter().map(|of| of[measure][place]).collect();
            world.total(&parts)
        };
        let totals: Vec<usize> = (0..cells[0][measure].len()).map(of_place).collect();
        let (nation, places) = totals.split_last().unwrap();
        world.sum(*nation, &places[..REGIONS.len()]);
        world.sum(*nation, &places[REGIONS.len()..]);
        together.push(totals);
    }
    cells.push(together);
    for measures in &cells {
        for (place, isolates) in measures[0].iter().enumerate() {
            for molecule in measures[1..].chunks(2) {
                world.resistant(molecule[0][place], molecule[1][place]);
                world.at_least(*isolates, &[molecule[0][place]]);
            }
        }
    }
    world
}

#[test]
fn nothing_leaks_of_a_group_of_species_of_a_nation_and_most_of_it_shows() {
    let world = group(&nation(700));
    assert!(leaks_of_primary_alone(&world, Reach::Any).len() > 20);
    let hidden = assert_safe(&world, Reach::Any);
    let printed = world.cells.iter().filter(|cell| cell.is_printed()).count();
    assert_eq!((printed, world.primary().len(), hidden.len()), (972, 34, 86));
}

/// The places of a hospital: nation, region, type, and type within the region.
fn places_of(hospital: &Hospital) -> [String; 4] {
    let Hospital { region, kind, .. } = hospital;
    ["FR".to_owned(), format!("R{region}"), format!("T{kind}"), format!("R{region}T{kind}")]
}

fn sums_of_places() -> Vec<Sum> {
    let regions = || 0..REGIONS.len();
    let types = || 0..TYPES.len();
    let whole = |total: &str, parts: Vec<String>| Sum {
        kind: SumKind::Whole,
        total: total.to_owned(),
        parts,
    };
    let mut sums = vec![
        whole("FR", regions().map(|region| format!("R{region}")).collect()),
        whole("FR", types().map(|kind| format!("T{kind}")).collect()),
    ];
    for region in regions() {
        let parts = types().map(|kind| format!("R{region}T{kind}")).collect();
        sums.push(whole(&format!("R{region}"), parts));
    }
    for kind in types() {
        let parts = regions().map(|region| format!("R{region}T{kind}")).collect();
        sums.push(whole(&format!("T{kind}"), parts));
    }
    sums
}

/// A year of one species with forty molecules, by region, by type and by both.
fn open_resistances(hospitals: &[Hospital], species: u64) -> OpenResistances {
    let mut open = OpenResistances::default();
    open.sums[0] = sums_of_places();
    let molecules: Vec<(u64, u64)> = (0..10).flat_map(|_| MOLECULES).collect();
    let counts = counted(hospitals, species, &molecules);
    for (hospital, counts) in hospitals.iter().zip(counts) {
        for place in places_of(hospital) {
            let key: Key<4> = [&place, "2024", "ESCCOL", "all"].map(str::to_owned);
            add(open.isolates.entry(key).or_insert(Patients::new(0)), counts[0]);
            for (molecule, counts) in counts[1..].chunks(2).enumerate() {
                let molecule = format!("M{molecule}");
                let key = [&place, "2024", "ESCCOL", "all", &molecule].map(str::to_owned);
                let of = open.results.entry(key).or_insert([Patients::new(0); 2]);
                add(&mut of[0], counts[0]);
                add(&mut of[1], counts[1]);
            }
        }
    }
    open
}

fn add(to: &mut Patients, more: i64) {
    to.number += u32::try_from(more).unwrap();
}

/// Share of the cells that are hidden, in thousandths, among those that are not zero.
fn hidden_share<'a>(found: &Suppressions, cells: impl Iterator<Item = (&'a CellId, u32)>) -> usize {
    let cells: Vec<&CellId> = cells.filter(|(_, value)| *value > 0).map(|(cell, _)| cell).collect();
    1000 * cells.iter().filter(|cell| found.is_hidden(***cell)).count() / cells.len().max(1)
}

fn shares(open: &OpenResistances) -> ([usize; 3], Suppressions) {
    let (tables, cells) = open.tables().unwrap();
    let found = protect(&tables, &Rule::current());
    let isolates = cells.isolates.iter().map(|(key, cell)| (cell, open.isolates[key].number));
    let of = |measure: usize| {
        let results = cells.results.iter();
        let of = results.map(|(key, both)| (&both[measure], open.results[key][measure].number));
        hidden_share(&found, of)
    };
    let shares = [hidden_share(&found, isolates), of(0), of(1)];
    assert_eq!((tables.len(), found.withheld), (23_345, 0));
    (shares, found)
}

#[test]
fn the_work_on_a_year_of_a_species_is_bounded_and_what_is_common_shows() {
    let hospitals = nation(1600);
    let (common, found) = shares(&open_resistances(&hospitals, SPECIES[0]));
    assert_eq!(common, [0, 4, 127]);
    assert!(found.steps < 200_000, "{}", found.steps);
    let (rare, found) = shares(&open_resistances(&hospitals, SPECIES[2]));
    assert_eq!(rare, [209, 276, 524]);
    assert!(found.steps < 4_000_000, "{}", found.steps);
}

#[test]
fn consumption_of_a_nation_shows_but_for_regions_of_few() {
    let hospitals = nation(1600);
    let mut doses: BTreeMap<Key<4>, BTreeMap<u32, u64>> = BTreeMap::new();
    let mut numbers = Numbers::new(7);
    for (number, hospital) in (0..).zip(&hospitals) {
        for family in ["J01", "J01C"] {
            let units = 1 + numbers
                .share(hospital.size * 100, if family == "J01" { 900_000 } else { 300_000 });
            for place in places_of(hospital) {
                let key = [&place, "2024", "MED", family].map(str::to_owned);
                doses.entry(key).or_default().insert(number, units);
            }
        }
    }
    let amount = |owners: &BTreeMap<u32, u64>| {
        let (leader, largest) = owners.iter().max_by_key(|(_, units)| **units).unwrap();
        let establishments = u32::try_from(owners.len()).unwrap();
        let behind = Behind { establishments, largest: *largest, leader: *leader };
        Amount { units: owners.values().sum(), behind }
    };
    let families = vec![Sum::new(SumKind::AtLeast, "J01", &["J01C"])];
    let open = OpenConsumption {
        doses: doses.iter().map(|(key, owners)| (key.clone(), amount(owners))).collect(),
        sums: [sums_of_places(), Vec::new(), Vec::new(), families],
        ..OpenConsumption::default()
    };
    let (tables, cells) = open.tables().unwrap();
    let found = protect(&tables, &Rule::current());
    let share = 100 * found.reasons().len() / cells.doses.len();
    assert_eq!((share, found.withheld), (30, 0));
    assert!(found.steps < 200_000, "{}", found.steps);
    assert!(!found.is_hidden(cells.doses[&["FR", "2024", "MED", "J01"].map(str::to_owned)]));
}
