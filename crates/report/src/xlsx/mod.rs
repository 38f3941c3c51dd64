//! The workbook: a first sheet that says what it is, the words, a sheet for each table and each chart.

mod charts;
mod cover;
mod formats;
mod names;
mod sheet;
mod tables;

use domain::report::{Block, Report};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::DocumentError;
use charts::Drawing;
use formats::Formats;
use names::SheetNames;
use sheet::Frame;

/// The report as an `.xlsx` workbook: unrounded numbers, every text a text.
///
/// # Errors
/// [`DocumentError::Workbook`] when the writer refuses.
pub fn xlsx(report: &Report) -> Result<Vec<u8>, DocumentError> {
    let digest = report.digest()?;
    let formats = Formats::new();
    let frame = Frame::of(report, &digest);
    let mut names = SheetNames::default();
    let mut listed = Vec::new();
    let mut book = Workbook::new();
    book.set_properties(&properties(report, &digest));
    let cover = book.add_worksheet().set_name(names.take("Rapport"))?;
    sheet::set_up(cover, &frame);
    let words = book.add_worksheet().set_name(names.take("Textes"))?;
    cover::words(words, report, &frame, &formats)?;
    for table in report.tables() {
        let name = names.numbered("T", &table.title);
        tables::write(book.add_worksheet().set_name(&name)?, table, &frame, &formats)?;
        listed.push((name, table.title.clone()));
    }
    for block in report.sections.iter().flat_map(|section| &section.blocks) {
        let drawing = match block {
            Block::Chart(chart) => Drawing::of_chart(chart),
            Block::Strip(strip) => Drawing::of_strip(strip),
            _ => continue,
        };
        let name = names.numbered("G", &drawing.title);
        charts::write(book.add_worksheet().set_name(&name)?, &name, &drawing, &frame, &formats)?;
        listed.push((name, drawing.title));
    }
    cover::write(book.worksheet_from_index(0)?, report, &digest, &listed, &formats)?;
    Ok(book.save_to_buffer()?)
}

fn properties(report: &Report, digest: &str) -> DocProperties {
    let name: String = sheet::text(&report.identity.name).chars().take(200).collect();
    let properties = DocProperties::new()
        .set_title(format!("{} — {name}, {}", report.title, report.year))
        .set_subject(&report.subtitle)
        .set_author("ConsoRes")
        .set_comment(format!("Empreinte du contenu (SHA-256) : {digest}"));
    // Never the clock: the same report gives the same bytes.
    let day = ExcelDateTime::parse_from_str(&report.made_on)
        .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1));
    match day {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}
