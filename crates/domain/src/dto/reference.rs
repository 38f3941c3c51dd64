//! The reference tables in use.

use serde::{Deserialize, Serialize};

/// One reference table with its version and source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferenceTable {
    /// For example `atc_ddd`.
    pub id: String,
    pub label: String,
    pub version: String,
    pub source: String,
    pub licence: String,
    pub rows: usize,
    /// SHA-256 of the embedded file.
    pub sha256: String,
}

/// A code and its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeLabel {
    pub code: String,
    pub label: String,
}
