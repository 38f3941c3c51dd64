//! A search over the headings, questions, words and controls of the documentation.

use domain::french::typeset;
use domain::import::controls;

use super::doc::Doc;
use super::prose::{Section, parse};
use super::{controls::anchor, faq, glossary, guide, method};
use crate::fold::fold;

/// The most answers that are shown.
pub const MOST: usize = 12;

/// A place of the documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub doc: Doc,
    pub title: String,
    pub address: String,
    /// Title and text, folded.
    folded: (String, String),
}

impl Place {
    fn new(doc: Doc, title: String, anchor: &str, words: &str) -> Self {
        let folded = (fold(&title), fold(words));
        Self { doc, title, address: format!("{}#{anchor}", doc.address()), folded }
    }

    fn of(doc: Doc, section: Section) -> Self {
        let words = section.words();
        Self::new(doc, section.title, &section.anchor, &words)
    }
}

/// Every place that can be found.
pub fn places() -> Vec<Place> {
    let questions = parse(faq::TEXT).into_iter().filter(|section| section.level == 3);
    let questions = questions.map(|section| Place::of(Doc::Faq, section));
    let steps = parse(guide::TEXT).into_iter().map(|section| Place::of(Doc::Guide, section));
    let parts = method::PARTS
        .into_iter()
        .map(|(anchor, title)| Place::new(Doc::Method, title.to_owned(), anchor, ""));
    let words = glossary::words()
        .into_iter()
        .map(|word| Place::new(Doc::Glossary, word.term, &word.anchor, &word.meaning));
    let controls = controls().into_iter().map(|control| {
        let anchor = anchor(control.kind, &control.code, &control.reason);
        let title = format!("{}\u{a0}: {}", control.code, typeset(&control.title));
        Place::new(Doc::Controls, title, &anchor, &control.remedy)
    });
    questions.chain(steps).chain(parts).chain(words).chain(controls).collect()
}

/// The places that hold every word, whatever case and accents; those whose title does come first.
pub fn find(places: &[Place], wanted: &str) -> Vec<Place> {
    let wanted = fold(wanted);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let in_title = |place: &Place| words.iter().all(|word| place.folded.0.contains(word));
    let holds = |place: &Place| {
        let (title, text) = &place.folded;
        words.iter().all(|word| title.contains(word) || text.contains(word))
    };
    let mut found: Vec<Place> = places.iter().filter(|place| holds(place)).cloned().collect();
    found.sort_by_key(|place| !in_title(place));
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_comes_before_a_text_that_holds_the_word() {
        let places = [
            Place::new(Doc::Faq, "Un titre".to_owned(), "a", "On parle de médecine."),
            Place::new(Doc::Glossary, "Médecine".to_owned(), "b", ""),
        ];
        let found = find(&places, " MEDECINE ");
        let titles: Vec<&str> = found.iter().map(|place| place.title.as_str()).collect();
        assert_eq!(titles, ["Médecine", "Un titre"]);
        assert!(find(&places, " ").is_empty());
    }
}
