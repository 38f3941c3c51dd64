//! Why an isolate or a result is not in a file, and what is written otherwise than it came.

use crate::resistance::Reason;

/// Why an isolate or one of its results is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Does not count in the first place.
    Isolate(Reason),
    SpecimenNotAsked,
    OrganismNotAsked,
    NoLaboratory,
    NotFirst,
    /// Of an isolate: none of its results is in the file.
    NoRow,
    AntibioticUnknown,
    AntibioticIgnored,
    AntibioticNotAsked,
    /// A phenotype, told on every row of its isolate.
    Marker,
    PhenotypeUnknown,
    NotTested,
    ResultUnknown,
    ValueAlone,
    Uncertain,
    /// The same antibiotic or phenotype twice: the more resistant one is written.
    Repeated,
    /// A cell without which the row may not be sent holds what the layout does not allow.
    Refused,
}

impl LeftOut {
    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Isolate(reason) => reason.as_str(),
            Self::SpecimenNotAsked => "specimen_not_asked",
            Self::OrganismNotAsked => "organism_not_asked",
            Self::NoLaboratory => "no_laboratory_code",
            Self::NotFirst => "not_first_isolate",
            Self::NoRow => "no_row",
            Self::AntibioticUnknown => "antibiotic_unmapped",
            Self::AntibioticIgnored => "antibiotic_ignored",
            Self::AntibioticNotAsked => "antibiotic_not_asked",
            Self::Marker => "told_as_marker",
            Self::PhenotypeUnknown => "phenotype_unmapped",
            Self::NotTested => "not_tested",
            Self::ResultUnknown => "result_unmapped",
            Self::ValueAlone => "value_without_category",
            Self::Uncertain => "uncertain",
            Self::Repeated => "repeated",
            Self::Refused => "refused",
        }
    }

    /// French words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Isolate(reason) => reason.label(),
            Self::SpecimenNotAsked => "Ni hémoculture ni liquide céphalo-rachidien",
            Self::OrganismNotAsked => "Micro-organisme non demandé",
            Self::NoLaboratory => "Code du laboratoire absent ou inconnu",
            Self::NotFirst => "Pas le premier isolat du patient et de l’espèce dans l’année",
            Self::NoRow => "Aucun résultat à transmettre",
            Self::AntibioticUnknown => "Antibiotique à préciser",
            Self::AntibioticIgnored => "Colonne ignorée par l’établissement",
            Self::AntibioticNotAsked => "Antibiotique non demandé pour ce micro-organisme",
            Self::Marker => "Phénotype, porté par les lignes de l’isolat",
            Self::PhenotypeUnknown => "Phénotype non renseigné",
            Self::NotTested => "Antibiotique non testé",
            Self::ResultUnknown => "Résultat à préciser",
            Self::ValueAlone => "Valeur sans catégorie",
            Self::Uncertain => "Zone d’incertitude technique (ZIT)",
            Self::Repeated => "Même antibiotique ou phénotype déjà écrit pour l’isolat",
            Self::Refused => "Valeur que le format n’admet pas",
        }
    }
}

/// What is written otherwise than the laboratory did, or left empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    StrictSign,
    StrictSignLost,
    ValueLost,
    ValueOfUnknownKind,
    AdmissionAfterSampling,
    CellLost,
}

impl Change {
    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StrictSign => "strict_sign",
            Self::StrictSignLost => "strict_sign_lost",
            Self::ValueLost => "value_lost",
            Self::ValueOfUnknownKind => "value_of_unknown_kind",
            Self::AdmissionAfterSampling => "admission_after_sampling",
            Self::CellLost => "cell_lost",
        }
    }

    /// French words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::StrictSign => {
                "CMI «\u{a0}<\u{a0}x\u{a0}» écrite «\u{a0}<=\u{a0}» la dilution inférieure"
            }
            Self::StrictSignLost => {
                "CMI «\u{a0}<\u{a0}x\u{a0}» hors des dilutions de raison 2\u{a0}: laissée vide"
            }
            Self::ValueLost => "Valeur que le format n’admet pas\u{a0}: laissée vide",
            Self::ValueOfUnknownKind => {
                "Nombre entier sans unité, CMI ou diamètre\u{a0}: laissé vide"
            }
            Self::AdmissionAfterSampling => "Entrée après le prélèvement\u{a0}: laissée inconnue",
            Self::CellLost => "Texte que le format n’admet pas\u{a0}: laissé vide",
        }
    }
}
