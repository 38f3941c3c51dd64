//! Figures of resistance, and the national indicators.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Figure;

/// `GET /analyses/resistance`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResistanceAnalysis {
    pub groups: Vec<ResistanceGroup>,
    /// Where the figures of the years asked for do not compare.
    pub breaks: Vec<SeriesBreak>,
    /// Targets of the national indicators that are about the same organisms, antibiotic and specimen.
    pub targets: Vec<SeriesTarget>,
}

/// What the nation aims at for the figures of an analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesTarget {
    /// Id of the national indicator: `SARM_DI`.
    pub indicator: String,
    pub metric: ResistanceMetric,
    pub value: f64,
    /// French words, for example `moins de 10 %`.
    pub label: String,
}

/// Which of the figures of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ResistanceMetric {
    /// Resistant among tested.
    Proportion,
    /// Resistant per 1000 patient-days.
    Density,
}

/// A change of rules within a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesBreak {
    /// First year after the change.
    pub year: i32,
    /// French words.
    pub label: String,
}

/// One group of the analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResistanceGroup {
    /// Axis -> code, for example `{"organism": "ESCCOL", "antibiotic": "C3G"}`.
    pub key: BTreeMap<String, String>,
    /// French labels of the same codes.
    pub labels: BTreeMap<String, String>,
    /// Isolates after deduplication, tested or not; `null` like the others where they may not be shown.
    pub isolates: Option<u32>,
    /// All isolates where the group is of a phenotype such as `BLSE`.
    pub tested: Option<u32>,
    /// Susceptible at increased exposure (SFP), among the tested.
    pub increased: Option<u32>,
    /// Intermediate (I), in the years before 2020; figures count them with the resistant.
    pub intermediate: Option<u32>,
    pub resistant: Option<u32>,
    /// Resistant among tested, in %; before 2020 resistant and intermediate.
    pub proportion: Figure,
    /// Resistant per 1000 patient-days; before 2020 resistant and intermediate.
    pub density: Figure,
    /// Isolates per 1000 patient-days.
    pub isolates_density: Figure,
}

/// `GET /indicators`: the ten national ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Indicators {
    pub year: i32,
    pub items: Vec<Indicator>,
}

/// A national indicator with what it is compared to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Indicator {
    /// For example `SARM_DI`.
    pub id: String,
    pub label: String,
    /// In French words, like the denominator.
    pub numerator: String,
    pub denominator: String,
    pub figure: Figure,
    /// The same figure one year before.
    pub previous: Option<Figure>,
    /// Relative change in %, from unrounded values.
    pub change: Option<f64>,
    pub target: Option<IndicatorTarget>,
    pub reference_values: Vec<ReferenceValue>,
    /// Decimals it is printed with.
    pub decimals: usize,
    /// Of the national strategy; the others are followed beside it.
    pub is_strategy: bool,
    pub source: String,
}

/// What the national strategy aims at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndicatorTarget {
    pub value: f64,
    /// French words, for example `moins de 10 %`.
    pub label: String,
    /// Nothing without a value, like the distance.
    pub reached: Option<bool>,
    /// Value less target, in the unit of the indicator.
    pub gap: Option<f64>,
    /// The gap in % of the target.
    pub relative_gap: Option<f64>,
}

/// A national value that was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferenceValue {
    pub year: i32,
    pub value: f64,
}

/// `GET /establishments/{finess}/isolates`: an isolate with its results, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IsolateEntry {
    /// Number within the year, in the order of time; decisions name isolates by it.
    pub number: u32,
    pub import_id: i32,
    /// Rows of the file, for example `12, 45-47`.
    pub rows: String,
    pub unit_code: String,
    pub sector: String,
    /// Pseudonym of the patient.
    pub patient: String,
    /// Day of the sampling, ISO 8601.
    pub sampled_on: String,
    /// Day of the stay on which it was sampled, 1 for the day of admission; absent without one.
    pub day_of_stay: Option<i64>,
    /// `community`, `hospital` from the third day of the stay on, or `unknown`.
    pub onset: String,
    /// Nature of the specimen, 1 to 15, like its French label.
    pub specimen: u8,
    pub specimen_label: String,
    pub organism: String,
    pub organism_label: String,
    /// Antibiotic -> `S`, `SFP` (`I` before 2020) or `R`, in the order of reports.
    pub results: Vec<(String, String)>,
    /// Antibiotic -> MIC or diameter as the laboratory gave it, with or without its category: `0.25 S`.
    pub values: Vec<(String, String)>,
    pub esbl: bool,
    pub carbapenemase: bool,
    /// `OXA-48-like`, `KPC`… where it is told.
    pub carbapenemase_type: Option<String>,
    /// Its phenotype is to be confirmed, or contradicts its organism.
    pub implausible: bool,
    pub decision: IsolateDecision,
}

/// What a rule of deduplication decides about an isolate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IsolateDecision {
    pub kept: bool,
    /// Number of the isolate that counts in its place.
    pub of: Option<u32>,
    /// `more_tested`, `older` or `first`.
    pub because: Option<String>,
    /// The reason in French.
    pub label: String,
}

/// `GET /establishments/{finess}/deduplication`: one figure under every rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deduplication {
    /// What is counted, in French.
    pub title: String,
    pub methods: Vec<MethodFigures>,
    /// The same by the rule of SPARES without the isolates whose phenotype is implausible.
    pub plausible_alone: MethodFigures,
    /// Isolates whose phenotype is implausible, before deduplication.
    pub implausible: u32,
    /// The isolates that count by the rule of SPARES, by their origin.
    pub onsets: Vec<OnsetFigures>,
}

/// Isolates of a figure with one origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnsetFigures {
    /// `community`, `hospital` or `unknown`.
    pub onset: String,
    /// In French.
    pub label: String,
    /// Those that count, tested or not.
    pub isolates: u32,
    /// Resistant among tested, in %.
    pub proportion: Figure,
}

/// A figure under one rule of deduplication.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MethodFigures {
    /// `spares`, `none`, `first_isolate`, `episode_30`, `episode_365`, `glass`.
    pub method: String,
    pub label: String,
    /// Isolates before deduplication.
    pub before: u32,
    pub kept: u32,
    pub proportion: Figure,
    pub density: Figure,
}
