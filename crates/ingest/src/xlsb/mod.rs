//! `.xlsb` ([MS-XLSB]): the parts of an `.xlsx` as binary records.

mod cells;
mod records;
mod styles;
mod workbook;

use domain::dto::SheetSummary;
use domain::import::FileProblem;

use crate::book::Book;
use crate::gauge::Gauge;
use crate::package::Package;
use crate::problem;
use crate::sheet::Sheet;
use crate::xlsx::{Texts, relations, target};

const WORKBOOK: &str = "xl/workbook.bin";

pub struct Xlsb<'a> {
    package: Package<'a>,
    sheets: Vec<SheetSummary>,
    parts: Vec<String>,
    texts: Texts,
    /// Whether each style shows a date.
    dates: Vec<bool>,
    is_1904: bool,
}

impl<'a> Xlsb<'a> {
    pub fn open(mut package: Package<'a>, gauge: &Gauge<'_>) -> Result<Self, FileProblem> {
        let relations = relations(&mut package, WORKBOOK, "xl/_rels/workbook.bin.rels", gauge)?;
        let workbook = workbook::read(&mut package, &relations, gauge)?;
        let styles = target(&relations, "styles", "xl/styles.bin");
        let dates = styles::read(&mut package, &styles, gauge)?;
        let texts = target(&relations, "sharedStrings", "xl/sharedStrings.bin");
        let texts = workbook::texts(&mut package, &texts, gauge)?;
        let (sheets, parts) = workbook.sheets.into_iter().unzip();
        Ok(Self { package, sheets, parts, texts, dates, is_1904: workbook.is_1904 })
    }
}

impl Book for Xlsb<'_> {
    fn sheets(&self) -> &[SheetSummary] {
        &self.sheets
    }

    fn read(&mut self, place: usize, sheet: &mut Sheet<'_>) -> Result<(), FileProblem> {
        let part = self.parts.get(place).ok_or_else(problem::damaged)?;
        let context =
            cells::Context { texts: &self.texts, dates: &self.dates, is_1904: self.is_1904 };
        cells::read(&mut self.package, part, &context, sheet)
    }
}
