//! Isolates with their antibiograms: one row per isolate with one column per antibiotic, or one row
//! per result.

use super::common::UNIT_CODE;
use super::field::{Content, Field, may, must};

pub static RESISTANCE: &[Field] = &[
    UNIT_CODE.help("L’unité du patient au moment du prélèvement."),
    must("patient_id", "Identifiant patient", Content::Identifier)
        .help("IPP ou numéro du patient, jamais un nom\u{a0}; remplacé par un pseudonyme.")
        .synonyms(&["identifiant patient", "patient", "ipp", "id patient", "no patient", "nip"]),
    may("birth_date", "Date de naissance", Content::Date)
        .help("Sert à calculer l’âge, puis n’est pas gardée. À défaut, l’âge.")
        .synonyms(&["date de naissance", "ddn", "naissance", "date naissance", "ne le"]),
    may("age", "Âge (années)", Content::Age)
        .help("En années au prélèvement, si la date de naissance manque.")
        .synonyms(&["age", "age annees", "age patient", "age en annees"]),
    may("sex", "Sexe", Content::Sex).help("Facultatif\u{a0}: M ou F, 1 ou 2.").synonyms(&[
        "sexe",
        "sexe patient",
        "genre",
    ]),
    may("admission_date", "Date d’entrée", Content::Date)
        .help("Facultatif\u{a0}; entrée dans l’établissement.")
        .synonyms(&["date d entree", "date entree", "entree", "date d admission", "admission"]),
    must("sample_date", "Date de prélèvement", Content::Date)
        .help("Doit tomber dans la période de l’import.")
        .synonyms(&[
            "date de prelevement",
            "date prelevement",
            "prelevement",
            "date du prelevement",
        ]),
    may("sample_id", "N° de prélèvement", Content::Identifier)
        .help("Facultatif\u{a0}; aide à reconnaître les doublons.")
        .synonyms(&[
            "no de prelevement",
            "n de prelevement",
            "numero de prelevement",
            "no prelevement",
            "demande",
            "n demande",
            "no demande",
            "numero de demande",
            "dossier",
            "n dossier",
            "numero de dossier",
        ]),
    may("isolate_no", "N° de souche", Content::ShortCode)
        .help("Facultatif\u{a0}; distingue les souches d’un prélèvement.")
        .synonyms(&[
            "no de souche",
            "n de souche",
            "numero de souche",
            "souche",
            "n souche",
            "no souche",
            "germe n",
            "germe no",
            "no germe",
        ]),
    must("specimen", "Nature du prélèvement", Content::Specimen)
        .help("Le libellé du laboratoire\u{a0}; il sera rapproché des 15 natures nationales.")
        .synonyms(&[
            "nature du prelevement",
            "nature",
            "nature prelevement",
            "type de prelevement",
            "type prelevement",
        ]),
    must("organism", "Micro-organisme", Content::Organism)
        .help("Le libellé du laboratoire\u{a0}; il sera rapproché de la liste nationale.")
        .synonyms(&["micro organisme", "microorganisme", "germe", "bacterie", "espece"]),
    may("esbl", "BLSE", Content::YesNo)
        .help("O ou N\u{a0}; vide vaut non.")
        .synonyms(&["blse", "blse o n", "esbl"]),
    may("carbapenemase", "Carbapénémase", Content::YesNo)
        .help("O ou N\u{a0}; vide vaut non.")
        .synonyms(&["carbapenemase", "carba", "epc", "epc o n"]),
    may("carbapenemase_type", "Type de carbapénémase", Content::Words)
        .help("Facultatif\u{a0}: OXA-48-like, KPC, NDM, VIM, IMP, autre.")
        .synonyms(&[
            "type de carbapenemase",
            "type carbapenemase",
            "epc type",
            "type epc",
            "type carba",
            "type",
        ]),
    may("antibiotic", "Antibiotique", Content::Antibiotic)
        .help("Seulement si le fichier a une ligne par résultat.")
        .synonyms(&["antibiotique", "atb", "molecule"]),
    may("result", "Résultat", Content::Result)
        .help("S, SFP (ou I), R\u{a0}; seulement si le fichier a une ligne par résultat.")
        .synonyms(&["resultat", "res", "resultat sir", "sir", "interpretation"]),
    may("value", "CMI ou diamètre", Content::Value)
        .help(
            "Facultatif, à côté du résultat si le fichier a une ligne par résultat\u{a0}; gardé et montré, \
             jamais interprété.",
        )
        .synonyms(&["cmi", "cmi mg l", "valeur cmi", "diametre", "diametre mm", "cmi ou diametre"]),
];
