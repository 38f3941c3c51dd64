//! How much a header is the name of a field.

use std::collections::{BTreeSet, HashMap};

use super::fields::{Content, Field, Layout, fields};
use super::header_levels::readings;
use super::text::fold;
use super::word_match::similarity;
use super::words::{Word, is_foreign};

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
    words: Vec<Word>,
    joined: String,
}

impl Part {
    fn new(text: &str) -> Self {
        let words = words(text);
        Self { folded: fold(text), joined: joined(&words), words }
    }
}

/// A name of a field, cut into words.
struct Name {
    folded: &'static str,
    words: Vec<Word>,
    joined: String,
}

fn words(text: &str) -> Vec<Word> {
    super::words::words(text).into_iter().map(Word::new).collect()
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

impl Header {
    pub fn new(header: &str) -> Self {
        let either = readings(header)
            .flat_map(|name| name.split(" ou "))
            .flat_map(|part| part.split(" or "));
        let parts = either.map(Part::new).collect();
        Self { folded: readings(header).map(fold).collect(), parts }
    }
}

/// The names of the fields of a layout, ready to be compared.
pub struct Names {
    /// By field: its synonyms, folded.
    synonyms: Vec<Vec<Name>>,
    /// Idea -> number of fields whose names hold it: the fewer, the more it tells.
    holders: HashMap<String, usize>,
}

impl Names {
    pub fn new(layout: Layout) -> Self {
        let name = |folded: &&'static str| {
            let words = words(folded);
            Name { folded, joined: joined(&words), words }
        };
        let synonyms: Vec<Vec<Name>> =
            fields(layout).iter().map(|field| field.synonyms.iter().map(name).collect()).collect();
        let mut holders = HashMap::new();
        for names in &synonyms {
            let ideas: BTreeSet<&str> =
                names.iter().flat_map(|name| &name.words).map(Word::key).collect();
            for idea in ideas {
                *holders.entry(idea.to_owned()).or_insert(0) += 1;
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
        let score = |known: &Name| {
            if known.folded == part.folded {
                return 1.0;
            }
            if part.joined == known.joined || is_acronym(known.folded, &part.words) {
                return 0.95;
            }
            self.compare(field.content, &part.words, &known.words)
        };
        names.iter().map(score).fold(0.0, f64::max)
    }

    /// Weight of the words in common over the weight of all.
    fn compare(&self, content: Content, typed: &[Word], known: &[Word]) -> f64 {
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
        let said = |word: &Word| {
            word.idea().is_some() && known.iter().any(|other| other.key() == word.key())
        };
        let extra = typed.iter().zip(&used).filter(|(word, used)| !**used && !said(word));
        all += extra.map(|(word, _)| self.extra_weight(content, word)).sum::<f64>();
        if all > 0.0 { common / all } else { 0.0 }
    }

    fn weight(&self, word: &Word) -> f64 {
        let holders = self.holders.get(word.key()).copied().unwrap_or(1);
        (1.0 + self.synonyms.len() as f64 / holders as f64).ln()
    }

    /// What a word weighs that the known name lacks.
    fn extra_weight(&self, content: Content, word: &Word) -> f64 {
        if says_content(content, word) {
            ROLE_WEIGHT
        } else if word.idea().is_some()
            || self.holders.contains_key(word.key())
            || is_foreign(&word.text)
        {
            self.weight(word)
        } else {
            UNKNOWN_WEIGHT
        }
    }
}

/// Whether a word only says what kind of values the field has.
fn says_content(content: Content, word: &Word) -> bool {
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
    word.idea().is_some_and(|idea| roles.contains(&idea))
}

/// Whether the first letters of the words spell the name: `Bêta-lactamase à spectre étendu`.
fn is_acronym(name: &str, typed: &[Word]) -> bool {
    typed.len() >= 2
        && typed.iter().filter_map(|word| word.text.chars().next()).eq(name.chars())
        && typed.iter().all(|word| word.text.chars().count() >= 4)
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
