//! Drugs dispensed by unit.

use super::common::{PERIOD, UNIT_CODE};
use super::field::{Content, Field, may, must};

pub static CONSUMPTION: &[Field] = &[
    UNIT_CODE,
    must("drug_code", "Code UCD", Content::DrugCode)
        .help("UCD à 7 ou 13 chiffres, ou le code de votre propre table des médicaments.")
        .synonyms(&[
            "code ucd",
            "ucd",
            "ucd7",
            "ucd 7",
            "ucd13",
            "ucd 13",
            "code produit",
            "code medicament",
            "code article",
            "code",
        ]),
    may("drug_label", "Libellé du médicament", Content::Words)
        .help("Affiché dans les anomalies et les listes.")
        .synonyms(&[
            "libelle",
            "produit",
            "designation",
            "designation produit",
            "libelle produit",
            "libelle du medicament",
            "libelle medicament",
            "medicament",
            "libelle ucd",
            "libelle article",
            "denomination",
        ]),
    must("quantity", "Quantité", Content::Number)
        .help("En unités UCD (un comprimé, un flacon)\u{a0}; négative pour un retour.")
        .synonyms(&[
            "quantite",
            "quantite ucd",
            "qte",
            "qte dispensee",
            "qte dispensee ucd",
            "quantite dispensee",
            "quantite unites ucd",
            "nb ucd",
            "nombre ucd",
            "unites",
        ]),
    PERIOD,
];
