//! The columns of exports that no rule was written for are proposed for what they hold.

#![expect(clippy::expect_used, reason = "a corpus that cannot be read stops the test")]

#[path = "../benches/headers/corpus.rs"]
mod corpus;

#[test]
fn columns_of_unseen_exports_are_found_19_times_out_of_20() {
    let score = corpus::score(include_str!("../benches/headers/held_out.csv"));
    assert!(score.accuracy() >= 0.95, "{} {:#?}", score.accuracy(), score.mistakes);
    assert!(score.wrongly_taken <= 3, "{:#?}", score.mistakes);
}
