//! Labels that were read wrongly elsewhere (methodology §2.5).

use super::*;

fn found(field: LabelField, label: &str) -> Option<Match> {
    match_label(field, label, &OwnLabels::default(), &NationalSynonyms::default())
}

fn code(field: LabelField, label: &str) -> Option<String> {
    found(field, label)
        .filter(|m| m.how.is_sure())
        .and_then(|m| m.meaning.code().map(str::to_owned))
}

#[test]
fn claventin_is_never_amoxicillin_with_clavulanic_acid() {
    for label in ["CLAVENTIN", "Claventin 75", "ticar-clav", "Ticarcilline / ac. clavulanique"] {
        assert_eq!(code(LabelField::Antibiotic, label).as_deref(), Some("TCC"), "{label}");
    }
    assert_eq!(code(LabelField::Antibiotic, "AUGMENTIN").as_deref(), Some("AMC"));
}

#[test]
fn a_class_is_no_molecule() {
    for label in ["C3G", "FQ", "Fluoroquinolones", "Carbapénèmes", "aminosides", "Quinolones"] {
        let class = found(LabelField::Antibiotic, label).unwrap();
        assert_eq!((class.meaning, class.how), (Meaning::Ignored, How::Known), "{label}");
    }
}

#[test]
fn fosfomycin_without_its_route_is_asked() {
    for label in ["Fosfomycine", "FOSFOMYCINE "] {
        let asked = found(LabelField::Antibiotic, label).unwrap();
        assert_eq!((asked.how, asked.runner_up.as_deref()), (How::Either, Some("FOT")));
    }
    assert_eq!(code(LabelField::Antibiotic, "Fosfomycine IV").as_deref(), Some("FOS"));
    assert_eq!(code(LabelField::Antibiotic, "FOSFO TROMETAMOL").as_deref(), Some("FOT"));
}

#[test]
fn cloxacillin_and_methicillin_stand_for_oxacillin() {
    for label in ["cloxa 5", "CLOXA 5", "Méticilline", "oxacilline", "Oxa 1"] {
        assert_eq!(code(LabelField::Antibiotic, label).as_deref(), Some("OXA"), "{label}");
    }
}

#[test]
fn acinetobacter_other_than_baumannii_is_not_baumannii() {
    for label in ["Acinetobacter non baumannii", "ACINETOBACTER NON BAUMANNII", "Acinetobacter sp."]
    {
        assert_eq!(code(LabelField::Organism, label).as_deref(), Some("ACISPP"), "{label}");
    }
    for label in ["A. non baumanii", "Acineto. hors baumannii"] {
        assert_eq!(found(LabelField::Organism, label), None, "{label}");
    }
}

#[test]
fn the_word_recherche_alone_marks_no_screening() {
    for label in ["Recherche", "Recherche bactériologique"] {
        assert_ne!(code(LabelField::Specimen, label).as_deref(), Some(SCREENING), "{label}");
    }
    assert_eq!(code(LabelField::Specimen, "Recherche BMR").as_deref(), Some(SCREENING));
}

#[test]
fn a_short_c_auris_is_asked() {
    assert_eq!(code(LabelField::Organism, "C. auris"), None);
    assert_eq!(code(LabelField::Organism, "Candida auris").as_deref(), Some("CANAUR"));
}
