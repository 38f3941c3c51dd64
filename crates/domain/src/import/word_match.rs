//! How much one word of a header is one word of a known name.

use strsim::levenshtein;

use super::words::Word;

/// 1 for the same word, less for the same idea, an abbreviation or a slip of the finger, 0 for
/// another word.
pub fn similarity(typed: &Word, known: &Word) -> f64 {
    if typed.text == known.text {
        return 1.0;
    }
    if let (Some(one), Some(other)) = (typed.idea(), known.idea()) {
        return if one == other { 0.95 } else { 0.0 };
    }
    let by_form = form(&typed.text, &known.text);
    // A known word is no slip for another one.
    if typed.idea().is_some() {
        return by_form;
    }
    known.same.iter().map(|other| 0.95 * form(&typed.text, other)).fold(by_form, f64::max)
}

fn form(typed: &str, known: &str) -> f64 {
    if typed.chars().next() != known.chars().next() {
        // All of the following keep the first letter.
        0.0
    } else if abbreviates(typed, known) {
        0.9
    } else if is_slip(typed, known) {
        0.85
    } else if shared_stem(typed, known) {
        0.8
    } else {
        0.0
    }
}

/// `naiss` for `naissance`, `prlvt` for `prelevement`: a beginning, or letters in order from the
/// first one, consonants only.
fn abbreviates(typed: &str, known: &str) -> bool {
    let length = typed.chars().count();
    if length < 3 || length >= known.chars().count() {
        return false;
    }
    if known.starts_with(typed) {
        return true;
    }
    let vowel = |char: char| matches!(char, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut rest = known.chars();
    let in_order = typed.chars().all(|char| rest.any(|other| other == char));
    in_order && typed.chars().next() == known.chars().next() && !typed.chars().any(vowel)
}

/// One slip in five letters or more, two in eight or more.
fn is_slip(typed: &str, known: &str) -> bool {
    let (one, other) = (typed.chars().count(), known.chars().count());
    let allowed = match one.max(other) {
        0..5 => return false,
        5..8 => 1,
        _ => 2,
    };
    one.abs_diff(other) <= allowed && levenshtein(typed, known) <= allowed
}

/// `demandeuse` and `demandeur`: the same beginning, another end.
fn shared_stem(typed: &str, known: &str) -> bool {
    let common = typed.chars().zip(known.chars()).take_while(|(a, b)| a == b).count();
    let longest = typed.chars().count().max(known.chars().count());
    common >= 5 && common * 10 >= longest * 6
}

#[cfg(test)]
mod tests {
    use super::{Word, similarity as alike};

    fn similarity(typed: &str, known: &str) -> f64 {
        alike(&Word::new(typed.to_owned()), &Word::new(known.to_owned()))
    }

    #[test]
    fn abbreviations_and_slips_are_recognised() {
        for (typed, known) in [
            ("naiss", "naissance"),
            ("prlvt", "prelevement"),
            ("srv", "service"),
            ("qte", "quantite"),
            ("libele", "libelle"),
            ("identifant", "identifiant"),
            ("demandeuse", "demandeur"),
            ("gender", "sexe"),
        ] {
            assert!(similarity(typed, known) >= 0.75, "{typed} {known}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for (typed, known) in [
            ("nom", "nombre"),
            ("code", "date"),
            ("service", "sexe"),
            ("unitaire", "unite"),
            ("patient", "quantite"),
            ("ta", "taille"),
        ] {
            assert!(similarity(typed, known) < 0.5, "{typed} {known}");
        }
    }
}
