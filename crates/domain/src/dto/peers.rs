//! Where an establishment stands among others.

use serde::{Deserialize, Serialize};

use super::{Figure, ModelCard};

/// `GET /analyses/consumption/peers` and `GET /analyses/resistance/peers`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeerDistribution {
    /// How many establishments have a value.
    pub establishments: u32,
    /// How many take part without one: no patient-days, or too few isolates tested.
    pub without_value: u32,
    /// That of all of them together.
    pub pooled: Figure,
    /// How the values spread; `null` where they are too few to hide single ones.
    pub values: Option<Spread>,
    /// How observed over expected spreads, of consumption alone.
    pub ratios: Option<Spread>,
    /// Those of the caller's own establishments.
    pub own: Vec<PeerFigure>,
    /// Every establishment, for the centre that follows them.
    pub members: Vec<PeerFigure>,
    /// What to know of it, in French.
    pub notes: Vec<String>,
    /// The model of the nation by which consumption is expected.
    pub model: Option<Box<ModelCard>>,
    /// Why there is no such model, in French: consumption is then expected by the rates of the nation by sector.
    pub without_model: Option<String>,
}

/// Percentiles of the values of establishments, in their unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spread {
    pub p10: f64,
    pub p25: f64,
    pub median: f64,
    pub p75: f64,
    pub p90: f64,
}

/// The figure of one establishment among its peers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeerFigure {
    pub finess: String,
    pub name: String,
    pub figure: Figure,
    /// Share of the values that are lower, the equal ones counted half, in %.
    pub percentile: Option<f64>,
    /// Observed over expected events, of consumption alone: what the establishment would consume as those of its type,
    /// sector by sector, or if each of its sectors were as the nation where there is no model. Its note says which.
    pub ratio: Option<Figure>,
    /// Percentile of that ratio.
    pub ratio_percentile: Option<f64>,
    /// Sectors that have nothing to be compared with.
    pub not_standardised: Vec<String>,
}
