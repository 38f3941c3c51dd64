//! The list of sheets and the table of texts.

use std::collections::HashMap;

use domain::dto::SheetSummary;
use domain::import::FileProblem;

use super::WORKBOOK;
use super::records::Records;
use crate::book::check_sheets;
use crate::gauge::Gauge;
use crate::package::Package;
use crate::problem;
use crate::xlsx::{Relation, Texts};

const WORKBOOK_PROPERTIES: u16 = 153;
const SHEET: u16 = 156;
const TEXT: u16 = 19;

pub struct Workbook {
    /// Each sheet and its part.
    pub sheets: Vec<(SheetSummary, String)>,
    pub is_1904: bool,
}

pub fn read(
    package: &mut Package<'_>,
    relations: &HashMap<String, Relation>,
    gauge: &Gauge<'_>,
) -> Result<Workbook, FileProblem> {
    let part = package.part(WORKBOOK, gauge)?.ok_or_else(problem::damaged)?;
    let mut records = Records::new(part, gauge);
    let mut workbook = Workbook { sheets: Vec::new(), is_1904: false };
    while let Some(record) = records.next()? {
        match record.kind {
            WORKBOOK_PROPERTIES => workbook.is_1904 = record.u8(0)? & 1 != 0,
            // State, identifier, relation, name.
            SHEET => {
                let hidden = record.u32(0)? != 0;
                let (relation, end) = record.text(8)?;
                let (name, _) = record.text(end)?;
                let relation = relations.get(&relation).filter(|found| found.is_worksheet());
                if let Some(relation) = relation {
                    let part = relation.target().to_owned();
                    workbook.sheets.push((SheetSummary { name, hidden }, part));
                }
                check_sheets(workbook.sheets.len(), gauge)?;
            }
            _ => {}
        }
    }
    Ok(workbook)
}

/// Reads the table of texts; nothing without the part.
pub fn texts(
    package: &mut Package<'_>,
    part: &str,
    gauge: &Gauge<'_>,
) -> Result<Texts, FileProblem> {
    let mut texts = Texts::default();
    let Some(part) = package.part(part, gauge)? else { return Ok(texts) };
    let mut records = Records::new(part, gauge);
    while let Some(record) = records.next()? {
        if record.kind == TEXT {
            // Behind one byte that says what follows the characters.
            texts.push(&record.text(1)?.0, gauge)?;
        }
    }
    Ok(texts)
}
