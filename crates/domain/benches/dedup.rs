//! How long deduplication takes: `cargo bench -p domain --bench dedup`.
//!
//! A million made-up isolates in the rates of a hospital: most patients have one, some many. To
//! compare with: the R package AMR takes 188 µs per isolate.

#![expect(missing_docs, reason = "criterion makes a public function")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::import::Date;
use domain::resistance::{
    Antibiogram, Carbapenemase, Category, Isolate, Method, Molecule, Quarter, Run, SectorId, Split,
    Taxon, Window, deduplicate,
};

const ISOLATES: u32 = 1_000_000;
const YEAR: Run = Run { window: Window::Year, split: Split::Together };

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

/// Isolates in the order of time, of so many patients.
fn isolates(number: u32, patients: u64) -> Vec<Isolate> {
    let mut chance = Chance(2_024);
    let taxa = ["ESCCOL", "STAAUR", "KLEPNE", "PSEAER", "ENCFAE", "ENBCLX", "PRTMIR", "STAEPI"]
        .map(|code| Taxon::of(code).expect("a known taxon"));
    let molecules = [
        "AMX", "AMC", "TZP", "CTX", "CAZ", "FEP", "ETP", "IPM", "MEM", "GEN", "TOB", "AMK", "NAL",
        "OFX", "LVX", "CIP", "SXT", "NIT", "FOS", "TEM",
    ]
    .map(|code| Molecule::of(code).expect("a known molecule"));
    let sector = SectorId::of("MED").expect("a known sector");
    let first = 45_292;
    (0..number)
        .map(|index| {
            let day =
                first + i32::try_from(u64::from(index) * 366 / u64::from(number)).unwrap_or(0);
            let mut results = Antibiogram::default();
            for molecule in molecules {
                let category = match chance.below(20) {
                    0..4 => continue,
                    4..16 => Category::Susceptible,
                    16 => Category::Increased,
                    _ => Category::Resistant,
                };
                results.put(molecule, category);
            }
            Isolate {
                results,
                patient: u32::try_from(chance.below(patients)).unwrap_or(0),
                day,
                quarter: Quarter::of(Date::from_days(day).expect("a day of 2024")),
                taxon: taxa[usize::try_from(chance.below(8)).unwrap_or(0)],
                specimen: u8::try_from(1 + chance.below(15)).unwrap_or(1),
                sector,
                esbl: chance.below(12) == 0,
                carbapenemase: Carbapenemase::of(Some(chance.below(200) == 0), None),
                implausible: false,
            }
        })
        .collect()
}

fn dedup(criterion: &mut Criterion) {
    println!("{} bytes per isolate", size_of::<Isolate>());
    let mut group = criterion.benchmark_group("dedup");
    group.sample_size(10).throughput(Throughput::Elements(ISOLATES.into()));
    let usual = isolates(ISOLATES, 500_000);
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
    let nobody = isolates(number, 1);
    group.bench_function("spares", |bencher| {
        bencher.iter(|| deduplicate(&nobody, Method::Spares, YEAR));
    });
    group.finish();
}

criterion_group!(benches, dedup);
criterion_main!(benches);
