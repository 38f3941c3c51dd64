//! The units of a year.

use super::common::UNIT_CODE;
use super::field::{Content, Field, may, must};

pub static STRUCTURE: &[Field] = &[
    UNIT_CODE.help("La clé qui relie tous les fichiers\u{a0}; les zéros de tête comptent."),
    must("unit_label", "Libellé UF", Content::Words)
        .help("Le nom de l’unité, tel qu’il doit s’afficher.")
        .synonyms(&[
            "libelle uf",
            "intitule uf",
            "libelle de l uf",
            "nom uf",
            "nom de l uf",
            "libelle unite fonctionnelle",
            "libelle unite",
            "intitule",
            "intitule de l uf",
            "uf libelle",
        ]),
    may("service_code", "Code service", Content::ShortCode).help("Facultatif.").synonyms(&[
        "code service",
        "service",
        "cservice",
        "service code",
        "no service",
    ]),
    may("service_label", "Libellé service", Content::Words).help("Facultatif.").synonyms(&[
        "libelle service",
        "nom du service",
        "nom service",
        "intitule service",
    ]),
    may("pole_code", "Code pôle", Content::ShortCode).help("Facultatif.").synonyms(&[
        "code pole",
        "pole",
        "pole code",
        "no pole",
    ]),
    may("pole_label", "Libellé pôle", Content::Words).help("Facultatif.").synonyms(&[
        "libelle pole",
        "nom du pole",
        "nom pole",
        "intitule pole",
    ]),
    must("de_code", "Code DE", Content::Discipline)
        .help("Discipline d’équipement, trois chiffres\u{a0}; elle donne le secteur d’activité.")
        .synonyms(&[
            "code de",
            "de",
            "discipline",
            "discipline de",
            "discipline d equipement",
            "code discipline",
            "discipline equipement",
            "de code",
        ]),
    must("ta_code", "Code TA", Content::Activity)
        .help("Type d’activité, deux chiffres\u{a0}; 03 et 20 sont l’hospitalisation complète.")
        .synonyms(&[
            "code ta",
            "ta",
            "type activite",
            "type d activite",
            "type activite ta",
            "type d activite ta",
            "code type activite",
            "ta code",
        ]),
];
