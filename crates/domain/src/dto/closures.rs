//! Closing the year of an establishment, and the campaign that it belongs to.

use serde::{Deserialize, Serialize};

/// What a year has to have before it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClosingCode {
    Charter,
    Structure,
    Sectors,
    Beds,
    PatientDays,
    Consumption,
    Resistance,
    Something,
}

/// A point of the list that is gone through before a year is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingPoint {
    pub code: ClosingCode,
    /// In French.
    pub label: String,
    pub met: bool,
    /// Whether a reason may stand in the place of what is missing.
    pub can_be_waived: bool,
    /// What is there, or what is missing, in French.
    pub detail: String,
}

/// Where the year of an establishment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum YearState {
    Open,
    Closed,
    /// Closed; somebody asked the national team to reopen it.
    ReopeningAsked,
}

/// The closing of a year: where it stands, what is missing, and what was closed before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Closing {
    pub year: i32,
    pub state: YearState,
    /// Last day on which the establishment reopens by itself, ISO 8601; `null` without a campaign.
    pub deadline: Option<String>,
    pub points: Vec<ClosingPoint>,
    /// The figures as they are now.
    pub figures: Vec<ClosedFigure>,
    /// The newest first.
    pub closures: Vec<Closure>,
}

/// A year as it was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Closure {
    pub id: i32,
    pub closed_by: String,
    /// UTC, ISO 8601.
    pub closed_at: String,
    pub waivers: Vec<Waiver>,
    pub figures: Vec<ClosedFigure>,
    pub reopening: Option<Reopening>,
}

/// Why the year is opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reopening {
    pub reason: String,
    pub asked_by: String,
    /// UTC, ISO 8601.
    pub asked_at: String,
    /// `null` while the national team has not agreed.
    pub agreed_by: Option<String>,
    pub agreed_at: Option<String>,
}

/// A figure as it was when a year was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosedFigure {
    /// Of the card on the dashboard.
    pub id: String,
    pub label: String,
    pub value: Option<f64>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub unit: String,
}

/// Why a year is closed without something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiver {
    pub point: ClosingCode,
    pub reason: String,
}

/// Body of `POST /establishments/{finess}/closures`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewClosure {
    pub year: i32,
    #[serde(default)]
    pub waivers: Vec<Waiver>,
}

/// Body of `POST /establishments/{finess}/closures/{year}/reopening`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReopening {
    pub reason: String,
}

/// The collection of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Campaign {
    pub year: i32,
    /// First day, ISO 8601.
    pub opens_on: String,
    /// Last day on which an establishment closes and reopens by itself, ISO 8601.
    pub deadline: String,
    /// What the national team says to the establishments; may be empty.
    pub message: String,
}

/// Body of `PUT /campaigns/{year}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCampaign {
    pub opens_on: String,
    pub deadline: String,
    #[serde(default)]
    pub message: String,
}

/// Body of `PUT /campaigns/{year}/extensions/{finess}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewExtension {
    /// Last day for this establishment, ISO 8601.
    pub until: String,
}
