//! Wire types: what the API sends and receives, shared with the single-page application.
//!
//! JSON, `snake_case`, ISO 8601 dates, decimal numbers.

/// Secrets stay out of debug output.
macro_rules! hidden_debug {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

mod accounts;
mod acknowledgements;
mod alerts;
mod analyses;
mod anomalies;
mod beds;
mod casemix;
mod closures;
mod cockpit;
mod dashboard;
mod effect;
mod establishments;
mod exports;
mod figure;
mod identity;
mod import_states;
mod imports;
mod isolate_exports;
mod labels;
mod mail;
mod open;
mod peers;
mod personal_data;
mod problem;
mod reference;
mod repair;
mod reports;
mod resistance;
mod resistance_panel;
mod saved_analyses;
mod snapshots;
mod synonyms;
mod tickets;

pub use accounts::*;
pub use acknowledgements::*;
pub use alerts::*;
pub use analyses::*;
pub use anomalies::*;
pub use beds::*;
pub use casemix::*;
pub use closures::*;
pub use cockpit::*;
pub use dashboard::*;
pub use effect::*;
pub use establishments::*;
pub use exports::*;
pub use figure::*;
pub use identity::*;
pub use import_states::*;
pub use imports::*;
pub use isolate_exports::*;
pub use labels::*;
pub use mail::*;
pub use open::*;
pub use peers::{PeerDistribution, PeerFigure, Spread};
pub use personal_data::*;
pub use problem::*;
pub use reference::*;
pub use repair::*;
pub use reports::*;
pub use resistance::*;
pub use resistance_panel::*;
pub use saved_analyses::*;
pub use snapshots::*;
pub use synonyms::*;
pub use tickets::*;

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
