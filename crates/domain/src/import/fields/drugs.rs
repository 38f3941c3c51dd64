//! The establishment's own drug table.

use super::field::{Content, Field, must};

pub static DRUGS: &[Field] = &[
    must("code", "Code", Content::DrugCode)
        .help("UCD ou code interne de la pharmacie.")
        .synonyms(&["code", "code produit", "code ucd", "ucd", "code medicament", "code article"]),
    must("label", "Libellé", Content::Words).help("Nom du médicament.").synonyms(&[
        "libelle",
        "designation",
        "produit",
        "medicament",
        "denomination",
    ]),
    must("atc", "ATC", Content::Atc).help("Sept caractères, par exemple J01CA04.").synonyms(&[
        "atc",
        "code atc",
        "classe atc",
    ]),
    must("route", "Voie", Content::Route)
        .help("Orale, injectable, inhalée ou rectale.")
        .synonyms(&["voie", "voie adm", "voie d administration", "voie administration"]),
    must("strength", "Dose par unité", Content::Number)
        .help("Substance active dans une unité dispensée.")
        .synonyms(&["dosage", "dose", "dose par unite", "dose unitaire"]),
    must("unit", "Unité de dose", Content::DoseUnit).help("g, mg, µg, MUI, UI.").synonyms(&[
        "unite",
        "unite dose",
        "unite de dose",
        "unite dosage",
    ]),
];
