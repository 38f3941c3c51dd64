//! The life of an import: its states, its stages on the way, and why it came to nothing.

use serde::{Deserialize, Serialize};

use super::{IssueRow, ProblemCode};

/// Life of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Waits for its turn.
    Queued,
    /// Is read and stored; not all of it is there yet, and nothing of it counts.
    Running,
    Stored,
    /// A rule said no; `problem` says which.
    Rejected,
    /// The service did not finish it; the file may be sent again.
    Failed,
    /// A later import of the same period took its place.
    Replaced,
    Cancelled,
}

impl ImportState {
    /// Whether nothing happens to the import by itself any more.
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }

    /// Whether it came to facts, be they replaced or taken back since.
    pub const fn is_of_facts(self) -> bool {
        matches!(self, Self::Stored | Self::Replaced | Self::Cancelled)
    }
}

/// What is being done with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    /// Other imports come first.
    Waiting,
    Reading,
    /// The rows are judged, and stored in one transaction.
    Storing,
}

impl ImportStage {
    /// Share of the work behind it, 0 to 1.
    pub const fn progress(self) -> f64 {
        match self {
            Self::Waiting => 0.0,
            Self::Reading => 0.1,
            Self::Storing => 0.6,
        }
    }
}

/// Why an import came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportProblem {
    pub code: ProblemCode,
    /// A French text: what is wrong and what to do.
    pub detail: String,
    /// Rows concerned, where there are any.
    pub issues: Vec<IssueRow>,
}

/// An event of `GET /imports/{id}/events`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportEvent {
    /// `progress` or `ended`.
    pub event: String,
    /// An [`ImportProgress`] as JSON.
    pub data: String,
}

/// Data of an event of `GET /imports/{id}/events`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportProgress {
    pub id: i32,
    pub state: ImportState,
    /// 0 to 1.
    pub progress: f64,
    pub stage: Option<ImportStage>,
    pub rows_read: Option<u32>,
}
