//! The table of texts of a workbook: one long text, cut by positions.
//!
//! The number of texts that the table announces is not looked at.

use domain::import::{Cell, FileProblem, Table};

use crate::gauge::Gauge;
use crate::package::Package;
use crate::problem;
use crate::xml::{Piece, Xml};

#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    fn get(&self, index: usize) -> Option<&str> {
        let start =
            index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.all.get(start..*self.ends.get(index)?)
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn push(&mut self, text: &str, gauge: &Gauge<'_>) -> Result<(), FileProblem> {
        self.all.push_str(text);
        self.ends.push(self.all.len());
        let most = gauge.limits.text_bytes;
        // A place in the list costs as much as a short text.
        if self.all.len() + 8 * self.ends.len() > most {
            return Err(problem::too_large(&format!("plus de {} Mo de textes", most >> 20)));
        }
        Ok(())
    }

    /// The cell of a text; each text is looked up in the table once, `known` remembers.
    pub fn cell(
        &self,
        index: usize,
        known: &mut Vec<Option<Cell>>,
        table: &mut Table,
    ) -> Result<Cell, FileProblem> {
        if let Some(Some(cell)) = known.get(index) {
            return Ok(*cell);
        }
        let text = self.get(index).ok_or_else(problem::damaged)?;
        let cell = if text.is_empty() { Cell::Empty } else { Cell::Text(table.intern(text)) };
        known.resize(self.len(), None);
        known[index] = Some(cell);
        Ok(cell)
    }
}

/// Reads the table of texts; nothing without the part.
pub fn read(
    package: &mut Package<'_>,
    part: &str,
    gauge: &Gauge<'_>,
) -> Result<Texts, FileProblem> {
    let mut texts = Texts::default();
    let Some(part) = package.part(part, gauge)? else { return Ok(texts) };
    let mut xml = Xml::new(part, gauge);
    let (mut text, mut shown, mut phonetic) = (String::new(), false, false);
    loop {
        match xml.next()? {
            Piece::Start(start) => match start.local_name().as_ref() {
                "si" => text.clear(),
                "t" => shown = !phonetic,
                "rPh" => phonetic = true,
                _ => {}
            },
            Piece::Text(piece) if shown => text.push_str(&piece),
            Piece::End(end) => match end.local_name().as_ref() {
                "si" => texts.push(&unescaped(&text), gauge)?,
                "t" => shown = false,
                "rPh" => phonetic = false,
                _ => {}
            },
            Piece::Eof => return Ok(texts),
            Piece::Text(_) => {}
        }
        if text.len() as u64 > gauge.limits.piece_bytes {
            return Err(problem::damaged());
        }
    }
}

/// Characters that XML cannot hold are written `_x000D_` (ECMA-376-1, 22.9.2.19).
pub fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    let Some(first) = text.find("_x") else { return text.into() };
    let mut plain = text[..first].to_owned();
    let mut rest = &text[first..];
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let char =
            code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (shown, length) = char.map_or(('_', 1), |char| (char, 7));
        plain.push(shown);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_their_own_are_written_by_number() {
        for (written, text) in [
            ("Date de_x000D_\nprélèvement", "Date de\r\nprélèvement"),
            ("a_x0041_b_x", "aAb_x"),
            ("_xzzzz_", "_xzzzz_"),
            ("plain", "plain"),
            ("_xD83D_", "_xD83D_"),
        ] {
            assert_eq!(unescaped(written), text);
        }
    }
}
