//! A report as data: what both documents are made of, and its fingerprint.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::table::{Cell, Table};
use crate::chart::ChartSpec;
use crate::dto::{Perimeter, Versions};
use crate::hex;

/// Everything that is printed, in its order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub title: String,
    pub subtitle: String,
    pub identity: Identity,
    pub year: i32,
    pub kind: Kind,
    pub perimeter: Perimeter,
    pub base: Base,
    /// Day on which the report is made, ISO 8601.
    pub made_on: String,
    pub parameters: Vec<Parameter>,
    /// Those of the figures, each once.
    pub versions: Vec<Versions>,
    /// What the first page shows.
    pub key_figures: Vec<KeyFigure>,
    pub sections: Vec<Section>,
}

/// Who a report is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Of the establishment, the region; « France » for the nation.
    pub name: String,
    pub level: Level,
    pub finess: Option<String>,
    pub city: Option<String>,
    /// Label of the type of establishment.
    pub type_label: Option<String>,
    /// Label of the region of an establishment.
    pub region: Option<String>,
}

/// How wide a report looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    #[default]
    Site,
    LegalEntity,
    Region,
    Nation,
}

/// The three kinds of report (ConsoRes, methodology of 2024).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Definitive,
    DefinitiveShort,
    #[default]
    Provisional,
}

/// What the figures are read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Base {
    /// A copy that never changes.
    Frozen {
        id: i32,
        name: String,
        sha256: String,
        /// UTC, ISO 8601.
        frozen_on: String,
    },
    /// The data as they were at a moment, UTC, ISO 8601.
    Live { as_of: String },
}

/// A choice that the figures depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parameter {
    pub label: String,
    pub value: String,
}

/// A figure of the first page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeyFigure {
    pub label: String,
    pub value: Cell,
    pub unit: String,
    /// Why there is no value.
    pub reason: Option<String>,
    /// Compared with the year before, in %.
    pub change: Option<Cell>,
}

/// A heading and what stands under it, up to the next one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Unique in the report, `[a-z0-9-]`.
    pub id: String,
    /// 1 or 2.
    pub depth: u8,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    Paragraph {
        text: String,
    },
    /// To be seen: the figures are read with it.
    Notice {
        text: String,
    },
    Bullets {
        items: Vec<String>,
    },
    Table(Table),
    Chart(Chart),
    Strip(Strip),
}

/// A chart; a table of the report says the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    pub id: String,
    /// Read aloud in the place of the drawing.
    pub alt: String,
    /// Title of the table that says the same.
    pub table: String,
    /// Decimals of the values.
    pub decimals: usize,
    pub spec: ChartSpec,
}

/// A value among those of others: their percentiles on one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strip {
    pub id: String,
    pub title: String,
    pub alt: String,
    /// Title of the table that says the same.
    pub table: String,
    pub unit: String,
    pub decimals: usize,
    /// P10, P25, median, P75, P90.
    pub percentiles: [f64; 5],
    pub own: Option<f64>,
}

impl Report {
    /// The report as canonical JSON: fields in their order, no blanks, shortest decimal numbers.
    ///
    /// # Errors
    /// None for a report made by [`super::report`], whose numbers are finite.
    pub fn canonical_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }

    /// SHA-256 of the canonical JSON, in hexadecimal: printed in both documents.
    pub fn digest(&self) -> serde_json::Result<String> {
        Ok(hex(&Sha256::digest(self.canonical_json()?)))
    }

    /// Every table, in its order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Whether the base of the figures may still change.
    pub const fn is_provisional(&self) -> bool {
        matches!(self.kind, Kind::Provisional) || matches!(self.base, Base::Live { .. })
    }
}

impl Kind {
    /// French name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Definitive => "Rapport définitif",
            Self::DefinitiveShort => "Rapport définitif court",
            Self::Provisional => "Rapport provisoire",
        }
    }
}

impl Level {
    /// French name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Site => "Établissement (FINESS géographique)",
            Self::LegalEntity => "Entité juridique (FINESS juridique)",
            Self::Region => "Région",
            Self::Nation => "France",
        }
    }

    /// Whether many establishments are behind the figures.
    pub const fn is_of_many(self) -> bool {
        matches!(self, Self::Region | Self::Nation)
    }
}

impl Section {
    /// Id of the section that is read before all others.
    pub const BEFORE_READING: &'static str = "a-savoir";

    /// A heading of the first or second depth.
    pub(super) fn new(depth: u8, id: &str, title: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { id: id.to_owned(), depth, title: title.into(), blocks }
    }
}

impl Block {
    /// Plain words.
    pub(super) fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// Words to be seen.
    pub(super) fn notice(text: impl Into<String>) -> Self {
        Self::Notice { text: text.into() }
    }
}
