//! The fields of each kind of file: names, mandatory or not, the words people use for them.

use crate::dto::ImportKind;

/// A layout that columns are matched with: the imports, and the establishment's drug table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    Structure,
    PatientDays,
    Consumption,
    Drugs,
}

impl From<ImportKind> for Layout {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Structure => Self::Structure,
            ImportKind::PatientDays => Self::PatientDays,
            ImportKind::Consumption => Self::Consumption,
        }
    }
}

/// What the values of a column should look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Short codes: units, services.
    ShortCode,
    /// Words.
    Words,
    Number,
    Period,
    DrugCode,
    Atc,
    Route,
    DoseUnit,
    Discipline,
    Activity,
}

/// One field of a layout.
#[derive(Debug)]
pub struct Field {
    /// Name in the API.
    pub name: &'static str,
    /// Name on the screen.
    pub label: &'static str,
    pub mandatory: bool,
    pub help: &'static str,
    pub content: Content,
    /// Folded headers that mean this field.
    pub synonyms: &'static [&'static str],
}

/// The fields of a layout, in the order of the screen.
pub fn fields(layout: Layout) -> &'static [Field] {
    match layout {
        Layout::Structure => STRUCTURE,
        Layout::PatientDays => PATIENT_DAYS,
        Layout::Consumption => CONSUMPTION,
        Layout::Drugs => DRUGS,
    }
}

const fn must(name: &'static str, label: &'static str, content: Content) -> Field {
    Field { name, label, mandatory: true, help: "", content, synonyms: &[] }
}

const fn may(name: &'static str, label: &'static str, content: Content) -> Field {
    Field { name, label, mandatory: false, help: "", content, synonyms: &[] }
}

impl Field {
    const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    const fn synonyms(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }
}

const UNIT_CODE: Field = must("unit_code", "Code UF", Content::ShortCode)
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
        "uf de dispensation",
        "unite",
        "code ur",
    ]);

const PERIOD: Field = may("period", "Période", Content::Period)
    .help("Seulement si le fichier couvre plusieurs trimestres\u{a0}: «\u{a0}T1 2024\u{a0}», «\u{a0}2024-T1\u{a0}».")
    .synonyms(&["periode", "trimestre", "trim", "quarter", "t", "periode de dispensation"]);

static STRUCTURE: &[Field] = &[
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

static PATIENT_DAYS: &[Field] = &[
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

static CONSUMPTION: &[Field] = &[
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

static DRUGS: &[Field] = &[
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::fold;

    #[test]
    fn synonyms_are_stored_folded_and_mean_one_field() {
        for layout in [Layout::Structure, Layout::PatientDays, Layout::Consumption, Layout::Drugs] {
            let mut seen = std::collections::BTreeSet::new();
            for field in fields(layout) {
                assert!(!field.help.is_empty(), "{}", field.name);
                for synonym in field.synonyms {
                    assert_eq!(fold(synonym), *synonym);
                    assert!(seen.insert(*synonym), "{synonym} stands for two fields");
                }
            }
        }
    }
}
