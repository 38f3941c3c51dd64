//! Numbers, dates and periods as the French write them. The only place that turns a figure
//! into text.

use domain::french;
use domain::french::date;
pub use domain::french::{change, count, day, decimal, figure, percent, range, short};

/// `107 175`
pub fn integer(value: impl Into<f64>) -> String {
    french::whole(value.into())
}

/// `95 %`, from 0.95.
pub fn level(level: f64) -> String {
    format!("{}\u{202f}%", short(level * 100.0, 1))
}

/// `année 2024` or `3ᵉ trimestre 2024`; anything else is shown as it is.
pub fn period(period: &str) -> String {
    match period.split_once("-Q") {
        None => format!("année {period}"),
        Some((year, "1")) => format!("1ᵉʳ trimestre {year}"),
        Some((year, quarter)) => format!("{quarter}ᵉ trimestre {year}"),
    }
}

/// `2024` or `T3 2024`; anything else is shown as it is.
pub fn short_period(period: &str) -> String {
    match period.split_once("-Q") {
        None => period.to_owned(),
        Some((year, quarter)) => format!("T{quarter} {year}"),
    }
}

/// `22 novembre 2025 à 14 h 05`, from local parts (month 1 to 12).
pub fn date_time(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> String {
    format!("{} à {hour}\u{a0}h\u{a0}{minute:02}", date(year, month, day))
}

/// `depuis aujourd’hui`, `depuis 1 jour`, `depuis 12 jours`.
pub fn since(days: u32) -> String {
    if days == 0 {
        "depuis aujourd’hui".to_owned()
    } else {
        format!("depuis {}", count(days, "jour", "jours"))
    }
}

/// `584 ko`, `1,9 Mo`
pub fn file_size(bytes: f64) -> String {
    if bytes < 1000.0 {
        format!("{}\u{a0}octets", integer(bytes))
    } else if bytes < 999_500.0 {
        format!("{}\u{a0}ko", integer(bytes / 1000.0))
    } else {
        format!("{}\u{a0}Mo", short(bytes / 1_000_000.0, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shown: &str, expected: &str) {
        assert_eq!(shown.replace(['\u{202f}', '\u{a0}'], " "), expected);
    }

    #[test]
    fn numbers_have_a_comma_and_thousands_apart() {
        check(&decimal(37_959.787, 1), "37 959,8");
        check(&integer(107_175), "107 175");
    }

    #[test]
    fn thousands_are_held_by_a_narrow_no_break_space() {
        assert_eq!(integer(107_175), "107\u{202f}175");
        assert_eq!(percent(35.82), "35,8\u{202f}%");
    }

    #[test]
    fn doses_lose_their_useless_zeros() {
        check(&short(3.0, 4), "3");
        check(&short(2.5, 4), "2,5");
        check(&short(0.035, 4), "0,035");
        check(&short(100.0, 0), "100");
    }

    #[test]
    fn changes_carry_their_sign() {
        check(&change(1.0096), "+1,0 %");
        check(&change(-4.051), "−4,1 %");
        check(&change(-0.01), "0,0 %");
        check(&change(0.0), "0,0 %");
    }

    #[test]
    fn figures_follow_their_unit() {
        check(&figure(35.82, "%"), "35,8 %");
        check(&figure(354.185, "DDJ/1000 JH"), "354,2");
        check(&figure(0.130_627, "/1000 JH"), "0,131");
        check(&level(0.95), "95 %");
        check(&range(350.6, 357.8, "DDJ/1000 JH"), "350,6 à 357,8");
    }

    #[test]
    fn words_agree_with_their_number() {
        check(&count(0, "ligne", "lignes"), "0 ligne");
        check(&count(1, "ligne", "lignes"), "1 ligne");
        check(&count(4163, "ligne", "lignes"), "4 163 lignes");
    }

    #[test]
    fn waits_are_said_in_days() {
        check(&since(0), "depuis aujourd’hui");
        check(&since(1), "depuis 1 jour");
        check(&since(12), "depuis 12 jours");
    }

    #[test]
    fn periods_are_said_in_words() {
        check(&period("2024"), "année 2024");
        check(&period("2024-Q1"), "1ᵉʳ trimestre 2024");
        check(&period("2024-Q3"), "3ᵉ trimestre 2024");
        check(&short_period("2024-Q3"), "T3 2024");
        check(&short_period("2024"), "2024");
    }

    #[test]
    fn dates_are_said_in_words() {
        check(&date_time(2025, 11, 22, 14, 5), "22 novembre 2025 à 14 h 05");
        check(&date_time(2025, 8, 1, 9, 30), "1er août 2025 à 9 h 30");
    }

    #[test]
    fn sizes_are_in_french_units() {
        check(&file_size(512.0), "512 octets");
        check(&file_size(148_840.0), "149 ko");
        check(&file_size(1_916_232.0), "1,9 Mo");
    }
}
