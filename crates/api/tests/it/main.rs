//! Tests of the API through HTTP: each on an application and a database of its own.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[macro_use]
mod harness;

mod accounts;
mod answer_keys;
mod bad_files;
mod charters;
mod contract;
mod establishments;
mod guide;
mod identity;
mod imports;
mod journal;
mod killed;
mod memberships;
mod migrations;
mod operations;
mod permissions;
mod requests;
mod second_factor;
mod sessions;
mod spa;
mod sums;
mod tokens;
mod transport;
