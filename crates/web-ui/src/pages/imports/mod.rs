//! The imports of an establishment, and one of them.

mod acknowledgements;
mod cancel;
mod detail;
mod given_back;
mod issues;
mod list;

pub use detail::ImportDetail;
pub use list::ImportList;
