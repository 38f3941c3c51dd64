//! Names of sheets: short, without forbidden signs, each once.

use std::collections::BTreeSet;

/// Longest name of a sheet, in UTF-16 units.
const LONGEST: usize = 31;

#[derive(Debug, Default)]
pub struct SheetNames {
    taken: BTreeSet<String>,
    numbers: usize,
}

impl SheetNames {
    /// A name of our own, which is safe.
    pub fn take(&mut self, name: &str) -> String {
        self.taken.insert(name.to_lowercase());
        name.to_owned()
    }

    /// A name made of a number and the beginning of a title.
    pub fn numbered(&mut self, letter: &str, title: &str) -> String {
        self.numbers += 1;
        let mut name = format!("{letter}{:02}", self.numbers);
        for word in title.split_whitespace().map(plain).filter(|word| !word.is_empty()) {
            if name.encode_utf16().count() + 1 + word.encode_utf16().count() > LONGEST {
                break;
            }
            name.push(' ');
            name.push_str(&word);
        }
        self.take(&name)
    }
}

/// Letters and digits, of any language; nothing that a formula or a path is made of.
fn plain(word: &str) -> String {
    word.chars().filter(|char| char.is_alphanumeric() || *char == '-').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_safe_and_each_once() {
        let mut names = SheetNames::default();
        let first = names.numbered("T", "Consommation par secteur d’activité, 2024");
        assert_eq!(first, "T01 Consommation par secteur");
        assert_eq!(names.numbered("T", "=cmd()[]:*?/\\"), "T02 cmd");
        assert_eq!(names.numbered("T", &"x".repeat(80)), "T03");
        assert_eq!(names.numbered("T", "'quoted'"), "T04 quoted");
    }
}
