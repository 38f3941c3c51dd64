//! Any bytes, read as every kind of file: no row is lost.
#![no_main]

mod hook;
#[path = "../../crates/ingest/tests/trial/mod.rs"]
mod trial;

libfuzzer_sys::fuzz_target!(
    init: hook::panics_of_the_library_are_answers(),
    |bytes: &[u8]| {
        trial::pipeline(bytes);
    }
);
