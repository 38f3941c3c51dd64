//! The rules of the layouts by name, and what is told of a broken one.

use crate::dto::{ExportSeverity, ExportViolation};

/// A rule of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    ByteOrderMark,
    NoHeader,
    VariableMissing,
    VariableUnknown,
    VariableOrder,
    Fields,
    Empty,
    NotConstant,
    NotInList,
    BadFormat,
    NotForPathogen,
    AntibioticNotAsked,
    SameRecord,
    DiskLoadAlone,
    ResultOfPhenotype,
    ResultOfMolecule,
    SameSample,
    PathogenTwice,
    NumberOfRecords,
}

impl Rule {
    /// Name in the API.
    const fn as_str(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte_order_mark",
            Self::NoHeader => "no_header",
            Self::VariableMissing => "variable_missing",
            Self::VariableUnknown => "variable_unknown",
            Self::VariableOrder => "variable_order",
            Self::Fields => "fields",
            Self::Empty => "empty",
            Self::NotConstant => "not_constant",
            Self::NotInList => "not_in_list",
            Self::BadFormat => "bad_format",
            Self::NotForPathogen => "not_for_pathogen",
            Self::AntibioticNotAsked => "antibiotic_not_asked",
            Self::SameRecord => "same_record",
            Self::DiskLoadAlone => "disk_load_alone",
            Self::ResultOfPhenotype => "result_of_phenotype",
            Self::ResultOfMolecule => "result_of_molecule",
            Self::SameSample => "same_sample",
            Self::PathogenTwice => "pathogen_twice",
            Self::NumberOfRecords => "number_of_records",
        }
    }

    /// French sentence.
    const fn text(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "Le fichier commence par une marque d’ordre des octets (BOM).",
            Self::NoHeader => "Le fichier n’a pas de ligne d’en-têtes.",
            Self::VariableMissing => "Cette variable manque dans les en-têtes.",
            Self::VariableUnknown => {
                "Cet en-tête n’est pas une variable du format (la casse compte)."
            }
            Self::VariableOrder => "Cette variable n’est pas à sa place.",
            Self::Fields => "La ligne n’a pas autant de champs que la ligne d’en-têtes.",
            Self::Empty => "Cette variable ne doit pas être vide.",
            Self::NotConstant => "Cette variable a la même valeur dans tout le fichier.",
            Self::NotInList => "Cette valeur n’est pas dans la liste de codes.",
            Self::BadFormat => "Cette valeur n’a pas la forme attendue.",
            Self::NotForPathogen => "Cette variable doit rester vide pour cet agent.",
            Self::AntibioticNotAsked => "Cet antibiotique n’est pas demandé pour cet agent.",
            Self::SameRecord => "Une autre ligne a le même RecordId.",
            Self::DiskLoadAlone => "La charge du disque est donnée sans diamètre.",
            Self::ResultOfPhenotype => "Un phénotype a pour résultat O ou N.",
            Self::ResultOfMolecule => "Une molécule a pour résultat S, I ou R.",
            Self::SameSample => {
                "SameMicrSampleCov est Y pour PATAMR seul, N pour chacun des agents."
            }
            Self::PathogenTwice => "Cet agent a déjà une ligne.",
            Self::NumberOfRecords => "Le fichier a une ligne pour PATAMR, ou une par agent.",
        }
    }

    /// The rule, broken there.
    pub fn broken(
        self,
        severity: ExportSeverity,
        line: u64,
        variable: Option<&str>,
        value: &str,
    ) -> ExportViolation {
        ExportViolation {
            line,
            variable: variable.map(str::to_owned),
            rule: self.as_str().to_owned(),
            severity,
            value: value.chars().take(40).collect(),
            text: self.text().to_owned(),
        }
    }
}
