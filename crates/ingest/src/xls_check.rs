//! An old workbook says itself how large its sheets are: it is checked before it is believed.
//!
//! The reader reserves memory for the sizes a file declares and for the corner its cells span, of all
//! sheets at once; their sum is bounded here. What sheets hide is noted on the way, since the reader
//! does not tell it. Records: [MS-XLS] 2.3 and 2.4, BIFF5 and BIFF8.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use cfb::CompoundFile;
use domain::import::{Area, FileProblem};

use crate::gauge::Gauge;
use crate::problem;

const DIMENSIONS: u16 = 0x0200;
/// Records of cells: row and column are their first two numbers.
const CELLS: [u16; 10] =
    [0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E];
const BEGIN: u16 = 0x0809;
const SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const MERGED: u16 = 0x00E5;

/// The format ends at so many rows and columns.
const MOST_ROWS: usize = 65_536;
const MOST_COLUMNS: usize = 256;
/// Cells of all sheets, empty ones inside them counted: the reader needs 50 bytes for each.
const MOST_CELLS: usize = 6_000_000;

/// What a sheet hides; rows and columns from 0.
#[derive(Debug, Default)]
pub struct SheetMarks {
    pub hidden_rows: Vec<usize>,
    pub hidden_columns: Vec<(usize, usize)>,
    pub merged: Vec<Area>,
    corner: (usize, usize),
}

/// Refuses a workbook that is damaged or whose sheets pass the limits; gives the marks of the
/// sheets in the order of the workbook.
pub fn check(bytes: &[u8], gauge: &Gauge<'_>) -> Result<Vec<SheetMarks>, FileProblem> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| problem::damaged())?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| problem::unsupported("Le fichier n’est pas un classeur."))?;
    let mut stream = Vec::new();
    let size = bytes.len() as u64;
    file.open_stream(name)
        .and_then(|stream_in| stream_in.take(size).read_to_end(&mut stream))
        .map_err(|_| problem::damaged())?;
    gauge.step()?;
    let (places, mut marks) = read_records(&stream, gauge.limits.merges)?;
    let most = MOST_CELLS.min(gauge.limits.cells);
    let cells = marks.values().map(|sheet| sheet.corner.0 * sheet.corner.1).sum::<usize>();
    if cells > most {
        return Err(problem::too_large(&format!("plus de {most} cellules avec les autres")));
    }
    Ok(places.iter().map(|place| marks.remove(place).unwrap_or_default()).collect())
}

/// Where the sheets begin, and the marks by beginning.
fn read_records(
    stream: &[u8],
    most_merges: usize,
) -> Result<(Vec<usize>, BTreeMap<usize, SheetMarks>), FileProblem> {
    let mut places = Vec::new();
    let mut marks: BTreeMap<usize, SheetMarks> = BTreeMap::new();
    let (mut begins, mut at) = (0, 0);
    while let Some([a, b, c, d]) = stream.get(at..at + 4) {
        let kind = u16::from_le_bytes([*a, *b]);
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let data = stream.get(at + 4..at + 4 + length).ok_or_else(problem::damaged)?;
        if kind == BEGIN {
            begins = at;
        }
        if kind == SHEET {
            places.push(short(data, 0) + (short(data, 2) << 16));
        }
        let sheet = marks.entry(begins).or_default();
        match kind {
            DIMENSIONS => declare(sheet, data)?,
            ROW if short(data, 12) & 0x20 != 0 => sheet.hidden_rows.push(short(data, 0)),
            COLUMNS if short(data, 8) & 1 != 0 => {
                sheet.hidden_columns.push((short(data, 0), short(data, 2)));
            }
            MERGED => {
                let room = most_merges.saturating_sub(sheet.merged.len());
                let areas = data.get(2..).unwrap_or_default().chunks_exact(8).take(room);
                sheet.merged.extend(areas.map(area_of));
            }
            _ if CELLS.contains(&kind) && length >= 4 => {
                sheet.reaches(short(data, 0) + 1, short(data, 2) + 1)?;
            }
            _ => {}
        }
        at += 4 + length;
    }
    Ok((places, marks))
}

/// The 16-bit number at a place; 0 behind the end.
fn short(data: &[u8], at: usize) -> usize {
    data.get(at..at + 2).map_or(0, |pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

fn area_of(data: &[u8]) -> Area {
    Area {
        first_row: short(data, 0),
        last_row: short(data, 2),
        first_column: short(data, 4),
        last_column: short(data, 6),
    }
}

/// First and last row, first and last column: 16-bit numbers in BIFF5, rows on 32 bits in BIFF8.
fn declare(sheet: &mut SheetMarks, data: &[u8]) -> Result<(), FileProblem> {
    let long = |at: usize| short(data, at) + (short(data, at + 2) << 16);
    let (first_row, last_row, first_column, last_column) = if data.len() == 10 {
        (short(data, 0), short(data, 2), short(data, 4), short(data, 6))
    } else {
        (long(0), long(4), short(data, 8), short(data, 10))
    };
    if first_row > last_row || first_column > last_column {
        return Err(problem::damaged());
    }
    sheet.reaches(last_row, last_column)
}

impl SheetMarks {
    /// Widens the corner of the sheet to so many rows and columns.
    fn reaches(&mut self, rows: usize, columns: usize) -> Result<(), FileProblem> {
        if rows > MOST_ROWS {
            return Err(problem::too_large("plus de lignes que le format n’en permet"));
        }
        if columns > MOST_COLUMNS {
            return Err(problem::too_large("plus de colonnes que le format n’en permet"));
        }
        self.corner = (self.corner.0.max(rows), self.corner.1.max(columns));
        Ok(())
    }
}
