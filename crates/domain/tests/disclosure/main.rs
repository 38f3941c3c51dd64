//! Attacks on the open figures: what is hidden is not found again.
//!
//! The attacker has all that is published, the sums between, and knows that zeros are told. Nothing here calls what the
//! protection is computed with: equations are solved over fractions ([`elimination`]), bounds are found by
//! linear and integer programming ([`bounds`]). Each attack is first shown to succeed where only the sensitive
//! cells are hidden.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong fails the test")]

mod attack;
mod bounds;
mod elimination;
mod fraction;
mod hospitals;
mod published;
mod random;
mod realistic;
mod tricks;
mod world;
