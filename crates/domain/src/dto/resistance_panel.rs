//! The indicators of resistance that Santé publique France and EARS-Net ask for.

use serde::{Deserialize, Serialize};

use super::Figure;

/// `GET /analyses/resistance-panel`: the panel of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResistancePanel {
    pub year: i32,
    pub items: Vec<PanelEntry>,
}

/// A line of the panel with its figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PanelEntry {
    /// For example `RP001`.
    pub id: String,
    /// Name of the organisms.
    pub organism: String,
    /// What is counted, in French.
    pub label: String,
    /// Code of the antibiotic, class or phenotype.
    pub antibiotic: String,
    /// Nature of the specimens, 1 to 15, or `invasive`; absent for all.
    pub specimen: Option<String>,
    /// Isolates after deduplication, tested or not; `null` like the others where they may not be shown.
    pub isolates: Option<u32>,
    pub tested: Option<u32>,
    /// Resistant; before 2020 figures count the intermediate with them.
    pub resistant: Option<u32>,
    /// Resistant among tested, in %, where the panel asks for it.
    pub proportion: Option<Figure>,
    /// Resistant per 1000 patient-days, where the panel asks for it.
    pub density: Option<Figure>,
    /// Each nature of specimen with isolates tested, deduplicated by itself, where the panel asks for it.
    pub by_specimen: Vec<PanelSpecimen>,
    pub source: String,
}

/// A line of the panel in one nature of specimen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PanelSpecimen {
    /// 1 to 15.
    pub specimen: String,
    /// In French.
    pub label: String,
    pub tested: Option<u32>,
    pub resistant: Option<u32>,
    pub proportion: Figure,
}
