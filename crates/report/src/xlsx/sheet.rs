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
/// Height of a line of text, in points.
const LINE: f64 = 15.0;
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

/// Characters of a column that holds a text of so many, within reason.
pub fn characters(longest: usize) -> usize {
    longest.clamp(7, 60)
}

/// A column as wide as its longest text, within reason.
pub fn width(longest: usize) -> f64 {
    characters(longest) as f64 + 2.0
}

/// Lines that a text takes in a column of so many characters: not every reader fits the height of a row to it.
pub fn lines(text: &str, most: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ').map(|word| word.chars().count()) {
        if used > 0 && used + 1 + word > most {
            (lines, used) = (lines + 1, word);
        } else {
            used += word + usize::from(used > 0);
        }
        lines += used.saturating_sub(1) / most;
        used = if used > most { (used - 1) % most + 1 } else { used };
    }
    lines
}

/// Makes a row as high as its lines of text.
pub fn fit(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, LINE * lines as f64)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_over_as_many_lines_as_its_words_need() {
        for (text, most, expected) in [
            ("", 10, 1),
            ("Médecine", 10, 1),
            ("dont unité", 10, 1),
            ("dont unités", 10, 2),
            ("DDJ/1000\u{a0}JH par secteur", 11, 2),
            ("un mot trèstrèstrèslong", 10, 3),
        ] {
            assert_eq!(lines(text, most), expected, "{text}");
        }
    }
}
