//! Files of isolates for others: what is asked for, and what left.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ExportCoverage, ExportManifest};

/// Who takes a file of isolates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportRecipient {
    /// A named study, in the flat layout of SPARES.
    Study,
    /// The ECDC, through the national team.
    EarsNet,
}

/// What stands for an establishment in the file of a study.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EstablishmentCodes {
    /// A code that is the same in all files of the study, and another in those of other studies.
    #[default]
    OfStudy,
    /// Its FINESS.
    Finess,
}

/// `POST /exports/spares/{year}`: a file for a study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStudyExport {
    /// Name of the study that takes the file; told to the establishments.
    pub study: String,
    #[serde(default)]
    pub establishments: EstablishmentCodes,
}

/// `POST /exports/ears-net/{year}`: the files of a year for the ECDC.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEarsNetExport {
    /// The first isolate of a patient and pathogen alone; all of them otherwise.
    #[serde(default)]
    pub first_isolates_only: bool,
    /// What the laboratories cover, alike for all pathogens. Without it, nor `coverage_by_pathogen`, there is no
    /// `amrcover` file.
    #[serde(default)]
    pub coverage: Option<ExportCoverage>,
    /// The same told of each of the eight pathogens by its code, in place of `coverage`.
    #[serde(default)]
    pub coverage_by_pathogen: BTreeMap<String, ExportCoverage>,
}

/// Isolates that left for others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IsolateExport {
    pub id: i32,
    pub recipient: ExportRecipient,
    /// Year of the isolates.
    pub year: i32,
    /// Name of the study; `null` for the ECDC.
    pub study: Option<String>,
    /// Full name of whoever made the files.
    pub made_by: String,
    /// UTC, ISO 8601.
    pub made_at: String,
    /// Of how many establishments a row is in the files.
    pub establishments: u32,
    /// What was in each file; for the national team, empty in the list of an establishment.
    pub manifests: Vec<ExportManifest>,
}

/// `GET|PUT /establishments/{finess}/laboratory`: what the ECDC calls the laboratory of an establishment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EstablishmentLaboratory {
    /// `FR001` or `FRn1`, as the ECDC gave it; `null` while the establishment has none.
    pub code: Option<String>,
    /// Letters that stand for the establishment among those of the laboratory: `A`.
    pub hospital: Option<String>,
}
