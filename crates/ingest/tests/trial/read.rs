//! Any bytes: a table that is not empty, or a problem that says what to do.

use ingest::{Limits, Reading, Unwatched, Workbook, read_watched};

/// Small, so that many files are tried in little time.
fn limits() -> Limits {
    Limits {
        inflated_bytes: 16 << 20,
        rows: 20_000,
        columns: 200,
        cells: 400_000,
        text_bytes: 8 << 20,
        ..Limits::default()
    }
}

/// Reads any bytes: a table that is not empty, or a problem that says what to do.
pub fn read(bytes: &[u8]) -> Option<Workbook> {
    let limits = limits();
    let reading = Reading { sheet: None, layout: None, limits: &limits, watch: &Unwatched };
    match read_watched(bytes, &reading) {
        Ok(workbook) => {
            assert!(workbook.table.height() > 0, "an empty table");
            let cells = workbook.table.height() * workbook.table.width();
            assert!(cells <= limits.cells, "{cells} cells");
            Some(workbook)
        }
        Err(problem) => {
            assert!(problem.detail.ends_with('.'), "{}", problem.detail);
            None
        }
    }
}
