//! The only place that speaks HTTP: one typed function per operation of the API.

mod accounts;
mod alerts;
mod analyses;
mod campaigns;
mod client;
mod door;
mod error;
mod establishments;
mod imports;
mod inquiries;
mod labels;
mod people;
mod reports;
mod resistances;
mod saved_analyses;
mod second_factor;
mod synonyms;
mod tickets;
mod tokens;
mod users;
mod years;

pub use analyses::LineFilter;
pub use client::Client;
pub use door::{Door, Hurdle};
pub use error::ApiError;
pub use labels::Change;
