//! `1,234`: thousands or decimals? The rest of its column decides.

use super::numbers::{cell_number, parse_number};
use super::table::{Cell, Table};

/// Which mark stands before the decimals in a column of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    Comma,
    Point,
    /// Nothing tells: each mark alone is one of decimals.
    Either,
    /// Nothing tells, and the values are whole: each mark alone is one of thousands.
    Neither,
}

/// How the numbers of a column are written, and how many could be read otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberStyle {
    pub decimal: DecimalMark,
    /// Values that the style decided.
    pub ambiguous: u32,
    /// The first of them as typed, and its row (0 = first of the file).
    pub example: Option<(String, usize)>,
}

impl NumberStyle {
    /// The style of the rows of a column; `whole` when decimals make no sense in it.
    pub fn of_column(
        table: &Table,
        rows: impl Iterator<Item = usize>,
        column: usize,
        whole: bool,
    ) -> Self {
        let (mut comma, mut point, mut ambiguous, mut example) = (0u32, 0u32, 0u32, None);
        for row in rows {
            let Cell::Text(id) = table.cell(row, column) else { continue };
            match written(table.text(id)) {
                Written::Plain => {}
                Written::Decimal(',') => comma += 1,
                Written::Decimal(_) => point += 1,
                Written::Ambiguous => {
                    ambiguous += 1;
                    example.get_or_insert_with(|| (table.text(id).trim().to_owned(), row));
                }
            }
        }
        let decimal = match comma.cmp(&point) {
            std::cmp::Ordering::Greater => DecimalMark::Comma,
            std::cmp::Ordering::Less => DecimalMark::Point,
            std::cmp::Ordering::Equal if whole => DecimalMark::Neither,
            std::cmp::Ordering::Equal => DecimalMark::Either,
        };
        Self { decimal, ambiguous, example }
    }

    /// The number in a cell of the column.
    pub fn number(&self, table: &Table, cell: Cell) -> Option<f64> {
        let Cell::Text(id) = cell else { return cell_number(table, cell) };
        let text = table.text(id);
        let thousands = match self.decimal {
            DecimalMark::Either => return parse_number(text),
            DecimalMark::Comma => ['.'].as_slice(),
            DecimalMark::Point => [','].as_slice(),
            DecimalMark::Neither => [',', '.'].as_slice(),
        };
        if written(text) == Written::Ambiguous {
            parse_number(&text.replace(thousands, ""))
        } else {
            parse_number(text)
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Written {
    /// No mark, or marks that leave no doubt and say nothing of others.
    Plain,
    /// The mark of the decimals, beyond doubt.
    Decimal(char),
    /// One mark before three figures, behind one to three that do not begin with a zero.
    Ambiguous,
}

fn written(text: &str) -> Written {
    let marks: Vec<(usize, char)> =
        text.char_indices().filter(|(_, char)| matches!(char, ',' | '.')).collect();
    let (Some((at, mark)), Some((_, first))) = (marks.last(), marks.first()) else {
        return Written::Plain;
    };
    if parse_number(text).is_none() {
        return Written::Plain;
    }
    let other = if *mark == ',' { '.' } else { ',' };
    if marks.len() > 1 {
        // `1.234.567` is thousands; `1.234,5` has both.
        return if first == mark { Written::Decimal(other) } else { Written::Decimal(*mark) };
    }
    let figures = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let (before, behind) = (text[..*at].trim_start_matches(['-', '+', '−', ' ']), &text[at + 1..]);
    let grouped = figures(behind) == 3 && (1..=3).contains(&figures(before));
    // `1 234,567` has its thousands already.
    if grouped && !before.starts_with('0') && !before.trim_end().contains(char::is_whitespace) {
        Written::Ambiguous
    } else {
        Written::Decimal(*mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::table;

    fn check(texts: &[&str], whole: bool, expected: &[f64], ambiguous: u32) {
        let rows: Vec<&[&str]> = texts.iter().map(std::slice::from_ref).collect();
        let sheet = table(&rows);
        let style = NumberStyle::of_column(&sheet, 0..sheet.height(), 0, whole);
        let numbers: Vec<f64> = (0..sheet.height())
            .map(|row| style.number(&sheet, sheet.cell(row, 0)).unwrap())
            .collect();
        assert_eq!(numbers, expected, "{texts:?}");
        assert_eq!(style.ambiguous, ambiguous, "{texts:?}");
    }

    #[test]
    fn the_rest_of_the_column_decides() {
        check(&["1,234", "12,5"], false, &[1.234, 12.5], 1);
        check(&["1,234", "12.5"], false, &[1234.0, 12.5], 1);
        check(&["1.234", "12,5"], false, &[1234.0, 12.5], 1);
        check(&["1.234", "0.5"], false, &[1.234, 0.5], 1);
        check(&["1,234", "1,234,567"], false, &[1234.0, 1_234_567.0], 1);
        check(&["1,234", "1.234,50"], false, &[1.234, 1234.5], 1);
        check(&["1,234", "1 234,567"], false, &[1.234, 1234.567], 1);
        check(&["-1,234", "0,125"], false, &[-1.234, 0.125], 1);
    }

    #[test]
    fn without_any_sign_decimals_are_read_where_they_make_sense() {
        check(&["1,234", "7"], false, &[1.234, 7.0], 1);
        check(&["1,234", "1.500"], true, &[1234.0, 1500.0], 2);
        check(&["1 234", "12,50"], true, &[1234.0, 12.5], 0);
        check(&["#1.234"], true, &[1.234], 0);
    }
}
