//! Which sheet is read: the one named, else the visible one that looks most like the kind of file.

use domain::import::{FileProblem, Layout, Table, header_match};

use crate::book::Book;
use crate::gauge::Gauge;
use crate::problem;
use crate::sheet::{Marks, Sheet};

/// Rows read of each sheet when there are several.
const HEAD_ROWS: usize = 40;

/// A sheet read whole, and its place in the workbook.
pub struct Chosen {
    pub place: usize,
    pub table: Table,
    pub marks: Marks,
}

/// Reads the sheet `wanted`; else the visible sheet with the most known columns of `layout`, the
/// first of equal ones; without layout the first that holds anything.
pub fn choose(
    book: &mut dyn Book,
    wanted: Option<&str>,
    layout: Option<Layout>,
    gauge: &Gauge<'_>,
) -> Result<Chosen, FileProblem> {
    let sheets = book.sheets();
    if let Some(wanted) = wanted.filter(|name| !name.is_empty()) {
        let place = sheets.iter().position(|sheet| sheet.name == wanted);
        let place = place.ok_or_else(|| problem::sheet_not_found(sheets))?;
        return whole(book, place, gauge);
    }
    let visible: Vec<usize> = (0..sheets.len()).filter(|place| !sheets[*place].hidden).collect();
    let places = if visible.len() > 1 { ranked(book, visible, layout, gauge)? } else { visible };
    for place in places {
        let chosen = whole(book, place, gauge)?;
        if chosen.table.height() > 0 {
            return Ok(chosen);
        }
    }
    Err(problem::empty())
}

fn whole(book: &mut dyn Book, place: usize, gauge: &Gauge<'_>) -> Result<Chosen, FileProblem> {
    let mut sheet = Sheet::whole(gauge);
    book.read(place, &mut sheet)?;
    sheet.table.shrink();
    Ok(Chosen { place, table: sheet.table, marks: sheet.marks })
}

/// The places, those with most known columns first; sheets that begin empty last.
fn ranked(
    book: &mut dyn Book,
    mut places: Vec<usize>,
    layout: Option<Layout>,
    gauge: &Gauge<'_>,
) -> Result<Vec<usize>, FileProblem> {
    let mut scores = vec![0; book.sheets().len()];
    for place in &places {
        let mut sheet = Sheet::head(gauge, HEAD_ROWS);
        book.read(*place, &mut sheet)?;
        let filled = usize::from(sheet.table.height() > 0);
        scores[*place] = filled + layout.map_or(0, |layout| header_match(&sheet.table, layout));
    }
    places.sort_by_key(|place| std::cmp::Reverse(scores[*place]));
    Ok(places)
}
