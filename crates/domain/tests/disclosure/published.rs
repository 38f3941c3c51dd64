//! The attack on an edition as it is published: made by the product from the roll-ups of establishments, read row by row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::Contributors;
use domain::consumption::{DaysKey, Place, Scope, Total, TotalKey, Totals};
use domain::dto::Versions;
use domain::import::Period;
use domain::open::{Edition, Maker, Member, OpenPlace};
use domain::resistance::{Cell, CellKey, Cells, Counts, Measure, Part, Sums, Taxon};

use super::attack::{leaks, leaks_of_primary_alone};
use super::bounds::Numbers as Reach;
use super::hospitals::Numbers;
use super::world::World;

const YEAR: i32 = 2024;
const REGIONS: [&str; 5] = ["11", "53", "84", "93", "94"];
const KINDS: [&str; 4] = ["CHU", "CH", "MCO", "ESSR"];
const SECTORS: [&str; 3] = ["MED", "CHIR", "REA"];
/// Organisms with what is told of each; the last is in the group and has no row of its own.
const ORGANISMS: [&str; 4] = ["ESCCOL", "KLEPNE", "ENBCLX", "SERMAR"];
const MEASURES: [&str; 2] = ["C3G", "CARBA"];
/// Molecules with how much of each is given.
const MOLECULES: [(&str, u64); 4] =
    [("J01CR02", 6), ("J01DD04", 4), ("J01DH02", 1), ("J01XA01", 1)];

struct Hospital {
    number: u32,
    region: &'static str,
    kind: &'static str,
    totals: Totals,
    sums: Sums,
}

fn hospitals(many: u32) -> Vec<Hospital> {
    let mut numbers = Numbers::new(7);
    let mut pick = |limit: usize| usize::try_from(numbers.below(limit as u64)).unwrap();
    let mut all = Vec::new();
    for number in 0..many {
        let (region, kind) = (REGIONS[pick(5).min(pick(5))], KINDS[pick(4)]);
        let size = 1 + u64::try_from(pick(30)).unwrap();
        let mut numbers = Numbers::new(u64::from(number) + 100);
        let (totals, sums) = (totals(&mut numbers, size), sums(&mut numbers, number, size));
        all.push(Hospital { number, region, kind, totals, sums });
    }
    all
}

fn place(sector: &str) -> Place {
    Place { scope: Scope::Spares, sector: sector.into(), subsector: "".into() }
}

fn totals(numbers: &mut Numbers, size: u64) -> Totals {
    let mut totals = Totals::default();
    let period = Period::year(YEAR);
    for sector in SECTORS.into_iter().filter(|sector| *sector != "REA" || size > 20) {
        let days = size * 100 + numbers.below(100);
        totals.days.insert(DaysKey { period, place: place(sector) }, days as f64);
        for (atc, much) in MOLECULES {
            // A tenth and 20/17 of these are whole.
            let ddj = 170 * (numbers.below(1 + size * much / 6) / (1 + numbers.below(4)));
            if ddj > 0 {
                let key =
                    TotalKey { period, place: place(sector), atc: atc.into(), route: "P".into() };
                totals.consumption.insert(key, Total { ddj: ddj as f64, quantity: 0.0 });
            }
        }
    }
    totals
}

fn sums(numbers: &mut Numbers, number: u32, size: u64) -> Sums {
    let mut cells = BTreeMap::new();
    for (organism, per_size) in ORGANISMS.into_iter().zip([10, 3, 1, 1]) {
        let taxon = Taxon::of(organism).unwrap();
        let mut all: u64 = 0;
        for part in [Part::Specimen(1), Part::Specimen(2), Part::All] {
            let isolates = match part {
                Part::All => all + numbers.below(size),
                _ => numbers.below(1 + size * per_size / 2),
            };
            all = all.max(isolates);
            let measure = |code: &&str| {
                let tested = numbers.share(isolates, 950_000);
                let rare = if *code == "CARBA" { 8_000 } else { 120_000 };
                let resistant = numbers.share(tested, rare);
                let count = |count: u64| u32::try_from(count).unwrap();
                let counts = Counts {
                    susceptible: count(tested - resistant),
                    increased: 0,
                    resistant: count(resistant),
                };
                (Measure::of(code).unwrap(), counts)
            };
            let results = MEASURES.iter().map(measure).filter(|(_, of)| of.tested() > 0).collect();
            let kept = u32::try_from(isolates).unwrap();
            if kept > 0 {
                let key = CellKey { period: Period::year(YEAR), part, taxon };
                cells.insert(key, Cell { before: kept, kept, results });
            }
        }
    }
    let one = Contributors::one(&Arc::from(finess(number)));
    let behind = cells.keys().map(|key| (*key, one.clone())).collect();
    Sums { cells: Cells(cells), contributors: one, behind, ..Sums::default() }
}

