//! The documents of ConsoRes: one [`Report`](domain::report::Report), printed as a PDF or as a workbook.
//!
//! [`pdf`] and [`xlsx`] compute no figure and decide nothing about one: what is printed is what the report says. They read no
//! file, no clock and no network; the same report gives the same bytes.

mod pdf;
mod printed;
mod xlsx;

pub use pdf::pdf;
pub use xlsx::xlsx;

/// Why a document cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The report has no JSON: a number that is not finite.
    #[error("write the report as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The template does not hold for this report.
    #[error("compose the PDF: {0}")]
    Pdf(String),
    /// The writer of workbooks refuses.
    #[error("write the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
