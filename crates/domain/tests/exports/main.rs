//! Exports from one made-up establishment: golden files, laws, round trip, volume.

#![expect(clippy::unwrap_used, reason = "what cannot be read stops the test")]

mod establishment;
mod golden;
mod laws;
mod refusals;
mod round_trip;
mod volume;