fn finess(number: u32) -> String {
    format!("{number:09}")
}

fn places(hospitals: &[Hospital]) -> Vec<OpenPlace> {
    let mut places = BTreeSet::from([OpenPlace::Nation]);
    for one in hospitals {
        places.insert(OpenPlace::Region(one.region.to_owned()));
        places.insert(OpenPlace::Type(one.kind.to_owned()));
    }
    places.into_iter().collect()
}

fn is_in(hospital: &Hospital, place: &OpenPlace) -> bool {
    match place {
        OpenPlace::Nation => true,
        OpenPlace::Region(code) => hospital.region == code,
        OpenPlace::Type(code) => hospital.kind == code,
    }
}

fn edition(hospitals: &[Hospital]) -> Edition {
    let mut maker = Maker::default();
    for one in hospitals {
        let member = Member { number: one.number, region: one.region, kind: one.kind };
        maker.establishment(YEAR, member, &one.totals);
    }
    for place in places(hospitals) {
        let (mut totals, mut sums) = (Totals::default(), Sums::default());
        for one in hospitals.iter().filter(|one| is_in(one, &place)) {
            totals.add(&one.totals);
            sums.add(&one.sums);
        }
        maker.place((YEAR, &place), (&totals, &sums));
    }
    maker.end_year(YEAR, Versions::default()).unwrap();
    let (edition, withheld) = maker.finish();
    assert_eq!(withheld, 0);
    edition
}

/// What an attacker writes down of a table whose cells are by place and something else.
#[derive(Default)]
struct Notes {
    world: World,
    hidden: BTreeSet<usize>,
    cells: BTreeMap<(OpenPlace, String), usize>,
}

impl Notes {
    /// A number of the edition, which is hidden or as the truth.
    fn note(&mut self, at: (OpenPlace, String), cell: usize, shown: Option<i64>) {
        match shown {
            None => drop(self.hidden.insert(cell)),
            Some(number) => assert_eq!(number, self.world.cells[cell].value, "{at:?}"),
        }
        self.cells.insert(at, cell);
    }

    /// The nation is its regions, and its types.
    fn tie_places(&mut self) {
        let nation: Vec<(String, usize)> = self
            .cells
            .iter()
            .filter(|((place, _), _)| *place == OpenPlace::Nation)
            .map(|((_, what), cell)| (what.clone(), *cell))
            .collect();
        for (what, total) in nation {
            for kind in ["region", "type"] {
                let of = |((place, of), _): &(&(OpenPlace, String), &usize)| {
                    place.kind() == kind && *of == what
                };
                let parts: Vec<usize> = self.cells.iter().filter(of).map(|(_, c)| *c).collect();
                self.world.sum(total, &parts);
            }
        }
    }

    /// `parts` are in `total` in every place, and do not overlap.
    fn tie(&mut self, total: &str, parts: &[&str], whole: bool) {
        let totals: Vec<(OpenPlace, usize)> = self
            .cells
            .iter()
            .filter(|((_, what), _)| what == total)
            .map(|((place, _), cell)| (place.clone(), *cell))
            .collect();
        for (place, total) in totals {
            let of = |part: &&str| self.cells.get(&(place.clone(), (*part).to_owned())).copied();
            let parts: Vec<usize> = parts.iter().filter_map(of).collect();
            if whole {
                self.world.sum(total, &parts);
            } else {
                self.world.at_least(total, &parts);
            }
        }
    }

    fn assert_kept(&self, most_hidden: f64, reach: Reach) {
        let nation = || self.cells.iter().filter(|((place, _), _)| *place == OpenPlace::Nation);
        let hidden = nation().filter(|(_, cell)| self.hidden.contains(cell)).count();
        assert!(hidden * 20 < nation().count(), "{hidden} sums of the nation are hidden");
        let alone = leaks_of_primary_alone(&self.world, reach);
        assert!(!alone.is_empty(), "hiding small cells alone would not do");
        let found = leaks(&self.world, &self.hidden, &BTreeSet::new(), reach);
        assert_eq!(found, []);
        let some = self.world.cells.iter().filter(|cell| cell.is_printed() && cell.value > 0);
        let part = self.hidden.len() as f64 / some.count() as f64;
        assert!(!self.hidden.is_empty() && part < most_hidden, "{part} is hidden");
    }
}

