//! How long a file takes from its bytes to its verdict, against the bare reading of the same file.
//!
//! Prints medians, their ratio to calamine's reading, and the peak of memory per byte of the file.
//! `BENCH_SAMPLES` names the folder of the large set.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints and may fail")]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use checker::{Memory, OpenFile, Place};
use domain::dto::ImportKind;
use domain::import::{Lines, Period};
use domain::pseudonym::PseudonymSecret;
use domain::verdict::{Context, judge};
use ingest::Unwatched;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const ROUNDS: usize = 5;

fn main() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/bench-caen");
    let samples = std::env::var_os("BENCH_SAMPLES").map_or(default, PathBuf::from);
    if !samples.is_dir() {
        println!("NOT RUN: the large set is not at {}", samples.display());
        return;
    }
    let read = |name: &str| std::fs::read(samples.join(name)).unwrap();
    let structure = read("structure_2024.xlsx");
    for (kind, name, limit) in [
        (ImportKind::Consumption, "consommations_2024.xlsx", 3.0),
        (ImportKind::Resistance, "resistances_2024.xlsx", 1.5),
    ] {
        let file = read(name);
        let bare = median(|| bare_read(&file));
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let whole = median(|| verdict(&structure, kind, name, &file));
        let peak = (MEMORY.peak_usage() - before) as f64 / file.len() as f64;
        let ratio = whole.as_secs_f64() / bare.as_secs_f64();
        println!(
            "{name}: bare calamine read {:.0} ms, bytes to verdict {:.0} ms, ratio {ratio:.2} (limit \
             {limit}), peak {peak:.0} bytes per byte of the file",
            1000.0 * bare.as_secs_f64(),
            1000.0 * whole.as_secs_f64(),
        );
    }
}

fn median(mut work: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            assert!(work() > 0);
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn bare_read(file: &[u8]) -> usize {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.used_cells().count()
}

fn verdict(structure: &[u8], kind: ImportKind, name: &str, file: &[u8]) -> usize {
    let open = |bytes: &[u8], kind, name: &str| {
        let of = (kind, Place::default());
        OpenFile::open(bytes.to_vec(), name, of, Memory::default(), &Unwatched).unwrap()
    };
    let year = Period::year(2024);
    let units = open(structure, ImportKind::Structure, "structure_2024.xlsx");
    let units = units.check(year, None, None).unwrap().delivery.lines;
    let Lines::Structure(units) = units else { panic!("a structure has units") };
    let secret = PseudonymSecret::from([7; 32]);
    let checked = open(file, kind, name).check(year, None, Some((1, &secret))).unwrap();
    let verdict = judge(Context::empty(kind, 2024).with_units(units), checked).unwrap();
    usize::try_from(verdict.rows.read).unwrap()
}
