//! Records of a part: a type, a length, bytes ([MS-XLSB] 2.1.4). Nothing is reserved by the length.

use std::io::{ErrorKind, Read};

use domain::import::FileProblem;

use crate::gauge::Gauge;
use crate::problem;

pub struct Records<'g, R> {
    part: R,
    data: Vec<u8>,
    gauge: &'g Gauge<'g>,
}

/// A type and the bytes of a record.
pub struct Record<'r> {
    pub kind: u16,
    pub data: &'r [u8],
}

impl<'g, R: Read> Records<'g, R> {
    pub fn new(part: R, gauge: &'g Gauge<'g>) -> Self {
        Self { part, data: Vec::new(), gauge }
    }

    /// The next record; `None` at the end of the part.
    pub fn next(&mut self) -> Result<Option<Record<'_>>, FileProblem> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low);
        if low & 0x80 != 0 {
            let high = self.byte()?.ok_or_else(problem::damaged)?;
            kind = u16::from(low & 0x7F) | u16::from(high & 0x7F) << 7;
        }
        let mut length = 0u64;
        for turn in 0..4 {
            let byte = self.byte()?.ok_or_else(problem::damaged)?;
            length |= u64::from(byte & 0x7F) << (7 * turn);
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > self.gauge.limits.piece_bytes {
            return Err(problem::damaged());
        }
        self.data.clear();
        let gauge = self.gauge;
        let read = (&mut self.part).take(length).read_to_end(&mut self.data);
        if read.map_err(|_| gauge.problem())? as u64 != length {
            return Err(problem::damaged());
        }
        gauge.piece_ends();
        Ok(Some(Record { kind, data: &self.data }))
    }

    fn byte(&mut self) -> Result<Option<u8>, FileProblem> {
        let mut byte = [0];
        loop {
            match self.part.read(&mut byte) {
                Ok(0) => return Ok(None),
                Ok(_) => return Ok(Some(byte[0])),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(self.gauge.problem()),
            }
        }
    }
}

impl Record<'_> {
    pub fn u8(&self, at: usize) -> Result<u8, FileProblem> {
        self.data.get(at).copied().ok_or_else(problem::damaged)
    }

    pub fn u16(&self, at: usize) -> Result<u16, FileProblem> {
        Ok(u16::from_le_bytes(self.bytes(at)?))
    }

    pub fn u32(&self, at: usize) -> Result<u32, FileProblem> {
        Ok(u32::from_le_bytes(self.bytes(at)?))
    }

    pub fn f64(&self, at: usize) -> Result<f64, FileProblem> {
        Ok(f64::from_le_bytes(self.bytes(at)?))
    }

    /// A place in a list.
    pub fn index(&self, at: usize) -> Result<usize, FileProblem> {
        usize::try_from(self.u32(at)?).map_err(|_| problem::damaged())
    }

    /// A text with its length before it, and where it ends ([MS-XLSB] 2.5.168). A text that is null
    /// is empty.
    pub fn text(&self, at: usize) -> Result<(String, usize), FileProblem> {
        let length = self.u32(at)?;
        let length = if length == u32::MAX { 0 } else { length as usize };
        let end = length.checked_mul(2).and_then(|bytes| bytes.checked_add(at + 4));
        let end = end.ok_or_else(problem::damaged)?;
        let units = self.data.get(at + 4..end).ok_or_else(problem::damaged)?;
        let units = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let text = char::decode_utf16(units).map(|char| char.unwrap_or('\u{fffd}')).collect();
        Ok((text, end))
    }

    fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N], FileProblem> {
        let bytes = self.data.get(at..).and_then(|rest| rest.first_chunk());
        bytes.copied().ok_or_else(problem::damaged)
    }
}
