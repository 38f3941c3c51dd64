//! The cells of a sheet ([MS-XLSB] 2.4: records by number), its merged areas, what is hidden.

use domain::import::{Area, Cell, FileProblem};

use super::records::{Record, Records};
use crate::package::Package;
use crate::problem;
use crate::sheet::Sheet;
use crate::xlsx::{EPOCH_1904, Texts};

const ROW: u16 = 0;
const RK: u16 = 2;
const ERROR: u16 = 3;
const BOOL: u16 = 4;
const REAL: u16 = 5;
const TEXT: u16 = 6;
const SHARED_TEXT: u16 = 7;
const FORMULA_TEXT: u16 = 8;
const FORMULA_NUMBER: u16 = 9;
const FORMULA_BOOL: u16 = 10;
const FORMULA_ERROR: u16 = 11;
const COLUMNS: u16 = 60;
const RICH_TEXT: u16 = 62;
const MERGED: u16 = 176;

pub struct Context<'c> {
    pub texts: &'c Texts,
    pub dates: &'c [bool],
    pub is_1904: bool,
}

pub fn read(
    package: &mut Package<'_>,
    part: &str,
    context: &Context<'_>,
    sheet: &mut Sheet<'_>,
) -> Result<(), FileProblem> {
    let gauge = sheet.gauge;
    let part = package.part(part, gauge)?.ok_or_else(problem::damaged)?;
    let mut records = Records::new(part, gauge);
    let mut row = 0;
    let mut known = Vec::new();
    while let Some(record) = records.next()? {
        match record.kind {
            ROW => {
                row = record.index(0)?;
                // Bit of a height of zero, behind number, style, height and one byte of flags.
                if record.u8(11).is_ok_and(|flags| flags & 0x10 != 0) {
                    sheet.hide_row(row);
                }
                if !sheet.wants(row) {
                    return Ok(());
                }
            }
            COLUMNS if record.u16(16)? & 1 != 0 => {
                sheet.hide_columns(record.index(0)?, record.index(4)?);
            }
            MERGED => sheet.merge(Area {
                first_row: record.index(0)?,
                last_row: record.index(4)?,
                first_column: record.index(8)?,
                last_column: record.index(12)?,
            }),
            RK..=FORMULA_ERROR | RICH_TEXT => {
                let column = record.index(0)?;
                let cell = cell_of(&record, context, &mut known, sheet)?;
                sheet.put(row, column, cell)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The value behind column and style; of a formula it is the one computed last.
fn cell_of(
    record: &Record<'_>,
    context: &Context<'_>,
    known: &mut Vec<Option<Cell>>,
    sheet: &mut Sheet<'_>,
) -> Result<Cell, FileProblem> {
    let style = usize::from(record.u16(4)?) | usize::from(record.u8(6)?) << 16;
    let is_date = context.dates.get(style).copied().unwrap_or_default();
    let number = |number: f64| match (is_date, context.is_1904) {
        (true, true) => Cell::Date(number + EPOCH_1904),
        (true, false) => Cell::Date(number),
        (false, _) => Cell::Number(number),
    };
    let mut text = |at| {
        let (text, _) = record.text(at)?;
        Ok(if text.is_empty() { Cell::Empty } else { Cell::Text(sheet.table.intern(&text)) })
    };
    match record.kind {
        RK => Ok(number(rk(record.u32(8)?))),
        REAL | FORMULA_NUMBER => Ok(number(record.f64(8)?)),
        BOOL | FORMULA_BOOL => Ok(Cell::Bool(record.u8(8)? != 0)),
        ERROR | FORMULA_ERROR => Ok(Cell::Error),
        TEXT | FORMULA_TEXT => text(8),
        // Behind one byte that says what follows the characters.
        RICH_TEXT => text(9),
        SHARED_TEXT => context.texts.cell(record.index(8)?, known, &mut sheet.table),
        _ => Ok(Cell::Empty),
    }
}

/// A number on 30 bits: whole or the upper half of a double, perhaps in hundredths (2.5.122).
fn rk(bits: u32) -> f64 {
    let number = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_whole_or_hundredths_or_halves_of_doubles() {
        for (bits, number) in [
            (12 << 2 | 2, 12.0),
            (1_250 << 2 | 3, 12.5),
            ((-7i32).cast_unsigned() << 2 | 2, -7.0),
            ((0.5f64.to_bits() >> 32) as u32, 0.5),
        ] {
            assert!((rk(bits) - number).abs() < f64::EPSILON, "{number}");
        }
    }
}
