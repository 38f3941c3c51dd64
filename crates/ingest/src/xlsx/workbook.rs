//! The list of sheets, and where the parts are.

use std::collections::HashMap;

use domain::dto::SheetSummary;
use domain::import::FileProblem;

use crate::book::check_sheets;
use crate::gauge::Gauge;
use crate::package::{Package, resolve};
use crate::problem;
use crate::xml::{Piece, Xml, attribute, is_set};

const WORKBOOK: &str = "xl/workbook.xml";

pub struct Workbook {
    /// Each sheet and its part.
    pub sheets: Vec<(SheetSummary, String)>,
    pub styles: String,
    pub texts: String,
    pub is_1904: bool,
}

/// A relation of a part: its kind (last word of its address) and what it leads to.
pub struct Relation {
    kind: String,
    target: String,
}

pub fn read(package: &mut Package<'_>, gauge: &Gauge<'_>) -> Result<Workbook, FileProblem> {
    let relations = relations(package, WORKBOOK, "xl/_rels/workbook.xml.rels", gauge)?;
    let part = package.part(WORKBOOK, gauge)?.ok_or_else(problem::damaged)?;
    let mut xml = Xml::new(part, gauge);
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Piece::Start(start) => match start.local_name().as_ref() {
                "workbookPr" => is_1904 = is_set(&start, "date1904"),
                "sheet" => {
                    let name = attribute(&start, "name").unwrap_or_default().into_owned();
                    let state = attribute(&start, "state").unwrap_or_default();
                    let hidden = matches!(&*state, "hidden" | "veryHidden");
                    let relation = attribute(&start, "id").and_then(|id| relations.get(&*id));
                    // A sheet of a chart holds no cells.
                    if let Some(relation) = relation.filter(|found| found.kind == "worksheet") {
                        sheets.push((SheetSummary { name, hidden }, relation.target.clone()));
                    }
                    check_sheets(sheets.len(), gauge)?;
                }
                _ => {}
            },
            Piece::Eof => break,
            Piece::End(_) | Piece::Text(_) => {}
        }
    }
    let styles = target(&relations, "styles", "xl/styles.xml");
    let texts = target(&relations, "sharedStrings", "xl/sharedStrings.xml");
    Ok(Workbook { sheets, styles, texts, is_1904 })
}

/// Where the only relation of a kind leads, or where programs usually put it.
pub fn target(relations: &HashMap<String, Relation>, kind: &str, usual: &str) -> String {
    let found = relations.values().find(|relation| relation.kind == kind);
    found.map_or_else(|| usual.to_owned(), |relation| relation.target.clone())
}

/// The relations of the part `base`, by identifier.
pub fn relations(
    package: &mut Package<'_>,
    base: &str,
    part: &str,
    gauge: &Gauge<'_>,
) -> Result<HashMap<String, Relation>, FileProblem> {
    let mut relations = HashMap::new();
    let Some(part) = package.part(part, gauge)? else { return Ok(relations) };
    let mut xml = Xml::new(part, gauge);
    loop {
        match xml.next()? {
            Piece::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&start, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = resolve(base, &attribute(&start, "Target").unwrap_or_default());
                if let Some(id) = attribute(&start, "Id") {
                    relations.insert(id.into_owned(), Relation { kind, target });
                }
            }
            Piece::Eof => return Ok(relations),
            _ => {}
        }
    }
}

impl Relation {
    pub fn target(&self) -> &str {
        &self.target
    }

    pub fn is_worksheet(&self) -> bool {
        self.kind == "worksheet"
    }
}
