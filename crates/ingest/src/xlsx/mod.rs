//! `.xlsx` and `.xlsm` (ECMA-376): parts are streamed, each inflated once.

mod cells;
mod styles;
mod texts;
mod workbook;

use domain::dto::SheetSummary;
use domain::import::FileProblem;

use crate::book::Book;
use crate::gauge::Gauge;
use crate::package::Package;
use crate::problem;
use crate::sheet::Sheet;
pub use cells::EPOCH_1904;
pub use texts::Texts;
pub use workbook::{Relation, relations, target};

/// An open workbook: everything but the sheets is read.
pub struct Xlsx<'a> {
    package: Package<'a>,
    sheets: Vec<SheetSummary>,
    /// Parts of the sheets, in the same order.
    parts: Vec<String>,
    context: Context,
}

/// What the cells of all sheets refer to.
pub struct Context {
    texts: Texts,
    /// Whether each style shows a date.
    dates: Vec<bool>,
    is_1904: bool,
}

impl<'a> Xlsx<'a> {
    pub fn open(mut package: Package<'a>, gauge: &Gauge<'_>) -> Result<Self, FileProblem> {
        let workbook = workbook::read(&mut package, gauge)?;
        let dates = styles::read(&mut package, &workbook.styles, gauge)?;
        let texts = texts::read(&mut package, &workbook.texts, gauge)?;
        let context = Context { texts, dates, is_1904: workbook.is_1904 };
        let (sheets, parts) = workbook.sheets.into_iter().unzip();
        Ok(Self { package, sheets, parts, context })
    }
}

impl Book for Xlsx<'_> {
    fn sheets(&self) -> &[SheetSummary] {
        &self.sheets
    }

    fn read(&mut self, place: usize, sheet: &mut Sheet<'_>) -> Result<(), FileProblem> {
        let part = self.parts.get(place).ok_or_else(problem::damaged)?;
        cells::read(&mut self.package, part, &self.context, sheet)
    }
}
