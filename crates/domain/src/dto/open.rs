//! Open access: what is published, and how the national team chooses it.

use serde::{Deserialize, Serialize};

use super::CodeLabel;

/// `GET /open/edition`: what is published now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenEdition {
    /// Another one whenever a figure or the choice of indicators changes.
    pub version: String,
    /// Of the campaign.
    pub year: i32,
    /// Years that have figures.
    pub years: Vec<i32>,
    /// Name and SHA-256 of the frozen base.
    pub base: String,
    pub base_sha256: String,
    pub published_at: String,
    /// Establishments of the base that told their consumption, and their resistances, in the last of `years`.
    pub consumption_establishments: u32,
    pub resistance_establishments: u32,
    /// INSEE codes of regions that have figures.
    pub regions: Vec<CodeLabel>,
    pub types: Vec<CodeLabel>,
    pub indicators: Vec<OpenIndicatorLabel>,
    /// Numbers of the edition, and those of them that are hidden.
    pub numbers: u32,
    pub hidden: u32,
    /// What is told in the place of a hidden number.
    pub hidden_text: Vec<String>,
    pub licence: OpenLicence,
    /// How to cite it, in French.
    pub citation: String,
}

/// An indicator that is open, or can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenIndicatorLabel {
    pub id: String,
    pub label: String,
    /// Code of the family, of a consumption.
    pub family: Option<String>,
    /// Codes of a resistance.
    pub organism: Option<String>,
    pub antibiotic: Option<String>,
}

/// Under which terms the figures may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenLicence {
    pub title: String,
    pub path: String,
}

/// `GET /open-access`: what the national team sees of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenAccess {
    /// Everything that can be opened.
    pub indicators: Vec<OpenIndicatorLabel>,
    /// Ids of those that are.
    pub chosen: Vec<String>,
    pub chosen_by: Option<String>,
    /// Nothing as long as nobody chose.
    pub chosen_at: Option<String>,
    /// Definitive frozen bases, the newest first.
    pub bases: Vec<OpenBase>,
}

/// A definitive frozen base, and whether it is published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenBase {
    pub snapshot: i32,
    pub year: i32,
    pub name: String,
    pub taken_at: String,
    pub published_at: Option<String>,
    pub published_by: Option<String>,
    pub withdrawn_at: Option<String>,
    /// Whether it is the one that everybody reads: the newest that is published and not withdrawn.
    pub is_current: bool,
    /// Cells that could only be protected with all that is tied to them.
    pub withheld: Option<u32>,
}

/// `PUT /open-access/indicators`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenChoice {
    /// Ids of the indicators that are open from now on; one at least.
    pub indicators: Vec<String>,
}

/// `POST /open-access/editions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewOpenEdition {
    /// Id of a definitive frozen base.
    pub snapshot: i32,
}
