//! What a person mends in a file before it is delivered: cells corrected, rows left out.

use serde::{Deserialize, Serialize};

/// Reason of a row that a person left out.
pub const EXCLUDED: &str = "excluded";
/// Reason of a cell that a person corrected; its row counts as any other.
pub const CORRECTED: &str = "corrected";

/// Why a person leaves a row out; a closed list, for a free text may tell of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    Total,
    Trial,
    Duplicate,
    Foreign,
    Other,
}

impl Exclusion {
    /// The most usual first.
    pub const ALL: [Self; 5] =
        [Self::Total, Self::Duplicate, Self::Trial, Self::Foreign, Self::Other];

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Trial => "trial",
            Self::Duplicate => "duplicate",
            Self::Foreign => "foreign",
            Self::Other => "other",
        }
    }

    /// The words on the screen and in the message.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Total => "ligne de total",
            Self::Trial => "ligne d’essai",
            Self::Duplicate => "doublon",
            Self::Foreign => "ligne d’un autre établissement",
            Self::Other => "autre motif",
        }
    }
}
