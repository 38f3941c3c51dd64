//! The national memory of synonyms, for the national team.

use serde::{Deserialize, Serialize};

use super::LabelField;

/// Where a synonym stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SynonymState {
    /// Enough establishments agree; the national team has not decided.
    #[default]
    Candidate,
    /// Proposed to every establishment that meets the label.
    Accepted,
    /// Not proposed to anybody, and not a candidate again.
    Refused,
}

/// `GET /national-synonyms`: a label and a meaning that establishments gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NationalSynonym {
    pub field: LabelField,
    /// In the form in which labels compare: without capitals and accents, names without punctuation.
    pub label: String,
    /// Code of the reference list; `null` = to be ignored.
    pub code: Option<String>,
    pub state: SynonymState,
    /// Establishments that give this answer today.
    pub establishments: u32,
    /// What other establishments say of the same label.
    pub others: Vec<OtherMeaning>,
    /// The last decision, unless it is a candidate.
    pub decision: Option<SynonymDecision>,
}

/// Another meaning of a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OtherMeaning {
    /// Code of the reference list; `null` = to be ignored.
    pub code: Option<String>,
    pub establishments: u32,
}

/// Who decided, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SynonymDecision {
    pub by: String,
    /// UTC, ISO 8601.
    pub at: String,
}

/// `POST /national-synonyms`: a synonym is accepted, or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSynonymDecision {
    pub field: LabelField,
    pub label: String,
    /// Code of the reference list; `null` = to be ignored.
    pub code: Option<String>,
    /// `false`: refused, or taken back when it was accepted.
    pub accepted: bool,
}
