//! The use cases: plain functions from a connection and domain values to wire types.
//!
//! They never open a transaction, so that one may be called inside another.

pub mod accounts;
pub mod analyses;
pub mod correspondences;
pub mod dashboard;
pub mod establishments;
pub mod explanation;
pub mod imports;
pub mod journal;
pub mod memberships;
pub mod registry;
pub mod search;
pub mod sessions;
pub mod year;
