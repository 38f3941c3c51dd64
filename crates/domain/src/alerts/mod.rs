//! Alerts: from the isolates of a year to what people have to be told.
//!
//! [`cases_of`] finds the patients of each unit with an organism of the [`definitions`], [`settle`] says
//! which of them are in a known alert and which raise one, [`content_of`] tells an alert in numbers, and
//! [`draft`] prepares the report that a person completes.

mod cases;
mod content;
mod definition;
mod draft;
mod settle;
#[cfg(test)]
mod tests;

pub use cases::{Case, CaseKey, FoundIsolate, cases_of};
pub use content::{content_of, isolates_of};
pub use definition::{Definition, definition, definitions};
pub use draft::{completable, draft, draft_text};
pub use settle::{Kept, Raised, Settled, StoredAlert, cases_in, settle};