#[test]
fn resistances_of_a_published_edition_give_no_hidden_number_away() {
    let edition = edition(&hospitals(300));
    for measure in MEASURES {
        let mut notes = Notes::default();
        // The truth is what the same product would publish of places without the rule: counted here.
        let all = hospitals(300);
        for row in edition.resistance.iter().filter(|row| row.antibiotic == measure) {
            let part = Part::parse(&row.part).unwrap();
            let code = Measure::of(measure).unwrap();
            let is_of_it = |key: &CellKey| {
                key.part == part
                    && (row.organism == "Enterobacterales" || key.taxon.code() == row.organism)
            };
            let mut truth = [0; 3];
            for one in all.iter().filter(|one| is_in(one, &row.place)) {
                for (_, cell) in one.sums.cells.0.iter().filter(|(key, _)| is_of_it(key)) {
                    truth[0] += i64::from(cell.kept);
                    for (_, counts) in cell.results.iter().filter(|(of, _)| *of == code) {
                        truth[1] += i64::from(counts.tested());
                        truth[2] += i64::from(counts.resistant);
                    }
                }
            }
            let shown = [row.isolates, row.tested, row.resistant].map(|one| one.map(i64::from));
            let cells = truth.map(|number| notes.world.patients(number));
            for (index, what) in ["isolates", "tested", "resistant"].into_iter().enumerate() {
                let what = format!("{} {} {what}", row.organism, row.part);
                notes.note((row.place.clone(), what), cells[index], shown[index]);
            }
            notes.world.resistant(cells[1], cells[2]);
            notes.world.at_least(cells[0], &[cells[1]]);
        }
        notes.tie_places();
        for part in ["all", "specimen:1", "specimen:2"] {
            for what in ["isolates", "tested", "resistant"] {
                let of = |organism: &str| format!("{organism} {part} {what}");
                let species = ["ESCCOL", "KLEPNE", "ENBCLX"].map(of);
                let species = species.each_ref().map(String::as_str);
                notes.tie(&of("Enterobacterales"), &species, false);
            }
        }
        notes.assert_kept(0.5, Reach::Whole);
    }
}

#[test]
fn consumption_of_a_published_edition_gives_no_hidden_number_away() {
    let all = hospitals(90);
    let edition = edition(&all);
    let mut notes = Notes::default();
    let is_of = |family: &str, atc: &str| match family {
        "CARBA" => atc.starts_with("J01DH"),
        "AMC" => atc == "J01CR02",
        "C3G" => atc.starts_with("J01DD"),
        "GLYCO" => atc.starts_with("J01XA"),
        "J01" | "TOTAL" => true,
        _ => false,
    };
    // J01 and all antibiotics are the same here, and told twice.
    let told = ["J01", "AMC", "C3G", "CARBA", "GLYCO"];
    for row in edition.consumption.iter().filter(|row| told.contains(&row.family.as_str())) {
        let mut owners: BTreeMap<u32, i64> = BTreeMap::new();
        for one in all.iter().filter(|one| is_in(one, &row.place)) {
            for (key, total) in &one.totals.consumption {
                let of_sector = row.sector.as_ref().is_none_or(|code| *code == key.place.sector);
                if of_sector && is_of(&row.family, &key.atc) {
                    *owners.entry(one.number).or_default() += units(total.ddj);
                }
            }
        }
        let cell = notes.world.amount(owners);
        let what = format!("{} {}", row.family, row.sector.as_deref().unwrap_or("all"));
        notes.note((row.place.clone(), what), cell, row.ddd.map(units));
    }
    notes.tie_places();
    for family in told {
        let of = |sector: &str| format!("{family} {sector}");
        let sectors = SECTORS.map(of);
        notes.tie(&of("all"), &sectors.each_ref().map(String::as_str), true);
    }
    notes.assert_kept(0.5, Reach::Any);
}

fn units(number: f64) -> i64 {
    format!("{number:.0}").parse().unwrap()
}
