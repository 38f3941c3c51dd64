//! The code lists of the layouts, and which of our codes each stands for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::layout::parts;
use crate::nomenclature::embedded::{
    EXPORT_CODES, EXPORT_UNITS, TESSY_ANTIBIOTICS, TESSY_PATHOGENS, read,
};
use crate::nomenclature::organisms;

#[derive(Debug, Deserialize)]
struct Entry {
    list: &'static str,
    code: &'static str,
    ours: &'static str,
}

/// A pathogen of EARS-Net.
#[derive(Debug)]
pub struct Pathogen {
    pub code: &'static str,
    organisms: Vec<&'static str>,
    antibiotics: Vec<&'static str>,
}

#[derive(Debug, Deserialize)]
struct PathogenRow {
    code: &'static str,
    organisms: &'static str,
    antibiotics: &'static str,
}

#[derive(Debug, Deserialize)]
struct Antibiotic {
    code: &'static str,
}

#[derive(Debug, Deserialize)]
struct UnitRow {
    kind: UnitKey,
    code: &'static str,
    hospital_unit: Option<&'static str>,
    patient_type: Option<&'static str>,
}

/// What a code of a unit is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKey {
    /// Type d’activité.
    Activity,
    /// Discipline d’équipement.
    Discipline,
    Subsector,
    Sector,
}

/// The type of a unit and that of its patients in the codes of EARS-Net.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnitCodes {
    pub hospital_unit: Option<&'static str>,
    pub patient_type: Option<&'static str>,
}

static CODES: LazyLock<Vec<Entry>> = LazyLock::new(|| read(EXPORT_CODES));

static LISTS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for code in CODES.iter() {
        lists.entry(code.list).or_default().push(code.code);
    }
    let antibiotics = read::<Antibiotic>(TESSY_ANTIBIOTICS);
    lists.insert("tessy_antibiotic", antibiotics.iter().map(|one| one.code).collect());
    let mut pathogens: Vec<&str> = pathogens().iter().map(|one| one.code).collect();
    lists.insert("tessy_pathogen", pathogens.clone());
    pathogens.push(ALL_PATHOGENS);
    lists.insert("tessy_covered_pathogen", pathogens);
    lists.insert("organism_name", organisms().iter().map(|one| one.name).collect());
    lists
});

static PATHOGENS: LazyLock<Vec<Pathogen>> = LazyLock::new(|| {
    let rows = read::<PathogenRow>(TESSY_PATHOGENS).into_iter();
    let pathogen = |row: PathogenRow| Pathogen {
        code: row.code,
        organisms: parts(row.organisms),
        antibiotics: parts(row.antibiotics),
    };
    rows.map(pathogen).collect()
});

static UNITS: LazyLock<BTreeMap<(UnitKey, &str), UnitCodes>> = LazyLock::new(|| {
    let codes = |row: UnitRow| {
        let UnitRow { kind, code, hospital_unit, patient_type } = row;
        ((kind, code), UnitCodes { hospital_unit, patient_type })
    };
    read::<UnitRow>(EXPORT_UNITS).into_iter().map(codes).collect()
});

/// What `AMRCOVER` calls all pathogens together.
pub const ALL_PATHOGENS: &str = "PATAMR";

/// The codes of a list; none of an unknown one.
pub fn list(id: &str) -> &'static [&'static str] {
    LISTS.get(id).map_or(&[], Vec::as_slice)
}

/// The code of a list that stands for one of ours.
pub fn code_of(list: &str, ours: &str) -> Option<&'static str> {
    let found = CODES.iter().find(|code| code.list == list && code.ours == ours);
    found.map(|code| code.code)
}

/// The class of an age in completed years: that of the highest lower bound which is not above it.
pub fn age_class(years: i32) -> Option<&'static str> {
    let classes = CODES.iter().filter(|code| code.list == "spares_age");
    let bounds = classes.filter_map(|class| Some((class.ours.parse::<i32>().ok()?, class.code)));
    bounds.filter(|(from, _)| *from <= years).max().map(|(_, code)| code)
}

/// The pathogens of EARS-Net.
pub fn pathogens() -> &'static [Pathogen] {
    &PATHOGENS
}

/// The pathogen that an organism is reported as.
pub fn pathogen_of(organism: &str) -> Option<&'static Pathogen> {
    PATHOGENS.iter().find(|pathogen| pathogen.organisms.contains(&organism))
}

/// The pathogen with this code.
pub fn pathogen(code: &str) -> Option<&'static Pathogen> {
    PATHOGENS.iter().find(|pathogen| pathogen.code == code)
}

impl Pathogen {
    /// Whether EARS-Net asks for this antibiotic.
    pub fn asks(&self, antibiotic: &str) -> bool {
        self.antibiotics.contains(&antibiotic)
    }
}

/// What is said of units of an activity, a discipline or a sector.
pub fn unit_codes(kind: UnitKey, code: &str) -> UnitCodes {
    UNITS.get(&(kind, code)).copied().unwrap_or_default()
}

