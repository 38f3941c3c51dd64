//! What every sheet has: its head, its print set-up, and texts that stay texts.

use domain::report::Report;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::formats::Formats;
use crate::printed;

/// Longest text of a cell, in characters.
const LONGEST: usize = 32_000;
/// Longest name at the foot of a printed page.
const FOOT_CHARS: usize = 60;
/// Row of the headers of columns: title, where the figures come from, a blank.
pub const HEADER: u32 = 3;
/// A4.
const PAPER: u8 = 9;

/// What surrounds the cells of every sheet.
pub struct Frame {
    /// Name, year and base.
    pub origin: String,
    footer: String,
}

impl Frame {
    pub fn of(report: &Report, digest: &str) -> Self {
        let name = text(&report.identity.name);
        let short: String = name.chars().take(FOOT_CHARS).collect();
        let base = printed::base(report);
        let warning = if report.is_provisional() { "Provisoire : base non figée" } else { "" };
        // `&` begins a command of the footer.
        let safe = short.replace('&', "&&");
        let short_digest: String = digest.chars().take(16).collect();
        Self {
            origin: text(&format!("{name}, {}. {base}.", report.year)),
            footer: format!("&L{safe}, {} {warning}&C{short_digest}&Rpage &P sur &N", report.year),
        }
    }
}

/// A text that a cell holds: no control character, not too long.
pub fn text(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).take(LONGEST).collect()
}

/// A4 landscape, as wide as the page, with the head repeated.
pub fn set_up(sheet: &mut Worksheet, frame: &Frame) {
    sheet
        .set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer(&frame.footer);
}

/// Title and origin above the headers.
pub fn head(
    sheet: &mut Worksheet,
    title: &str,
    frame: &Frame,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, text(title), &formats.title)?;
    sheet.write_string_with_format(1, 0, &frame.origin, &formats.muted)?;
    Ok(())
}

/// A column as wide as its longest text, within reason.
pub fn width(longest: usize) -> f64 {
    longest.clamp(7, 60) as f64 + 2.0
}
