//! Which styles show dates.

use std::collections::HashSet;

use domain::import::FileProblem;

use crate::gauge::Gauge;
use crate::number_format::{is_builtin_date, is_date_code};
use crate::package::Package;
use crate::xml::{Piece, Xml, attribute, number};

/// Whether each style of cells shows a date; nothing without the part.
pub fn read(
    package: &mut Package<'_>,
    part: &str,
    gauge: &Gauge<'_>,
) -> Result<Vec<bool>, FileProblem> {
    let Some(part) = package.part(part, gauge)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part, gauge);
    let (mut known, mut own_dates, mut dates) = (HashSet::new(), HashSet::new(), Vec::new());
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Piece::Start(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let id: u32 = number(&start, "numFmtId").unwrap_or_default();
                    known.insert(id);
                    if attribute(&start, "formatCode").is_some_and(|code| is_date_code(&code)) {
                        own_dates.insert(id);
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id: u32 = number(&start, "numFmtId").unwrap_or_default();
                    let is_date =
                        own_dates.contains(&id) || (!known.contains(&id) && is_builtin_date(id));
                    dates.push(is_date);
                }
                _ => {}
            },
            Piece::End(end) if end.local_name().as_ref() == "cellXfs" => in_cells = false,
            Piece::Eof => return Ok(dates),
            _ => {}
        }
    }
}
