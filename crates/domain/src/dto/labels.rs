//! Correspondences: the labels of an establishment and the codes they stand for.

use serde::{Deserialize, Serialize};

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
        [Self::Esbl, Self::Carbapenemase, Self::CarbapenemaseType]
            .into_iter()
            .find(|field| field.as_str() == code)
    }
}
