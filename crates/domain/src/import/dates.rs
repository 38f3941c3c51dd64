//! Dates as cells hold them: serial numbers, ISO, French order. The order of the United States is
//! never guessed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::calendar::{Date, month_of};
use super::table::{Cell, Table};
use super::text::{collapse, fold};

/// A day, and the time of it when the cell has one; written `2024-03-12` or `2024-03-12T10:15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    pub date: Date,
    /// Minutes since midnight; `None` for a bare date.
    pub minute: Option<u16>,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minute {
            None => self.date.fmt(f),
            Some(minute) => write!(f, "{}T{:02}:{:02}", self.date, minute / 60, minute % 60),
        }
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl TryFrom<String> for Moment {
    type Error = NotADate;

    /// Takes what [`Moment`] writes and nothing else.
    fn try_from(text: String) -> Result<Self, NotADate> {
        let moment = parse_date(&text)?;
        (moment.to_string() == text).then_some(moment).ok_or(NotADate::Unreadable)
    }
}

/// Why a filled cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADate {
    #[error("it does not look like a date")]
    Unreadable,
    /// `31/02/2024`.
    #[error("it looks like a date, of a day or an hour that does not exist")]
    Impossible,
    /// `03/25/2024`.
    #[error("it is a date only with the month first")]
    MonthFirst,
}

/// Serial numbers taken for dates without a date format: from 1901 to 2099. Ages are below.
const BARE_SERIALS: std::ops::RangeInclusive<f64> = 367.0..=73_050.999_999;
/// Years of two figures from here on are of the twentieth century, as spreadsheets have it.
const PIVOT: i32 = 30;

/// The date in a cell; `None` when the cell is empty.
///
/// # Errors
/// [`NotADate`] for anything filled that is not a day of the years 1800 to 2100, before 1900 as a
/// text only.
pub fn cell_date(table: &Table, cell: Cell) -> Result<Option<Moment>, NotADate> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(serial) => from_serial(serial).map(Some).ok_or(NotADate::Impossible),
        Cell::Number(number) if BARE_SERIALS.contains(&number) => {
            from_serial(number).map(Some).ok_or(NotADate::Impossible)
        }
        Cell::Number(_) => parse_date(&table.display(cell)).map(Some),
        Cell::Text(id) if table.text(id).trim().is_empty() => Ok(None),
        Cell::Text(id) => parse_date(table.text(id)).map(Some),
        Cell::Bool(_) | Cell::Error => Err(NotADate::Unreadable),
    }
}

/// Reads `2024-03-12`, `12/03/2024`, `12-03-24`, `12 mars 2024`, `20240312`, each with a time or not.
pub fn parse_date(text: &str) -> Result<Moment, NotADate> {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month, day, time) = match *words.as_slice() {
        [compact] if !figures(compact) => return Err(NotADate::Unreadable),
        [compact] if compact.len() == 8 => (&compact[..4], &compact[4..6], &compact[6..], vec![]),
        [compact] if matches!(compact.len(), 12 | 14) => {
            let time = vec![&compact[8..10], &compact[10..12]];
            (&compact[..4], &compact[4..6], &compact[6..8], time)
        }
        [serial] if serial.len() == 5 => {
            let serial = serial.parse().map_err(|_| NotADate::Unreadable)?;
            let moment = from_serial(serial).filter(|_| BARE_SERIALS.contains(&serial));
            return moment.ok_or(NotADate::Unreadable);
        }
        [year, month, day, ref time @ ..] if year.len() == 4 => (year, month, day, time.to_vec()),
        [day, month, year, ref time @ ..] => (year, month, day, time.to_vec()),
        _ => return Err(NotADate::Unreadable),
    };
    let minute = minute_of(&time)?;
    let date = date_of(year, month, day)?;
    Ok(Moment { date, minute })
}

/// The serial number of an ISO date with or without time, as workbooks write them; those before 1900
/// have none.
pub fn serial_from_iso(text: &str) -> Option<f64> {
    let is_iso = text.len() >= 10 && text.as_bytes()[4] == b'-';
    let moment = parse_date(text).ok().filter(|moment| is_iso && moment.date.year() >= 1900)?;
    let time = f64::from(moment.minute.unwrap_or_default()) / 1_440.0;
    Some(moment.date.serial() as f64 + time)
}

/// `2024-02-29`, or the number itself when it is no date.
pub fn iso_from_serial(serial: f64) -> String {
    Date::from_serial(serial).map_or_else(|| format!("{serial}"), |date| date.to_string())
}

