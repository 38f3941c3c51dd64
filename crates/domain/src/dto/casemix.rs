//! What a model of consumption is, for those who read its figures.

use serde::{Deserialize, Serialize};

use super::Versions;

/// The card of the model of case-mix of a base; every sentence is French.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModelCard {
    pub title: String,
    /// Name of the base that it was fitted to.
    pub base: String,
    pub purpose: String,
    pub population: String,
    pub formula: String,
    /// How it was estimated.
    pub method: String,
    pub terms: Vec<ModelTerm>,
    /// Its fit: rows, establishments, dispersion, deviance.
    pub fit: Vec<ModelFact>,
    /// What it must not be used for, and what it does not know.
    pub limits: Vec<String>,
    /// Rows that are not in it, and why; levels that were joined.
    pub left_out: Vec<String>,
    pub versions: Versions,
    /// Version of the thresholds of the model.
    pub rules: String,
}

/// One level of a term, such as a sector.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModelTerm {
    /// `Secteur` or `Type d’établissement`.
    pub term: String,
    pub label: String,
    pub establishments: u32,
    /// By what it multiplies the rate of the reference; `null` for the reference itself.
    pub ratio: Option<ModelRatio>,
}

/// A rate ratio with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModelRatio {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// 0.95
    pub level: f64,
}

/// A fact about the fit, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModelFact {
    pub label: String,
    pub value: String,
}
