//! The problems of a file, in French, with what to do.

use domain::dto::{ProblemCode, SheetSummary};
use domain::import::{FileProblem, familiar_sheet};

pub fn empty() -> FileProblem {
    FileProblem::new(
        ProblemCode::EmptyFile,
        "Le fichier ne contient aucune ligne. Vérifiez l’export, puis choisissez le bon fichier.",
    )
}

pub fn unsupported(what: &str) -> FileProblem {
    FileProblem::new(
        ProblemCode::UnsupportedFile,
        format!("{what} Enregistrez la feuille au format .xlsx, .ods ou .csv, puis recommencez."),
    )
}

pub fn encrypted() -> FileProblem {
    FileProblem::new(
        ProblemCode::EncryptedFile,
        "Le classeur est protégé par un mot de passe. Enlevez la protection dans le tableur \
         (Fichier, Informations, Protéger le classeur), enregistrez, puis recommencez.",
    )
}

pub fn damaged() -> FileProblem {
    FileProblem::new(
        ProblemCode::DamagedFile,
        "Le fichier est incomplet ou abîmé. Ouvrez-le dans le tableur, enregistrez-le de nouveau, \
         puis recommencez.",
    )
}

pub fn too_large(what: &str) -> FileProblem {
    FileProblem::new(
        ProblemCode::FileTooLarge,
        format!(
            "La feuille a {what}. Gardez seulement les lignes et les colonnes utiles de l’année, \
             puis recommencez."
        ),
    )
}

pub fn file_too_large(megabytes: u64) -> FileProblem {
    FileProblem::new(
        ProblemCode::FileTooLarge,
        format!(
            "Le fichier dépasse {megabytes} Mo. Gardez seulement la feuille, les lignes et les colonnes \
             utiles de l’année, puis recommencez."
        ),
    )
}

/// The sheets are named as far as their names are no person's.
pub fn sheet_not_found(known: &[SheetSummary]) -> FileProblem {
    let names: Vec<String> =
        known.iter().enumerate().map(|(index, sheet)| familiar_sheet(&sheet.name, index)).collect();
    FileProblem::new(
        ProblemCode::SheetNotFound,
        format!(
            "La feuille demandée n’est pas dans le classeur. Feuilles lues\u{a0}: {}.",
            names.join(", ")
        ),
    )
}

/// No cell holds so much: a quote that is not closed, or no table.
pub fn long_text() -> FileProblem {
    too_large("un texte de plusieurs millions de caractères")
}

pub fn interrupted() -> FileProblem {
    FileProblem::new(
        ProblemCode::FileTooLarge,
        "La lecture du fichier prend trop de temps et a été arrêtée. Gardez seulement la feuille, \
         les lignes et les colonnes utiles de l’année, puis recommencez.",
    )
}
