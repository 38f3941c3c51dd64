//! Exports of isolates in the layouts of others: what is asked for, and what came of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A layout that isolates are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportLayout {
    /// The flat file of the national extracts: `|`, one row per isolate and molecule.
    Spares,
    /// `AMRTEST` v3 of EARS-Net: one row per isolate and antibiotic.
    Amrtest,
    /// `AMRCOVER` v2 of EARS-Net: one row per year, or one per pathogen.
    Amrcover,
}

/// What an export holds and what it does not: the companion of every file.
///
/// Of isolates and rows alike, those read are those written and those left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportManifest {
    pub layout: ExportLayout,
    pub year: i32,
    /// Establishments with a row in the file.
    pub establishments: u32,
    pub isolates: ExportCount,
    /// A result of an isolate is a row; so is a phenotype where the layout has rows for it.
    pub rows: ExportCount,
    /// Name of the rule of deduplication: `spares`, `none`, `first_isolate`.
    pub dedup: String,
    /// French words for the rule, and what it does to the file.
    pub dedup_label: String,
    /// Values that were written otherwise than the laboratory did, or left empty.
    pub changes: Vec<ExportReason>,
    /// What the receiver will compute from the file, for those who send it to compare; none for other layouts than
    /// `amrtest`.
    pub groups: Vec<ExportGroup>,
    /// What the layout asks and is not collected.
    pub gaps: Vec<ExportGap>,
    /// The reference tables that decide about the file.
    pub tables: Vec<ExportTable>,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// How many were read, written, and left out by reason: `read = written + left_out`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportCount {
    pub read: u64,
    pub written: u64,
    pub left_out: Vec<ExportReason>,
}

/// A reason, and how often it applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportReason {
    /// For example `specimen_not_asked`.
    pub code: String,
    /// French words.
    pub label: String,
    pub count: u64,
}

/// Resistance to a group of antibiotics as the ECDC counts it: the first isolate of a patient and pathogen, R to one
/// of the antibiotics at least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportGroup {
    /// For example `ESCCOL`.
    pub pathogen: String,
    /// For example `3GC`.
    pub group: String,
    /// French words for the group.
    pub label: String,
    /// Isolates tested for one of the antibiotics at least.
    pub tested: u64,
    pub resistant: u64,
}

/// A variable of the layout that is left empty or only half known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportGap {
    /// `*` for the file as a whole.
    pub variable: String,
    /// French sentence.
    pub text: String,
}

/// A reference table with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportTable {
    pub id: String,
    pub version: String,
}

/// What a broken rule of a layout does to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportSeverity {
    /// The receiver refuses the whole file: it is not handed out.
    Error,
    /// The receiver ignores the row without a word.
    Ignored,
    /// The receiver asks about it.
    Warning,
}

/// A rule that a file breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportViolation {
    /// 1 is the line of the header; 0 is the file as a whole.
    pub line: u64,
    /// Name of the variable, where it is about one.
    pub variable: Option<String>,
    /// For example `not_in_list`.
    pub rule: String,
    pub severity: ExportSeverity,
    /// The value as it stands in the file, cut at forty characters.
    pub value: String,
    /// French sentence.
    pub text: String,
}

/// How well something is represented, as the national team judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Representativeness {
    /// All regions, or all kinds of hospital.
    High,
    /// Most of them.
    Medium,
    /// A few.
    Low,
}

/// Establishments of which a row is in an `amrtest` file: what the national team judges the coverage by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportCovered {
    pub establishments: u32,
    /// Their number by INSEE code of the region, and by type.
    pub regions: BTreeMap<String, u32>,
    pub types: BTreeMap<String, u32>,
    /// Sums over those that tell them, with the number of those that do not.
    pub beds: u32,
    pub without_beds: u32,
    pub patient_days: u32,
    pub without_patient_days: u32,
}

/// What the laboratories of `AMRCOVER` cover; a number that nobody knows is `null`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportCoverage {
    /// Part of the population that the laboratories serve, 0 to 1.
    pub population_share: Option<f64>,
    pub regions: Representativeness,
    pub hospitals: Representativeness,
    pub isolates: Representativeness,
    /// Beds of the hospitals served.
    pub beds: Option<u32>,
    /// Patient-days of the hospitals served.
    pub patient_days: Option<u32>,
    /// Sets of blood cultures, and the patient-days of the hospitals that told them.
    pub culture_sets: Option<u32>,
    pub patient_days_of_sets: Option<u32>,
}
