//! The PDF: the template fed with the report as data.
//!
//! [`view`] says what is printed where, [`world`] holds the template, the fonts and that data, and nothing else. What the template
//! draws is text of the data, never markup: no name can be read as a command.

mod axis;
mod chart;
mod glyphs;
mod view;
mod world;

use std::fmt::Write as _;

use domain::report::Report;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::DocumentError;
use world::ReportWorld;

/// The report as a tagged PDF (PDF/UA-1), A4.
///
/// # Errors
/// [`DocumentError::Pdf`] when the template does not hold for the report or the standard is not met; a warning is one.
pub fn pdf(report: &Report) -> Result<Vec<u8>, DocumentError> {
    let digest = report.digest()?;
    let view = serde_json::to_vec(&view::Document::of(report, &digest))?;
    let world = ReportWorld::new(view);
    let composed = typst::compile::<PagedDocument>(&world);
    let printed = composed.output.map_err(|problems| failure(&problems)).and_then(|document| {
        if !composed.warnings.is_empty() {
            return Err(failure(&composed.warnings));
        }
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|problem| DocumentError::Pdf(problem.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(digest),
            creator: Smart::Custom(Some("ConsoRes".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|problems| failure(&problems))
    });
    // What the compiler remembers of this report would serve no other.
    typst::comemo::evict(0);
    printed
}

fn failure(problems: &[SourceDiagnostic]) -> DocumentError {
    let mut text = String::new();
    for problem in problems {
        // Writing to a string cannot fail.
        let _ = write!(text, "{}; ", problem.message);
    }
    DocumentError::Pdf(text)
}
