//! Whether a number format shows a date: a cell of a date is a number like any other.
//!
//! Formats are stored with the letters of English, whatever the language of the program
//! (ECMA-376-1, 18.8.30 and 18.8.31).

/// Formats that need no code because every program has them: dates, times, and those that East Asian
/// versions have there.
pub fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether the first section of a format code has a letter of a date or a time outside quotes.
pub fn is_date_code(code: &str) -> bool {
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        match char {
            ';' => return false,
            '"' => drop(chars.by_ref().find(|char| *char == '"')),
            // The character behind is shown, skipped or repeated.
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|char| *char != ']').collect();
                // `[h]` counts hours; `[Red]` and `[$-40C]` are colours and languages.
                let unit =
                    inside.chars().all(|char| matches!(char, 'h' | 'H' | 'm' | 'M' | 's' | 'S'));
                if unit && !inside.is_empty() {
                    return true;
                }
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            // `General`, `Standard`: a word, not letters of a date.
            'G' | 'g' if code.starts_with("General") || code.starts_with("GENERAL") => {
                return false;
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_told_from_those_of_numbers() {
        for code in ["dd/mm/yyyy", "[$-40C]d mmm yyyy;@", "[h]:mm", "m/d/yy h:mm", "yyyy\\-mm\\-dd"]
        {
            assert!(is_date_code(code), "{code}");
        }
        for code in ["0.00", "General", "#,##0 \"jours\"", "0\\d", "[Red]0;\"md\"", "@", "0;dd"] {
            assert!(!is_date_code(code), "{code}");
        }
    }
}
