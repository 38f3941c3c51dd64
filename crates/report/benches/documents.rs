//! How long the documents take: an establishment, and a report as large as that of the nation.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use criterion::{Criterion, criterion_group, criterion_main};
use domain::report::{Kind, Report, report};

#[path = "../tests/it/grasse.rs"]
mod grasse;
#[expect(dead_code, reason = "the tests of the checker use the rest of it")]
#[path = "../../checker/tests/resistance_figures/sample.rs"]
mod sample;
#[expect(dead_code, reason = "tests use the rest of it")]
#[path = "../tests/it/wide.rs"]
mod wide;

fn documents(criterion: &mut Criterion) {
    let years = grasse::Years::open();
    let reports: [(&str, Report); 2] = [
        ("establishment", report(&years.input(Kind::Definitive))),
        ("nation", report(&wide::nation(&years))),
    ];
    let mut group = criterion.benchmark_group("documents");
    group.sample_size(10);
    for (name, one) in &reports {
        group.bench_function(format!("{name}, PDF"), |bench| bench.iter(|| report::pdf(one)));
        group.bench_function(format!("{name}, xlsx"), |bench| bench.iter(|| report::xlsx(one)));
    }
    group.finish();
}

criterion_group!(benches, documents);
criterion_main!(benches);
