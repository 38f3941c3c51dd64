//! Names of periods as cells and headers have them: `T1 2024`, `janv-24`, `2024`.

use std::fmt;

use super::calendar::month_of;
use super::dates::parse_date;
use super::period::Period;
use super::text::fold;
use crate::french::MONTHS;

/// A year, a quarter or a month, perhaps without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodLabel {
    pub year: Option<i32>,
    pub part: Part,
}

/// Which part of a year a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Year,
    /// 1 to 4.
    Quarter(u8),
    /// 1 to 12.
    Month(u8),
}

/// What is written around the number of a quarter, folded.
const QUARTER_WORDS: [&str; 10] =
    ["t", "q", "tr", "trim", "trimestre", "er", "e", "eme", "quarter", "annee"];

impl PeriodLabel {
    /// Reads a label; `None` when it names no period, or one of several.
    ///
    /// A month by number has two figures or a word: `2024-3` may be March or the third quarter.
    pub fn parse(label: &str) -> Option<Self> {
        let folded = fold(label);
        let tokens = tokens(&folded);
        let (numbers, words): (Vec<&str>, Vec<&str>) =
            tokens.iter().partition(|token| token.as_bytes()[0].is_ascii_digit());
        if let [word] = *words
            && let Some(month) = month_of(word)
        {
            let part = Part::Month(u8::try_from(month).ok()?);
            return match *numbers {
                [] => Some(Self { year: None, part }),
                [year] => Some(Self { year: Some(year_of(year, true)?), part }),
                // A day of the month.
                _ => Self::of_date(label),
            };
        }
        if !words.iter().all(|word| QUARTER_WORDS.contains(word)) {
            return None;
        }
        let worded = !words.is_empty();
        match *numbers {
            [one] => Self::of_number(one, worded),
            [one, two] => {
                let (year, other) = match (year_of(one, false), year_of(two, worded)) {
                    (Some(year), _) => (year, two),
                    (None, Some(year)) => (year, one),
                    (None, None) => return None,
                };
                Some(Self { year: Some(year), part: part_of(other, worded)? })
            }
            [_, _, _] if !worded => Self::of_date(label),
            _ => None,
        }
    }

    /// The quarter or year it lies in; a label without year is of `year`.
    pub fn period(self, year: i32) -> Period {
        let quarter = match self.part {
            Part::Year => None,
            Part::Quarter(quarter) => Some(quarter),
            Part::Month(month) => Some(month.div_ceil(3)),
        };
        Period { year: self.year.unwrap_or(year), quarter }
    }

    /// As people write it: `T1 2024`, `janvier 2024`.
    pub fn french(self) -> String {
        let part = match self.part {
            Part::Year => "année".to_owned(),
            Part::Quarter(quarter) => format!("T{quarter}"),
            Part::Month(month) => {
                let name = usize::from(month).checked_sub(1).and_then(|index| MONTHS.get(index));
                name.map_or_else(String::new, |name| (*name).to_owned())
            }
        };
        self.year.map_or_else(|| part.clone(), |year| format!("{part} {year}"))
    }

    fn of_number(number: &str, worded: bool) -> Option<Self> {
        if let Some(year) = year_of(number, false) {
            return Some(Self { year: Some(year), part: Part::Year });
        }
        if number.len() == 6 {
            let month = number[4..].parse().ok().filter(|month| (1..=12).contains(month))?;
            let year = Some(year_of(&number[..4], false)?);
            return Some(Self { year, part: Part::Month(month) });
        }
        if matches!(number.len(), 5 | 8) {
            return Self::of_date(number);
        }
        let part = part_of(number, true).filter(|_| worded || number.len() == 1)?;
        Some(Self { year: None, part })
    }

    /// The month of a date.
    fn of_date(text: &str) -> Option<Self> {
        let date = parse_date(text).ok()?.date;
        // A birth date is no period.
        let year = Some(date.year()).filter(|year| is_year(*year))?;
        Some(Self { year: Some(year), part: Part::Month(u8::try_from(date.month()).ok()?) })
    }
}

/// As the keys of a mapping have it: `2024-Q1`, `Q1`, `2024-01`, `M01`, `2024`.
impl fmt::Display for PeriodLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.part) {
            (Some(year), Part::Year) => write!(f, "{year}"),
            (None, Part::Year) => write!(f, "année"),
            (Some(year), Part::Quarter(quarter)) => write!(f, "{year}-Q{quarter}"),
            (None, Part::Quarter(quarter)) => write!(f, "Q{quarter}"),
            (Some(year), Part::Month(month)) => write!(f, "{year}-{month:02}"),
            (None, Part::Month(month)) => write!(f, "M{month:02}"),
        }
    }
}

pub fn is_year(number: i32) -> bool {
    (2000..=2100).contains(&number)
}

/// A year of four figures, or of two where a word leaves no doubt.
fn year_of(number: &str, short: bool) -> Option<i32> {
    let year: i32 = number.parse().ok()?;
    match number.len() {
        4 => Some(year).filter(|year| is_year(*year)),
        2 if short => Some(2000 + year),
        _ => None,
    }
}

/// A quarter when a word says so, a month when it has two figures.
fn part_of(number: &str, worded: bool) -> Option<Part> {
    let value: u8 = number.parse().ok()?;
    if worded {
        return (number.len() == 1 && (1..=4).contains(&value)).then_some(Part::Quarter(value));
    }
    (number.len() == 2 && (1..=12).contains(&value)).then_some(Part::Month(value))
}

/// Runs of figures and of letters.
fn tokens(folded: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let figure = first.is_ascii_digit();
            let end = rest.find(|char: char| char.is_ascii_digit() != figure).unwrap_or(rest.len());
            tokens.push(&rest[..end]);
            rest = &rest[end..];
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(label: &str, expected: Option<&str>) {
        let found = PeriodLabel::parse(label).map(|label| label.to_string());
        assert_eq!(found.as_deref(), expected, "{label:?}");
    }

    #[test]
    fn months_are_named_by_words_and_by_two_figures() {
        check("janv-24", Some("2024-01"));
        check("Janvier 2024", Some("2024-01"));
        check("Févr. 2024", Some("2024-02"));
        check("août", Some("M08"));
        check("2024-01", Some("2024-01"));
        check("01/2024", Some("2024-01"));
        check("12/2024", Some("2024-12"));
        check("202411", Some("2024-11"));
        check("45292", Some("2024-01"));
        check("15/02/2024", Some("2024-02"));
        check("2024-02-15", Some("2024-02"));
        check("12 mars 2024", Some("2024-03"));
    }

    #[test]
    fn quarters_and_years_are_named_in_many_ways() {
        check("T1", Some("Q1"));
        check("1er trimestre 2024", Some("2024-Q1"));
        check("Q1-2024", Some("2024-Q1"));
        check("T4-24", Some("2024-Q4"));
        check("1T2024", Some("2024-Q1"));
        check("2024", Some("2024"));
        check("Année 2024", Some("2024"));
        check("3", Some("Q3"));
    }

    #[test]
    fn what_may_be_two_periods_is_none() {
        check("2024-3", None);
        check("3/2024", None);
        check("12", None);
        check("13/2024", None);
        check("T1 T2 2024", None);
        check("12/03/1957", None);
        check("Total", None);
        check("", None);
        check("T", None);
    }
}
