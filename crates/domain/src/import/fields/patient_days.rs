//! Patient-days by unit.

use super::common::{PERIOD, UNIT_CODE};
use super::field::{Content, Field, may, must};

pub static PATIENT_DAYS: &[Field] = &[
    UNIT_CODE,
    must("patient_days", "Nombre de JH", Content::Number)
        .help("Journées d’hospitalisation complète, semaine comprise.")
        .synonyms(&[
            "nombre de jh",
            "nb jh",
            "jh",
            "nombre de journees",
            "nb journees",
            "journees",
            "journees d hospitalisation",
            "nombre de journees d hospitalisation",
            "nbre jh",
            "nb de journees",
        ]),
    PERIOD,
    may("admissions", "Admissions", Content::Number)
        .help("Facultatif\u{a0}; n’entre dans aucun calcul.")
        .synonyms(&["admissions", "nb entrees", "entrees", "nombre d entrees", "nb admissions"]),
];
