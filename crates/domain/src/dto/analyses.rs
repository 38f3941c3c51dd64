//! Consumption figures by axis, and the opening of one figure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Figure, RowReasons, UnitStatus, Versions};

/// Which units count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Perimeter {
    /// Full hospitalisation of the nine domains.
    #[default]
    Spares,
    /// Hébergement of EHPAD.
    Ehpad,
    /// Both, and every other unit that has days.
    All,
}

/// `GET /analyses/consumption`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsumptionAnalysis {
    pub groups: Vec<ConsumptionGroup>,
    pub totals: ConsumptionTotals,
}

/// One group of the analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsumptionGroup {
    /// Axis -> code, for example `{"sector": "MED"}`.
    pub key: BTreeMap<String, String>,
    /// French labels of the same codes.
    pub labels: BTreeMap<String, String>,
    /// DDJ, unrounded; `null` where the figure may not be shown.
    pub ddd: Option<f64>,
    /// `null` where the figure may not be shown.
    pub patient_days: Option<f64>,
    pub rate: Figure,
    /// Share of all antibiotic DDJ of the same selection, in %; `null` for antifungals.
    pub share: Option<f64>,
    /// DDD of the molecule and route, where the group is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dose: Option<Dose>,
}

/// A defined daily dose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dose {
    pub value: f64,
    /// `g` or `MU`.
    pub unit: String,
}

/// Totals of the selection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsumptionTotals {
    /// `null` where the figure may not be shown.
    pub ddd: Option<f64>,
    /// `null` where the figure may not be shown.
    pub patient_days: Option<f64>,
    pub rate: Figure,
}

/// `GET /establishments/{finess}/explanation`: how a rate is computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Explanation {
    /// French title of the figure.
    pub title: String,
    pub figure: Figure,
    /// The formula with its numbers, in French.
    pub formula: String,
    /// The rules applied, each with its source, in French.
    pub rules: Vec<RuleText>,
    /// One entry per unit of the perimeter.
    pub units: Vec<UnitShare>,
    /// One entry per molecule and route.
    pub molecules: Vec<MoleculeShare>,
    /// Rows of the files by reason: kept, ignored, rejected.
    pub rows: RowReasons,
    /// What was left out, by reason, with the amount.
    pub left_out: Vec<LeftOut>,
    pub versions: Versions,
}

/// A rule and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleText {
    pub id: String,
    pub text: String,
    pub source: String,
}

/// Part of a unit in a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitShare {
    pub unit_code: String,
    pub unit_label: String,
    pub sector: Option<String>,
    pub status: UnitStatus,
    pub ddd: f64,
    pub patient_days: f64,
    pub rate: Option<f64>,
}

/// Part of a molecule in a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoleculeShare {
    pub atc: String,
    pub route: String,
    pub name: String,
    /// Amount of active substance, in the unit of the DDD.
    pub quantity: f64,
    pub dose: Dose,
    pub ddd: f64,
    /// Rows of the file behind it.
    pub rows: u32,
}

/// Lines left out for one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOut {
    /// For example `unit_without_days`.
    pub reason: String,
    /// French sentence.
    pub label: String,
    pub rows: u32,
    /// DDJ that the lines stand for, where it can be computed.
    pub ddd: Option<f64>,
}

/// `GET /establishments/{finess}/lines`: the stored lines behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsumptionLine {
    pub import_id: i32,
    pub period: String,
    pub unit_code: String,
    pub drug_code: String,
    pub drug_label: String,
    pub atc: Option<String>,
    pub route: Option<String>,
    /// Units dispensed, returns taken off; `null` when no row had a number.
    pub units: Option<f64>,
    /// Active substance in the unit of the DDD.
    pub quantity: Option<f64>,
    pub dose: Option<Dose>,
    pub ddd: Option<f64>,
    /// `kept`, `ignored` or `rejected`.
    pub outcome: String,
    /// Reason code, for example `perimeter_antibiotic`, `unit_without_days`.
    pub reason: String,
    /// Rows of the file that were summed, for example `12, 45-47`.
    pub rows: String,
}
