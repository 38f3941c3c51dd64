//! Numbers as the French write them, `107 175`, `354,2`, and their days.

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

/// A number with at most `decimals` digits behind the comma, without zeros at its end: `30,15`, `10`.
pub fn short(number: f64, decimals: usize) -> String {
    let text = decimal(number, decimals);
    if decimals == 0 {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
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

/// `12,4 %`
pub fn percent(value: f64) -> String {
    format!("{}{THIN}%", decimal(value, 1))
}

/// `+1,0 %` or `−4,1 %`
pub fn change(value: f64) -> String {
    let text = percent(value);
    let is_zero = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    if is_zero || value < 0.0 { text } else { format!("+{text}") }
}

/// A figure in its unit: `354,2` for a rate, `35,8 %` for a share, `0,131` for a density of isolates,
/// `1,03` for a ratio of observed to expected.
pub fn figure(value: f64, unit: &str) -> String {
    match unit {
        "%" => percent(value),
        "/1000 JH" => decimal(value, 3),
        "× l’attendu" => decimal(value, 2),
        _ => decimal(value, 1),
    }
}

/// `350,6 à 357,8`
pub fn range(low: f64, high: f64, unit: &str) -> String {
    format!("{} à {}", figure(low, unit), figure(high, unit))
}

/// `1 ligne`, `2 lignes`, `0 ligne`.
pub fn count(number: impl Into<f64>, singular: &str, plural: &str) -> String {
    let number = number.into();
    let word = if number < 2.0 { singular } else { plural };
    format!("{}\u{a0}{word}", whole(number))
}

/// `1ᵉʳ`, `63ᵉ`: the rank of a masculine noun.
pub fn ordinal(rank: usize) -> String {
    if rank == 1 { "1ᵉʳ".to_owned() } else { format!("{}ᵉ", whole(rank as f64)) }
}

/// The text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A number with so many significant digits: `0,024`, `12`.
pub fn significant(number: f64, digits: usize) -> String {
    // Rounded first: 0,0996 has one decimal less than it seems to.
    let rounded: f64 = format!("{number:.*e}", digits.saturating_sub(1)).parse().unwrap_or(number);
    let before = if rounded == 0.0 { 0.0 } else { rounded.abs().log10().floor() };
    #[expect(clippy::cast_possible_truncation, reason = "the exponent of a float has three digits")]
    let before = before as i64;
    let decimals = i64::try_from(digits).unwrap_or(0) - 1 - before;
    decimal(rounded, usize::try_from(decimals).unwrap_or(0))
}

/// A density with its two sides, as ConsoRes prints it: `0,16 (95/589397)`.
pub fn density(isolates: u32, days: f64) -> String {
    let per_thousand = significant(1000.0 * f64::from(isolates) / days, 2);
    format!("{per_thousand} ({isolates}/{days:.0})")
}

/// `22 novembre 2025`, from parts (month 1 to 12).
pub fn date(year: i32, month: u32, day: u32) -> String {
    let name = MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default();
    let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
    format!("{day} {name} {year}")
}

/// `22 novembre 2025`, from `2025-11-22`; the text itself when it is no day.
pub fn day(iso: &str) -> String {
    let mut parts = iso.split('-').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) => {
            date(year.cast_signed(), month, day)
        }
        _ => iso.to_owned(),
    }
}

/// A text typed with plain blanks, with the no-break ones of French: before `:`, inside « », narrow before
/// `; ? ! %` and between the digits that a blank parts in threes.
pub fn typeset(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or(' ');
    let digits = |from: usize| (from..from + 3).all(|index| at(index).is_ascii_digit());
    let space = |index: usize| {
        let (before, after) = (at(index.wrapping_sub(1)), at(index + 1));
        match after {
            ';' | '?' | '!' | '%' => THIN,
            ':' | '»' => '\u{a0}',
            _ if before == '«' => '\u{a0}',
            '0'..='9'
                if before.is_ascii_digit()
                    && digits(index + 1)
                    && !at(index + 4).is_ascii_digit() =>
            {
                THIN
            }
            _ => ' ',
        }
    };
    let set = |(index, char): (usize, &char)| if *char == ' ' { space(index) } else { *char };
    chars.iter().enumerate().map(set).collect()
}

/// Words one after another: `T1`, `T1 et T3`, `T1, T2 et T4`.
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_typed_plainly_are_those_of_french() {
        for (typed, set) in [
            ("Quoi ? « Ceci » : 12 %", "Quoi\u{202f}? «\u{a0}Ceci\u{a0}»\u{a0}: 12\u{202f}%"),
            ("1 000 × DDJ en 2024", "1\u{202f}000 × DDJ en 2024"),
            ("T1 2024", "T1 2024"),
            ("", ""),
        ] {
            assert_eq!(typeset(typed), set);
        }
    }

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

    #[test]
    fn ranks_and_beginnings_are_those_of_french() {
        assert_eq!([ordinal(1), ordinal(2), ordinal(63)], ["1ᵉʳ", "2ᵉ", "63ᵉ"]);
        assert_eq!(capital("écart"), "Écart");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn the_last_of_a_list_comes_after_a_word() {
        for (words, text) in [
            (&[][..], ""),
            (&["T1"], "T1"),
            (&["T1", "T3"], "T1 et T3"),
            (&["a", "b", "c"], "a, b et c"),
        ] {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            assert_eq!(listed(&words), text);
        }
    }

    #[test]
    fn digits_are_counted_from_the_first_that_tells() {
        for (number, digits, text) in [
            (0.161_18, 2, "0,16"),
            (0.023_75, 2, "0,024"),
            (0.099_6, 2, "0,10"),
            (1.772_8, 2, "1,8"),
            (12.345, 2, "12"),
            (1_234.5, 2, "1\u{202f}200"),
            (-0.023_75, 1, "−0,02"),
            (0.0, 2, "0,0"),
        ] {
            assert_eq!(significant(number, digits), text);
        }
    }

    #[test]
    fn days_are_said_in_words() {
        assert_eq!(day("2026-05-01"), "1er mai 2026");
        assert_eq!(day("2025-11-22"), "22 novembre 2025");
        assert_eq!(day("demain"), "demain");
    }

    #[test]
    fn densities_are_printed_with_their_two_sides() {
        assert_eq!(density(95, 589_397.0), "0,16 (95/589397)");
        assert_eq!(density(14, 589_397.0), "0,024 (14/589397)");
        assert_eq!(density(0, 589_397.0), "0,0 (0/589397)");
    }
}
