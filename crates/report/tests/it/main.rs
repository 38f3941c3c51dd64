//! What the documents show of a report, read back from their bytes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod documents;
mod grasse;
mod hostile;
#[expect(dead_code, reason = "the tests of the checker use the rest of it")]
#[path = "../../../checker/tests/resistance_figures/sample.rs"]
mod sample;
mod wide;
