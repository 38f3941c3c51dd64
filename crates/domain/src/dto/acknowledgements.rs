//! Findings that count as they are, once somebody has acknowledged them.

use serde::{Deserialize, Serialize};

/// Longest comment, in characters.
pub const COMMENT_MAX: usize = 500;

/// Part `acknowledgements` of a delivery: one finding that somebody has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAcknowledgement {
    /// For example `CO06`.
    pub code: String,
    /// Which case of the control, for example `implausible_rate`.
    pub reason: String,
    /// At most 500 characters, without names of patients.
    #[serde(default)]
    pub comment: Option<String>,
}

/// An acknowledgement as it is kept with the import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acknowledgement {
    pub code: String,
    pub reason: String,
    /// French title of the control.
    pub title: String,
    pub comment: Option<String>,
    /// Full name of the person who acknowledged.
    pub by: String,
    /// UTC, ISO 8601.
    pub at: String,
}
