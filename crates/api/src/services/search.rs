//! Search in the registry: words in any order, without accents, best matches first.

use std::cmp::Reverse;

use crate::{db::establishments::Candidate, text};

/// The key that a search looks into.
pub fn key(name: &str, city: &str, finess: &str) -> String {
    text::words(&format!("{name} {city} {finess}")).join(" ")
}

/// The candidates from the best to the worst; equal ones by size, then by name.
pub fn rank(mut candidates: Vec<Candidate>, words: &[String]) -> Vec<Candidate> {
    candidates.sort_by_cached_key(|candidate| {
        let beds = candidate.beds.unwrap_or_default();
        (
            Reverse(score(candidate, words)),
            Reverse(beds),
            candidate.name.clone(),
            candidate.finess.clone(),
        )
    });
    candidates
}

/// A whole word is worth more than its beginning, a beginning more than a part.
fn score(candidate: &Candidate, words: &[String]) -> u32 {
    words
        .iter()
        .map(|word| {
            let weights = candidate.search_key.split(' ').map(|part| match part {
                part if part == word => 3,
                part if part.starts_with(word.as_str()) => 2,
                part if part.contains(word.as_str()) => 1,
                _ => 0,
            });
            weights.max().unwrap_or_default()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(finess: &str, name: &str, city: &str, beds: i32) -> Candidate {
        let search_key = key(name, city, finess);
        Candidate { finess: finess.to_owned(), name: name.to_owned(), beds: Some(beds), search_key }
    }

    fn check(query: &str, expected: &[&str]) {
        let candidates = vec![
            candidate("1", "Clinique du Caenais", "Ifs", 90),
            candidate("2", "CHU Côte de Nacre", "Caen", 1283),
            candidate("3", "Polyclinique du Parc", "Caen", 200),
        ];
        let ranked = rank(candidates, &text::words(query));
        assert_eq!(
            ranked.iter().map(|c| c.finess.as_str()).collect::<Vec<_>>(),
            expected,
            "{query}"
        );
    }

    #[test]
    fn the_best_matches_come_first_and_the_largest_of_equals() {
        check("caen", &["2", "3", "1"]);
        check("clinique", &["1", "3", "2"]);
        check("", &["2", "3", "1"]);
    }
}
