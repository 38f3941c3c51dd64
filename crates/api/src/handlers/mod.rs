//! The operations of the API: extract, call the service, answer.

pub mod analyses;
pub mod auth;
pub mod correspondences;
pub mod email_proofs;
pub mod establishments;
pub mod figures;
pub mod health;
pub mod identity;
pub mod imports;
pub mod invitations;
pub mod journal;
pub mod labels;
pub mod laboratory_labels;
pub mod legal;
pub mod memberships;
pub mod passwords;
pub mod people;
pub mod personal_data;
pub mod pseudonym_secrets;
mod query;
pub mod reference;
pub mod second_factor;
pub mod tokens;
pub mod unknown;
mod upload_form;
pub mod users;
