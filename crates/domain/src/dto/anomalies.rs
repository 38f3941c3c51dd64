//! The anomalies of a year: what was found, what it may move, and what people said of it.

use serde::{Deserialize, Serialize};

use super::{ImportKind, Severity};

/// `GET /establishments/{finess}/anomalies`: what is to do first, then what was justified, then what was mended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnomalyQueue {
    pub year: i32,
    pub items: Vec<Anomaly>,
    /// Of the items, those that are to do.
    pub to_do: u32,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Anomaly {
    /// For example `JH02`.
    pub code: String,
    /// Which case of the control, as in the issues of an import.
    pub reason: String,
    /// Unit, sector, drug, molecule or label that it is about; empty for the whole establishment. With `kind` and
    /// `reason`, what a decision names it by.
    pub subject: String,
    pub severity: Severity,
    /// French title of the control.
    pub title: String,
    pub message: String,
    pub remedy: String,
    /// Kind of file that it is found in.
    pub kind: ImportKind,
    /// Import to open, where one is concerned.
    pub import_id: Option<i32>,
    /// Rows or isolates that have it; zero for a finding about the year.
    pub count: u32,
    /// `null` where nobody can tell.
    pub effect: Option<EffectOn>,
    /// Where it is mended.
    pub step: AnomalyStep,
    pub state: AnomalyState,
    /// Full name of whoever takes care of it.
    pub owner: Option<String>,
    /// Why it is as it should be, or what is being done; empty when nobody wrote anything.
    pub note: String,
    pub said_by: Option<String>,
    /// UTC, ISO 8601.
    pub said_at: Option<String>,
}

/// How far a figure may move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EffectOn {
    pub measure: EffectMeasure,
    /// In % of the figure, up or down.
    pub percent: f64,
}

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EffectMeasure {
    /// DDJ/1000 JH of antibiotics.
    ConsumptionRate,
    /// Isolates per 1000 patient-days.
    ResistanceDensity,
}

/// What became of an anomaly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnomalyState {
    ToDo,
    /// Somebody said why it is as it should be.
    Justified,
    /// It was spoken about and is not found any more.
    Corrected,
}

/// The screen where an anomaly is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnomalyStep {
    Beds,
    /// Sectors of units whose discipline leaves it open.
    Sectors,
    Structure,
    /// Drugs of the establishment.
    Drugs,
    /// Labels of the laboratory.
    Labels,
    /// Rows of a stored import.
    Rows,
    /// A new import of the file.
    Import,
}

/// Body of `PUT /establishments/{finess}/anomalies`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnomalyDecision {
    pub year: i32,
    pub kind: ImportKind,
    pub reason: String,
    pub subject: String,
    /// Whether it is as it should be; the note says why then.
    pub justified: bool,
    #[serde(default)]
    pub note: String,
    /// Whether the person who says so takes care of it.
    #[serde(default)]
    pub mine: bool,
}
