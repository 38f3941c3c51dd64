//! The names of each field, by their plain form.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::dto::LabelField;
use crate::import::{collapse, fold, unaccented};
use crate::nomenclature::{embedded, organism_synonyms, organisms, specimens, tested_antibiotics};

/// Shortest beginning of a name that stands for it: names are cut at twenty characters or so.
const SHORTEST_CUT: usize = 18;

/// A row of `data/label_synonyms.csv`; an empty code means that the label is ignored.
#[derive(Debug, Deserialize)]
struct Synonym {
    field: LabelField,
    label: &'static str,
    code: &'static str,
}

/// Names that lead to codes; `""` is the code of what is ignored.
#[derive(Debug, Default)]
pub struct Lexicon {
    field: Option<LabelField>,
    names: BTreeMap<String, &'static str>,
}

static LEXICONS: LazyLock<HashMap<LabelField, Lexicon>> = LazyLock::new(|| {
    let mut lexicons: HashMap<LabelField, Lexicon> = LabelField::ALL
        .into_iter()
        .map(|field| (field, Lexicon { field: Some(field), names: BTreeMap::new() }))
        .collect();
    let mut add = |field, name: &str, code| {
        if let Some(lexicon) = lexicons.get_mut(&field) {
            lexicon.add(name, code);
        }
    };
    // The first one stays: our own words, then names and codes of the lists, then their synonyms.
    for synonym in embedded::read::<Synonym>(embedded::LABEL_SYNONYMS) {
        add(synonym.field, synonym.label, synonym.code);
    }
    for organism in organisms() {
        add(LabelField::Organism, organism.code, organism.code);
        add(LabelField::Organism, organism.name, organism.code);
    }
    for synonym in organism_synonyms() {
        add(LabelField::Organism, synonym.synonym, synonym.organism);
    }
    for specimen in specimens() {
        for name in [specimen.code, specimen.short_code, specimen.label] {
            add(LabelField::Specimen, name, specimen.code);
        }
    }
    for antibiotic in tested_antibiotics() {
        add(LabelField::Antibiotic, antibiotic.code, antibiotic.code);
        add(LabelField::Antibiotic, antibiotic.label, antibiotic.code);
    }
    lexicons
});

static EMPTY: Lexicon = Lexicon { field: None, names: BTreeMap::new() };

impl Lexicon {
    pub fn of(field: LabelField) -> &'static Self {
        LEXICONS.get(&field).unwrap_or(&EMPTY)
    }

    fn add(&mut self, name: &str, code: &'static str) {
        let plain = self.plain(name);
        self.names.entry(plain).or_insert(code);
    }

    /// The form in which names compare: marks keep their signs (`+`, `-`), other names do not.
    pub fn plain(&self, name: &str) -> String {
        match self.field {
            Some(LabelField::Specimen | LabelField::Organism | LabelField::Antibiotic) => {
                fold(name)
            }
            _ => unaccented(&collapse(name)),
        }
    }

    /// The code of a name.
    pub fn find(&self, name: &str) -> Option<&'static str> {
        self.names.get(&self.plain(name)).copied()
    }

    /// The code of all the names that begin like this, when it is one code and the beginning long.
    pub fn begun(&self, name: &str) -> Option<&'static str> {
        let plain = self.plain(name);
        if plain.len() < SHORTEST_CUT {
            return None;
        }
        let mut codes = self
            .names
            .range(plain.clone()..)
            .take_while(|(known, _)| known.starts_with(&plain))
            .map(|(_, code)| *code);
        let first = codes.next()?;
        codes.all(|code| code == first).then_some(first)
    }

    /// Every name with its code.
    pub fn names(&'static self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.names.iter().map(|(name, code)| (name.as_str(), *code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::is_code;

    #[test]
    fn every_synonym_is_read_and_leads_to_a_code_of_its_field() {
        embedded::assert_whole::<Synonym>(embedded::LABEL_SYNONYMS);
        for field in LabelField::ALL {
            for (name, code) in Lexicon::of(field).names() {
                assert!(code.is_empty() || is_code(field, code), "{field:?} {name} {code}");
            }
        }
    }
}
