//! Groups as the API tells them.

use std::collections::BTreeMap;

use super::analyse::{Group, GroupKey};
use crate::dto::ResistanceGroup;
use crate::nomenclature::specimen;
use crate::resistance::cells::Part;

/// Codes of a group by axis.
pub(super) fn codes(key: &GroupKey) -> BTreeMap<String, String> {
    each(key, |code, _| code)
}

/// A group with its codes and French labels.
pub fn tell(group: Group) -> ResistanceGroup {
    ResistanceGroup {
        key: codes(&group.key),
        labels: each(&group.key, |_, label| label),
        isolates: Some(group.isolates),
        tested: Some(group.tested),
        increased: Some(group.increased),
        intermediate: Some(group.intermediate),
        resistant: Some(group.resistant),
        proportion: group.proportion,
        density: group.density,
        isolates_density: group.isolates_density,
    }
}

/// Something of the code and the label of each axis.
fn each(key: &GroupKey, take: impl Fn(String, String) -> String) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    let mut tell = |axis: &str, code: String, label: String| {
        told.insert(axis.to_owned(), take(code, label));
    };
    if let Some(period) = key.period {
        let axis = if period.quarter.is_some() { "quarter" } else { "year" };
        tell(axis, period.to_string(), period.to_string());
    }
    match key.part {
        Some(Part::Specimen(number)) => {
            let code = number.to_string();
            let label = specimen(&code).map_or("", |specimen| specimen.label).to_owned();
            tell("specimen", code, label);
        }
        Some(Part::Sector(sector)) => {
            let sector = sector.sector();
            tell("sector", sector.code.to_owned(), sector.label.to_owned());
        }
        Some(Part::All | Part::Invasive) | None => {}
    }
    if let Some(taxon) = key.taxon {
        tell("organism", taxon.code().to_owned(), taxon.organism().name.to_owned());
    }
    tell("antibiotic", key.measure.code().to_owned(), key.measure.label().to_owned());
    told
}
