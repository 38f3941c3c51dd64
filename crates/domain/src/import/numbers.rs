//! Numbers as French and English hands type them.

use super::table::{Cell, Table};

/// The number in a cell: a number, or a text that is one.
pub fn cell_number(table: &Table, cell: Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => number.is_finite().then_some(number),
        Cell::Text(id) => parse_number(table.text(id)),
        Cell::Empty | Cell::Date(_) | Cell::Bool(_) | Cell::Error => None,
    }
}

/// Reads `1 234,5`, `1.234,5`, `1,234.5`, `-12`, `12-`; `None` when it is no number.
///
/// One comma or one point is a decimal mark; several are thousands.
pub fn parse_number(text: &str) -> Option<f64> {
    let mut digits: String = text
        .chars()
        .filter(|char| !char.is_whitespace() && *char != '\'' && *char != '’')
        .collect();
    // The minus sign of word processors, and a minus typed behind the number.
    if let Some(rest) = digits.strip_prefix('−').or_else(|| digits.strip_suffix('-')) {
        digits = format!("-{rest}");
    }
    let (commas, points) = (digits.matches(',').count(), digits.matches('.').count());
    let plain = match (commas, points) {
        (0, 0 | 1) => digits,
        (1, 0) => digits.replace(',', "."),
        (0, _) => digits.replace('.', ""),
        (_, 0) => digits.replace(',', ""),
        _ if digits.rfind(',') > digits.rfind('.') => digits.replace('.', "").replace(',', "."),
        _ => digits.replace(',', ""),
    };
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let well_formed = unsigned.starts_with(|char: char| char.is_ascii_digit() || char == '.')
        && unsigned.chars().all(|char| char.is_ascii_digit() || char == '.')
        && unsigned.contains(|char: char| char.is_ascii_digit());
    well_formed.then(|| plain.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_english_numbers_are_read() {
        for (text, number) in [
            ("12", 12.0),
            ("12,5", 12.5),
            ("0.5", 0.5),
            ("5 138", 5138.0),
            ("5\u{a0}138", 5138.0),
            ("5\u{202f}138,25", 5138.25),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("-44", -44.0),
            ("−44", -44.0),
            ("44-", -44.0),
            (" +3 ", 3.0),
            (",5", 0.5),
        ] {
            assert_eq!(parse_number(text), Some(number), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", " ", "abc", "12 boîtes", "1e5", "--3", "inf", "NaN", "-", ".", "1-2"] {
            assert_eq!(parse_number(text), None, "{text:?}");
        }
    }
}
