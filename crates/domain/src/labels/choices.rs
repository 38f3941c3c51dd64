//! The codes that labels may lead to, with their names.

use super::SCREENING;
use crate::dto::LabelField;
use crate::nomenclature::{organism, organisms, specimens, tested_antibiotics};
use crate::resistance::CARBAPENEMASES;

/// What the labels of a field name.
pub const fn field_name(field: LabelField) -> &'static str {
    match field {
        LabelField::Specimen => "Nature de prélèvement",
        LabelField::Organism => "Micro-organisme",
        LabelField::Antibiotic => "Antibiotique",
        LabelField::Result => "Résultat",
        LabelField::Esbl => "BLSE",
        LabelField::Carbapenemase => "Carbapénémase",
        LabelField::CarbapenemaseType => "Type de carbapénémase",
        LabelField::Sex => "Sexe",
    }
}

/// Codes and names of a field, in the order of lists.
pub fn choices(field: LabelField) -> Vec<(&'static str, &'static str)> {
    match field {
        LabelField::Specimen => specimens()
            .iter()
            .map(|specimen| (specimen.code, specimen.label))
            .chain([(SCREENING, "Dépistage (non compté)")])
            .collect(),
        LabelField::Organism => organisms().iter().map(|one| (one.code, one.name)).collect(),
        LabelField::Antibiotic => tested_antibiotics()
            .iter()
            .map(|antibiotic| (antibiotic.code, antibiotic.label))
            .chain([
                ("esbl", "BLSE (phénotype)"),
                ("carbapenemase", "Carbapénémase (phénotype)"),
                ("carbapenemase_type", "Type de carbapénémase (phénotype)"),
            ])
            .collect(),
        LabelField::Result => {
            vec![("S", "Sensible"), ("SFP", "Sensible à forte posologie"), ("R", "Résistant")]
        }
        LabelField::Esbl | LabelField::Carbapenemase => {
            vec![("true", "Présente"), ("false", "Absente")]
        }
        LabelField::CarbapenemaseType => {
            CARBAPENEMASES.into_iter().map(|code| (code, kind_name(code))).collect()
        }
        LabelField::Sex => vec![("M", "Homme"), ("F", "Femme")],
    }
}

fn kind_name(code: &'static str) -> &'static str {
    if code == "other" { "Autre" } else { code }
}

/// The name of a code; the code itself when nobody knows it.
pub fn code_name(field: LabelField, code: &str) -> String {
    if field == LabelField::Organism
        && let Some(known) = organism(code)
    {
        return known.name.to_owned();
    }
    let found = choices(field).into_iter().find(|(known, _)| *known == code);
    found.map_or_else(|| code.to_owned(), |(_, name)| name.to_owned())
}

/// What a label stands for, in words.
pub fn meaning_name(field: LabelField, code: Option<&str>) -> String {
    code.map_or_else(|| "Ne pas compter".to_owned(), |code| code_name(field, code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::is_code;

    #[test]
    fn every_choice_is_a_code_of_its_field_and_has_a_name() {
        for field in LabelField::ALL {
            for (code, name) in choices(field) {
                assert!(is_code(field, code), "{field:?} {code}");
                assert_eq!(code_name(field, code), name);
            }
        }
        assert_eq!(code_name(LabelField::Organism, "XXXXXX"), "XXXXXX");
        assert_eq!(meaning_name(LabelField::Organism, None), "Ne pas compter");
    }
}