/// Midnight is no time: a date has none.
fn from_serial(serial: f64) -> Option<Moment> {
    // Half a minute, since fractions of a day are never exact.
    let rounded = (serial * 1_440.0).round() / 1_440.0;
    let date = Date::from_serial(rounded).filter(|date| (1900..=2100).contains(&date.year()))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 1440")]
    let minute = ((rounded - rounded.floor()) * 1_440.0).round() as u16;
    Some(Moment { date, minute: (minute > 0 && minute < 1_440).then_some(minute) })
}

/// Runs of figures and of letters; what only decorates is left out.
fn tokens(text: &str) -> Vec<String> {
    let plain = collapse(text).replace('.', " ");
    let mut tokens: Vec<String> = Vec::new();
    let mut before = None;
    for char in fold(&plain).chars() {
        let kind = (char.is_alphabetic(), char.is_ascii_digit());
        if char.is_alphanumeric() {
            match tokens.last_mut() {
                Some(last) if before == Some(kind) => last.push(char),
                _ => tokens.push(char.to_string()),
            }
        }
        before = char.is_alphanumeric().then_some(kind);
    }
    let decoration = [
        "er", "le", "a", "h", "min", "mn", "t", "z", "lundi", "mardi", "mercredi", "jeudi",
        "vendredi", "samedi", "dimanche",
    ];
    tokens.retain(|token| !decoration.contains(&token.as_str()));
    tokens
}

fn date_of(year: &str, month: &str, day: &str) -> Result<Date, NotADate> {
    let figures = |text: &str, most: usize| {
        let fits = text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| fits).ok_or(NotADate::Unreadable)
    };
    let day = figures(day, 2)?;
    let month = month_of(month).map_or_else(|| figures(month, 2), Ok)?;
    let short = year.len() == 2;
    let year = i32::try_from(figures(year, 4)?).map_err(|_| NotADate::Unreadable)?;
    let year = match year {
        0..PIVOT if short => 2000 + year,
        _ if short => 1900 + year,
        1800..=2100 => year,
        _ => return Err(NotADate::Impossible),
    };
    Date::new(year, month, day).ok_or_else(|| {
        let swapped = Date::new(year, day, month).is_some();
        if swapped { NotADate::MonthFirst } else { NotADate::Impossible }
    })
}

