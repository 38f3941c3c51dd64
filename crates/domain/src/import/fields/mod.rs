//! The fields of each kind of file: names, mandatory or not, the words people use for them.

mod alternatives;
mod common;
mod consumption;
mod drugs;
mod field;
mod layout;
mod patient_days;
mod resistance;
mod structure;

pub use alternatives::{Alternative, alternatives};
pub use field::{Content, Field};
pub use layout::{Layout, fields};
