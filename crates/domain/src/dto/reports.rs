//! Reports: what is asked for, what was made, and the proof that a document is what it says.

use serde::{Deserialize, Serialize};

use super::Perimeter;

/// Body of `POST /reports`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReport {
    /// FINESS of an establishment, `region:` and the INSEE code of a region, or `nation`.
    pub scope: String,
    pub year: i32,
    pub kind: ReportKind,
    /// `spares` or `ehpad`.
    #[serde(default)]
    pub perimeter: Perimeter,
    /// Of an establishment: by itself, or its whole legal entity.
    #[serde(default)]
    pub attachment: Attachment,
}

/// What a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// From the last definitive base of the year.
    Definitive,
    /// The same in a few pages.
    DefinitiveShort,
    /// From the live base.
    Provisional,
}

/// How wide the report of an establishment looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Attachment {
    #[default]
    Establishment,
    LegalEntity,
}

/// A report that was made; `GET /reports/{id}.pdf` and `.xlsx` are its documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportEntry {
    pub id: i32,
    /// Whom it is about, in French.
    pub title: String,
    pub scope: String,
    pub year: i32,
    pub kind: ReportKind,
    pub perimeter: Perimeter,
    pub attachment: Attachment,
    /// Name of the frozen base; `null` for the live one.
    pub base: Option<String>,
    /// SHA-256 of what the documents say, in hexadecimal; printed in them.
    pub digest: String,
    /// UTC, ISO 8601.
    pub made_at: String,
    /// Full name.
    pub made_by: String,
}

/// `GET /verify/{hash}`: whether a document with this hash was made here, and whether its base still says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportVerification {
    pub title: String,
    pub year: i32,
    pub kind: ReportKind,
    /// UTC, ISO 8601.
    pub made_at: String,
    pub base: Option<String>,
    pub recomputed: String,
    /// A live base may have changed since; a frozen one may not.
    pub unchanged: bool,
}
