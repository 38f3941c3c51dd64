//! An old workbook says itself how large its sheets are: it is checked before it is believed.
//!
//! The reader reserves memory for the sizes a file declares and for the corner its cells span, so
//! both are bounded here. Records: [MS-XLS] 2.3, BIFF5 and BIFF8.

use std::io::{Cursor, Read};

use cfb::CompoundFile;
use domain::import::FileProblem;

use crate::{Limits, problem};

const DIMENSIONS: u16 = 0x0200;
/// Records of cells: row and column are their first two numbers.
const CELLS: [u16; 9] = [0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205];
const RK: u16 = 0x027E;

/// Refuses a workbook that is damaged or whose sheets pass the limits.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), FileProblem> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| problem::damaged())?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| problem::unsupported("Le fichier n’est pas un classeur."))?;
    let mut stream = Vec::new();
    let size = bytes.len() as u64;
    file.open_stream(name)
        .and_then(|stream_in| stream_in.take(size).read_to_end(&mut stream))
        .map_err(|_| problem::damaged())?;
    check_records(&stream, limits)
}

fn check_records(stream: &[u8], limits: &Limits) -> Result<(), FileProblem> {
    let mut rest = stream;
    while let [a, b, c, d, tail @ ..] = rest {
        let kind = u16::from_le_bytes([*a, *b]);
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let data = tail.get(..length).ok_or_else(problem::damaged)?;
        if kind == DIMENSIONS {
            check_dimensions(data, limits)?;
        } else if (kind == RK || CELLS.contains(&kind))
            && let [_, _, low, high, ..] = data
        {
            check_columns(usize::from(u16::from_le_bytes([*low, *high])) + 1)?;
        }
        rest = &tail[length..];
    }
    Ok(())
}

/// First and last row, first and last column: 16-bit numbers in BIFF5, rows on 32 bits in BIFF8.
fn check_dimensions(data: &[u8], limits: &Limits) -> Result<(), FileProblem> {
    let short = |at: usize| {
        data.get(at..at + 2).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])))
    };
    let long = |at: usize| short(at) + (short(at + 2) << 16);
    let (first_row, last_row, first_column, last_column) = if data.len() == 10 {
        (short(0), short(2), short(4), short(6))
    } else {
        (long(0), long(4), short(8), short(10))
    };
    check_columns(last_column)?;
    if first_row > last_row || first_column > last_column {
        return Err(problem::damaged());
    }
    // The format ends at 65 536 rows.
    if last_row > 65_536 || (last_row - first_row) * (last_column - first_column) > limits.cells {
        return Err(problem::too_large("plus de lignes que le format n’en permet"));
    }
    Ok(())
}

/// The format ends at 256 columns.
fn check_columns(columns: usize) -> Result<(), FileProblem> {
    if columns > 256 {
        return Err(problem::too_large("plus de colonnes que le format n’en permet"));
    }
    Ok(())
}
