//! The only place that speaks HTTP: one typed function per operation of the API.

mod accounts;
mod analyses;
mod client;
mod error;
mod establishments;
mod imports;

pub use analyses::LineFilter;
pub use client::Client;
pub use error::ApiError;
pub use imports::{Delivery, SheetChoice};
