//! How much a file may hold.

/// Bounds of one file. The defaults hold a year of isolates of the largest hospital.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Size of the file itself, in bytes.
    pub file_bytes: u64,
    /// Size of the parts read of a workbook once inflated, in bytes.
    pub inflated_bytes: u64,
    /// Inflated size by size of the file, once [`Limits::RATIO_FROM`] is passed. Spreadsheets of
    /// repeated rows come to 30; the format ends at 1032.
    pub ratio: u64,
    pub sheets: usize,
    pub rows: usize,
    pub columns: usize,
    pub cells: usize,
    /// Size of all distinct texts of a sheet or of the table of texts of a workbook, in bytes.
    pub text_bytes: usize,
    /// Size of one piece of XML: a tag or a text, in bytes. A cell holds 32 767 characters.
    pub piece_bytes: u64,
    /// Elements inside one another.
    pub depth: usize,
    /// Merged areas kept; more are counted only.
    pub merges: usize,
}

impl Limits {
    /// Inflated bytes below which no ratio is looked at.
    pub const RATIO_FROM: u64 = 32 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            inflated_bytes: 256 << 20,
            ratio: 200,
            sheets: 200,
            rows: 500_000,
            columns: 1_000,
            cells: 12_000_000,
            text_bytes: 128 << 20,
            piece_bytes: 4 << 20,
            depth: 64,
            merges: 10_000,
        }
    }
}
