//! A day, and the minute when the file has it.

use serde::{Deserialize, Serialize};

use super::dates::{cell_day, civil};
use super::table::{Cell, Table};

/// A moment to the minute; midnight where the file has the day alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Days since 1899-12-30.
    pub day: i32,
    /// 0 to 1 439.
    pub minute: u16,
}

impl Moment {
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.civil().1
    }

    fn civil(self) -> (i32, u32, u32) {
        civil(self.day).unwrap_or_default()
    }
}

impl std::fmt::Display for Moment {
    /// `2024-03-12`, or `2024-03-12T08:15`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")?;
        if self.minute > 0 {
            write!(f, "T{:02}:{:02}", self.minute / 60, self.minute % 60)?;
        }
        Ok(())
    }
}

/// The moment in a cell: a date of the spreadsheet, or a text that is one.
#[expect(clippy::cast_possible_truncation, reason = "a day of the calendar fits")]
pub fn cell_moment(table: &Table, cell: Cell) -> Option<Moment> {
    let day = cell_day(table, cell)? as i32;
    let minute = match cell {
        Cell::Date(serial) => serial_minute(serial),
        Cell::Text(id) => text_minute(table.text(id)),
        _ => 0,
    };
    Some(Moment { day, minute })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 1 440")]
fn serial_minute(serial: f64) -> u16 {
    ((serial - serial.floor()) * 1_440.0).round().min(1_439.0) as u16
}

/// The minute of `12/03/2024 08:15:30`; 0 without an hour.
fn text_minute(text: &str) -> u16 {
    let hour = text.trim().split(['T', ' ']).nth(1).unwrap_or_default();
    let mut parts = hour.split([':', 'h', 'H']).map(str::parse::<u16>);
    match (parts.next(), parts.next()) {
        (Some(Ok(hour)), Some(Ok(minute))) if hour < 24 && minute < 60 => hour * 60 + minute,
        _ => 0,
    }
}

/// Completed years between two days; negative when the second comes first.
pub fn completed_years(from: Moment, until: Moment) -> i32 {
    let (year, month, day) = from.civil();
    let (later_year, later_month, later_day) = until.civil();
    later_year - year - i32::from((later_month, later_day) < (month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::table;

    fn read(text: &str) -> Option<String> {
        let sheet = table(&[&[text]]);
        cell_moment(&sheet, sheet.cell(0, 0)).map(|moment| moment.to_string())
    }

    #[test]
    fn a_moment_is_read_to_the_minute() {
        for (text, expected) in [
            ("12/03/2024", Some("2024-03-12")),
            ("12/03/2024 08:15", Some("2024-03-12T08:15")),
            ("2024-03-12T23:59:59", Some("2024-03-12T23:59")),
            ("12/03/2024 25:00", Some("2024-03-12")),
            ("31/02/2024", None),
            ("demain", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_age_is_in_completed_years() {
        let moment = |text: &str| {
            let sheet = table(&[&[text]]);
            cell_moment(&sheet, sheet.cell(0, 0)).unwrap()
        };
        for (birth, sample, years) in [
            ("12/03/1957", "11/03/2024", 66),
            ("12/03/1957", "12/03/2024", 67),
            ("29/02/2004", "28/02/2024", 19),
            ("12/03/1890", "12/03/2024", 134),
            ("01/06/2024", "01/05/2024", -1),
        ] {
            assert_eq!(completed_years(moment(birth), moment(sample)), years, "{birth} {sample}");
        }
    }
}
