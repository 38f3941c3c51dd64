//! Drugs: the dispensing units known to the reference, and the medicines to complete it from.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::{DRUGS_UCD, MEDICINES, read};
use crate::import::fold;

/// A dispensing unit (UCD) of the reference table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ReferenceDrug {
    /// 7 digits.
    pub ucd: &'static str,
    pub label: &'static str,
    pub atc: &'static str,
    /// O, P, R or I.
    pub route: &'static str,
    /// Active substance per unit, in `unit`; none when the volume of the unit is unknown.
    pub strength: Option<f64>,
    /// `g` or `MU`.
    pub unit: Option<&'static str>,
}

/// A medicine of the public database (BDPM).
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Medicine {
    pub cis: &'static str,
    pub label: &'static str,
    pub atc: &'static str,
    /// O, P, R or I; several are separated by `|`.
    pub routes: &'static str,
    /// Active substance per tablet, vial or sachet, in `unit`; none for other forms.
    pub dose_per_unit: Option<f64>,
    /// `g` or `MU`.
    pub unit: Option<&'static str>,
}

static DRUGS: LazyLock<HashMap<&str, ReferenceDrug>> = LazyLock::new(|| {
    read::<ReferenceDrug>(DRUGS_UCD).into_iter().map(|drug| (drug.ucd, drug)).collect()
});

/// The medicines with their labels ready to be compared.
static MEDICINE_LIST: LazyLock<Vec<(String, Medicine)>> = LazyLock::new(|| {
    let medicines = read::<Medicine>(MEDICINES).into_iter();
    let mut list: Vec<_> = medicines.map(|found| (fold(found.label), found)).collect();
    list.sort_by(|a, b| a.0.cmp(&b.0));
    list
});

/// The reference drug with this UCD code of 7 digits.
pub fn reference_drug(ucd7: &str) -> Option<&'static ReferenceDrug> {
    DRUGS.get(ucd7)
}

/// The medicines whose label holds every word of `query`, whatever the case and accents, by label.
///
/// Those that begin with the first word come first. An empty query finds nothing.
pub fn search_medicines(query: &str, limit: usize) -> Vec<&'static Medicine> {
    let query = fold(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let Some(first) = words.first() else { return Vec::new() };
    let holds = |label: &str| words.iter().all(|word| label.contains(word));
    let mut found: Vec<_> = MEDICINE_LIST.iter().filter(|(label, _)| holds(label)).collect();
    found.sort_by_key(|(label, _)| !label.starts_with(first));
    found.into_iter().take(limit).map(|(_, medicine)| medicine).collect()
}

/// The medicine that a pharmacy calls so: the one with the same label, else the first whose label begins with the same
/// word. Only anti-infectives are known.
pub fn medicine_named(label: &str) -> Option<&'static Medicine> {
    let label = fold(label);
    let first = label.split_whitespace().next()?;
    let start = MEDICINE_LIST.partition_point(|(known, _)| known.as_str() < first);
    let same_word = MEDICINE_LIST[start..]
        .iter()
        .take_while(|(known, _)| known.split_whitespace().next() == Some(first));
    let exact = same_word.clone().find(|(known, _)| *known == label);
    exact.or_else(|| same_word.clone().next()).map(|(_, medicine)| medicine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::embedded::assert_whole;
    use crate::nomenclature::parse_drug_code;

    #[test]
    fn a_unit_is_found_by_its_code() {
        let ambisome = reference_drug("9218261").unwrap();
        assert_eq!((ambisome.atc, ambisome.route), ("J02AA01", "P"));
        assert_eq!((ambisome.strength, ambisome.unit), (Some(0.05), Some("g")));
        assert_eq!(reference_drug("9251399").unwrap().strength, None);
        assert_eq!(reference_drug("9999999"), None);
    }

    #[test]
    fn the_codes_of_the_reference_have_the_form_of_a_ucd() {
        for drug in DRUGS.values() {
            let code = parse_drug_code(drug.ucd);
            assert!(
                matches!(code, crate::nomenclature::DrugCode::Ucd { key_ok: true, .. }),
                "{code:?}"
            );
            assert!(["O", "P", "R", "I"].contains(&drug.route), "{}", drug.ucd);
            assert_eq!(drug.strength.is_some(), drug.unit.is_some(), "{}", drug.ucd);
        }
    }

    #[test]
    fn medicines_are_searched_by_words_without_case_or_accents() {
        let labels = |query, limit| {
            search_medicines(query, limit).iter().map(|found| found.label).collect::<Vec<_>>()
        };
        assert_eq!(labels("bactrim forte", 5), ["BACTRIM FORTE, comprimé sécable"]);
        assert_eq!(labels("comprime FORTE bactrim", 5), ["BACTRIM FORTE, comprimé sécable"]);
        assert_eq!(labels("gélule podhaler", 5).len(), 1);
        assert_eq!(labels("amoxicilline", 3).len(), 3);
        assert!(labels("amoxicilline", 3).iter().all(|label| label.starts_with("AMOXICILLINE")));
        assert_eq!(labels("  ", 3), Vec::<&str>::new());
        assert_eq!(labels("zzz", 3), Vec::<&str>::new());
    }

    #[test]
    fn every_row_of_the_files_is_read() {
        assert_whole::<ReferenceDrug>(DRUGS_UCD);
        assert_whole::<Medicine>(MEDICINES);
    }

    #[test]
    fn a_medicine_is_known_by_its_label_or_its_first_word() {
        for (label, atc) in [
            ("TETRALYSAL 150 mg, gélule", Some("J01AA04")),
            ("Tetralysal, autre forme", Some("J01AA04")),
            ("PARACETAMOL 1 g, comprimé", None),
            ("", None),
        ] {
            assert_eq!(medicine_named(label).map(|one| one.atc), atc, "{label}");
        }
    }
}
