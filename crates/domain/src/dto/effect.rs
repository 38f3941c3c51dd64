//! What a file changes: the figures of its year, and its lines beside others.

use serde::{Deserialize, Serialize};

/// The main figures of the year before and after an import.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Effect {
    pub before: MainFigures,
    pub after: MainFigures,
    /// DDJ per 1000 JH of the sectors of the perimeter `spares`.
    pub sectors: Vec<SectorRate>,
}

/// The rate of a sector before and after an import; `null` where there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectorRate {
    pub sector: String,
    pub label: String,
    pub before: Option<f64>,
    pub after: Option<f64>,
}

/// The lines of a file beside those of the year before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct YearDifference {
    /// The year before.
    pub year: i32,
    /// Each unit, or unit and drug, or organism, summed over the period.
    pub lines: Difference,
    /// DDJ per 1000 JH in the period, of files of patient-days and of consumption.
    pub sectors: Vec<SectorRate>,
}

/// The lines of a file beside others. Isolates are counted by organism: such a count is a line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    pub same: u32,
    pub added: u32,
    pub lost: u32,
    pub changed: u32,
    /// The largest changes.
    pub first: Vec<LineChange>,
}

/// A line that is new, gone or another one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineChange {
    /// `null` for isolates.
    pub unit_code: Option<String>,
    /// Of consumption only.
    pub drug_code: Option<String>,
    /// Code of the organism, of isolates only.
    pub organism: Option<String>,
    pub label: Option<String>,
    /// `null` for a unit of the structure, and beside the year before.
    pub period: Option<String>,
    pub new: bool,
    pub gone: bool,
    /// Patient-days, units dispensed, or isolates that count; `null` for a unit of the structure.
    pub before: Option<f64>,
    pub after: Option<f64>,
}

/// Main figures of a year in the perimeter `spares`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MainFigures {
    pub units: u32,
    /// `null` for a file of resistances, which changes no consumption; so are the next two.
    pub patient_days: Option<f64>,
    pub ddd: Option<f64>,
    /// DDJ per 1000 JH.
    pub rate: Option<f64>,
    /// Isolates that count, before duplicates are taken off; of a file of resistances alone.
    pub isolates: Option<u32>,
}
