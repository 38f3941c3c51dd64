//! Text made comparable, and text that people write.

use domain::import::label;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Spreadsheets read UTF-8 when the file begins so.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// Lower case without accents: `Épinal` is `epinal`, `Cœur` is `coeur`.
pub fn fold(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).fold(
        String::with_capacity(text.len()),
        |mut folded, c| {
            match c {
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                c => folded.push(c),
            }
            folded
        },
    )
}

/// The folded words of a text: letters and digits, everything else separates.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A name as it is stored: without blanks at its ends, neither empty nor longer than `max`
/// characters, on one line, and no address of a site: names are sent by mail to others.
pub fn name(text: &str, max: usize) -> Option<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let fits = (1..=max).contains(&text.chars().count())
        && !text.chars().any(char::is_control)
        && !["://", "www."].iter().any(|link| lower.contains(link));
    fits.then(|| text.to_owned())
}

/// What a professional writes, without blanks around it; nothing where it is longer than `longest`
/// characters, or tells of a person: a mail, a number, a date of a day, a title.
pub fn remark(text: &str, longest: usize) -> Option<String> {
    let text = text.trim();
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = text.chars().count() <= longest && !text.contains('\0');
    (fits && label(&one_line) == one_line).then(|| text.to_owned())
}

/// A text as the cell of a file for spreadsheets: what would be a formula is quoted.
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_line_of_some_characters() {
        assert_eq!(name(" Claire ", 6).as_deref(), Some("Claire"));
        for text in ["", "  ", "Claire M", "a\0b", "a\nb", "a://b", "WWW.a"] {
            assert_eq!(name(text, 6), None, "{text:?}");
        }
    }

    #[test]
    fn a_remark_tells_of_no_person() {
        assert_eq!(remark(" lits\nfermés ", 20).as_deref(), Some("lits\nfermés"));
        assert_eq!(remark("  ", 20).as_deref(), Some(""));
        for text in ["a\0b", "plus de vingt caractères", "a@b.example", "né le 12/03/1957"] {
            assert_eq!(remark(text, 20), None, "{text:?}");
        }
    }

    #[test]
    fn words_are_folded_and_cut_at_everything_but_letters_and_digits() {
        assert_eq!(words("  CHU CÔTE-DE-NACRE, Cæn  "), ["chu", "cote", "de", "nacre", "caen"]);
        assert_eq!(words("L’Haÿ-les-Roses n°2"), ["l", "hay", "les", "roses", "n", "2"]);
    }
}
