//! Excel serial dates, as far as the imports need them.

/// Year, month and day of an Excel serial date (days since 1899-12-30, proleptic Gregorian).
pub fn from_serial(serial: f64) -> Option<(i32, u32, u32)> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
    let days = serial.floor() as i64 - 25_569; // 1970-01-01
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
}
