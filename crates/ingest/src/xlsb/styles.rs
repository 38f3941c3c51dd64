//! Which styles show dates.

use std::collections::HashMap;

use domain::import::FileProblem;

use super::records::Records;
use crate::gauge::Gauge;
use crate::number_format::{is_builtin_date, is_date_code};
use crate::package::Package;

const FORMAT: u16 = 44;
const STYLE: u16 = 47;
const BEGIN_CELL_STYLES: u16 = 617;
const END_CELL_STYLES: u16 = 618;

/// Whether each style of cells shows a date; nothing without the part.
pub fn read(
    package: &mut Package<'_>,
    part: &str,
    gauge: &Gauge<'_>,
) -> Result<Vec<bool>, FileProblem> {
    let (mut own, mut dates) = (HashMap::new(), Vec::new());
    let Some(part) = package.part(part, gauge)? else { return Ok(dates) };
    let mut records = Records::new(part, gauge);
    let mut of_cells = false;
    while let Some(record) = records.next()? {
        match record.kind {
            FORMAT => drop(own.insert(u32::from(record.u16(0)?), is_date_code(&record.text(2)?.0))),
            BEGIN_CELL_STYLES => of_cells = true,
            END_CELL_STYLES => of_cells = false,
            STYLE if of_cells => {
                let id = u32::from(record.u16(2)?);
                dates.push(own.get(&id).copied().unwrap_or_else(|| is_builtin_date(id)));
            }
            _ => {}
        }
    }
    Ok(dates)
}
