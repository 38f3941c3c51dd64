//! The establishment's own drug table, read from a workbook.

use super::mapping::Mapping;
use super::numbers::cell_number;
use super::personal;
use super::structure::data_rows;
use super::table::Table;
use super::text::{collapse, fold};
use crate::dto::OwnDrug;

/// Reads the drugs; rows without a code are skipped. The strength is `None` where there is none.
pub fn read_drugs(table: &Table, mapping: &Mapping) -> Vec<OwnDrug> {
    let (rows, _) = data_rows(table, mapping);
    rows.into_iter()
        .filter_map(|row| {
            let text = |field| collapse(&table.display(mapping.cell(table, row, field)));
            let code = text("code");
            let route = text("route");
            (!code.is_empty()).then(|| OwnDrug {
                code: super::consumption::canonical_drug_code(&code),
                label: personal::label(&text("label")).into_owned(),
                atc: text("atc").to_uppercase(),
                route: route_code(&route).map_or(route, str::to_owned),
                strength: cell_number(table, mapping.cell(table, row, "strength")),
                unit: Some(text("unit")).filter(|unit| !unit.is_empty()),
            })
        })
        .collect()
}

/// O, P, R or I for the words pharmacies use.
pub fn route_code(words: &str) -> Option<&'static str> {
    let folded = fold(words);
    let any = |known: &[&str]| known.iter().any(|word| folded.split(' ').any(|own| own == *word));
    if any(&["o", "po", "per", "oral", "orale", "os", "orales"]) {
        Some("O")
    } else if any(&["p", "iv", "im", "sc", "inj", "injectable", "parenterale", "perf", "ivim"]) {
        Some("P")
    } else if any(&["i", "inhal", "inhalee", "inhalation", "aerosol", "inh", "nebulisation"]) {
        Some("I")
    } else if any(&["r", "rectale", "rectal"]) {
        Some("R")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_read_as_pharmacies_write_them() {
        for (words, code) in [
            ("IV/IM", Some("P")),
            ("PO", Some("O")),
            ("Orale", Some("O")),
            ("Injectable", Some("P")),
            ("Inhalée", Some("I")),
            ("cutanée", None),
        ] {
            assert_eq!(route_code(words), code, "{words}");
        }
    }
}
