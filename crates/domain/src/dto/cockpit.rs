//! Where the establishments of a region or of the nation stand in a campaign.

use serde::{Deserialize, Serialize};

use super::YearState;

/// `GET /campaigns/{year}/cockpit`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cockpit {
    pub year: i32,
    /// INSEE code; `null` for the nation.
    pub region: Option<String>,
    /// Deadline of the campaign, ISO 8601; `null` without one.
    pub deadline: Option<String>,
    pub participation: Participation,
    /// Establishments with members or data, by name.
    pub items: Vec<CockpitRow>,
}

/// How much of the hospitals of the SAE takes part. A site counts when it delivers, or its legal entity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Participation {
    /// Sites with patient-days in the SAE, and these days.
    pub known: Share,
    /// Consumption and days cover some of the year.
    pub consumption: Share,
    pub resistance: Share,
    pub closed: Share,
}

/// Sites and their patient-days in the SAE.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Share {
    pub sites: u32,
    pub days: f64,
}

/// An establishment of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CockpitRow {
    pub finess: String,
    pub name: String,
    pub city: String,
    pub region: String,
    /// Type: `CHU`, `CH`…
    pub kind: String,
    pub structure: StepState,
    pub beds: StepState,
    pub patient_days: StepState,
    pub consumption: StepState,
    pub resistance: StepState,
    pub state: YearState,
    /// UTC, ISO 8601; `null` while the year is open.
    pub closed_at: Option<String>,
    /// A deadline of its own, ISO 8601.
    pub extended_until: Option<String>,
    /// Whom to write to; `null` without a référent.
    pub referent: Option<Contact>,
    /// When the référent was last reminded of this campaign; UTC, ISO 8601.
    pub reminded_at: Option<String>,
}

/// Somebody to write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    pub full_name: String,
    pub email: String,
}

/// How much of a step is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    #[default]
    Missing,
    /// Some quarters, or the structure of a year before.
    Partial,
    Done,
}

/// Body of `POST /campaigns/{year}/reminders`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReminders {
    /// FINESS of the establishments to remind; 2000 at most.
    pub establishments: Vec<String>,
}

/// Who was written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RemindersSent {
    /// People who get one mail each.
    pub people: u32,
    /// FINESS of those that have no référent to write to, or whose year is closed.
    pub left_out: Vec<String>,
}
