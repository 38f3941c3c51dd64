//! Tests of the API through HTTP: each on an application and a database of its own.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[macro_use]
mod harness;

mod account_data;
mod accounts;
mod acknowledgements;
mod alerts;
mod anomalies;
mod answer_keys;
mod bad_files;
mod beds;
mod campaign;
mod charters;
mod checked;
mod closures;
mod cockpit;
mod column_profiles;
mod contract;
mod email_proofs;
mod establishments;
mod guide;
mod identity;
mod import_jobs;
mod imports;
mod invitations;
mod journal;
mod killed;
mod label_screen;
mod letters;
mod mail_queue;
mod memberships;
mod migrations;
mod nation;
mod national_synonyms;
mod operations;
mod password_resets;
mod permissions;
mod personal_data;
mod previous_year;
mod pseudonym_secrets;
mod reports;
mod requests;
mod resistance_figures;
mod resistance_keys;
mod resistance_series;
mod second_factor;
mod secret_rotation;
mod sessions;
mod smtp;
mod snapshots;
mod spa;
mod sums;
mod tickets;
mod tokens;
mod transport;
