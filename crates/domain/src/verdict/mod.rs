//! What an import would do, told before anything is stored: the same in the browser and in the
//! server.
//!
//! [`Context`] (what the establishment has) and [`CheckedFile`](crate::import::CheckedFile) ->
//! [`judge`] -> [`Verdict`](crate::dto::Verdict).

mod compared;
mod context;
mod difference;
mod judge;
mod judged;

pub use compared::{ComparedLine, of_taxon};
pub use context::{Context, Facts, InForce, LastYear, replaced, versions};
pub use judge::{examine, first_issues, judge};
pub use judged::Judged;
