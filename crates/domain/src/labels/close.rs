//! Names that are only close: typing errors, which somebody has to confirm.

use std::collections::BTreeMap;

use strsim::{normalized_damerau_levenshtein, sorensen_dice};

use super::lexicon::Lexicon;
use super::plain::{TURNING, expansions};
use super::{How, Match, Meaning};
use crate::dto::LabelField;
use crate::import::fold;

/// Below this a name is not close.
const THRESHOLD: f64 = 0.78;
/// Shorter labels are too like others to be guessed.
const SHORTEST: usize = 5;

/// The closest name of a field with long names, and the runner-up of another meaning.
pub fn closest(field: LabelField, lexicon: &'static Lexicon, label: &str) -> Option<Match> {
    let folded = fold(label);
    let guessed =
        matches!(field, LabelField::Specimen | LabelField::Organism | LabelField::Antibiotic);
    if !guessed || folded.len() < SHORTEST || folded.split(' ').any(|w| TURNING.contains(&w)) {
        return None;
    }
    let expanded = expansions(field, label);
    let mut best: BTreeMap<&'static str, f64> = BTreeMap::new();
    for (name, code) in lexicon.names().filter(|(name, _)| name.len() >= SHORTEST) {
        let texts = expanded.iter().chain([&folded]);
        let score = texts.map(|text| likeness(text, name)).fold(0.0, f64::max);
        let kept = best.entry(code).or_default();
        *kept = kept.max(score);
    }
    let mut ranked: Vec<(&str, f64)> = best.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (code, score) = *ranked.first()?;
    let runner_up = ranked.get(1).map(|(code, _)| (*code).to_owned());
    (score >= THRESHOLD).then(|| Match {
        meaning: Meaning::of(code),
        how: How::Close,
        score: hundredths(score),
        runner_up,
    })
}

/// Letters to change, or pairs of letters in common, whichever is more alike: the one sees typing
/// errors, the other words in another order.
fn likeness(a: &str, b: &str) -> f64 {
    // Far apart in length: neither can reach the threshold.
    if a.len().abs_diff(b.len()) * 2 > a.len().max(b.len()) {
        return 0.0;
    }
    normalized_damerau_levenshtein(a, b).max(sorensen_dice(a, b) * 0.95)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1")]
fn hundredths(score: f64) -> u8 {
    (score * 100.0).floor() as u8
}
