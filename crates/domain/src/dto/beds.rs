//! Beds of an establishment, by sector and year.

use serde::{Deserialize, Serialize};

/// Beds of full hospitalisation of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Beds {
    pub year: i32,
    /// As entered; empty while nobody has.
    pub items: Vec<SectorBeds>,
    /// Every sector that may have beds, with what is known beside them.
    pub sectors: Vec<BedsOfSector>,
    /// Where the proposed beds come from, in French; `null` when there are none.
    pub source: Option<String>,
}

/// The beds of a sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectorBeds {
    /// Code of the sector: `MED`.
    pub sector: String,
    pub beds: u32,
}

/// A sector with its beds and its patient-days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BedsOfSector {
    pub sector: String,
    pub label: String,
    /// As entered.
    pub beds: Option<u32>,
    /// Of the registry; to be confirmed.
    pub proposed: Option<u32>,
    /// Delivered for the year; `null` where a part of it is missing.
    pub patient_days: Option<f64>,
    /// Share of the days of the beds that had a patient, 0.85 for 85 %; `null` without days or beds.
    pub occupancy: Option<f64>,
}

/// Body of `PUT /establishments/{finess}/beds`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewBeds {
    /// Sectors that are not named have no beds.
    pub items: Vec<SectorBeds>,
}
