//! A measured value among results: a MIC or a diameter, alone or with the category read from it.
//!
//! The category is what the laboratory says; no value is ever interpreted here.

/// Signs before a value, as laboratories type them.
const SIGNS: [char; 5] = ['<', '>', '=', '≤', '≥'];
/// Units after a value, longest first.
const UNITS: [&str; 5] = ["mg/l", "µg/ml", "μg/ml", "ug/ml", "mm"];
/// What stands between a value and a category.
const BETWEEN: [char; 9] = [' ', '(', ')', '[', ']', ';', ':', ',', '|'];
/// Most digits before and after the decimal mark: `2048`, `0.015625`.
const WHOLE: usize = 4;
const DECIMALS: usize = 6;

/// What a text says beside the one value that it holds: `S` for `≤ 0,5 S` and `S (0.25 mg/L)`, nothing
/// for a bare value. `None` where there is no value, or where a plain figure touches a letter as in
/// `R1`, which may be any code.
pub fn beside_value(text: &str) -> Option<&str> {
    let start = text.find(|char: char| char.is_ascii_digit() || SIGNS.contains(&char))?;
    let (before, rest) = text.split_at(start);
    let rest_of_sign = rest.trim_start_matches(SIGNS).trim_start();
    let signed = rest_of_sign.len() < rest.len();
    let (decimal, after) = number(rest_of_sign)?;
    // Two parts of a combination: `8/4`.
    let (second, after) = match after.strip_prefix('/').map(number) {
        Some(Some((_, after))) => (true, after),
        Some(None) => return None,
        None => (false, after),
    };
    let (unit, after) = unit(after);
    let touches = before.ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
    if touches && !(signed || decimal || second || unit) {
        return None;
    }
    let (before, after) = (before.trim_matches(BETWEEN), after.trim_matches(BETWEEN));
    let words = if before.is_empty() { after } else { before };
    let one = before.is_empty() || after.is_empty();
    (one && !words.contains(|char: char| char.is_ascii_digit())).then_some(words)
}

/// Whether a text is a value and nothing else.
pub fn is_bare_value(text: &str) -> bool {
    beside_value(text) == Some("")
}

/// The parts of a value as the laboratory wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured<'a> {
    /// `<`, `≤`, `>=`…; empty where there is none.
    pub sign: &'a str,
    /// Digits with a point or a comma; of a combination the first part.
    pub number: &'a str,
    /// Whether a second part follows: `8/4`.
    pub combination: bool,
    /// Whether the value is in mm; nothing without a unit.
    pub millimetres: Option<bool>,
}

/// The one value that a text holds, where [`beside_value`] finds one.
pub fn measured(text: &str) -> Option<Measured<'_>> {
    beside_value(text)?;
    let start = text.find(|char: char| char.is_ascii_digit() || SIGNS.contains(&char))?;
    let rest = &text[start..];
    let unsigned = rest.trim_start_matches(SIGNS);
    let sign = &rest[..rest.len() - unsigned.len()];
    let unsigned = unsigned.trim_start();
    let (_, after) = number(unsigned)?;
    let second = after.strip_prefix('/').and_then(number);
    let (found, rest) = unit(second.map_or(after, |(_, rest)| rest));
    let before = &unsigned[..unsigned.len() - rest.len()];
    Some(Measured {
        sign,
        number: &unsigned[..unsigned.len() - after.len()],
        combination: second.is_some(),
        millimetres: found.then(|| before.to_lowercase().ends_with("mm")),
    })
}

/// A number at the beginning: whether it has decimals, and what follows it.
fn number(text: &str) -> Option<(bool, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    if !(1..=WHOLE).contains(&whole) {
        return None;
    }
    let rest = &text[whole..];
    let Some(decimals) = rest.strip_prefix(['.', ',']) else { return Some((false, rest)) };
    match digits(decimals) {
        // A mark after the number: `2, S`.
        0 => Some((false, rest)),
        count if count <= DECIMALS => Some((true, &decimals[count..])),
        _ => None,
    }
}

/// Whether a unit follows, and what comes after it.
fn unit(text: &str) -> (bool, &str) {
    let trimmed = text.trim_start();
    for unit in UNITS {
        let begins = trimmed.get(..unit.len()).is_some_and(|begin| begin.to_lowercase() == unit);
        if begins {
            return (true, &trimmed[unit.len()..]);
        }
    }
    (false, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_stands_beside_its_value_in_many_ways() {
        for (text, expected) in [
            ("0.25 S", Some("S")),
            ("≤ 0,5 S", Some("S")),
            ("<=0.5S", Some("S")),
            ("S (0,25 mg/L)", Some("S")),
            ("R >= 32", Some("R")),
            ("R; >256 µg/mL", Some("R")),
            ("SFP 1", Some("SFP")),
            ("24 mm S", Some("S")),
            ("8/4 R", Some("R")),
            ("0.015625 S", Some("S")),
            ("S 2048", Some("S")),
            ("≤0,5", Some("")),
            ("0.25", Some("")),
            (">256 mg/L", Some("")),
            ("24 mm", Some("")),
            ("12", Some("")),
            ("S", None),
            ("", None),
            ("<", None),
            ("R1", None),
            ("8S", None),
            ("12/03/1957", None),
            ("06 12 34 56 78", None),
            ("157030606904512", None),
            ("S 0,25 R", None),
            ("0.1234567 S", None),
        ] {
            assert_eq!(beside_value(text), expected, "{text}");
        }
    }

    #[test]
    fn a_value_comes_apart_into_sign_number_and_unit() {
        for (text, sign, number, combination, millimetres) in [
            ("≤ 0,5 S", "≤", "0,5", false, None),
            ("S (0,25 mg/L)", "", "0,25", false, Some(false)),
            ("R; >256 µg/mL", ">", "256", false, Some(false)),
            ("24 mm S", "", "24", false, Some(true)),
            ("8/4 R", "", "8", true, None),
            ("2, S", "", "2", false, None),
            ("<=1", "<=", "1", false, None),
        ] {
            let expected = Measured { sign, number, combination, millimetres };
            assert_eq!(measured(text), Some(expected), "{text}");
        }
        for text in ["S", "R1", "S 0,25 R"] {
            assert_eq!(measured(text), None, "{text}");
        }
    }

    #[test]
    fn a_value_alone_has_no_category() {
        assert!(is_bare_value("≤0,5") && is_bare_value("0.0625"));
        assert!(!is_bare_value("0.25 S") && !is_bare_value("S") && !is_bare_value("R1"));
    }
}
