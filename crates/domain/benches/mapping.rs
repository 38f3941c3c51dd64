//! How many columns are proposed for what they hold: `cargo bench -p domain --bench mapping`.
//!
//! `train` holds the exports that were seen while the rules were written; `held_out` those that were
//! written down before, and not looked at for the rules.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(clippy::expect_used, reason = "a corpus that cannot be read stops the bench")]

#[path = "headers/corpus.rs"]
mod corpus;

fn main() {
    for (name, text) in [
        ("train", include_str!("headers/train.csv")),
        ("held_out", include_str!("headers/held_out.csv")),
    ] {
        let score = corpus::score(text);
        println!(
            "{name}: {:.1} % ({}/{}), {} columns wrongly taken",
            score.accuracy() * 100.0,
            score.right,
            score.expected,
            score.wrongly_taken
        );
        for mistake in score.mistakes {
            println!("  {mistake}");
        }
    }
}
