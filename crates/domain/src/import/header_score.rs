//! How much a header is the name of a field.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Content, Field, Layout, fields};
use super::header_levels::readings;
use super::text::fold;
use super::word_match::similarity;
use super::words::{idea, is_foreign, words};

/// Below this a header is that of something else.
const CLOSE: f64 = 0.45;
/// What a word weighs that no list has: it seldom changes the meaning.
const UNKNOWN_WEIGHT: f64 = 0.3;
/// What a word weighs that says again what the values are: the name of a germ.
const ROLE_WEIGHT: f64 = 0.2;
/// Share of its weight that such a word keeps when it is left out: `Pôle` above names of poles.
const ROLE_LEFT_OUT: f64 = 0.4;

/// A header, ready to be compared: whole, and by its last row alone.
pub struct Header {
    folded: Vec<String>,
    /// One that names two things, `Date de naissance ou âge`, may be either.
    parts: Vec<Part>,
}

struct Part {
    folded: String,
    words: Vec<String>,
}

impl Header {
    pub fn new(header: &str) -> Self {
        let either = readings(header)
            .flat_map(|name| name.split(" ou "))
            .flat_map(|part| part.split(" or "));
        let parts = either.map(|part| Part { folded: fold(part), words: words(part) }).collect();
        Self { folded: readings(header).map(fold).collect(), parts }
    }
}

/// The names of the fields of a layout, ready to be compared.
pub struct Names {
    /// By field: its synonyms, folded and cut into words.
    synonyms: Vec<Vec<(&'static str, Vec<String>)>>,
    /// Idea -> number of fields whose names hold it: the fewer, the more it tells.
    holders: BTreeMap<String, usize>,
}

impl Names {
    pub fn new(layout: Layout) -> Self {
        let synonyms: Vec<Vec<_>> = fields(layout)
            .iter()
            .map(|field| field.synonyms.iter().map(|name| (*name, words(name))).collect())
            .collect();
        let mut holders = BTreeMap::new();
        for names in &synonyms {
            let ideas: BTreeSet<String> =
                names.iter().flat_map(|(_, words)| words).map(|word| key(word)).collect();
            for idea in ideas {
                *holders.entry(idea).or_insert(0) += 1;
            }
        }
        Self { synonyms, holders }
    }

    /// 1 for a known header, less for a close one, 0 for a foreign one.
    pub fn score(&self, index: usize, field: &Field, header: &Header) -> f64 {
        if header.folded.iter().any(|name| field.synonyms.contains(&name.as_str())) {
            return 1.0;
        }
        let parts = header.parts.iter().map(|part| self.score_part(index, field, part));
        let best = parts.fold(0.0, f64::max);
        if best >= CLOSE { best } else { 0.0 }
    }

    fn score_part(&self, index: usize, field: &Field, part: &Part) -> f64 {
        let names = self.synonyms.get(index).map_or(&[][..], Vec::as_slice);
        let score = |(name, known): &(&str, Vec<String>)| {
            if *name == part.folded {
                return 1.0;
            }
            let joined = part.words.concat() == known.concat();
            if joined || is_acronym(name, &part.words) {
                return 0.95;
            }
            self.compare(field.content, &part.words, known)
        };
        names.iter().map(score).fold(0.0, f64::max)
    }

    /// Weight of the words in common over the weight of all.
    fn compare(&self, content: Content, typed: &[String], known: &[String]) -> f64 {
        let mut used = vec![false; typed.len()];
        let (mut common, mut all) = (0.0, 0.0);
        for word in known {
            let weight = self.weight(word);
            let best = typed
                .iter()
                .enumerate()
                .filter(|(index, _)| !used[*index])
                .map(|(index, other)| (similarity(other, word), index))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((likeness, index)) = best.filter(|(likeness, _)| *likeness > 0.0) {
                used[index] = true;
                common += weight * likeness;
                all += weight;
            } else {
                let role = says_content(content, word) && known.len() > 1;
                all += if role { weight * ROLE_LEFT_OUT } else { weight };
            }
        }
        // `Patient (IPP)` says one thing twice.
        let said = |word: &&String| {
            idea(word).is_some() && known.iter().any(|other| key(other) == key(word))
        };
        let extra = typed.iter().zip(&used).filter(|(word, used)| !**used && !said(word));
        all += extra.map(|(word, _)| self.extra_weight(content, word)).sum::<f64>();
        if all > 0.0 { common / all } else { 0.0 }
    }

    fn weight(&self, word: &str) -> f64 {
        let holders = self.holders.get(&key(word)).copied().unwrap_or(1);
        (1.0 + self.synonyms.len() as f64 / holders as f64).ln()
    }

    /// What a word weighs that the known name lacks.
    fn extra_weight(&self, content: Content, word: &str) -> f64 {
        if says_content(content, word) {
            ROLE_WEIGHT
        } else if self.holders.contains_key(&key(word)) || idea(word).is_some() || is_foreign(word)
        {
            self.weight(word)
        } else {
            UNKNOWN_WEIGHT
        }
    }
}

fn key(word: &str) -> String {
    idea(word).unwrap_or(word).to_owned()
}

/// Whether a word only says what kind of values the field has.
fn says_content(content: Content, word: &str) -> bool {
    let roles: &[&str] = match content {
        Content::ShortCode
        | Content::DrugCode
        | Content::Discipline
        | Content::Activity
        | Content::Identifier => &["code"],
        Content::Words | Content::Organism | Content::Antibiotic => &["libelle"],
        Content::Specimen => &["libelle", "type"],
        Content::Date => &["date"],
        Content::Number => &["nombre"],
        _ => &[],
    };
    idea(word).is_some_and(|idea| roles.contains(&idea))
}

/// Whether the first letters of the words spell the name: `Bêta-lactamase à spectre étendu`.
fn is_acronym(name: &str, typed: &[String]) -> bool {
    typed.len() >= 2
        && typed.iter().all(|word| word.chars().count() >= 4)
        && typed.iter().filter_map(|word| word.chars().next()).eq(name.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn best(layout: Layout, header: &str) -> Option<&'static str> {
        let (names, typed) = (Names::new(layout), Header::new(header));
        fields(layout)
            .iter()
            .enumerate()
            .map(|(index, field)| (names.score(index, field, &typed), field.name))
            .filter(|(score, _)| *score >= 0.6)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, name)| name)
    }

    #[test]
    fn headers_are_known_in_other_words() {
        for (layout, header, field) in [
            (Layout::Structure, "Dénomination de l’unité", Some("unit_label")),
            (Layout::Structure, "Num. pôle", Some("pole_code")),
            (Layout::Consumption, "Libellé UF", None),
            (Layout::Consumption, "Prix unitaire", None),
            (Layout::Resistance, "Birth date", Some("birth_date")),
            (Layout::Resistance, "Dt prélèv.", Some("sample_date")),
            (Layout::Resistance, "Date de validation", None),
            (Layout::Resistance, "Nom de la bactérie", Some("organism")),
            (Layout::Resistance, "Service", None),
        ] {
            assert_eq!(best(layout, header), field, "{header}");
        }
    }
}
