//! The national memory: what several establishments said of one label, and what the national team
//! accepted of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::{Meaning, is_code, is_label, known};
use crate::consumption::MIN_ESTABLISHMENTS;
use crate::dto::{LabelField, OtherMeaning};

/// The form in which a label compares between establishments: as the names of the reference lists.
pub fn plain_label(field: LabelField, label: &str) -> String {
    Lexicon::of(field).plain(label)
}

/// Meanings that the national team accepted, each with the establishments that gave it then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Accepted>", into = "Vec<Accepted>")]
pub struct NationalSynonyms(BTreeMap<(LabelField, String), (Meaning, u32)>);

impl NationalSynonyms {
    /// Adds a meaning, in the place of one for the same label.
    pub fn insert(
        &mut self,
        field: LabelField,
        label: &str,
        code: Option<&str>,
        establishments: u32,
    ) {
        let meaning = Meaning::of(code.unwrap_or_default());
        self.0.insert((field, plain_label(field, label)), (meaning, establishments));
    }

    pub fn find(&self, field: LabelField, label: &str) -> Option<&(Meaning, u32)> {
        self.0.get(&(field, plain_label(field, label)))
    }
}

/// A meaning as it travels.
type Accepted = (LabelField, String, Option<String>, u32);

impl From<Vec<Accepted>> for NationalSynonyms {
    fn from(accepted: Vec<Accepted>) -> Self {
        let mut national = Self::default();
        for (field, label, code, establishments) in accepted {
            national.insert(field, &label, code.as_deref(), establishments);
        }
        national
    }
}

impl From<NationalSynonyms> for Vec<Accepted> {
    fn from(national: NationalSynonyms) -> Self {
        let accepted = |((field, label), (meaning, establishments)): (_, (Meaning, u32))| {
            (field, label, meaning.code().map(str::to_owned), establishments)
        };
        national.0.into_iter().map(accepted).collect()
    }
}

/// Establishments by the meaning that they give.
type Meanings<'a> = BTreeMap<Option<&'a str>, BTreeSet<&'a str>>;

/// Who says what of each label, over all establishments. Nothing names an establishment outside.
#[derive(Debug, Default)]
pub struct SharedAnswers<'a>(BTreeMap<(LabelField, String), Meanings<'a>>);

impl<'a> SharedAnswers<'a> {
    /// Adds the answer of an establishment.
    pub fn add(&mut self, finess: &'a str, field: LabelField, label: &str, code: Option<&'a str>) {
        let meanings = self.0.entry((field, plain_label(field, label))).or_default();
        meanings.entry(code).or_default().insert(finess);
    }

    /// Meanings that enough establishments agree on, with their number: of labels that tell of no
    /// person and that the reference lists do not know.
    pub fn agreed(&self) -> impl Iterator<Item = (LabelField, &str, Option<&'a str>, u32)> {
        let agreed = self.0.iter().flat_map(|((field, label), meanings)| {
            let many = meanings.iter().filter(|(_, by)| by.len() >= MIN_ESTABLISHMENTS);
            many.map(|(code, by)| (*field, label.as_str(), *code, number(by)))
        });
        agreed.filter(|(field, label, code, _)| {
            is_label(*field, label)
                && code.is_none_or(|code| is_code(*field, code))
                && known(*field, label).is_none_or(|found| !found.how.is_sure())
        })
    }

    /// Number of establishments that give a plain label this meaning.
    pub fn establishments(&self, field: LabelField, label: &str, code: Option<&str>) -> u32 {
        let meanings = self.0.get(&(field, label.to_owned()));
        meanings.and_then(|meanings| meanings.get(&code)).map_or(0, number)
    }

    /// What else a plain label means, and to how many.
    pub fn others(&self, field: LabelField, label: &str, code: Option<&str>) -> Vec<OtherMeaning> {
        let meanings = self.0.get(&(field, label.to_owned())).into_iter().flatten();
        let others = meanings.filter(|(other, _)| **other != code);
        others
            .map(|(other, by)| OtherMeaning {
                code: other.map(str::to_owned),
                establishments: number(by),
            })
            .collect()
    }
}

fn number(establishments: &BTreeSet<&str>) -> u32 {
    u32::try_from(establishments.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORGANISM: LabelField = LabelField::Organism;

    fn agreed(answers: &[(&'static str, &str, Option<&'static str>)]) -> Vec<String> {
        let mut all = SharedAnswers::default();
        for (finess, label, code) in answers {
            all.add(finess, ORGANISM, label, *code);
        }
        let told = |(_, label, code, number): (_, &str, Option<&str>, u32)| {
            format!("{label} {} {number}", code.unwrap_or("ignored"))
        };
        all.agreed().map(told).collect()
    }

    #[test]
    fn three_establishments_share_a_meaning_and_two_do_not() {
        let yeasts = Some("CANSPP");
        let two = [("1", "Levures", yeasts), ("2", "LEVURES", yeasts)];
        assert!(agreed(&two).is_empty());
        // Another writing of one of them is no third one, another meaning neither.
        let same = [("1", "levures.", yeasts), ("3", "Levures", Some("CANALB"))];
        assert!(agreed(&[&two[..], &same].concat()).is_empty());
        let three = [&two[..], &[("3", "Lévures", yeasts)]].concat();
        assert_eq!(agreed(&three), ["levures CANSPP 3"]);
        let flora = ["1", "2", "3", "4"].map(|finess| (finess, "Flore mixte", None));
        assert_eq!(agreed(&flora), ["flore mixte ignored 4"]);
    }

    #[test]
    fn people_unknown_codes_and_what_everybody_knows_are_no_synonyms() {
        for (label, code) in [
            ("Mme Dupont", Some("CANSPP")),
            ("Levures", Some("LEVURE")),
            ("E. coli", Some("KLEPNE")),
        ] {
            let answers = ["1", "2", "3"].map(|finess| (finess, label, code));
            assert!(agreed(&answers).is_empty(), "{label}");
        }
    }

    #[test]
    fn other_meanings_of_a_label_are_counted() {
        let mut all = SharedAnswers::default();
        for (finess, code) in [("1", "CANSPP"), ("2", "CANSPP"), ("3", "CANALB")] {
            all.add(finess, ORGANISM, "Levures", Some(code));
        }
        all.add("4", ORGANISM, "Levures", None);
        assert_eq!(all.establishments(ORGANISM, "levures", Some("CANSPP")), 2);
        assert_eq!(all.establishments(ORGANISM, "flore", Some("CANSPP")), 0);
        let other = |code: Option<&str>, establishments| OtherMeaning {
            code: code.map(str::to_owned),
            establishments,
        };
        let others = all.others(ORGANISM, "levures", Some("CANSPP"));
        assert_eq!(others, [other(None, 1), other(Some("CANALB"), 1)]);
    }

    #[test]
    fn what_travels_arrives() {
        let mut national = NationalSynonyms::default();
        national.insert(ORGANISM, "Levures", Some("CANSPP"), 3);
        national.insert(LabelField::Esbl, "(+)", None, 4);
        let text = serde_json::to_string(&national).unwrap();
        assert_eq!(serde_json::from_str::<NationalSynonyms>(&text).unwrap(), national);
    }
}
