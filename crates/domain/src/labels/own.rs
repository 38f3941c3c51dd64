//! The establishment's own answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Meaning;
use crate::dto::{LabelAnswer, LabelField};
use crate::import::collapse;

/// What an establishment says its labels stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<OwnLabel>", into = "Vec<OwnLabel>")]
pub struct OwnLabels(BTreeMap<(LabelField, String), Meaning>);

impl OwnLabels {
    /// Adds an answer; `None` ignores the label. Blanks do not matter, case and accents do.
    pub fn insert(&mut self, field: LabelField, label: &str, code: Option<&str>) {
        self.0.insert((field, collapse(label)), Meaning::of(code.unwrap_or_default()));
    }

    /// Takes an answer back.
    pub fn remove(&mut self, field: LabelField, label: &str) {
        self.0.remove(&(field, collapse(label)));
    }

    /// Takes all the answers for a field back.
    pub fn clear(&mut self, field: LabelField) {
        self.0.retain(|(known, _), _| *known != field);
    }

    /// Adds the answers of `other`, in the place of those for the same labels.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn find(&self, field: LabelField, label: &str) -> Option<&Meaning> {
        self.0.get(&(field, collapse(label)))
    }

    /// All answers, by field and label.
    pub fn iter(&self) -> impl Iterator<Item = (LabelField, &str, &Meaning)> {
        self.0.iter().map(|((field, label), meaning)| (*field, label.as_str(), meaning))
    }

    /// The answers for a field, by label.
    pub fn of_field(&self, field: LabelField) -> Vec<LabelAnswer> {
        let these = self.iter().filter(|(known, ..)| *known == field);
        these
            .map(|(_, label, meaning)| LabelAnswer {
                label: label.to_owned(),
                code: meaning.code().map(str::to_owned),
            })
            .collect()
    }

    /// The labels whose answer is another in `after`, by field, with the answer there, if any.
    pub fn changes(&self, after: &Self) -> BTreeMap<LabelField, Vec<(String, Option<Meaning>)>> {
        let mut changes: BTreeMap<LabelField, Vec<_>> = BTreeMap::new();
        let gone = self.0.keys().filter(|key| !after.0.contains_key(key)).map(|key| (key, None));
        let given = after.0.iter().filter(|(key, meaning)| self.0.get(key) != Some(meaning));
        let given = given.map(|(key, meaning)| (key, Some(meaning.clone())));
        for ((field, label), answer) in gone.chain(given) {
            changes.entry(*field).or_default().push((label.clone(), answer));
        }
        changes
    }
}

/// An answer as it travels.
type OwnLabel = (LabelField, String, Option<String>);

impl From<Vec<OwnLabel>> for OwnLabels {
    fn from(answers: Vec<OwnLabel>) -> Self {
        let mut own = Self::default();
        for (field, label, code) in answers {
            own.insert(field, &label, code.as_deref());
        }
        own
    }
}

impl From<OwnLabels> for Vec<OwnLabel> {
    fn from(own: OwnLabels) -> Self {
        let answer = |((field, label), meaning): ((LabelField, String), Meaning)| {
            (field, label, meaning.code().map(str::to_owned))
        };
        own.0.into_iter().map(answer).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_what_is_new_other_or_gone() {
        let mut before = OwnLabels::default();
        before.insert(LabelField::Organism, "Levures", Some("CANSPP"));
        before.insert(LabelField::Organism, "Flore", None);
        before.insert(LabelField::Sex, "X", None);
        let mut after = before.clone();
        assert!(before.changes(&after).is_empty());
        after.insert(LabelField::Organism, " Levures ", Some("CANALB"));
        after.insert(LabelField::Antibiotic, "Fosfomycine", Some("FOT"));
        after.remove(LabelField::Organism, "Flore");
        let code = |code: &str| Some(Meaning::Code(code.to_owned()));
        let expected = BTreeMap::from([
            (
                LabelField::Organism,
                vec![("Flore".to_owned(), None), ("Levures".to_owned(), code("CANALB"))],
            ),
            (LabelField::Antibiotic, vec![("Fosfomycine".to_owned(), code("FOT"))]),
        ]);
        assert_eq!(before.changes(&after), expected);
        after.clear(LabelField::Organism);
        assert!(after.of_field(LabelField::Organism).is_empty());
        assert_eq!(after.of_field(LabelField::Sex).len(), 1);
    }
}
