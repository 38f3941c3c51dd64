//! `.ods` (OASIS `OpenDocument` 1.2, part 1): all sheets are in one part, which is streamed for each.
//!
//! Rows and cells say how often they are repeated; an empty one is skipped whatever its number.

mod cell;
mod table;

use std::collections::HashSet;

use domain::dto::SheetSummary;
use domain::import::FileProblem;

use crate::book::{Book, check_sheets};
use crate::gauge::Gauge;
use crate::package::Package;
use crate::problem;
use crate::sheet::Sheet;
use crate::xml::{Piece, Xml, attribute};

const CONTENT: &str = "content.xml";

pub struct Ods<'a> {
    package: Package<'a>,
    sheets: Vec<SheetSummary>,
}

impl<'a> Ods<'a> {
    pub fn open(mut package: Package<'a>, gauge: &Gauge<'_>) -> Result<Self, FileProblem> {
        let manifest = package.head("META-INF/manifest.xml", 1 << 20);
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(problem::encrypted());
        }
        let sheets = list(&mut package, gauge)?;
        Ok(Self { package, sheets })
    }
}

impl Book for Ods<'_> {
    fn sheets(&self) -> &[SheetSummary] {
        &self.sheets
    }

    fn read(&mut self, place: usize, sheet: &mut Sheet<'_>) -> Result<(), FileProblem> {
        let gauge = sheet.gauge;
        let part = self.package.part(CONTENT, gauge)?.ok_or_else(problem::damaged)?;
        let mut xml = Xml::new(part, gauge);
        let mut tables = 0;
        let mut inside = 0;
        loop {
            match xml.next()? {
                Piece::Start(start) if start.local_name().as_ref() == "table" => {
                    inside += 1;
                    if inside == 1 && tables == place {
                        return table::read(&mut xml, sheet);
                    }
                    tables += usize::from(inside == 1);
                }
                Piece::End(end) if end.local_name().as_ref() == "table" => inside -= 1,
                Piece::Eof => return Err(problem::damaged()),
                _ => {}
            }
        }
    }
}

/// The sheets; the style of a table says whether it is displayed.
fn list(package: &mut Package<'_>, gauge: &Gauge<'_>) -> Result<Vec<SheetSummary>, FileProblem> {
    let part = package.part(CONTENT, gauge)?.ok_or_else(problem::damaged)?;
    let mut xml = Xml::new(part, gauge);
    let (mut sheets, mut hidden_styles) = (Vec::new(), HashSet::new());
    let mut style = String::new();
    let mut inside = 0usize;
    loop {
        match xml.next()? {
            Piece::Start(start) => match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name").unwrap_or_default().into_owned(),
                "table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                }
                "table" => {
                    inside += 1;
                    if inside == 1 {
                        let name = attribute(&start, "name").unwrap_or_default().into_owned();
                        let style = attribute(&start, "style-name").unwrap_or_default();
                        sheets.push(SheetSummary { name, hidden: hidden_styles.contains(&*style) });
                        check_sheets(sheets.len(), gauge)?;
                    }
                }
                _ => {}
            },
            Piece::End(end) if end.local_name().as_ref() == "table" => {
                inside = inside.saturating_sub(1);
            }
            Piece::Eof => return Ok(sheets),
            _ => {}
        }
    }
}
