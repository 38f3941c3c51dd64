//! Wire types: what the API sends and receives, shared with the single-page application.
//!
//! JSON, `snake_case`, ISO 8601 dates, decimal numbers.

mod accounts;
mod analyses;
mod dashboard;
mod establishments;
mod figure;
mod identity;
mod imports;
mod problem;
mod reference;

pub use accounts::*;
pub use analyses::*;
pub use dashboard::*;
pub use establishments::*;
pub use figure::*;
pub use identity::*;
pub use imports::*;
pub use problem::*;
pub use reference::*;

use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Number of items over all pages.
    pub total: i64,
    /// Cursor of the next page; absent on the last one.
    pub next: Option<String>,
}