/// Minutes since midnight of hour, minute and what is finer.
fn minute_of(time: &[&str]) -> Result<Option<u16>, NotADate> {
    let number = |text: &str| text.parse::<u16>().map_err(|_| NotADate::Unreadable);
    let (hour, minute) = match *time {
        [] => return Ok(None),
        [hour] => (number(hour)?, 0),
        [hour, minute, ref finer @ ..] => {
            // Seconds, their fraction, the two numbers of a time zone.
            if finer.len() > 4 || finer.iter().any(|text| text.parse::<u64>().is_err()) {
                return Err(NotADate::Unreadable);
            }
            if finer.first().is_some_and(|seconds| seconds.len() > 2 || **seconds > *"59") {
                return Err(NotADate::Impossible);
            }
            (number(hour)?, number(minute)?)
        }
    };
    if hour > 23 || minute > 59 {
        return Err(NotADate::Impossible);
    }
    Ok(Some(hour * 60 + minute).filter(|minute| *minute > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, NotADate>) {
        let shown = |moment: Moment| match moment.minute {
            None => moment.date.to_string(),
            Some(minute) => format!("{} {:02}:{:02}", moment.date, minute / 60, minute % 60),
        };
        assert_eq!(parse_date(text).map(shown), expected.map(str::to_owned), "{text:?}");
    }

    #[test]
    fn dates_are_read_as_people_and_programs_write_them() {
        check("12/03/2024", Ok("2024-03-12"));
        check("1/3/2024", Ok("2024-03-01"));
        check(" 12-03-2024 ", Ok("2024-03-12"));
        check("12.03.2024", Ok("2024-03-12"));
        check("12 03 2024", Ok("2024-03-12"));
        check("12/03/24", Ok("2024-03-12"));
        check("12/03/29", Ok("2029-03-12"));
        check("12/03/30", Ok("1930-03-12"));
        check("2024-03-12", Ok("2024-03-12"));
        check("2024/03/12", Ok("2024-03-12"));
        check("20240312", Ok("2024-03-12"));
        check("45363", Ok("2024-03-12"));
        check("12 mars 2024", Ok("2024-03-12"));
        check("1er janvier 2024", Ok("2024-01-01"));
        check("mardi 12 mars 2024", Ok("2024-03-12"));
        check("12-MAR-2024", Ok("2024-03-12"));
        check("12 févr. 24", Ok("2024-02-12"));
        check("29/02/2024", Ok("2024-02-29"));
        check("12/03/1890", Ok("1890-03-12"));
    }

    #[test]
    fn times_are_kept_to_the_minute() {
        check("12/03/2024 14:35", Ok("2024-03-12 14:35"));
        check("12/03/2024 14:35:59", Ok("2024-03-12 14:35"));
        check("12/03/2024 à 14h35", Ok("2024-03-12 14:35"));
        check("2024-03-12T14:35:00", Ok("2024-03-12 14:35"));
        check("2024-03-12T14:35:00.000Z", Ok("2024-03-12 14:35"));
        check("2024-03-12T14:35:00+01:00", Ok("2024-03-12 14:35"));
        check("202403121435", Ok("2024-03-12 14:35"));
        check("20240312143559", Ok("2024-03-12 14:35"));
        check("12/03/2024 00:00", Ok("2024-03-12"));
    }

    #[test]
    fn what_is_no_day_is_refused_and_the_month_never_comes_first() {
        check("31/02/2024", Err(NotADate::Impossible));
        check("29/02/2023", Err(NotADate::Impossible));
        check("00/01/2024", Err(NotADate::Impossible));
        check("12/03/1024", Err(NotADate::Impossible));
        check("12/03/1799", Err(NotADate::Impossible));
        check("12/03/2024 25:10", Err(NotADate::Impossible));
        check("12/03/2024 12:60", Err(NotADate::Impossible));
        check("03/25/2024", Err(NotADate::MonthFirst));
        check("12/13/24", Err(NotADate::MonthFirst));
        check("mars 2024", Err(NotADate::Unreadable));
        check("12/03", Err(NotADate::Unreadable));
        check("12/03/2024 - 15/03/2024", Err(NotADate::Impossible));
        check("12/brumaire/2024", Err(NotADate::Unreadable));
        check("2024", Err(NotADate::Unreadable));
        check("inconnue", Err(NotADate::Unreadable));
        check("12345678901234567890", Err(NotADate::Unreadable));
        check("cardiologieㄍ", Err(NotADate::Unreadable));
        check("abcㄍde", Err(NotADate::Unreadable));
    }

    #[test]
    fn cells_hold_dates_with_and_without_their_format() {
        let mut table = Table::new();
        let blank = table.intern("  ");
        let day = |serial| Date::from_serial(serial).unwrap();
        let midnight = Moment { date: day(45_363.0), minute: None };
        let noon = Moment { date: day(45_363.0), minute: Some(720) };
        for (cell, expected) in [
            (Cell::Empty, Ok(None)),
            (Cell::Text(blank), Ok(None)),
            (Cell::Date(45_363.0), Ok(Some(midnight))),
            (Cell::Date(45_363.5), Ok(Some(noon))),
            (Cell::Date(45_362.999_999_9), Ok(Some(midnight))),
            (Cell::Number(45_363.0), Ok(Some(midnight))),
            (Cell::Number(20_240_312.0), Ok(Some(midnight))),
            (Cell::Number(57.0), Err(NotADate::Unreadable)),
            (Cell::Date(-1.0), Err(NotADate::Impossible)),
            (Cell::Error, Err(NotADate::Unreadable)),
        ] {
            assert_eq!(cell_date(&table, cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn iso_dates_become_serial_numbers() {
        assert_eq!(serial_from_iso("2024-01-01"), Some(45_292.0));
        assert_eq!(serial_from_iso("2024-01-01T12:00:00"), Some(45_292.5));
        assert_eq!(serial_from_iso("12/03/2024"), None);
        assert_eq!(serial_from_iso("2024-02-30"), None);
        assert_eq!(serial_from_iso("1890-03-12"), None);
    }

    #[test]
    fn a_moment_is_written_and_read_back() {
        for text in ["2024-03-12", "2024-03-12T10:15", "1890-01-02"] {
            let moment = Moment::try_from(text.to_owned()).unwrap();
            assert_eq!(String::from(moment), text);
        }
        for text in ["12/03/2024", "2024-3-12", "2024-02-30", "2024-03-12T00:00", ""] {
            assert!(Moment::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
