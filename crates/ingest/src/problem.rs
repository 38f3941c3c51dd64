//! The problems of a file, in French, with what to do.

use domain::dto::ProblemCode;
use domain::import::FileProblem;

pub fn empty() -> FileProblem {
    FileProblem::new(
        ProblemCode::EmptyFile,
        "Le fichier ne contient aucune ligne. Vérifiez l’export, puis choisissez le bon fichier.",
    )
}

pub fn unsupported(what: &str) -> FileProblem {
    FileProblem::new(
        ProblemCode::UnsupportedFile,
        format!("{what} Enregistrez la feuille au format .xlsx, .xls ou .csv, puis recommencez."),
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

pub fn sheet_not_found(name: &str, known: &[&str]) -> FileProblem {
    FileProblem::new(
        ProblemCode::SheetNotFound,
        format!(
            "La feuille «\u{a0}{name}\u{a0}» n’est pas dans le classeur. Feuilles lues\u{a0}: {}.",
            known.join(", ")
        ),
    )
}
