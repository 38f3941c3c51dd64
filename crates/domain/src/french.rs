//! Numbers as the French write them, `107 175`, `354,2`, and their months.

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Narrow no-break space between thousands.
const THIN: char = '\u{202f}';

/// A whole number: `107 175`.
pub fn whole(number: f64) -> String {
    decimal(number, 0)
}

/// A number with `decimals` digits behind the comma: `354,2`; a minus sign where it is negative.
pub fn decimal(number: f64, decimals: usize) -> String {
    let fixed = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let mut text = String::new();
    if number < 0.0 && fixed.chars().any(|char| ('1'..='9').contains(&char)) {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(THIN);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_french_way() {
        for (number, decimals, text) in [
            (107_175.0, 0, "107\u{202f}175"),
            (354.185, 1, "354,2"),
            (-1_234_567.891, 2, "−1\u{202f}234\u{202f}567,89"),
            (-0.04, 1, "0,0"),
            (12.0, 0, "12"),
        ] {
            assert_eq!(decimal(number, decimals), text);
        }
    }
}
