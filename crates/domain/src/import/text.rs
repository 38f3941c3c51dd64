//! Comparing what people typed: blanks, case, accents.

/// Outer blanks removed, inner ones (line breaks and no-break spaces too) made one space.
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower case without accents; everything else stays.
pub fn unaccented(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars().flat_map(char::to_lowercase) {
        match char {
            'à' | 'â' | 'ä' | 'á' | 'ã' => plain.push('a'),
            'ç' => plain.push('c'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' | 'í' => plain.push('i'),
            'ô' | 'ö' | 'ó' | 'õ' => plain.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => plain.push('u'),
            'ÿ' => plain.push('y'),
            'ñ' => plain.push('n'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            char => plain.push(char),
        }
    }
    plain
}

/// [`collapse`], [`unaccented`], punctuation read as a space.
pub fn fold(text: &str) -> String {
    // A dotted abbreviation is one word: "U.F." is "uf".
    let words = unaccented(text).replace('.', "");
    collapse(&words.replace(|char: char| !char.is_alphanumeric(), " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_compare_without_accents_blanks_or_dots() {
        for (typed, folded) in [
            ("Libellé\u{a0}Pôle ", "libelle pole"),
            ("Qté\ndispensée (UCD)", "qte dispensee ucd"),
            ("U.F.", "uf"),
            ("Libellé de l'U.F. ", "libelle de l uf"),
            ("CŒUR", "coeur"),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }
}
