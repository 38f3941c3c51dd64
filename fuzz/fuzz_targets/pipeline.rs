//! Any bytes, read as every kind of file: no row is lost.
#![no_main]

#[path = "../../crates/ingest/tests/trial/mod.rs"]
mod trial;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    trial::pipeline(bytes);
});
