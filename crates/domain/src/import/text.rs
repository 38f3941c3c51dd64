//! Comparing what people typed: blanks, case, accents.

/// Outer blanks removed, inner ones (line breaks and no-break spaces too) made one space.
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// [`collapse`], lower case, without accents, punctuation read as a space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.chars().flat_map(char::to_lowercase) {
        match char {
            'à' | 'â' | 'ä' | 'á' | 'ã' => folded.push('a'),
            'ç' => folded.push('c'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ô' | 'ö' | 'ó' | 'õ' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'ÿ' => folded.push('y'),
            'ñ' => folded.push('n'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            char if char.is_alphanumeric() => folded.push(char),
            // A dotted abbreviation is one word: "U.F." is "uf".
            '.' => {}
            _ => folded.push(' '),
        }
    }
    collapse(&folded)
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
