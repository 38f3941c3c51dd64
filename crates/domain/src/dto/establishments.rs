//! The registry of establishments and the structure of one.

use serde::{Deserialize, Serialize};

/// Which of its two FINESS numbers an establishment delivers under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A geographic site.
    Site,
    /// A legal entity, made of its sites.
    LegalEntity,
}

/// An establishment of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Establishment {
    /// Nine characters.
    pub finess: String,
    pub level: Level,
    /// Legal entity of a site; the establishment's own number at the level of the legal entity.
    pub finess_legal: String,
    pub name: String,
    pub city: String,
    /// INSEE code of the region.
    pub region: String,
    pub region_label: String,
    /// Code of `establishment_types`.
    #[serde(rename = "type")]
    pub kind: String,
    pub type_label: String,
    /// Linked establishments: sites of a legal entity, or the legal entity of a site.
    pub linked: Vec<LinkedEstablishment>,
}

/// The other level of an establishment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkedEstablishment {
    pub finess: String,
    pub level: Level,
    pub name: String,
}

/// `POST /establishments`: an EHPAD that the registry lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEhpad {
    /// Geographic FINESS; the key is checked.
    pub finess: String,
    pub name: String,
    pub city: String,
    /// INSEE code of the region.
    pub region: String,
    /// FINESS of the legal entity, when known.
    pub finess_legal: Option<String>,
}

/// How a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitStatus {
    /// Full hospitalisation in one of the nine domains.
    Perimeter,
    /// Hébergement of an EHPAD: its own perimeter.
    Ehpad,
    /// Known, out of both perimeters.
    Outside,
    /// DE or TA is missing in the file.
    Incomplete,
    /// Full hospitalisation with a DE outside the national list.
    UnknownDe,
    /// DE 195, 196 or 999: the establishment says which sector.
    ToAnswer,
}

/// One unit (UF) of the structure of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StructureUnit {
    pub unit_code: String,
    pub unit_label: String,
    pub service_code: Option<String>,
    pub service_label: Option<String>,
    pub pole_code: Option<String>,
    pub pole_label: Option<String>,
    /// Three characters, sometimes with a letter.
    pub de_code: Option<String>,
    /// Two characters.
    pub ta_code: Option<String>,
    pub status: UnitStatus,
    /// Sector code, for units of a perimeter.
    pub sector: Option<String>,
    /// Part of the sector that is also shown apart: `HEM`, `MINF` or `UHCD`.
    pub subsector: Option<String>,
    /// What may be answered for a unit whose DE is ambiguous.
    pub choices: Vec<SectorChoice>,
    /// The answer given, if any.
    pub answer: Option<String>,
}

/// One possible answer for an ambiguous DE.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectorChoice {
    /// DE with its letter (195A) or sector code (MED).
    pub code: String,
    pub label: String,
}

/// `GET /establishments/{finess}/structure?year=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Structure {
    pub year: i32,
    /// Year of the file in force: the same, or the last one imported before.
    pub structure_year: Option<i32>,
    pub units: Vec<StructureUnit>,
}
