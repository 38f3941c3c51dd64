//! Fields that several kinds of file share.

use super::field::{Content, Field, may, must};

pub const UNIT_CODE: Field = must("unit_code", "Code UF", Content::ShortCode)
    .help("Le même code que dans le fichier de structure\u{a0}; les zéros perdus sont retrouvés.")
    .synonyms(&[
        "code uf",
        "uf",
        "unite fonctionnelle",
        "code unite fonctionnelle",
        "code unite",
        "uf code",
        "no uf",
        "num uf",
        "numero uf",
        "uf destinataire",
        "uf demandeur",
        "uf de prelevement",
        "uf de dispensation",
        "unite",
        "code ur",
    ]);

pub const PERIOD: Field = may("period", "Période", Content::Period)
    .help("Seulement si le fichier couvre plusieurs trimestres\u{a0}: «\u{a0}T1 2024\u{a0}», «\u{a0}2024-T1\u{a0}».")
    .synonyms(&["periode", "trimestre", "trim", "quarter", "t", "periode de dispensation"]);
