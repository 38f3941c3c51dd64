//! The operations of the API: extract, call the service, answer.

pub mod analyses;
pub mod auth;
pub mod correspondences;
pub mod establishments;
pub mod figures;
pub mod health;
pub mod identity;
pub mod imports;
pub mod journal;
pub mod legal;
pub mod memberships;
pub mod people;
mod query;
pub mod reference;
pub mod second_factor;
pub mod tokens;
pub mod unknown;
mod upload_form;
pub mod users;
