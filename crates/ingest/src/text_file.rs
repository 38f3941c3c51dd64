//! `.csv` and `.txt`: encoding and separator are found, quotes are understood.

use csv_core::{ReadFieldResult, ReaderBuilder};
use domain::dto::SheetSummary;
use domain::import::FileProblem;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::book::Book;
use crate::problem;
use crate::sheet::Sheet;

/// A text is one sheet without a name.
pub struct TextFile {
    text: String,
    sheets: [SheetSummary; 1],
}

impl TextFile {
    pub fn open(bytes: &[u8]) -> Self {
        Self { text: decode(bytes), sheets: [SheetSummary { name: String::new(), hidden: false }] }
    }
}

impl Book for TextFile {
    fn sheets(&self) -> &[SheetSummary] {
        &self.sheets
    }

    fn read(&mut self, _place: usize, sheet: &mut Sheet<'_>) -> Result<(), FileProblem> {
        let bytes = self.text.as_bytes();
        let mut reader = ReaderBuilder::new().delimiter(separator(&self.text)).build();
        let mut piece = [0; 4096];
        let mut field: Vec<u8> = Vec::new();
        let (mut at, mut row, mut column, mut counted) = (0, 0, 0, 0);
        loop {
            if column == 0 && field.is_empty() {
                // The reader skips blank lines: the row is the line where the text of the record
                // begins.
                let blank = bytes[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n'));
                let begins = (at + blank.count()).max(counted);
                row += line_ends(&bytes[counted..begins]);
                counted = begins;
                if !sheet.wants(row) {
                    return Ok(());
                }
            }
            let (result, read, written) = reader.read_field(&bytes[at..], &mut piece);
            at += read;
            field.extend_from_slice(&piece[..written]);
            match result {
                ReadFieldResult::Field { record_end } => {
                    sheet.text(row, column, String::from_utf8_lossy(&field).trim())?;
                    field.clear();
                    column = if record_end { 0 } else { column + 1 };
                }
                ReadFieldResult::End => return Ok(()),
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {
                    if field.len() as u64 > sheet.gauge.limits.piece_bytes {
                        return Err(problem::long_text());
                    }
                }
            }
        }
    }
}

/// Ends of lines, as Windows, Unix and old Macs write them.
fn line_ends(bytes: &[u8]) -> usize {
    let pairs = bytes.iter().zip(bytes.iter().skip(1).chain([&b' ']));
    pairs.filter(|(byte, next)| **byte == b'\n' || (**byte == b'\r' && **next != b'\n')).count()
}

/// By its mark, by its zeros, else UTF-8 when it is, else Windows-1252.
fn decode(bytes: &[u8]) -> String {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked
        .or_else(|| utf16_without_mark(bytes))
        .unwrap_or_else(|| if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
    encoding.decode(bytes).0.into_owned()
}

/// UTF-16 whose mark is missing: of the letters of Europe every second byte is zero.
pub fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    let mostly = |zeros: usize| pairs >= 2 && zeros * 10 >= pairs * 8;
    match (even, odd) {
        (0, odd) if mostly(odd) => Some(UTF_16LE),
        (even, 0) if mostly(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// The separator that cuts the first lines into most columns, equally often on each.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(10).collect();
    let columns = |separator: u8| {
        let counts = lines.iter().map(|line| line.bytes().filter(|b| *b == separator).count());
        counts.min().unwrap_or(0)
    };
    [b';', b'\t', b',', b'|'].into_iter().rev().max_by_key(|sep| columns(*sep)).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use crate::{Limits, read};

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read(bytes, None, &Limits::default()).unwrap().table;
        (0..table.height())
            .map(|row| {
                table.row(row).iter().map(|cell| table.display(*cell).into_owned()).collect()
            })
            .map(|row: Vec<String>| row.into_iter().filter(|text| !text.is_empty()).collect())
            .collect()
    }

    #[test]
    fn separators_encodings_and_quotes_are_understood() {
        let expected = vec![vec!["UF", "Libellé"], vec!["083", "a;b"]];
        for text in [
            "UF;Libellé\n083;\"a;b\"\n",
            "UF,Libellé\r\n083,a;b\r\n",
            "\u{feff}UF\tLibellé\n083\ta;b",
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text:?}");
        }
        assert_eq!(cells(b"UF;Libell\xe9\n083;\"a;b\"\n"), expected);
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let text = "UF;Libellé\r\n083;\"a;b\"\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let expected = vec![vec!["UF", "Libellé"], vec!["083", "a;b"]];
        for bytes in [
            [&[0xFF, 0xFE], little.as_slice()].concat(),
            [&[0xFE, 0xFF], big.as_slice()].concat(),
            little,
            big,
        ] {
            assert_eq!(cells(&bytes), expected, "{:?}", &bytes[..4]);
        }
    }

    #[test]
    fn lines_end_as_on_old_machines_too() {
        assert_eq!(cells(b"a;b\r\rc;d\r"), [vec!["a", "b"], vec![], vec!["c", "d"]]);
    }

    #[test]
    fn a_blank_line_keeps_the_numbers_of_the_rows_below() {
        assert_eq!(cells(b"a;b\n\nc;d\n"), [vec!["a", "b"], vec![], vec!["c", "d"]]);
    }
}
