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
