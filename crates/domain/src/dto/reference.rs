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
    /// With the parameters, and `{placeholders}` that an issue fills.
    pub message: String,
    pub remedy: String,
    pub source: String,
    /// What the control is decided by, where it is a number or a list of codes.
    pub parameters: Vec<RuleParameter>,
    /// The parameters in words; empty where there are none.
    pub criterion: String,
    pub title_en: String,
    /// With the placeholders of `message`.
    pub message_en: String,
    pub remedy_en: String,
    pub criterion_en: String,
    /// The test of the source that proves the control.
    pub test: String,
}

impl Control {
    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|parameter| parameter.name == name);
        found.map(|parameter| parameter.value.as_str())
    }
}

/// A parameter of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleParameter {
    /// For example `max_age`.
    pub name: String,
    /// A number, or codes with blanks between them.
    pub value: String,
}
