//! Alerts: emerging highly resistant organisms found in a unit, and what people make of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Longest text for a field of a draft, in characters.
pub const DRAFT_FIELD_MAX: usize = 1_000;

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// A BHRe of the national definition.
    Bhre,
    /// Another organism of which every case is to be reported.
    Emerging,
    /// A resistance that a hygienist judges.
    Other,
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    /// Nobody has decided.
    New,
    /// Somebody has looked at it.
    Reviewed,
    /// Reported to the authorities.
    Reported,
    /// There is nothing to report.
    Dismissed,
}

/// `GET /alerts`: patients of one unit with the same organism to be told of. No patient is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alert {
    pub id: i32,
    pub finess: String,
    /// Name and town.
    pub establishment: String,
    /// Year of the isolates.
    pub year: i32,
    /// `EPC`, `ERG`, `CAU`, `ABRI`, `PYOC`, `VRSA`.
    pub definition: String,
    /// French label, and a short one.
    pub label: String,
    pub short_label: String,
    pub kind: AlertKind,
    pub state: AlertState,
    pub content: AlertContent,
    /// The files in force still show it; else `content` is what they last said.
    pub found: bool,
    /// UTC, ISO 8601.
    pub raised_at: String,
    /// The last decision, unless it is new.
    pub decision: Option<AlertDecision>,
}

/// What the isolates in force say of an alert.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertContent {
    pub unit_code: String,
    /// From the structure in force, when it has the unit.
    pub unit_label: Option<String>,
    /// Sector, for units of a perimeter.
    pub sector: Option<String>,
    pub organisms: Vec<AlertOrganism>,
    /// Types of carbapenemase that are told.
    pub mechanisms: Vec<String>,
    pub specimens: Vec<AlertSpecimen>,
    /// Isolates of specimens taken to look for carriage.
    pub screenings: u32,
    /// First and last day of sampling, ISO 8601, when one is readable.
    pub first_on: Option<String>,
    pub last_on: Option<String>,
    pub patients: u32,
    pub isolates: u32,
    /// Isolates that count in no figure, by reason: `screening`, `unit_out_of_perimeter`…
    pub uncounted: BTreeMap<String, u32>,
}

/// An organism of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertOrganism {
    pub code: String,
    pub label: String,
    pub patients: u32,
}

/// A nature of specimen of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertSpecimen {
    /// French label.
    pub label: String,
    pub isolates: u32,
}

/// What somebody decided about an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertDecision {
    pub state: AlertState,
    pub note: Option<String>,
    /// Day of the report, ISO 8601.
    pub reported_on: Option<String>,
    /// Full name.
    pub by: String,
    /// UTC, ISO 8601.
    pub at: String,
}

/// `GET /alerts/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertDetail {
    pub alert: Alert,
    /// What the definition says beside its label, and where it comes from.
    pub note: String,
    pub source: String,
    /// The figure of resistance of these isolates, `Enterobacterales:EPC`, where there is one.
    pub figure: Option<String>,
    /// Every decision, the last one first.
    pub decisions: Vec<AlertDecision>,
    /// In the order of time.
    pub isolates: Vec<AlertIsolate>,
    pub draft: AlertDraft,
}

/// An isolate of an alert, counted or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertIsolate {
    pub import_id: i32,
    /// Rows of the file, for example `12, 45-47`.
    pub rows: String,
    /// Number of the patient within the alert.
    pub patient: u32,
    /// Pseudonym of the patient: for members of the establishment alone.
    pub pseudonym: Option<String>,
    /// Day of the sampling, ISO 8601, when it is readable.
    pub sampled_on: Option<String>,
    /// French label of the nature of the specimen.
    pub specimen: String,
    pub organism: String,
    pub organism_label: String,
    pub carbapenemase: bool,
    /// `OXA-48-like`, `KPC`… where it is told.
    pub carbapenemase_type: Option<String>,
    /// Antibiotic -> `S`, `SFP` or `R`, in the order of reports.
    pub results: Vec<(String, String)>,
    /// In figures of resistance, before deduplication.
    pub counted: bool,
    /// `kept_perimeter`, or why it counts in no figure; then in French.
    pub reason: String,
    pub reason_label: String,
}

/// A report to be completed and transmitted by a person; ConsoRes transmits nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertDraft {
    pub fields: Vec<DraftField>,
    /// The whole as a text to be copied.
    pub text: String,
}

/// Who fills a field of a draft in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DraftFiller {
    /// ConsoRes, from the data.
    Data,
    /// A person, here.
    Person,
    /// A person, in the form of the authorities: the field names somebody.
    Elsewhere,
}

/// A field of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftField {
    /// For example `first_case`.
    pub id: String,
    /// Heading it stands under.
    pub section: String,
    pub label: String,
    pub filler: DraftFiller,
    /// Nothing while it is to be completed.
    pub value: Option<String>,
    /// Where the value comes from, or what is to be said.
    pub origin: String,
}

/// `PATCH /alerts/{id}`: somebody decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAlertDecision {
    /// `reviewed`, `reported` or `dismissed`.
    pub state: AlertState,
    /// At most 500 characters that name nobody; the reason, where it is dismissed.
    #[serde(default)]
    pub note: Option<String>,
    /// Day of the report, ISO 8601, where it is reported.
    #[serde(default)]
    pub reported_on: Option<String>,
}

/// `PUT /alerts/{id}/draft`: what people say in the fields that are theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftCompletion {
    /// Field -> text of at most 1000 characters that names nobody. Fields left out are emptied.
    pub fields: BTreeMap<String, String>,
}
