//! Which passwords are refused: too short, too common, or made of the person's mail.

use std::{collections::HashSet, sync::LazyLock};

use crate::text::fold;

/// Fewest characters of a password.
pub const MIN_LENGTH: usize = 12;
/// Most characters of a password: hashing is not a way to keep the server busy.
const MAX_LENGTH: usize = 256;
/// Fewest different characters.
const MIN_VARIETY: usize = 5;

/// Words that people start from, folded, one a line.
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../data/common_passwords.txt").split_whitespace().collect());

/// Why a password is refused, in French, or nothing when it is fine.
pub fn refusal(password: &str, email: &str) -> Option<String> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Some(format!("Choisissez au moins {MIN_LENGTH}\u{a0}caractères."));
    }
    if length > MAX_LENGTH {
        return Some(format!("Choisissez au plus {MAX_LENGTH}\u{a0}caractères."));
    }
    let variety = password.chars().collect::<HashSet<_>>().len();
    if variety < MIN_VARIETY || is_sequence(password) || is_common(password) {
        let advice = "Ce mot de passe est trop courant. Choisissez par exemple une phrase de \
                      plusieurs mots sans lien entre eux.";
        return Some(advice.to_owned());
    }
    let local = email.split('@').next().unwrap_or_default().to_lowercase();
    if local.len() >= 4 && password.to_lowercase().contains(&local) {
        return Some("Le mot de passe ne doit pas contenir votre adresse électronique.".to_owned());
    }
    None
}

/// `Motdepasse2024!` is the word `motdepasse` with an ornament, `@zerty1234` is `azerty`.
fn is_common(password: &str) -> bool {
    let word = plain(password);
    let trimmed = word.trim_matches(|c: char| !c.is_alphabetic());
    [word.as_str(), trimmed].into_iter().any(|word| {
        COMMON.contains(word) || repeated(word).is_some_and(|part| COMMON.contains(part))
    })
}

/// Folded, with the usual substitutes of letters undone and separators left out.
fn plain(password: &str) -> String {
    let letters: String = password
        .chars()
        .filter(|c| !" -_.".contains(*c))
        .map(|c| match c {
            '@' => 'a',
            '$' => 's',
            c => c,
        })
        .collect();
    let folded = fold(&letters);
    let body = folded.trim_end_matches(|c: char| !c.is_alphabetic());
    let undone: String = body
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            c => c,
        })
        .collect();
    if undone.is_empty() { folded } else { undone }
}

/// The part that a word repeats: `hopital` of `hopitalhopital`.
fn repeated(word: &str) -> Option<&str> {
    (1..=word.len() / 2)
        .filter(|size| word.len().is_multiple_of(*size) && word.is_char_boundary(*size))
        .map(|size| &word[..size])
        .find(|part| part.repeat(word.len() / part.len()) == word)
}

/// `123456789012`, `abcdefghijkl`, and the same backwards.
fn is_sequence(password: &str) -> bool {
    let steps: HashSet<i64> = password
        .chars()
        .zip(password.chars().skip(1))
        .map(|(a, b)| match (a, b) {
            ('9', '0') => 1,
            ('0', '9') => -1,
            (a, b) => i64::from(u32::from(b)) - i64::from(u32::from(a)),
        })
        .collect();
    steps.len() == 1 && steps.iter().all(|step| step.abs() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str, accepted: bool) {
        let refusal = refusal(password, "claire.martin@ch-exemple.fr");
        assert_eq!(refusal.is_none(), accepted, "{password}: {refusal:?}");
    }

    #[test]
    fn short_and_common_passwords_are_refused() {
        for password in [
            "Xk9$fuMvq2!",
            "motdepasse123",
            "Motdepasse2024!",
            "M0tdep@sse-2024",
            "azertyuiop123",
            "azerty123456",
            "qwertyuiop12",
            "123456789012",
            "987654321098",
            "abcdefghijklm",
            "aaaaaaaaaaaa",
            "hopitalhopital",
            "Antibiotiques1",
            "password1234",
            "P@ssw0rd2025!",
            "consores2025!",
        ] {
            check(password, false);
        }
    }

    #[test]
    fn a_phrase_or_random_characters_are_accepted() {
        for password in [
            "quatre lampes sous la neige",
            "Xk9$fuMvq2!pL",
            "correct horse battery staple",
            "Vélo-Cerise-Tambour-7",
            "Antibio-2024-Caen!",
        ] {
            check(password, true);
        }
    }

    #[test]
    fn the_mail_is_no_password() {
        check("Claire.Martin-2024-été", false);
    }
}
