//! What the readers of all formats offer: a list of sheets, and the reading of one.

use domain::dto::SheetSummary;
use domain::import::FileProblem;

use crate::gauge::Gauge;
use crate::problem;
use crate::sheet::Sheet;

pub trait Book {
    /// The sheets that hold cells, in the order of the workbook.
    fn sheets(&self) -> &[SheetSummary];

    /// Reads the sheet of this place into `sheet`, as many rows as it wants.
    fn read(&mut self, place: usize, sheet: &mut Sheet<'_>) -> Result<(), FileProblem>;
}

/// Refuses more sheets than the limit.
pub fn check_sheets(sheets: usize, gauge: &Gauge<'_>) -> Result<(), FileProblem> {
    let most = gauge.limits.sheets;
    if sheets > most {
        return Err(problem::too_large(&format!("plus de {most} feuilles à côté d’elle")));
    }
    Ok(())
}
