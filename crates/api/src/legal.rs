//! The texts that people accept: terms of use and charter, each with its version.
//!
//! Those of the binary are models; the operator puts `terms.md` and `charter.md` in the folder
//! `CONSORES_TEXTS_DIR`. A text begins with `# Title`, then `Version <name>`.

use std::{fs, path::Path};

use domain::dto::LegalText;

/// The texts in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalTexts {
    pub terms: LegalText,
    pub charter: LegalText,
    /// Data entry waits for the charter.
    pub charter_required: bool,
}

/// A text that cannot be used, and why.
#[derive(Debug, thiserror::Error)]
#[error("the text {file} {message}")]
pub struct TextError {
    file: String,
    message: String,
}

impl LegalTexts {
    /// The operator's texts where the folder has them, else those of the binary.
    pub fn load(folder: Option<&Path>, charter_required: bool) -> Result<Self, TextError> {
        let text = |file: &str, model: &str| -> Result<LegalText, TextError> {
            let refused = |message: String| TextError { file: file.to_owned(), message };
            let own = folder.map(|folder| folder.join(file)).filter(|path| path.exists());
            let text = match own {
                Some(path) => fs::read_to_string(path)
                    .map_err(|error| refused(format!("cannot be read: {error}")))?,
                None => model.to_owned(),
            };
            parse(&text).ok_or_else(|| {
                refused("must begin with `# Title` and have a line `Version <name>`".to_owned())
            })
        };
        Ok(Self {
            terms: text("terms.md", include_str!("../data/texts/terms.md"))?,
            charter: text("charter.md", include_str!("../data/texts/charter.md"))?,
            charter_required,
        })
    }
}

fn parse(text: &str) -> Option<LegalText> {
    let (first, rest) = text.trim_start_matches('\u{feff}').trim_start().split_once('\n')?;
    let title = first.strip_prefix("# ")?.trim();
    let (version, body) = rest.trim_start().split_once('\n')?;
    let version = version.strip_prefix("Version ")?.trim();
    (!title.is_empty() && !version.is_empty() && version.len() <= 40).then(|| LegalText {
        version: version.to_owned(),
        title: title.to_owned(),
        body: body.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_are_texts() {
        let texts = LegalTexts::load(None, true).unwrap();
        assert_eq!(texts.terms.title, "Conditions générales d’utilisation");
        assert!(texts.charter.body.starts_with("Ce texte est un modèle"));
    }

    #[test]
    fn the_operators_text_takes_the_place_of_the_model() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("terms.md"), "# CGU\n\nVersion 3\n\nTexte.\n").unwrap();
        let texts = LegalTexts::load(Some(folder.path()), true).unwrap();
        assert_eq!((texts.terms.version.as_str(), texts.terms.body.as_str()), ("3", "Texte."));
        fs::write(folder.path().join("terms.md"), "Bonjour").unwrap();
        assert!(LegalTexts::load(Some(folder.path()), true).is_err());
    }
}
