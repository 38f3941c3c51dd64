//! Whose figures are asked.

use std::collections::BTreeMap;

use crate::nomenclature::{department, establishment_type, region};

/// One establishment, a legal entity, or the establishments of a department, of a region, of a type, of both, or all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// FINESS.
    Establishment(String),
    /// FINESS of a legal entity: its sites together.
    LegalEntity(String),
    /// INSEE code.
    Department(String),
    /// INSEE code of the region, code of the type.
    Many { region: Option<String>, kind: Option<String> },
}

/// Names of the establishments of the reader, by FINESS.
pub type Names = BTreeMap<String, String>;

/// What the FINESS of a legal entity follows in an address.
const LEGAL: &str = "entite-";

/// What the code of a department follows in an address.
const DEPARTMENT: &str = "departement-";

impl Scope {
    pub const NATION: Self = Self::Many { region: None, kind: None };

    pub fn region(code: &str) -> Self {
        Self::Many { region: Some(code.to_owned()), kind: None }
    }

    pub fn kind(code: &str) -> Self {
        Self::Many { region: None, kind: Some(code.to_owned()) }
    }

    /// Whether it is one establishment or one legal entity.
    pub const fn is_one(&self) -> bool {
        matches!(self, Self::Establishment(_) | Self::LegalEntity(_))
    }

    /// Whether regions and types divide it: the nation, a region, a type.
    pub const fn is_divided(&self) -> bool {
        matches!(self, Self::Many { .. })
    }

    /// `060000478`, `entite-060780897`, `departement-06`, `region-93`, `type-CH`, `region-93-type-CH`, `france`.
    pub fn slug(&self) -> String {
        match self {
            Self::Establishment(finess) => finess.clone(),
            Self::LegalEntity(finess) => format!("{LEGAL}{finess}"),
            Self::Department(code) => format!("{DEPARTMENT}{code}"),
            Self::Many { region: None, kind: None } => "france".to_owned(),
            Self::Many { region: Some(code), kind: None } => format!("region-{code}"),
            Self::Many { region: None, kind: Some(code) } => format!("type-{code}"),
            Self::Many { region: Some(region), kind: Some(kind) } => {
                format!("region-{region}-type-{kind}")
            }
        }
    }

    /// Reads what [`Scope::slug`] writes; nothing for a department, a region or a type that there is not.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "france" {
            return Some(Self::NATION);
        }
        let is_finess =
            |text: &str| text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_finess(text) {
            return Some(Self::Establishment(text.to_owned()));
        }
        if let Some(finess) = text.strip_prefix(LEGAL) {
            return is_finess(finess).then(|| Self::LegalEntity(finess.to_owned()));
        }
        if let Some(code) = text.strip_prefix(DEPARTMENT) {
            return department(code).map(|one| Self::Department(one.code.to_owned()));
        }
        let (place, kind) = match text.strip_prefix("type-") {
            Some(kind) => (None, Some(kind)),
            None => match text.split_once("-type-") {
                Some((place, kind)) => (Some(place), Some(kind)),
                None => (Some(text), None),
            },
        };
        let code = match place {
            Some(place) => Some(region(place.strip_prefix("region-")?)?.code.to_owned()),
            None => None,
        };
        let kind = match kind {
            Some(kind) => Some(establishment_type(kind)?.code.to_owned()),
            None => None,
        };
        Some(Self::Many { region: code, kind })
    }

    /// As it stands in a title: `CH de Grasse`, `Centre hospitalier, Bretagne`, `France`.
    pub fn label(&self, names: &Names) -> String {
        match self {
            Self::Establishment(finess) => {
                names.get(finess).cloned().unwrap_or_else(|| format!("Établissement {finess}"))
            }
            Self::LegalEntity(finess) => match names.get(finess) {
                Some(name) => format!("{name}, entité juridique"),
                None => format!("Entité juridique {finess}"),
            },
            Self::Department(code) => match department(code) {
                Some(one) => format!("{} ({})", one.label, one.code),
                None => format!("Département {code}"),
            },
            Self::Many { region: place, kind } => {
                let kind = kind.as_deref().and_then(establishment_type).map(|one| one.label);
                let place = place.as_deref().and_then(region).map(|one| one.label);
                match (kind, place) {
                    (None, None) => "France".to_owned(),
                    (Some(one), None) | (None, Some(one)) => one.to_owned(),
                    (Some(kind), Some(place)) => format!("{kind}, {place}"),
                }
            }
        }
    }

    /// The parameters of the API that mean it.
    pub fn parameters(&self) -> String {
        match self {
            Self::Establishment(finess) => format!("establishment={finess}"),
            Self::LegalEntity(finess) => format!("legal_entity={finess}"),
            Self::Department(code) => format!("department={code}"),
            Self::Many { region: None, kind: None } => "nation=true".to_owned(),
            Self::Many { region, kind } => {
                let of = |name: &str, code: &Option<String>| {
                    code.as_ref().map(|code| format!("{name}={code}"))
                };
                let parts = [of("region", region), of("type", kind)];
                parts.into_iter().flatten().collect::<Vec<_>>().join("&")
            }
        }
    }
}
