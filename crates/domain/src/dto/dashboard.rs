//! The dashboard of an establishment.

use serde::{Deserialize, Serialize};

use super::{Anomaly, ConsumptionGroup, Figure, ImportKind, Perimeter};

/// `GET /establishments/{finess}/dashboard?year=&perimeter=`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    pub finess: String,
    pub name: String,
    pub year: i32,
    pub perimeter: Perimeter,
    /// Years with any data, newest first.
    pub years: Vec<i32>,
    /// The three deliveries of the year and what is missing.
    pub steps: Vec<DeliveryStep>,
    pub cards: Vec<IndicatorCard>,
    /// SARM, EBLSE, EPC and ERV; empty without isolates.
    pub resistance_cards: Vec<IndicatorCard>,
    /// What to know of all figures of resistance of the year, in French: quarters that are missing, categories
    /// that are read otherwise.
    pub resistance_notes: Vec<String>,
    pub sectors: Vec<SectorRow>,
    /// The ten molecules and routes with most DDJ.
    pub top_molecules: Vec<ConsumptionGroup>,
    pub families: Vec<FamilyRow>,
    /// Quarter by quarter over the last years, where the files are quarterly.
    pub quarters: Vec<PeriodPoint>,
    /// Year by year.
    pub evolution: Vec<PeriodPoint>,
    /// Alerts of any year that nobody has decided about.
    pub waiting_alerts: u32,
    /// What is to do, most urgent first.
    pub anomalies: Vec<Anomaly>,
    pub journal: Vec<JournalEntry>,
}

/// One of the files of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryStep {
    pub kind: ImportKind,
    pub done: bool,
    /// French sentence, for example `4 trimestres` or `structure de 2023 reprise`.
    pub detail: String,
}

/// A card with one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IndicatorCard {
    /// `CONSO_DDJ`, `ECDC_LARGE_SPECTRE`, `ATF_DDJ`; `SARM`, `EBLSE`, `EPC`, `ERV`.
    pub id: String,
    pub label: String,
    pub figure: Figure,
    /// The same figure one year before.
    pub previous: Option<Figure>,
    /// Relative change in %, from unrounded values.
    pub change: Option<f64>,
}

/// A row of the table by sector.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectorRow {
    pub sector: String,
    pub label: String,
    /// Set for a part of a sector that is shown apart (UHCD inside MED).
    pub inside: Option<String>,
    pub current: Option<Figure>,
    pub previous: Option<Figure>,
    pub change: Option<f64>,
}

/// A row of the table by family. Families overlap: they are not addends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FamilyRow {
    pub family: String,
    pub label: String,
    pub current: Option<Figure>,
    pub previous: Option<Figure>,
    pub change: Option<f64>,
    /// Share of all antibiotic DDJ, in %.
    pub share: Option<f64>,
}

/// A point of a curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeriodPoint {
    /// `2024` or `2024-Q3`.
    pub period: String,
    pub figure: Figure,
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalEntry {
    pub id: i32,
    /// UTC, ISO 8601.
    pub at: String,
    /// Full name.
    pub who: String,
    /// `import_created`, `import_replaced`, `import_cancelled`, `member_joined`, …
    pub action: String,
    /// French sentence.
    pub message: String,
    pub import_id: Option<i32>,
}
