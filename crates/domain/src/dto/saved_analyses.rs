//! Analyses that a person keeps under a name.

use serde::{Deserialize, Serialize};

/// Longest name of a kept analysis, in characters.
pub const ANALYSIS_NAME_MAX: u16 = 80;

/// `GET /saved-analyses`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedAnalysis {
    pub id: i32,
    pub name: String,
    /// The query of the page of analyses: `sujet=consommation&vue=evolution&qui=france&de=2020&a=2024`.
    pub query: String,
    /// UTC, ISO 8601.
    pub created_at: String,
}

/// `POST /saved-analyses`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSavedAnalysis {
    /// In a few words, unlike those of the others that the person keeps.
    pub name: String,
    /// The query of the page of analyses, with its subject.
    pub query: String,
}
