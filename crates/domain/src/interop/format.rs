//! The shapes of values in the layouts, as their receivers read them.

use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::import::Date;

/// Longest text of a cell.
const LONGEST: usize = 80;

/// The shape of the values of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Any text on one line that no spreadsheet takes for a formula.
    Text,
    /// One of the codes of a list.
    Code,
    /// The same in every row.
    Constant,
    /// `2024-03-04`, a day that exists.
    Date,
    /// `04/03/2024`, a day that exists.
    Day,
    /// `2024`.
    Year,
    /// Digits alone, without zeros before them.
    Integer,
    /// Digits, and others behind a point.
    Decimal,
    /// A concentration: `^(([1-9][0-9]*)|(0\.[0-9]+)|(1.5))$` (ECDC), where the point of 1.5 is read as one.
    Mic,
    /// A French laboratory at the ECDC: `FR001`, `FRn1`.
    Laboratory,
    /// A laboratory and the letters of a hospital: `FR001-A`.
    Hospital,
    /// A serotype of *S. pneumoniae*: `6A`, `15B/C`, `NT`.
    Serotype,
}

impl Format {
    /// Whether a text has the shape and lies between the bounds; codes and constants are judged by their
    /// variable.
    pub fn fits(self, text: &str, bounds: RangeInclusive<f64>) -> bool {
        let within = || text.parse().is_ok_and(|number: f64| bounds.contains(&number));
        match self {
            Self::Text => is_plain(text),
            Self::Code | Self::Constant => false,
            Self::Date => date(text, '-', [0, 1, 2]),
            Self::Day => date(text, '/', [2, 1, 0]),
            Self::Year => text.len() == 4 && is_digits(text) && !text.starts_with('0'),
            Self::Integer => is_whole(text) && within(),
            Self::Decimal => is_decimal(text) && within(),
            Self::Mic => is_concentration(text) && within(),
            Self::Laboratory => is_laboratory(text),
            Self::Hospital => text.rsplit_once('-').is_some_and(|(laboratory, letters)| {
                is_laboratory(laboratory) && is_letters(letters)
            }),
            Self::Serotype => is_serotype(text),
        }
    }
}

fn is_plain(text: &str) -> bool {
    let formula = text.starts_with(['=', '+', '-', '@']);
    !formula && !text.chars().any(char::is_control) && text.chars().count() <= LONGEST
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letters(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_whole(text: &str) -> bool {
    is_digits(text) && (text == "0" || !text.starts_with('0'))
}

fn is_decimal(text: &str) -> bool {
    match text.split_once('.') {
        None => is_whole(text),
        Some((whole, decimals)) => is_whole(whole) && is_digits(decimals),
    }
}

fn is_concentration(text: &str) -> bool {
    match text.split_once('.') {
        None => is_whole(text) && text != "0",
        Some((whole, decimals)) => (whole == "0" && is_digits(decimals)) || text == "1.5",
    }
}

/// `FR001` and on, or `FRn1` to `FRn9999`.
fn is_laboratory(text: &str) -> bool {
    let Some(number) = text.strip_prefix("FR") else { return false };
    match number.strip_prefix('n') {
        Some(number) => is_whole(number) && number != "0" && number.len() <= 4,
        None => number.len() == 3 && is_digits(number) && number != "000",
    }
}

/// A number of one or two digits, then letters with `/` between them, or a word.
fn is_serotype(text: &str) -> bool {
    if ["NT", "NTYP", "O"].contains(&text) {
        return true;
    }
    let letters = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let digits = text.len() - letters.len();
    let letter = |part: &str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase());
    (1..=2).contains(&digits) && (letters.is_empty() || letters.split('/').all(letter))
}

/// Year, month and day at these places.
fn date(text: &str, between: char, [year, month, day]: [usize; 3]) -> bool {
    let parts: Vec<&str> = text.split(between).collect();
    let number = |place: usize, digits: usize| {
        let part = parts.get(place).filter(|part| part.len() == digits && is_digits(part))?;
        part.parse::<u32>().ok()
    };
    let found = (number(year, 4), number(month, 2), number(day, 2));
    let (Some(year), Some(month), Some(day)) = found else { return false };
    let exists = i32::try_from(year).ok().and_then(|year| Date::new(year, month, day));
    parts.len() == 3 && exists.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: Format, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(format.fits(text, 0.0..=120.0), "{format:?} {text}");
        }
        for text in bad {
            assert!(!format.fits(text, 0.0..=120.0), "{format:?} {text}");
        }
    }

    #[test]
    fn values_have_the_shape_of_their_variable() {
        check(
            Format::Date,
            &["2024-02-29"],
            &["2023-02-29", "2024-2-29", "29/02/2024", "2024", ""],
        );
        check(Format::Day, &["29/02/2024"], &["2024-02-29", "29/02/24", "31/04/2024"]);
        check(Format::Year, &["2024"], &["24", "0024", "20 4"]);
        check(Format::Integer, &["0", "71", "120"], &["121", "-1", "07", "7.0", "", "1e1", "+1"]);
        check(Format::Decimal, &["0.25", "1", "0"], &["0,25", ".5", "1.", "01.5", "121", "NaN"]);
        check(Format::Text, &["UF 12", "a|b"], &["a\nb", "a\tb", "=1+1"]);
    }

    #[test]
    fn concentrations_are_those_that_the_receiver_takes() {
        let good = ["0.5", "1", "16", "0.016", "1.5", "0.0"];
        check(Format::Mic, &good, &["0", "2.5", "12.5", "1,5", "1x5", "2.0", ".5", "01", "<1", ""]);
    }

    #[test]
    fn laboratories_hospitals_and_serotypes_have_their_codes() {
        check(
            Format::Laboratory,
            &["FR001", "FRn1", "FRn1138"],
            &["FR1", "FR000", "FRn0", "fr001"],
        );
        check(Format::Hospital, &["FR001-A", "FRn12-AB"], &["FR001", "FR001-a", "FR001-ABC", "-A"]);
        let good = ["6A", "15B/C", "48", "NT", "O"];
        check(Format::Serotype, &good, &["6a", "A", "123", "15B/", "Unk"]);
    }
}
