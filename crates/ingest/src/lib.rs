//! Stage 2 of the pipeline: bytes of a workbook to a table of typed cells, within limits.
//!
//! Whatever the bytes, the answer is a table or a named problem, in bounded time and memory.

mod format;
mod limits;
mod problem;
mod text_file;
mod xls;
mod xls_check;
mod xlsx;
mod zip_check;

pub use limits::Limits;

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::dto::SheetSummary;
use domain::import::{FileProblem, Table};
use format::Format;

/// A sheet as read, and the sheets it was chosen from.
#[derive(Debug)]
pub struct Workbook {
    /// Name of the sheet read; empty for a text file.
    pub sheet: String,
    pub sheets: Vec<SheetSummary>,
    pub table: Table,
}

/// Reads one sheet: the one named, else the first visible one that holds anything.
///
/// # Errors
/// `EmptyFile`, `UnsupportedFile`, `EncryptedFile`, `DamagedFile`, `FileTooLarge`, `SheetNotFound`.
pub fn read(bytes: &[u8], sheet: Option<&str>, limits: &Limits) -> Result<Workbook, FileProblem> {
    // The readers of the formats are libraries: a panic on hostile bytes is a damaged file.
    catch_unwind(AssertUnwindSafe(|| dispatch(bytes, sheet, limits)))
        .unwrap_or_else(|_| Err(problem::damaged()))
}

fn dispatch(bytes: &[u8], sheet: Option<&str>, limits: &Limits) -> Result<Workbook, FileProblem> {
    let mut workbook = match format::detect(bytes)? {
        Format::Xlsx => {
            zip_check::check(bytes, limits)?;
            xlsx::read(bytes, sheet, limits)?
        }
        Format::Xls => {
            xls_check::check(bytes, limits)?;
            xls::read(bytes, sheet, limits)?
        }
        Format::Text => text_file::read(bytes, limits)?,
    };
    workbook.table.shrink();
    if workbook.table.height() == 0 { Err(problem::empty()) } else { Ok(workbook) }
}
