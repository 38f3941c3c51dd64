//! Codes of drugs as pharmacies export them: the forms of a UCD, the CIP that is no UCD, the rest.

/// What a code looks like. A code that stands in a table is right whatever its key: look it up
/// first, let the key explain only why an unknown code is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrugCode {
    /// A UCD, on 7 digits; `key_ok` is false when its check digit is wrong.
    Ucd {
        code: String,
        key_ok: bool,
    },
    /// The code of a pack (CIP): it says nothing about the units dispensed.
    Cip(String),
    /// A 13-digit UCD whose last digit is not its key, as typed.
    BadKey(String),
    /// Anything else, as typed: maybe a code of the pharmacy's own.
    Other(String),
    Missing,
}

/// Reads the forms `9206536`, `0000009206536`, `3400892065366`, and what spreadsheets make of them.
pub fn parse_drug_code(raw: &str) -> DrugCode {
    let typed = raw.trim();
    if typed.is_empty() {
        return DrugCode::Missing;
    }
    // A number shown with its thousands apart is the same number.
    let compact: String = typed.split_whitespace().collect();
    let digits = without_decimals(&compact);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return DrugCode::Other(typed.to_owned());
    }
    match digits.len() {
        7 if digits.starts_with('9') => ucd(digits),
        7 if digits.starts_with('3') => DrugCode::Cip(digits.to_owned()),
        13 if digits.starts_with("0000009") => ucd(&digits[6..]),
        13 if digits.starts_with("340089") && !ean13_ok(digits) => {
            DrugCode::BadKey(digits.to_owned())
        }
        13 if digits.starts_with("340089") => ucd(&digits[5..12]),
        13 if digits.starts_with("34009") => DrugCode::Cip(digits.to_owned()),
        _ => DrugCode::Other(typed.to_owned()),
    }
}

/// `9206536.0` and `9206536,00` are numbers that a spreadsheet wrote out.
fn without_decimals(typed: &str) -> &str {
    match typed.split_once(['.', ',']) {
        Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => typed,
    }
}

fn ucd(code: &str) -> DrugCode {
    DrugCode::Ucd { code: code.to_owned(), key_ok: ucd_key_ok(code) }
}

/// Modulo 11 key of a UCD; the series 900, given since 2020, has none.
fn ucd_key_ok(code: &str) -> bool {
    if code.starts_with("900") {
        return true;
    }
    let sum: u32 = digits(code).zip(2..=7).map(|(digit, weight)| digit * weight).sum();
    digits(code).last() == Some(sum % 11)
}

fn ean13_ok(code: &str) -> bool {
    let sum: u32 = digits(code).zip([1, 3].into_iter().cycle()).map(|(d, weight)| d * weight).sum();
    sum.is_multiple_of(10)
}

fn digits(code: &str) -> impl Iterator<Item = u32> {
    code.bytes().map(|byte| u32::from(byte - b'0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn good(code: &str) -> DrugCode {
        DrugCode::Ucd { code: code.to_owned(), key_ok: true }
    }

    /// The UCD with its right key, for six digits that allow one (a remainder of 10 has no digit).
    fn with_key(number: u32) -> Option<String> {
        let body = format!("9{number:05}");
        (0..10).map(|key| format!("{body}{key}")).find(|code| ucd_key_ok(code))
    }

    fn ean13(ucd: &str) -> String {
        let code = |key| format!("34008{ucd}{key}");
        (0..10).map(code).find(|code| ean13_ok(code)).unwrap()
    }

    #[test]
    fn every_form_of_a_ucd_is_the_same_drug() {
        for raw in [
            "9206536",
            "0000009206536",
            "3400892065366",
            " 9206536 ",
            "9\u{202f}206\u{a0}536",
            "9206536.0",
            "9206536,00",
            "3400892065366.0",
        ] {
            assert_eq!(parse_drug_code(raw), good("9206536"), "{raw:?}");
        }
        assert_eq!(parse_drug_code("9009994"), good("9009994"));
    }

    #[test]
    fn the_series_900_has_no_key() {
        for raw in ["9000566", "9000567", "3400890000345"] {
            assert!(matches!(parse_drug_code(raw), DrugCode::Ucd { key_ok: true, .. }), "{raw:?}");
        }
    }

    #[test]
    fn a_wrong_key_is_told_and_a_pack_is_no_unit() {
        let wrong = DrugCode::Ucd { code: "9295508".to_owned(), key_ok: false };
        assert_eq!(parse_drug_code("9295508"), wrong);
        assert_eq!(parse_drug_code("0000009295508"), wrong);
        for (raw, expected) in [
            ("3400892065367", DrugCode::BadKey("3400892065367".to_owned())),
            ("3400927590313", DrugCode::Cip("3400927590313".to_owned())),
            ("3400921", DrugCode::Cip("3400921".to_owned())),
            ("PH00453", DrugCode::Other("PH00453".to_owned())),
            ("3.40089E+12", DrugCode::Other("3.40089E+12".to_owned())),
            ("123456", DrugCode::Other("123456".to_owned())),
            ("9206536,5", DrugCode::Other("9206536,5".to_owned())),
            ("  ", DrugCode::Missing),
        ] {
            assert_eq!(parse_drug_code(raw), expected, "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn both_thirteen_digit_forms_lead_to_the_code(number in 1_000_u32..100_000) {
            let Some(code) = with_key(number) else { return Ok(()) };
            prop_assert_eq!(parse_drug_code(&format!("000000{code}")), good(&code));
            prop_assert_eq!(parse_drug_code(&ean13(&code)), good(&code));
        }

        #[test]
        fn a_key_shows_any_single_digit_typed_wrong(
            number in 1_000_u32..100_000, place in 1_usize..7, shift in 1_u8..10,
        ) {
            let Some(code) = with_key(number) else { return Ok(()) };
            let mut typed = code.into_bytes();
            typed[place] = b'0' + (typed[place] - b'0' + shift) % 10;
            let typed = String::from_utf8(typed).unwrap();
            prop_assume!(!typed.starts_with("900"));
            let known = parse_drug_code(&typed);
            let told = matches!(known, DrugCode::Ucd { key_ok: false, .. });
            prop_assert!(told, "{} {:?}", typed, known);
        }

        #[test]
        fn the_ean_key_shows_any_single_digit_typed_wrong(
            number in 1_000_u32..100_000, place in 6_usize..13, shift in 1_u8..10,
        ) {
            let Some(code) = with_key(number) else { return Ok(()) };
            let mut typed = ean13(&code).into_bytes();
            typed[place] = b'0' + (typed[place] - b'0' + shift) % 10;
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(parse_drug_code(&typed), DrugCode::BadKey(typed));
        }

        #[test]
        fn any_text_is_read(text in ".*") {
            parse_drug_code(&text);
        }
    }
}
