//! Any bytes: a table or a named problem.
#![no_main]

mod hook;
#[path = "../../crates/ingest/tests/trial/read.rs"]
mod trial;

libfuzzer_sys::fuzz_target!(
    init: hook::panics_of_the_library_are_answers(),
    |bytes: &[u8]| {
        trial::read(bytes);
    }
);
