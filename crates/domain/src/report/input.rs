//! What a report is made from: the figures as the API answers them, and what surrounds them.

use std::collections::BTreeMap;

use super::blocks::QuestionKey;
use super::model::{Base, Identity, Kind, Parameter};
use super::peers::Peers;
use crate::dto::{
    Anomaly, ClosingPoint, ConsumptionGroup, FamilyRow, Figure, ImportKind, IndicatorCard,
    Indicators, LeftOut, Perimeter, PeriodPoint, ResistanceAnalysis, ResistancePanel, RowCounts,
    SectorRow,
};

/// Everything that a report tells.
///
/// Figures that the reader may not see are hidden before they come here. For a region or the nation nothing
/// names an establishment: [`Quality`] is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportInput {
    pub identity: Identity,
    pub year: i32,
    pub kind: Kind,
    /// [`Perimeter::Spares`] or [`Perimeter::Ehpad`].
    pub perimeter: Perimeter,
    pub base: Base,
    /// Day on which the report is made, ISO 8601.
    pub made_on: String,
    /// What was chosen, beside what the report says anyway.
    pub parameters: Vec<Parameter>,
    /// Of a region or the nation.
    pub participants: Option<Participants>,
    /// Nothing for the perimeter of EHPAD, like `resistance`.
    pub indicators: Option<Indicators>,
    pub consumption: ConsumptionFigures,
    pub resistance: Option<ResistanceFigures>,
    pub quality: Quality,
}

/// Who is behind the figures of a region or the nation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Participants {
    pub consumption: Participation,
    pub resistance: Participation,
}

/// The establishments behind one kind of figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Participation {
    pub establishments: u32,
    pub patient_days: f64,
    /// Days of full hospitalisation of all establishments (SAE), where they are known.
    pub sae_days: Option<f64>,
}

/// The consumption of a year and perimeter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConsumptionFigures {
    /// Those of the dashboard.
    pub cards: Vec<IndicatorCard>,
    pub sectors: Vec<SectorRow>,
    pub families: Vec<FamilyRow>,
    /// Year by year.
    pub years: Vec<PeriodPoint>,
    /// Quarter by quarter, where files are quarterly.
    pub quarters: Vec<PeriodPoint>,
    /// Antibiotics by molecule and route.
    pub molecules: Vec<ConsumptionGroup>,
    /// Antifungals by molecule and route.
    pub antifungals: Vec<ConsumptionGroup>,
    /// Beside the own figures; empty for the nation.
    pub national: NationalConsumption,
    /// Establishments of the same type; of an establishment alone.
    pub peers: Vec<Peers>,
    pub left_out: Vec<LeftOut>,
}

/// The figures of the nation for the same year and perimeter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NationalConsumption {
    pub total: Option<Figure>,
    pub by_sector: BTreeMap<String, Figure>,
    pub by_family: BTreeMap<String, Figure>,
}

/// The resistances of a year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResistanceFigures {
    /// What to know of all of them, in French.
    pub notes: Vec<String>,
    pub panel: Option<ResistancePanel>,
    /// Answers to [`super::resistance_questions`]; what is not there is told as such.
    pub answers: BTreeMap<QuestionKey, ResistanceAnalysis>,
    /// Line of the panel -> resistant among tested in the nation; empty for the nation.
    pub national: BTreeMap<String, Figure>,
    pub left_out: Vec<LeftOut>,
}

/// What is known of the data themselves, of an establishment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quality {
    /// Rows of the files in force, by kind of file.
    pub files: Vec<(ImportKind, RowCounts)>,
    pub anomalies: Vec<Anomaly>,
    pub closing_points: Vec<ClosingPoint>,
}
