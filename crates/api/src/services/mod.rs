//! The use cases: plain functions from a connection and domain values to wire types.
//!
//! They never open a transaction, so that one may be called inside another.

pub mod accounts;
pub mod alerts;
pub mod analyses;
pub mod beds;
pub mod campaigns;
pub mod charters;
pub mod closures;
pub mod correspondences;
pub mod dashboard;
pub mod email_proofs;
pub mod establishments;
pub mod explanation;
pub mod identities;
pub mod imports;
pub mod invitations;
pub mod isolates;
pub mod journal;
pub mod labels;
pub mod laboratory_labels;
pub mod links;
pub mod logins;
pub mod memberships;
pub mod national_synonyms;
pub mod password_resets;
pub mod personal_data;
pub mod previous_year;
pub mod pseudonym_secrets;
pub mod registry;
pub mod reminders;
pub mod resealing;
pub mod resistance_figures;
pub mod resistance_panel;
pub mod resistances;
pub mod retention;
pub mod search;
pub mod second_factors;
pub mod sessions;
pub mod signing_keys;
pub mod tokens;
pub mod users;
pub mod year;
