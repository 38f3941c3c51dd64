//! Whose figures are open: establishments alone never are.

use serde::{Deserialize, Serialize};

use crate::nomenclature::{establishment_type, region};

/// The nation, a region or a type of establishment. Regions are not crossed with types: most crossings
/// would be hidden, and would take others along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenPlace {
    Nation,
    /// INSEE code.
    Region(String),
    /// Code of the type.
    Type(String),
}

impl OpenPlace {
    /// `nation`, `region` or `type`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Region(_) => "region",
            Self::Type(_) => "type",
        }
    }

    /// Code within its kind: `FR` for the nation.
    pub fn code(&self) -> &str {
        match self {
            Self::Nation => "FR",
            Self::Region(code) | Self::Type(code) => code,
        }
    }

    /// French name.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Nation => "France",
            Self::Region(code) => region(code).map_or("Autre région", |one| one.label),
            Self::Type(code) => establishment_type(code).map_or("Autre type", |one| one.label),
        }
    }

    /// One word for tables: `nation:FR`, `region:93`, `type:CH`.
    pub(super) fn key(&self) -> String {
        format!("{}:{}", self.kind(), self.code())
    }
}
