//! The operations of the API: extract, call the service, answer.

pub mod analyses;
pub mod auth;
pub mod correspondences;
pub mod establishments;
pub mod figures;
pub mod health;
pub mod imports;
pub mod journal;
pub mod memberships;
pub mod people;
mod query;
pub mod reference;
mod upload_form;
