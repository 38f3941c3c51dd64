//! The doses, one line per case: the methodology, the answer keys of the samples, the variants.

use super::*;
use crate::nomenclature::embedded::assert_whole;
use DoseUnit::{Gram, MegaUnit};

#[track_caller]
fn check(atc: &str, route: &str, label: &str, value: f64, unit: DoseUnit) {
    let dose = ddd_table(2024).dose(atc, route, label);
    assert_eq!(dose, Some(Ddd { value, unit }), "{atc} {route} {label}");
}

/// Every molecule and route that the sample hospitals use.
const USED: &[(&str, &str, f64, DoseUnit)] = &[
    ("A07AA12", "O", 0.4, Gram),
    ("J01AA02", "O", 0.1, Gram),
    ("J01AA02", "P", 0.1, Gram),
    ("J01AA08", "O", 0.2, Gram),
    ("J01AA12", "P", 0.1, Gram),
    ("J01CA04", "O", 1.5, Gram),
    ("J01CA04", "P", 3.0, Gram),
    ("J01CA08", "O", 0.6, Gram),
    ("J01CA12", "P", 14.0, Gram),
    ("J01CA17", "P", 4.0, Gram),
    ("J01CE01", "P", 3.6, Gram),
    ("J01CE02", "O", 2.0, Gram),
    ("J01CF02", "O", 2.0, Gram),
    ("J01CF02", "P", 2.0, Gram),
    ("J01CF04", "P", 2.0, Gram),
    ("J01CR02", "O", 1.5, Gram),
    ("J01CR02", "P", 3.0, Gram),
    ("J01CR05", "P", 14.0, Gram),
    ("J01DB04", "P", 3.0, Gram),
    ("J01DB05", "O", 2.0, Gram),
    ("J01DC01", "P", 6.0, Gram),
    ("J01DC02", "O", 0.5, Gram),
    ("J01DC02", "P", 3.0, Gram),
    ("J01DD01", "P", 4.0, Gram),
    ("J01DD02", "P", 4.0, Gram),
    ("J01DD04", "P", 2.0, Gram),
    ("J01DD08", "O", 0.4, Gram),
    ("J01DD13", "O", 0.4, Gram),
    ("J01DD52", "P", 6.0, Gram),
    ("J01DE01", "P", 4.0, Gram),
    ("J01DF01", "I", 0.225, Gram),
    ("J01DF01", "P", 4.0, Gram),
    ("J01DH02", "P", 3.0, Gram),
    ("J01DH03", "P", 1.0, Gram),
    ("J01DH51", "P", 2.0, Gram),
    ("J01DH52", "P", 3.0, Gram),
    ("J01DI01", "P", 1.5, Gram),
    ("J01DI02", "P", 1.2, Gram),
    ("J01DI04", "P", 6.0, Gram),
    ("J01DI54", "P", 3.0, Gram),
    ("J01EC02", "O", 0.6, Gram),
    ("J01EE01", "O", 1.6, Gram),
    ("J01EE01", "P", 1.6, Gram),
    ("J01FA01", "P", 1.0, Gram),
    ("J01FA02", "O", 3.0, Gram),
    ("J01FA06", "O", 0.3, Gram),
    ("J01FA09", "O", 0.5, Gram),
    ("J01FA09", "P", 1.0, Gram),
    ("J01FA10", "O", 0.3, Gram),
    ("J01FF01", "O", 1.2, Gram),
    ("J01FF01", "P", 1.8, Gram),
    ("J01FG01", "O", 2.0, Gram),
    ("J01GB01", "I", 0.3, Gram),
    ("J01GB01", "P", 0.24, Gram),
    ("J01GB03", "P", 0.24, Gram),
    ("J01GB06", "P", 1.0, Gram),
    ("J01MA01", "O", 0.4, Gram),
    ("J01MA01", "P", 0.4, Gram),
    ("J01MA02", "O", 1.0, Gram),
    ("J01MA02", "P", 0.8, Gram),
    ("J01MA06", "O", 0.8, Gram),
    ("J01MA12", "O", 0.5, Gram),
    ("J01MA12", "P", 0.5, Gram),
    ("J01MA14", "O", 0.4, Gram),
    ("J01MA14", "P", 0.4, Gram),
    ("J01RA04", "O", 4.5, MegaUnit),
    ("J01XA01", "P", 2.0, Gram),
    ("J01XA02", "P", 0.4, Gram),
    ("J01XA04", "P", 1.5, Gram),
    ("J01XB01", "I", 3.0, MegaUnit),
    ("J01XB01", "P", 9.0, MegaUnit),
    ("J01XC01", "O", 1.5, Gram),
    ("J01XD01", "P", 1.5, Gram),
    ("J01XE01", "O", 0.2, Gram),
    ("J01XX01", "O", 3.0, Gram),
    ("J01XX01", "P", 8.0, Gram),
    ("J01XX08", "O", 1.2, Gram),
    ("J01XX08", "P", 1.2, Gram),
    ("J01XX09", "P", 0.28, Gram),
    ("J01XX11", "O", 0.2, Gram),
    ("J01XX11", "P", 0.2, Gram),
    ("J02AC01", "O", 0.2, Gram),
    ("J02AC01", "P", 0.2, Gram),
    ("J02AC02", "O", 0.2, Gram),
    ("J02AC03", "O", 0.4, Gram),
    ("J02AC03", "P", 0.4, Gram),
    ("J02AC04", "O", 0.3, Gram),
    ("J02AC04", "P", 0.3, Gram),
    ("J02AC05", "O", 0.2, Gram),
    ("J02AC05", "P", 0.2, Gram),
    ("J02AX01", "P", 10.0, Gram),
    ("J02AX04", "P", 0.05, Gram),
    ("J02AX05", "P", 0.1, Gram),
    ("J04AB02", "O", 0.6, Gram),
    ("J04AB02", "P", 0.6, Gram),
    ("P01AB01", "O", 2.0, Gram),
    ("P01AB03", "O", 1.5, Gram),
];

