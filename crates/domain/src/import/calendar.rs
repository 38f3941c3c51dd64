//! Days of the calendar, without a clock.

use std::fmt;

/// Days from 1899-12-30, the day 0 of spreadsheets, to 1970-01-01.
const UNIX_EPOCH: i64 = 25_569;

/// A day that exists (proleptic Gregorian calendar); earlier days come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u32,
    day: u32,
}

impl Date {
    /// The day, unless the month does not have it.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(Self { year, month, day })
    }

    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u32 {
        self.day
    }

    /// 1 to 4.
    pub fn quarter(self) -> u8 {
        u8::try_from(self.month.div_ceil(3)).unwrap_or(4)
    }

    /// The day of a serial number of spreadsheets, up to the year 9999.
    pub fn from_serial(serial: f64) -> Option<Self> {
        if !(1.0..2_958_466.0).contains(&serial) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
        let days = serial.floor() as i32;
        Self::from_days(days)
    }

    /// The day so many days after 1899-12-30, or before it: what [`Self::serial`] gives.
    pub fn from_days(days: i32) -> Option<Self> {
        // Days to civil date, in 400-year eras that begin on 1 March.
        let shifted = i64::from(days) - UNIX_EPOCH + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    }

    /// Days since 1899-12-30.
    pub fn serial(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468 + UNIX_EPOCH
    }
}

/// 365, or 366 in a leap year.
pub const fn days_of_year(year: i32) -> u32 {
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    if leap { 366 } else { 365 }
}

/// Completed years between two days; negative when the second comes first.
pub fn completed_years(from: Date, until: Date) -> i32 {
    let before = (until.month, until.day) < (from.month, from.day);
    until.year - from.year - i32::from(before)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Month of a French or English name or its usual short forms, folded.
pub fn month_of(word: &str) -> Option<u32> {
    let month = match word {
        "janvier" | "janv" | "jan" | "january" => 1,
        "fevrier" | "fevr" | "fev" | "february" | "feb" => 2,
        "mars" | "mar" | "march" => 3,
        "avril" | "avr" | "april" | "apr" => 4,
        "mai" | "may" => 5,
        "juin" | "jun" | "june" => 6,
        "juillet" | "juil" | "jul" | "july" => 7,
        "aout" | "aou" | "august" | "aug" => 8,
        "septembre" | "sept" | "sep" | "september" => 9,
        "octobre" | "oct" | "october" => 10,
        "novembre" | "nov" | "november" => 11,
        "decembre" | "dec" | "december" => 12,
        _ => return None,
    };
    Some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_dates_are_those_of_excel_both_ways() {
        for (serial, date) in [
            (25_569.0, "1970-01-01"),
            (45_351.0, "2024-02-29"),
            (45_292.0, "2024-01-01"),
            (73_050.999_31, "2099-12-31"),
            (36_526.0, "2000-01-01"),
            (367.0, "1901-01-01"),
        ] {
            let found = Date::from_serial(serial).unwrap();
            assert_eq!(found.to_string(), date);
            assert_eq!(Date::from_serial(found.serial() as f64), Some(found));
        }
    }

    #[test]
    fn days_before_those_of_spreadsheets_go_there_and_back() {
        for (year, month, day) in [(1890, 3, 12), (1800, 1, 1), (1899, 12, 30), (2024, 2, 29)] {
            let date = Date::new(year, month, day).unwrap();
            assert_eq!(Date::from_days(i32::try_from(date.serial()).unwrap()), Some(date));
        }
    }

    #[test]
    fn a_number_out_of_the_calendar_is_no_date() {
        assert_eq!(Date::from_serial(-3.0), None);
        assert_eq!(Date::from_serial(f64::NAN), None);
    }

    #[test]
    fn an_age_is_in_completed_years() {
        for (birth, sample, years) in [
            ((1957, 3, 12), (2024, 3, 11), 66),
            ((1957, 3, 12), (2024, 3, 12), 67),
            ((2004, 2, 29), (2024, 2, 28), 19),
            ((1890, 3, 12), (2024, 3, 12), 134),
            ((2024, 6, 1), (2024, 5, 1), -1),
        ] {
            let date = |(year, month, day)| Date::new(year, month, day).unwrap();
            assert_eq!(completed_years(date(birth), date(sample)), years, "{birth:?} {sample:?}");
        }
    }

    #[test]
    fn days_that_no_month_has_do_not_exist() {
        for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1)] {
            assert_eq!(Date::new(year, month, day), None);
        }
        assert!(Date::new(2000, 2, 29).is_some());
    }
}
