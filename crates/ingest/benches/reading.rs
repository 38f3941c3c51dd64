//! How long a workbook takes beside the bare library: `cargo bench -p ingest -- FILE…`.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::io::Cursor;
use std::time::{Duration, Instant};

use calamine::{DataRef, Reader, Xlsx};
use ingest::Limits;

/// The shortest of a few runs.
fn shortest(run: impl Fn() -> usize) -> (Duration, usize) {
    let timed = || {
        let start = Instant::now();
        let cells = run();
        (start.elapsed(), cells)
    };
    (0..5).map(|_| timed()).min().unwrap_or_default()
}

fn library(bytes: &[u8]) -> usize {
    let Ok(mut workbook) = Xlsx::new(Cursor::new(bytes)) else { return 0 };
    let name = workbook.sheet_names().first().cloned().unwrap_or_default();
    let Ok(mut reader) = workbook.worksheet_cells_reader(&name) else { return 0 };
    let mut cells = 0;
    while let Ok(Some(cell)) = reader.next_cell() {
        cells += usize::from(!matches!(cell.get_value(), DataRef::Empty));
    }
    cells
}

fn ours(bytes: &[u8]) -> usize {
    let Ok(workbook) = ingest::read(bytes, None, &Limits::default()) else { return 0 };
    workbook.table.height() * workbook.table.width()
}

fn main() {
    for file in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let (bare, cells) = shortest(|| library(&bytes));
        let (whole, places) = shortest(|| ours(&bytes));
        let ratio = whole.as_secs_f64() / bare.as_secs_f64();
        println!("{file}: {cells} cells in {places} places, {whole:?} beside {bare:?}: {ratio:.2}");
    }
}