#[test]
fn the_doses_are_those_of_the_answer_keys() {
    for &(atc, route, value, unit) in USED {
        check(atc, route, "", value, unit);
    }
}

#[test]
fn the_doses_are_those_of_the_methodology() {
    check("J01CA04", "O", "", 1.5, Gram);
    check("J01CA04", "P", "", 3.0, Gram);
    check("J01CR02", "O", "", 1.5, Gram);
    check("J01CR05", "P", "", 14.0, Gram);
    check("J01DD04", "P", "", 2.0, Gram);
    check("J01DD01", "P", "", 4.0, Gram);
    check("J01DH51", "P", "", 2.0, Gram);
    check("J01MA02", "P", "", 0.8, Gram);
    check("J01XA04", "P", "", 1.5, Gram);
    check("J01XB01", "P", "", 9.0, MegaUnit);
    check("J01XB01", "I", "", 3.0, MegaUnit);
    check("J01XX01", "P", "", 8.0, Gram);
    check("P01AB01", "O", "", 2.0, Gram);
    check("J01XD01", "P", "", 1.5, Gram);
    check("J02AX06", "P", "", 0.1, Gram);
    check("J02AC04", "O", "", 0.3, Gram);
    check("J01GB06", "I", "ARIKAYCE LIPOSOMAL 590 mg", 0.59, Gram);
    check("J01MA12", "I", "", 0.24, Gram);
}

#[test]
fn some_forms_have_a_dose_of_their_own() {
    check("J02AA01", "P", "FUNGIZONE 50 mg, poudre pour solution injectable", 0.035, Gram);
    check("J02AA01", "P", "AMBISOME liposomal 50 mg", 0.21, Gram);
    check("J02AA01", "P", "ABELCET 5 MG/ML, SUSPENSION A DILUER POUR PERFUSION", 0.21, Gram);
    check("J02AA01", "P", "Amphotéricine B liposomal MEDIPHA 50 mg", 0.21, Gram);
    check("J01GB01", "I", "TOBI PODHALER 28 mg, poudre pour inhalation en gélule", 0.112, Gram);
    check("J01GB01", "I", "TOBI 300 mg/5 ml, solution pour inhalation par nébuliseur", 0.3, Gram);
    check("J01FA01", "O", "ÉRYTHROMYCINE (éthylsuccinate) 500 mg, comprimé", 2.0, Gram);
    check("J01FA01", "O", "ERYTHROMYCINE 500 mg, gélule", 1.0, Gram);
    check("J01XX05", "O", "METHENAMINE MANDELATE 500 mg", 3.0, Gram);
    check("J01XX05", "O", "HIPREX hippurate 1 g", 2.0, Gram);
    check("J01EE01", "O", "BACTRIM FORTE, comprimé sécable", 1.6, Gram);
    check("J01RA04", "O", "RODOGYL, comprimé pelliculé", 4.5, MegaUnit);
}

#[test]
fn drugs_without_a_dose_have_none() {
    for (atc, route) in [
        ("J01FA02", "P"),
        ("J01XA05", "P"),
        ("J04AM02", "O"),
        ("J01CR03", "O"),
        ("N05BA12", "O"),
        ("J01CA04", ""),
        ("", ""),
    ] {
        assert_eq!(ddd_table(2024).dose(atc, route, ""), None, "{atc} {route}");
    }
}

#[test]
fn one_version_values_every_year_so_far() {
    for year in [2000, 2019, 2023, 2024, 2050] {
        assert_eq!(ddd_table(year).version, "WHO 2026-04-25", "{year}");
    }
}

#[test]
fn a_version_values_its_years_only() {
    let version = |first_year, last_year| VersionRow { version: "test", first_year, last_year };
    let table = load(version(Some(2019), Some(2023)));
    let valued: Vec<_> = (2018..=2024).filter(|year| table.values(*year)).collect();
    assert_eq!(valued, [2019, 2020, 2021, 2022, 2023]);
    assert!(load(version(None, Some(2018))).values(1990));
}

#[test]
fn every_row_of_the_files_gives_a_dose() {
    assert_whole::<DoseRow>(ATC_DDD);
    assert_whole::<DoseRow>(ATC_DDD_COMBINATIONS);
    assert_whole::<VariantRow>(DDD_VARIANTS);
    assert_whole::<VersionRow>(DDD_TABLES);
    let table = ddd_table(2024);
    // 345 of the index by ATC and route, 3 combined products.
    assert_eq!(table.doses.len(), 345 + 3);
    assert_eq!(table.variants.len(), 4);
    for variant in &table.variants {
        assert!(table.dose(variant.atc, variant.route, "").is_some(), "{}", variant.atc);
    }
}
