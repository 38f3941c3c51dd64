//! A file from its bytes to what can be judged: opened, looked at, checked.
//!
//! [`OpenFile::open`] -> [`OpenFile::inspection`] (columns proposed) -> [`OpenFile::check`] (a
//! [`CheckedFile`](domain::import::CheckedFile), which [`domain::verdict::judge`] takes). The server
//! and the browser run the same code.

mod annotated;
mod context;
mod inspection;
mod memory;
mod open_file;
mod repair;

pub use annotated::{Annotated, issues_csv};
pub use context::ImportContext;
pub use memory::{Memory, Remembered};
pub use open_file::{OpenFile, Place, read_drug_table};
pub use repair::Repairs;
