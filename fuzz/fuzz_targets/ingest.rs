//! Any bytes: a table or a named problem.
#![no_main]

#[path = "../../crates/ingest/tests/trial/mod.rs"]
mod trial;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    trial::read(bytes);
});