/// Whether a molecule of the flat file is a phenotype, whose result is O or N.
pub fn is_phenotype(molecule: &str) -> bool {
    let mut phenotypes = ["esbl", "carbapenemase"].iter();
    phenotypes.any(|ours| code_of("spares_molecule", ours) == Some(molecule))
}

/// Whether a mark says that the test cannot tell, in lower case.
pub fn is_uncertain(mark: &str) -> bool {
    list("uncertain_mark").contains(&mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::LabelField;
    use crate::labels::{Meaning, OwnLabels, sure_meaning};
    use crate::nomenclature::embedded::assert_whole;
    use crate::nomenclature::{
        activity, disciplines, sector, sectors, specimens, tested_antibiotic, tested_antibiotics,
    };
    use crate::resistance::Onset;

    #[test]
    fn every_code_and_crosswalk_is_read() {
        assert_whole::<Entry>(EXPORT_CODES);
        assert_whole::<UnitRow>(EXPORT_UNITS);
        assert_whole::<PathogenRow>(TESSY_PATHOGENS);
        assert_whole::<Antibiotic>(TESSY_ANTIBIOTICS);
        assert_eq!((list("tessy_pathogen").len(), list("tessy_antibiotic").len()), (8, 53));
    }

    #[test]
    fn what_we_have_has_a_code_in_the_layouts() {
        for antibiotic in tested_antibiotics() {
            assert!(code_of("spares_molecule", antibiotic.code).is_some(), "{}", antibiotic.code);
        }
        for sector in sectors().iter().filter(|one| one.in_spares && one.parent.is_none()) {
            assert!(code_of("spares_sector", sector.code).is_some(), "{}", sector.code);
            assert!(code_of("spares_activity", sector.code).is_some(), "{}", sector.code);
            assert!(unit_codes(UnitKey::Sector, sector.code).hospital_unit.is_some());
        }
        for specimen in specimens() {
            assert_eq!(code_of("spares_site", specimen.code), Some(specimen.code));
        }
        for onset in Onset::ALL {
            assert!(code_of("spares_onset", onset.as_str()).is_some());
        }
        for organism in organisms() {
            assert_eq!(
                organism.genus == "Acinetobacter",
                pathogen_of(organism.code).is_some_and(|pathogen| pathogen.code == "ACISPP"),
                "{}",
                organism.code
            );
        }
    }

    #[test]
    fn pathogens_ask_for_antibiotics_of_the_list_that_we_know() {
        for pathogen in pathogens() {
            for code in &pathogen.antibiotics {
                assert!(list("tessy_antibiotic").contains(code), "{} {code}", pathogen.code);
                assert!(tested_antibiotics().iter().any(|one| one.code == *code), "{code}");
            }
            for code in &pathogen.organisms {
                assert!(crate::nomenclature::organism(code).is_some(), "{code}");
            }
        }
        let numbers: Vec<usize> = pathogens().iter().map(|one| one.antibiotics.len()).collect();
        assert_eq!(numbers, [16, 6, 6, 31, 29, 21, 15, 12]);
        assert!(!pathogen_of("KLEPNE").unwrap().asks("AMX"));
    }

    #[test]
    fn units_are_told_by_codes_that_exist() {
        for row in read::<UnitRow>(EXPORT_UNITS) {
            let known = match row.kind {
                UnitKey::Activity => activity(row.code).is_some(),
                UnitKey::Discipline => !disciplines(row.code).is_empty(),
                UnitKey::Subsector | UnitKey::Sector => sector(row.code).is_some(),
            };
            assert!(known, "{:?} {}", row.kind, row.code);
            let unit =
                row.hospital_unit.is_none_or(|unit| list("tessy_hospital_unit").contains(&unit));
            let kind =
                row.patient_type.is_none_or(|kind| list("tessy_patient_type").contains(&kind));
            assert!(unit && kind, "{:?} {}", row.kind, row.code);
        }
    }

    /// The molecule that a code counts as; a phenotype counts as itself.
    fn counted(code: &str) -> &str {
        tested_antibiotic(code).map_or(code, |antibiotic| antibiotic.counted())
    }

    #[test]
    fn molecules_of_the_flat_file_are_read_as_what_they_count_as() {
        for code in CODES.iter().filter(|code| code.list == "spares_molecule") {
            let read = sure_meaning(LabelField::Antibiotic, code.code, &OwnLabels::default());
            let read = read.as_ref().and_then(Meaning::code).unwrap_or_default();
            assert_eq!(counted(read), counted(code.ours), "{}", code.code);
        }
    }

    #[test]
    fn ages_fall_into_six_classes() {
        for (years, class) in
            [(0, "1"), (4, "1"), (5, "2"), (24, "3"), (44, "4"), (64, "5"), (65, "6")]
        {
            assert_eq!(age_class(years), Some(class), "{years}");
        }
        assert_eq!((age_class(120), age_class(-1)), (Some("6"), None));
    }
}
