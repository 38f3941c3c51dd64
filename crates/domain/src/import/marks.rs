//! The short marks of laboratories: categories, yes and no, sex.

use super::text::fold;

/// Categories of susceptibility, and the marks that stand where one is missing, folded.
const CATEGORIES: [&str; 8] =
    ["s", "sfp", "i", "r", "sdd", "sensible", "resistant", "intermediaire"];
const OTHER_MARKS: [&str; 8] = ["zit", "nt", "nd", "ne", "na", "ns", "si", "ir"];
const YES: [&str; 7] = ["o", "oui", "y", "yes", "positif", "pos", "vrai"];
const NO: [&str; 6] = ["n", "non", "no", "negatif", "neg", "faux"];
const SEXES: [&str; 11] =
    ["m", "f", "h", "1", "2", "masculin", "feminin", "homme", "femme", "male", "female"];

/// S, SFP, I, R in any case.
pub fn is_category(text: &str) -> bool {
    CATEGORIES.contains(&fold(text).as_str())
}

/// A category, or a mark that stands in its place: ZIT, NT, a dash.
pub fn is_result_mark(text: &str) -> bool {
    is_category(text)
        || OTHER_MARKS.contains(&fold(text).as_str())
        || matches!(text.trim(), "-" | "–" | "/" | ".")
}

/// O or N in any of the ways people write them; a plus or minus sign too.
pub fn yes_or_no(text: &str) -> Option<bool> {
    let folded = fold(text);
    if YES.contains(&folded.as_str()) || text.trim() == "+" {
        Some(true)
    } else if NO.contains(&folded.as_str()) || matches!(text.trim(), "-" | "–") {
        Some(false)
    } else {
        None
    }
}

/// M, F, 1, 2 and their words.
pub fn is_sex(text: &str) -> bool {
    SEXES.contains(&fold(text).as_str())
}
