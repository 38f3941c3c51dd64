//! FINESS numbers of sites and legal entities: nine characters, the last one a key.

use thiserror::Error;

/// Why a text is no FINESS number; the text of the error says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FinessError {
    #[error("Saisissez le numéro FINESS : neuf caractères.")]
    Missing,
    #[error("Un numéro FINESS compte neuf caractères et celui-ci en a {0} : complétez-le.")]
    Length(usize),
    #[error(
        "Un numéro FINESS est fait de chiffres, sauf la Corse qui commence par 2A ou 2B\u{a0}: \
         corrigez les autres caractères."
    )]
    Characters,
    #[error(
        "La clé de ce numéro FINESS est fausse\u{a0}: un chiffre a été mal saisi, vérifiez-le sur \
         finess.esante.gouv.fr."
    )]
    Key,
}

/// Writes a FINESS number in its nine characters: blanks removed, a lost first zero restored,
/// `2a` as `2A`, key checked.
pub fn normalise_finess(raw: &str) -> Result<String, FinessError> {
    let mut number: String = raw.chars().filter(|char| !char.is_whitespace()).collect();
    number.make_ascii_uppercase();
    // Spreadsheets take the zero of the departments 01 to 09 away.
    if number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        number.insert(0, '0');
    }
    match number.chars().count() {
        0 => Err(FinessError::Missing),
        9 => {
            let digits = digits(&number).ok_or(FinessError::Characters)?;
            if luhn_ok(&digits) { Ok(number) } else { Err(FinessError::Key) }
        }
        length => Err(FinessError::Length(length)),
    }
}

/// The digits the key is computed on: in Corsica A counts for 1 and B for 2.
fn digits(number: &str) -> Option<Vec<u32>> {
    let corsica = number.starts_with("2A") || number.starts_with("2B");
    let digit = |(place, char): (usize, char)| match char {
        'A' if corsica && place == 1 => Some(1),
        'B' if corsica && place == 1 => Some(2),
        _ => char.to_digit(10),
    };
    number.chars().enumerate().map(digit).collect()
}

fn luhn_ok(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let places = digits.iter().rev().enumerate();
    let sum: u32 =
        places.map(|(place, digit)| if place % 2 == 1 { doubled(*digit) } else { *digit }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_written_in_nine_characters() {
        for (raw, number) in [
            ("760780239", "760780239"),
            (" 76 078 023 9 ", "760780239"),
            ("76\u{a0}078\u{202f}0239", "760780239"),
            ("60000478", "060000478"),
            ("140000100", "140000100"),
        ] {
            assert_eq!(normalise_finess(raw).as_deref(), Ok(number), "{raw:?}");
        }
    }

    #[test]
    fn corsican_letters_count_for_one_and_two() {
        // Legal entities of the hospitals of Ajaccio and Bastia, the second one in small letters.
        assert_eq!(normalise_finess("2A0000014").as_deref(), Ok("2A0000014"));
        assert_eq!(normalise_finess("2b0000020").as_deref(), Ok("2B0000020"));
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        for (raw, error) in [
            ("", FinessError::Missing),
            (" \u{a0}", FinessError::Missing),
            ("7607802", FinessError::Length(7)),
            ("7607802399", FinessError::Length(10)),
            ("76078023X", FinessError::Characters),
            ("2C0000014", FinessError::Characters),
            ("7A0780239", FinessError::Characters),
            ("76078023É", FinessError::Characters),
            ("760780248", FinessError::Key),
            ("760000399", FinessError::Key),
            ("760000407", FinessError::Key),
        ] {
            assert_eq!(normalise_finess(raw), Err(error), "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn a_single_digit_typed_wrong_is_found(place in 0_usize..9, shift in 1_u8..10) {
            let mut typed = b"760780239".to_vec();
            typed[place] = b'0' + (typed[place] - b'0' + shift) % 10;
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(normalise_finess(&typed), Err(FinessError::Key));
        }

        #[test]
        fn any_text_is_judged(text in ".*") {
            let _ = normalise_finess(&text);
        }
    }
}
