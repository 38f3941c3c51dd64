//! A workbook is an archive: what it inflates to is counted before anything is parsed, and the
//! number of texts it announces is compared with the room they would need.

use std::io::{Cursor, Read};

use domain::import::FileProblem;

use crate::{Limits, problem};

/// Attribute by which the table of texts announces how many follow: the reader reserves so many.
const ANNOUNCED: &[u8] = b"uniqueCount";
/// Shortest text of the table: `<si/>`.
const SHORTEST_TEXT: u64 = 5;
/// Read at a time, and kept of the piece before so that nothing is cut in two.
const PIECE: usize = 64 << 10;
const OVERLAP: usize = 64;

/// Refuses an archive that would inflate beyond the limit, whatever sizes it declares.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), FileProblem> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| problem::damaged())?;
    let mut left = limits.inflated_bytes;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|_| problem::damaged())?;
        let inflated = check_entry(&mut entry, left)?;
        left = left.checked_sub(inflated).ok_or_else(|| {
            let megabytes = limits.inflated_bytes >> 20;
            problem::too_large(&format!("plus de {megabytes} Mo une fois décompressée"))
        })?;
    }
    Ok(())
}

/// Number of bytes of an entry; it stops one piece behind `most`.
fn check_entry(entry: &mut impl Read, most: u64) -> Result<u64, FileProblem> {
    let (mut inflated, mut announced) = (0, 0);
    let mut piece = vec![0; OVERLAP + PIECE];
    let mut kept = 0;
    while inflated <= most {
        let read = entry.read(&mut piece[kept..]).map_err(|_| problem::damaged())?;
        if read == 0 {
            break;
        }
        inflated += read as u64;
        let filled = kept + read;
        announced = announced.max(announced_texts(&piece[..filled]));
        kept = filled.min(OVERLAP);
        piece.copy_within(filled - kept..filled, 0);
    }
    if announced.saturating_mul(SHORTEST_TEXT) > inflated {
        return Err(problem::damaged());
    }
    Ok(inflated)
}

/// The largest number behind the attribute in this piece.
fn announced_texts(piece: &[u8]) -> u64 {
    let mut largest = 0;
    let mut rest = piece;
    while let Some(at) = memchr::memmem::find(rest, ANNOUNCED) {
        rest = &rest[at + ANNOUNCED.len()..];
        let digits = rest
            .iter()
            .skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'') || byte.is_ascii_whitespace())
            .take_while(|byte| byte.is_ascii_digit());
        let number = digits.fold(0u64, |number, digit| {
            number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
        });
        largest = largest.max(number);
    }
    largest
}
