//! `.csv` and `.txt`: encoding and separator are found, quotes are understood.

use csv::{ReaderBuilder, Trim};
use domain::dto::SheetSummary;
use domain::import::{FileProblem, Table};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::xlsx::text_cell;
use crate::{Limits, Workbook, problem};

pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, FileProblem> {
    let text = decode(bytes);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut table = Table::new();
    let mut record = csv::StringRecord::new();
    let (mut row, mut counted) = (0, 0);
    while reader.read_record(&mut record).map_err(|_| problem::damaged())? {
        // The reader skips blank lines: the row is the line where the text of the record begins.
        let offset = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
        let blank = text.as_bytes()[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n'));
        let begins = start + blank.count();
        row += text[counted..begins].matches('\n').count();
        counted = begins;
        for (column, value) in record.iter().enumerate() {
            let cell = text_cell(&mut table, value);
            limits.put(&mut table, row, column, cell)?;
        }
    }
    let sheets = vec![SheetSummary { name: String::new(), hidden: false }];
    Ok(Workbook { sheet: String::new(), sheets, table })
}

/// By its mark, else UTF-8 when it is, else Windows-1252.
fn decode(bytes: &[u8]) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
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
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read(bytes, &Limits::default()).unwrap().table;
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
    fn a_blank_line_keeps_the_numbers_of_the_rows_below() {
        assert_eq!(cells(b"a;b\n\nc;d\n"), [vec!["a", "b"], vec![], vec!["c", "d"]]);
    }
}
