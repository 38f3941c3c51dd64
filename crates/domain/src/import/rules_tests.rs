//! The catalogue is whole: texts in both languages, parameters that are told, tests that exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::dto::{Control, ImportKind};
use crate::nomenclature::embedded;

/// The rows as they stand in the file, by the names of its columns.
fn rows() -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(embedded::RULES.as_bytes())
        .into_deserialize()
        .map(Result::unwrap)
        .collect()
}

/// The names between braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect()
}

#[test]
fn every_row_of_the_catalogue_is_read_and_whole() {
    assert_eq!(rules().count(), rows().len());
    for rule in rules() {
        let Control {
            title, message, remedy, source, title_en, message_en, remedy_en, test, ..
        } = rule;
        for text in [title, message, remedy, source, title_en, message_en, remedy_en, test] {
            assert!(!text.is_empty(), "{} {}", rule.code, rule.reason);
        }
    }
}

#[test]
fn both_languages_have_the_same_placeholders() {
    for row in rows() {
        for column in ["title", "message", "remedy", "criterion"] {
            let english = &row[&format!("{column}_en")];
            assert_eq!(placeholders(&row[column]), placeholders(english), "{}", row["reason"]);
        }
    }
}

#[test]
fn criteria_tell_every_parameter() {
    for row in rows() {
        let parameters: BTreeSet<&str> = row["parameters"]
            .split('|')
            .filter(|parameter| !parameter.is_empty())
            .map(|parameter| parameter.split_once('=').unwrap().0)
            .collect();
        assert_eq!(placeholders(&row["criterion"]), parameters, "{}", row["reason"]);
    }
}

#[test]
fn messages_carry_their_words_and_parameters() {
    let issue = Issue::new(ImportKind::Consumption, "cip").word("drug", "3400936");
    assert!(issue.message().starts_with("Le code 3400936 est un code CIP"));
    let issue = Issue::new(ImportKind::Resistance, "age_out_of_range");
    assert_eq!(issue.message(), "L’âge n’est pas un nombre de 0 à 120 ans.");
}

#[test]
fn every_control_is_proved_by_a_test_that_names_it() {
    let sources = sources();
    for Control { reason, test, .. } in rules() {
        let body = sources.iter().find_map(|source| body_of(source, test));
        let body = body.unwrap_or_else(|| panic!("{reason}: no test {test}"));
        assert!(body.contains(&format!("\"{reason}\"")), "{reason}: {test} does not name it");
    }
}

/// The sources and tests of every crate.
fn sources() -> Vec<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut folders: Vec<PathBuf> = entries(crates)
        .iter()
        .flat_map(|member| ["src", "tests"].map(|name| member.join(name)))
        .filter(|folder| folder.is_dir())
        .collect();
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    sources
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// A function, from its name to the brace that closes it in the column where it began.
fn body_of<'a>(source: &'a str, function: &str) -> Option<&'a str> {
    let start = source.find(&format!("fn {function}("))?;
    let line = source[..start].rfind('\n').map_or(0, |end| end + 1);
    let indent: String = source[line..].chars().take_while(|char| *char == ' ').collect();
    let end = source[start..].find(&format!("\n{indent}}}\n"))?;
    Some(&source[start..start + end])
}
