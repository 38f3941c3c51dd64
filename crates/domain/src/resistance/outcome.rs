//! What becomes of an isolate: kept, ignored or rejected, with its reason.

use crate::consumption::Outcome;

/// Why an isolate is where it is, in the order of the checks: the first that fits counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    ExactDuplicate,
    UnknownUnit,
    BadDate,
    OutOfPeriod,
    NoPatient,
    BirthAfterSampling,
    AgeOutOfRange,
    Screening,
    SpecimenUnmapped,
    OrganismUnmapped,
    NoResult,
    UnitOutOfPerimeter,
    KeptPerimeter,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 13] = [
        Self::ExactDuplicate,
        Self::UnknownUnit,
        Self::BadDate,
        Self::OutOfPeriod,
        Self::NoPatient,
        Self::BirthAfterSampling,
        Self::AgeOutOfRange,
        Self::Screening,
        Self::SpecimenUnmapped,
        Self::OrganismUnmapped,
        Self::NoResult,
        Self::UnitOutOfPerimeter,
        Self::KeptPerimeter,
    ];

    /// The reason with a name of the API.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }

    pub const fn outcome(self) -> Outcome {
        match self {
            Self::KeptPerimeter => Outcome::Kept,
            Self::Screening | Self::NoResult | Self::UnitOutOfPerimeter => Outcome::Ignored,
            Self::ExactDuplicate
            | Self::UnknownUnit
            | Self::BadDate
            | Self::OutOfPeriod
            | Self::NoPatient
            | Self::BirthAfterSampling
            | Self::AgeOutOfRange
            | Self::SpecimenUnmapped
            | Self::OrganismUnmapped => Outcome::Rejected,
        }
    }

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ExactDuplicate => "exact_duplicate",
            Self::UnknownUnit => "unknown_unit",
            Self::BadDate => "bad_date",
            Self::OutOfPeriod => "out_of_period",
            Self::NoPatient => "no_patient",
            Self::BirthAfterSampling => "birth_after_sampling",
            Self::AgeOutOfRange => "age_out_of_range",
            Self::Screening => "screening",
            Self::SpecimenUnmapped => "specimen_unmapped",
            Self::OrganismUnmapped => "organism_unmapped",
            Self::NoResult => "no_result",
            Self::UnitOutOfPerimeter => "unit_out_of_perimeter",
            Self::KeptPerimeter => "kept_perimeter",
        }
    }

    /// French words for lists of what was kept or left out.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ExactDuplicate => "Lignes identiques à une autre",
            Self::UnknownUnit => "UF absente de la structure",
            Self::BadDate => "Date absente ou illisible",
            Self::OutOfPeriod => "D’une autre période que l’import",
            Self::NoPatient => "Identifiant de patient absent",
            Self::BirthAfterSampling => "Naissance après le prélèvement",
            Self::AgeOutOfRange => "Âge invraisemblable",
            Self::Screening => "Prélèvements de dépistage",
            Self::SpecimenUnmapped => "Nature de prélèvement à préciser",
            Self::OrganismUnmapped => "Micro-organisme à préciser",
            Self::NoResult => "Aucun résultat d’antibiotique",
            Self::UnitOutOfPerimeter => "UF hors périmètre",
            Self::KeptPerimeter => "Isolats du périmètre Sanitaire SPARES",
        }
    }
}
