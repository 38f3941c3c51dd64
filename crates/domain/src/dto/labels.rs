//! Correspondences: the labels of an establishment and the codes they stand for.

use serde::{Deserialize, Serialize};

use super::RowCounts;
use crate::consumption::Outcome;

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LabelField {
    Specimen,
    Organism,
    Antibiotic,
    Result,
    Esbl,
    Carbapenemase,
    CarbapenemaseType,
    Sex,
}

impl LabelField {
    pub const ALL: [Self; 8] = [
        Self::Specimen,
        Self::Organism,
        Self::Antibiotic,
        Self::Result,
        Self::Esbl,
        Self::Carbapenemase,
        Self::CarbapenemaseType,
        Self::Sex,
    ];

    /// The phenotypes, which stand beside the results.
    pub const PHENOTYPES: [Self; 3] = [Self::Esbl, Self::Carbapenemase, Self::CarbapenemaseType];

    /// Name in the API and in mappings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Specimen => "specimen",
            Self::Organism => "organism",
            Self::Antibiotic => "antibiotic",
            Self::Result => "result",
            Self::Esbl => "esbl",
            Self::Carbapenemase => "carbapenemase",
            Self::CarbapenemaseType => "carbapenemase_type",
            Self::Sex => "sex",
        }
    }

    /// The field with a name of the API.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }

    /// The phenotype that a code of the field `antibiotic` stands for: long files have phenotypes
    /// among the antibiotics.
    pub fn phenotype(code: &str) -> Option<Self> {
        Self::PHENOTYPES.into_iter().find(|field| field.as_str() == code)
    }
}

/// `GET|PUT|POST /establishments/{finess}/correspondences/{field}`: what labels stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabelAnswers {
    pub items: Vec<LabelAnswer>,
}

/// A label and its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabelAnswer {
    /// As the laboratory writes it; blanks do not matter, case and accents do.
    pub label: String,
    /// Code of the reference list; `null` = to be ignored.
    #[serde(default, deserialize_with = "code")]
    pub code: Option<String>,
}

/// `POST /establishments/{finess}/correspondences/{field}`: answers that are given and taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLabelAnswers {
    pub items: Vec<LabelAnswer>,
    /// Labels whose answers are taken back.
    #[serde(default)]
    pub taken_back: Vec<String>,
}

/// The answers for a field after a change, or as they would be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabelsChanged {
    pub items: Vec<LabelAnswer>,
    pub effect: LabelEffect,
}

/// What a change of answers does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabelEffect {
    /// Labels whose answer becomes another.
    pub changed: u32,
    /// The years with resistances; in a preview alone.
    pub years: Vec<YearEffect>,
}

/// What a change of answers would do to the isolates of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct YearEffect {
    pub year: i32,
    pub before: RowCounts,
    pub after: RowCounts,
    pub moves: Vec<IsolateMove>,
    /// Isolates that stay kept, but as another specimen or organism or with other results.
    pub recoded: u32,
}

/// Isolates that go from one outcome to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IsolateMove {
    pub from: Outcome,
    pub to: Outcome,
    pub isolates: u32,
}

/// `GET /establishments/{finess}/labels`: the labels of the laboratory that lead somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaboratoryLabels {
    /// How often the establishment's own answers have changed.
    pub version: i32,
    /// Own answers first, then by field and label.
    pub items: Vec<LaboratoryLabel>,
}

/// A label and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaboratoryLabel {
    pub field: LabelField,
    pub label: String,
    /// Code of the reference list; `null` = ignored.
    pub code: Option<String>,
    pub source: LabelSource,
}

/// Who says what a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LabelSource {
    /// The establishment.
    Own,
    /// The reference lists and the known other names, for a label of an import in force.
    Known,
    /// The choice of columns of an import in force, which comes before any answer.
    Columns,
}

/// A code; `true` and `false` may be written without quotes.
fn code<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Code {
        Flag(bool),
        Text(String),
    }
    Ok(Option::<Code>::deserialize(deserializer)?.map(|code| match code {
        Code::Flag(flag) => flag.to_string(),
        Code::Text(text) => text,
    }))
}
