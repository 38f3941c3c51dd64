//! Stage 2 of the pipeline: bytes of a workbook to a table of typed cells, within limits.
//!
//! Whatever the bytes, the answer is a table or a named problem, in bounded time and memory.

mod book;
mod choose;
mod format;
mod gauge;
mod limits;
mod notes;
mod number_format;
mod ods;
mod package;
mod problem;
mod sheet;
mod text_file;
mod watch;
mod xls;
mod xls_check;
mod xlsb;
mod xlsx;
mod xml;

pub use limits::Limits;
#[cfg(not(target_family = "wasm"))]
pub use watch::Deadline;
pub use watch::{Unwatched, Watch};

use std::panic::{AssertUnwindSafe, catch_unwind};

use book::Book;
use domain::dto::{SheetNote, SheetSummary};
use domain::import::{FileProblem, Layout, Table};
use format::Format;
use gauge::Gauge;

/// A sheet as read, and the sheets it was chosen from.
#[derive(Debug)]
pub struct Workbook {
    /// Name of the sheet read; empty for a text file.
    pub sheet: String,
    pub sheets: Vec<SheetSummary>,
    pub table: Table,
    /// What the workbook hides, and which sheets were not read.
    pub notes: Vec<SheetNote>,
}

/// What to read of a workbook, and how far.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The sheet to read; chosen when absent.
    pub sheet: Option<&'a str>,
    /// What the file should hold: of several visible sheets, the one that looks most like it.
    pub layout: Option<Layout>,
    pub limits: &'a Limits,
    pub watch: &'a dyn Watch,
}

impl std::fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Reading");
        shown.field("sheet", &self.sheet).field("layout", &self.layout).finish_non_exhaustive()
    }
}

/// Reads one sheet: the one named, else the first visible one that holds anything.
///
/// # Errors
/// As [`read_watched`].
pub fn read(bytes: &[u8], sheet: Option<&str>, limits: &Limits) -> Result<Workbook, FileProblem> {
    read_watched(bytes, &Reading { sheet, layout: None, limits, watch: &Unwatched })
}

/// Reads one sheet: the one named, else the visible one that looks most like the layout.
///
/// # Errors
/// `EmptyFile`, `UnsupportedFile`, `EncryptedFile`, `DamagedFile`, `FileTooLarge` (also when the
/// watch stops the reading), `SheetNotFound`.
pub fn read_watched(bytes: &[u8], reading: &Reading<'_>) -> Result<Workbook, FileProblem> {
    // The readers of the formats are libraries: a panic on hostile bytes is a damaged file.
    catch_unwind(AssertUnwindSafe(|| dispatch(bytes, reading)))
        .unwrap_or_else(|_| Err(problem::damaged()))
}

fn dispatch(bytes: &[u8], reading: &Reading<'_>) -> Result<Workbook, FileProblem> {
    let size = bytes.len() as u64;
    if size > reading.limits.file_bytes {
        return Err(problem::file_too_large(reading.limits.file_bytes >> 20));
    }
    let gauge = &Gauge::new(reading.limits, reading.watch, size);
    let mut book: Box<dyn Book + '_> = match format::detect(bytes)? {
        Format::Xlsx(package) => Box::new(xlsx::Xlsx::open(package, gauge)?),
        Format::Xlsb(package) => Box::new(xlsb::Xlsb::open(package, gauge)?),
        Format::Ods(package) => Box::new(ods::Ods::open(package, gauge)?),
        Format::Xls => Box::new(xls::Xls::open(bytes, gauge)?),
        Format::Text => Box::new(text_file::TextFile::open(bytes)),
    };
    let chosen = choose::choose(&mut *book, reading.sheet, reading.layout, gauge)?;
    let sheets = book.sheets().to_vec();
    let sheet = sheets.get(chosen.place).map(|sheet| sheet.name.clone()).unwrap_or_default();
    if chosen.table.height() == 0 {
        return Err(problem::empty());
    }
    let notes = notes::notes(&sheets, chosen.place, &chosen.table, &chosen.marks);
    Ok(Workbook { sheet, sheets, table: chosen.table, notes })
}
