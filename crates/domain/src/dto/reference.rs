//! The reference tables in use.

use serde::{Deserialize, Serialize};

use super::{ImportKind, Severity};

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

/// `GET /rules`: one control of files and years. `(kind, reason)` names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Control {
    /// Family of the methodology, for example `CO02`.
    pub code: String,
    /// Case, for example `cip`.
    pub reason: String,
    pub kind: ImportKind,
    pub severity: Severity,
    /// French, like the texts that follow.
    pub title: String,
    /// With `{placeholders}` that an issue fills.
    pub message: String,
    pub remedy: String,
    pub source: String,
}
