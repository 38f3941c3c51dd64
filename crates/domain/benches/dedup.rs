//! How long deduplication takes: `cargo bench -p domain --bench dedup`.
//!
//! A million made-up isolates: a patient has one or a few of a species, most of them of one strain.
//! To compare with: the R package AMR takes 188 µs per isolate.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(clippy::expect_used, reason = "a code that is unknown stops the bench")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::import::Date;
use domain::resistance::{
    Antibiogram, Carbapenemase, Category, Cells, Isolate, Isolates, Method, Molecule, Origin,
    Quarter, Run, SectorId, Split, Taxon, Window, deduplicate,
};

const ISOLATES: u32 = 1_000_000;
const YEAR: Run = Run { window: Window::Year, split: Split::Together };

const TAXA: [&str; 8] =
    ["ESCCOL", "STAAUR", "KLEPNE", "PSEAER", "ENCFAE", "ENBCLX", "PRTMIR", "STAEPI"];
const MOLECULES: [&str; 20] = [
    "AMX", "AMC", "TZP", "CTX", "CAZ", "FEP", "ETP", "IPM", "MEM", "GEN", "TOB", "AMK", "NAL",
    "OFX", "LVX", "CIP", "SXT", "NIT", "FOS", "TEM",
];

/// Numbers that look like chance and are the same each time (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// The results of a strain, all tested.
fn strain(mut chance: Chance) -> [Category; MOLECULES.len()] {
    std::array::from_fn(|_| match chance.below(16) {
        0..12 => Category::Susceptible,
        12 => Category::Increased,
        _ => Category::Resistant,
    })
}

/// Isolates in the order of time, of so many patients who have at most so many rare strains beside the
/// usual one of each species.
fn isolates(number: u32, patients: u64, rare: u64) -> Vec<Isolate> {
    let mut chance = Chance(2_024);
    let taxa = TAXA.map(|code| Taxon::of(code).expect("a known taxon"));
    let molecules = MOLECULES.map(|code| Molecule::of(code).expect("a known molecule"));
    let sector = SectorId::of("MED").expect("a known sector");
    let isolate = |index: u32| {
        let day = 45_292 + i32::try_from(u64::from(index) * 366 / u64::from(number)).unwrap_or(0);
        let (patient, species) = (chance.below(patients), chance.below(8));
        let other = u64::from(chance.below(8) == 0) * (1 + chance.below(rare));
        let all = strain(Chance(1 + (patient << 16 | species << 12 | other)));
        let mut results = Antibiogram::default();
        for (molecule, category) in molecules.into_iter().zip(all) {
            if chance.below(5) > 0 {
                results.put(molecule, category);
            }
        }
        Isolate {
            results,
            patient: u32::try_from(patient).unwrap_or(0),
            day,
            quarter: Quarter::of(Date::from_days(day).expect("a day of 2024")),
            taxon: taxa[usize::try_from(species).unwrap_or(0)],
            specimen: u8::try_from(1 + chance.below(15)).unwrap_or(1),
            sector,
            esbl: other == 1,
            carbapenemase: Carbapenemase::of(Some(other == 2), None),
            implausible: false,
        }
    };
    (0..number).map(isolate).collect()
}

fn dedup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dedup");
    group.sample_size(10).throughput(Throughput::Elements(ISOLATES.into()));
    let usual = isolates(ISOLATES, 150_000, 9);
    let kept = deduplicate(&usual, Method::Spares, YEAR).iter().filter(|one| one.is_kept()).count();
    println!("{} bytes per isolate, {kept} of {ISOLATES} kept", size_of::<Isolate>());
    for method in Method::ALL {
        group.bench_function(method.as_str(), |bencher| {
            bencher.iter(|| deduplicate(&usual, method, YEAR));
        });
    }
    group.finish();
    // An identifier that stands for nobody gives one patient everything.
    let mut group = criterion.benchmark_group("one patient");
    let number = 20_000;
    group.sample_size(10).throughput(Throughput::Elements(number.into()));
    let nobody = isolates(number, 1, 1_000);
    group.bench_function("spares", |bencher| {
        bencher.iter(|| deduplicate(&nobody, Method::Spares, YEAR));
    });
    group.finish();
    // A year of a very large hospital: every run, and its counts.
    let mut group = criterion.benchmark_group("cells");
    let all = isolates(100_000, 15_000, 9);
    let origins = (0..all.len()).map(|isolate| Origin { import: 0, isolate }).collect();
    let year = Isolates { all, origins };
    group.sample_size(10).throughput(Throughput::Elements(100_000));
    group.bench_function("spares", |bencher| bencher.iter(|| Cells::of(&year, Method::Spares)));
    group.finish();
}

criterion_group!(benches, dedup);
criterion_main!(benches);
