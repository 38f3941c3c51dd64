//! Days of the calendar: Excel serial dates, and dates as people type them.

use super::table::{Cell, Table};

/// The years a two-digit year may mean: 1930 to 2029.
const PIVOT: i32 = 30;

/// Year, month and day of an Excel serial date (days since 1899-12-30, proleptic Gregorian).
pub fn from_serial(serial: f64) -> Option<(i32, u32, u32)> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
    civil(serial.floor() as i32)
}

/// Year, month and day of a number of days since 1899-12-30, also before.
pub fn civil(day: i32) -> Option<(i32, u32, u32)> {
    let days = i64::from(day) - 25_569; // 1970-01-01
    // Days to civil date, in 400-year eras that begin on 1 March.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some((i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?))
}

/// `2024-02-29`, or the number itself when it is no date.
pub fn iso_from_serial(serial: f64) -> String {
    from_serial(serial).map_or_else(
        || format!("{serial}"),
        |(year, month, day)| format!("{year:04}-{month:02}-{day:02}"),
    )
}

/// The serial number of a day, `None` for a day that is not in the calendar; below 1 before 1900,
/// where spreadsheets have texts.
pub fn to_serial(year: i32, month: u32, day: u32) -> Option<f64> {
    let length = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1800..=9999).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    // Years that begin on 1 March: the leap day comes last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let months = i32::try_from((month + 9) % 12).ok()?;
    let day_of_year = (153 * months + 2) / 5 + i32::try_from(day).ok()? - 1;
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year;
    Some(f64::from(days - 719_468 + 25_569))
}

/// The day in a cell, as an Excel serial number without its hour: a date, or a text that is one.
pub fn cell_day(table: &Table, cell: Cell) -> Option<f64> {
    match cell {
        Cell::Date(serial) => from_serial(serial).map(|_| serial.floor()),
        Cell::Text(id) => parse_day(table.text(id)),
        _ => None,
    }
}

/// Reads `03/12/2024`, `3-12-24`, `2024-12-03`, `20241203`, with or without an hour behind.
pub fn parse_day(text: &str) -> Option<f64> {
    let day = text.trim().split(['T', ' ']).next()?;
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let number = |text: &str| {
        let digits = text.chars().all(|char| char.is_ascii_digit());
        (digits && matches!(text.len(), 1..=4)).then(|| text.parse::<u32>().ok()).flatten()
    };
    let whole = |text: &str| i32::try_from(number(text)?).ok();
    match parts[..] {
        [one] if one.len() == 8 && one.is_ascii() => {
            to_serial(whole(&one[..4])?, number(&one[4..6])?, number(&one[6..])?)
        }
        [year, month, day] if year.len() == 4 => {
            to_serial(whole(year)?, number(month)?, number(day)?)
        }
        [day, month, year] if year.len() == 4 => {
            to_serial(whole(year)?, number(month)?, number(day)?)
        }
        [day, month, year] if year.len() == 2 => {
            let short = whole(year)?;
            let century = if short < PIVOT { 2000 } else { 1900 };
            to_serial(century + short, number(month)?, number(day)?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_dates_are_those_of_excel() {
        for (serial, date) in [
            (25_569.0, "1970-01-01"),
            (45_351.0, "2024-02-29"),
            (45_292.0, "2024-01-01"),
            (73_050.999_31, "2099-12-31"),
            (36_526.0, "2000-01-01"),
        ] {
            assert_eq!(iso_from_serial(serial), date);
        }
    }

    #[test]
    fn a_number_out_of_the_calendar_is_no_date() {
        assert_eq!(from_serial(-3.0), None);
        assert_eq!(from_serial(f64::NAN), None);
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in ["29/02/2024", "2024-02-29", "29-2-24", "29.02.2024 08:30", "20240229"] {
            assert_eq!(parse_day(text), Some(45_351.0), "{text}");
        }
        for text in ["30/02/2024", "29/02/2023", "12/2024", "8001234", "00000000", "1/13/2024", ""]
        {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn serial_numbers_go_there_and_back() {
        for serial in [2.0, 61.0, 36_526.0, 45_351.0, 73_050.0] {
            let (year, month, day) = from_serial(serial).unwrap();
            assert_eq!(to_serial(year, month, day), Some(serial));
        }
    }
}
