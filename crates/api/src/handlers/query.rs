//! What the queries of figures have in common: years, axes, perimeter, filters.

use std::{collections::BTreeSet, ops::RangeInclusive};

use domain::{
    consumption::{Axis, Molecules, Question},
    dto::{Perimeter, ProblemCode},
    nomenclature::{Aware, department},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    db::bases::{Base, Group, Population},
    error::ApiError,
    services::analyses::Across,
};

/// Years that figures may be asked of.
const YEARS: RangeInclusive<i32> = 2000..=2100;
/// Most years of one question.
const MAX_YEARS: usize = 20;

/// Whose figures.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PopulationQuery {
    /// FINESS of an establishment; give this, or `legal_entity`, or `department`, or `region` and `type`, or `nation`.
    establishment: Option<String>,
    /// FINESS of a legal entity: all of its sites together.
    legal_entity: Option<String>,
    /// INSEE code of a department: `06`, `2A`, `974`.
    department: Option<String>,
    /// INSEE code of a region.
    region: Option<String>,
    /// Code of a type of establishment: `CH`.
    #[serde(rename = "type")]
    #[param(rename = "type")]
    kind: Option<String>,
    /// The whole nation, whatever the value.
    nation: Option<String>,
}

impl PopulationQuery {
    pub fn population(&self) -> Result<Population, ApiError> {
        let group = Group { region: self.region.clone(), kind: self.kind.clone() };
        let one = group == Group::default();
        let rule = |detail| Err(ApiError::rule(ProblemCode::Invalid, detail));
        match (&self.establishment, &self.legal_entity, &self.department, &self.nation) {
            (Some(finess), None, None, None) if one => {
                Ok(Population::Establishment(finess.clone()))
            }
            (None, Some(finess), None, None) if one => Ok(Population::LegalEntity(finess.clone())),
            (None, None, Some(code), None) if one => department(code).map_or_else(
                || {
                    rule(
                        "Ce département n’existe pas. Donnez son code INSEE, par exemple 06 ou 2A.",
                    )
                },
                |department| Ok(Population::Department(department)),
            ),
            (None, None, None, None) if !one => Ok(Population::Many(group)),
            (None, None, None, Some(_)) if one => Ok(Population::NATION),
            _ => rule(
                "Donnez establishment, legal_entity, department, nation, ou region, type ou les deux.",
            ),
        }
    }
}

/// By which part of a population.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AcrossQuery {
    /// `region` or `type`: the answer for each of them, beside the axes of `by`.
    across: Option<String>,
}

impl AcrossQuery {
    pub fn across(&self) -> Result<Option<Across>, ApiError> {
        let Some(text) = self.across.as_deref().filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        Across::parse(text).map(Some).ok_or_else(|| {
            let detail = "«\u{a0}across\u{a0}» vaut region ou type.";
            ApiError::rule(ProblemCode::Invalid, detail)
        })
    }
}

/// Of which base.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BaseQuery {
    /// Id of a frozen base; the live base without it.
    snapshot: Option<i32>,
}

impl BaseQuery {
    pub fn base(&self) -> Base {
        self.snapshot.map_or(Base::Live, Base::Snapshot)
    }
}

/// The selection of a figure.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SelectionQuery {
    /// `spares` (default), `ehpad` or `all`.
    #[serde(default)]
    #[param(inline)]
    pub perimeter: Perimeter,
    /// `antibiotics` (default) or `antifungals`.
    #[serde(default)]
    pub molecules: Option<String>,
    /// Code of a sector, or of a part of one: `MED`, `UHCD`.
    pub sector: Option<String>,
    /// Code of a family: `C3G`.
    pub family: Option<String>,
    /// ATC code of a molecule: `J01CR02`.
    pub atc: Option<String>,
    /// `O`, `P`, `I` or `R`.
    pub route: Option<String>,
    /// Class of the WHO: `access`, `watch` or `reserve`.
    pub aware: Option<String>,
}

impl SelectionQuery {
    /// The question of these filters over some years.
    pub fn question(&self, years: BTreeSet<i32>) -> Result<Question, ApiError> {
        let molecules = match self.molecules.as_deref() {
            None | Some("" | "antibiotics") => Molecules::Antibiotics,
            Some("antifungals") => Molecules::Antifungals,
            Some(_) => {
                let detail = "«\u{a0}molecules\u{a0}» vaut antibiotics ou antifungals.";
                return Err(ApiError::rule(ProblemCode::Invalid, detail));
            }
        };
        let filter = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let class = |text: String| {
            Aware::parse(&text).ok_or_else(|| {
                let detail = "«\u{a0}aware\u{a0}» vaut access, watch ou reserve.";
                ApiError::rule(ProblemCode::Invalid, detail)
            })
        };
        let aware = filter(&self.aware).map(class).transpose()?;
        Ok(Question {
            perimeter: self.perimeter,
            years,
            by: BTreeSet::new(),
            molecules,
            sector: filter(&self.sector),
            family: filter(&self.family),
            atc: filter(&self.atc),
            route: filter(&self.route),
            aware,
        })
    }
}

/// Reads `2024`, `2022..2024` or `2022,2024`.
pub fn years(text: &str) -> Result<BTreeSet<i32>, ApiError> {
    let invalid = || {
        let detail = "Donnez les années ainsi\u{a0}: 2024, 2022..2024 ou 2022,2024 (20 au plus).";
        ApiError::rule(ProblemCode::Invalid, detail)
    };
    let year = |text: &str| {
        let year: i32 = text.trim().parse().ok()?;
        YEARS.contains(&year).then_some(year)
    };
    let years: Option<BTreeSet<i32>> = match text.split_once("..") {
        Some((first, last)) => {
            year(first).zip(year(last)).map(|(first, last)| (first..=last).collect())
        }
        None => text.split(',').map(year).collect(),
    };
    years.filter(|years| (1..=MAX_YEARS).contains(&years.len())).ok_or_else(invalid)
}

/// A year that figures may be asked of.
pub fn asked_year(year: i32) -> Result<i32, ApiError> {
    if YEARS.contains(&year) {
        return Ok(year);
    }
    let detail = format!("Donnez une année de {} à {}.", YEARS.start(), YEARS.end());
    Err(ApiError::rule(ProblemCode::Invalid, detail))
}

/// Reads `sector,family`.
pub fn axes(text: &str) -> Result<BTreeSet<Axis>, ApiError> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            Axis::parse(part).ok_or_else(|| {
                let known = Axis::ALL.map(Axis::as_str).join(", ");
                let detail = format!(
                    "«\u{a0}{part}\u{a0}» n’est pas un axe. Axes possibles\u{a0}: {known}."
                );
                ApiError::rule(ProblemCode::Invalid, detail)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_as_range_or_list() {
        for (text, expected) in [
            ("2024", Some(vec![2024])),
            ("2022..2024", Some(vec![2022, 2023, 2024])),
            ("2024,2022", Some(vec![2022, 2024])),
            ("2024..2022", None),
            ("24", None),
            ("2000..2100", None),
            ("", None),
        ] {
            let found = years(text).ok().map(|years| years.into_iter().collect::<Vec<_>>());
            assert_eq!(found, expected, "{text}");
        }
    }
}
