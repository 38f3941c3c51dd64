//! What professionals write: kept where it names nobody.

use domain::dto::ProblemCode;

use crate::{error::ApiError, text};

/// The text without blanks around it; refused where it is longer than `longest` characters or tells of a person.
/// `what` begins the sentence: `Une raison`.
pub fn remark(what: &str, written: &str, longest: usize) -> Result<String, ApiError> {
    text::remark(written, longest).ok_or_else(|| {
        let detail = format!(
            "{what} a au plus {longest}\u{a0}caractères et ne désigne personne\u{a0}: ni nom de patient, ni date \
             complète, ni adresse, ni numéro. Les mots qui en annoncent un («\u{a0}Mme\u{a0}», «\u{a0}IPP\u{a0}») sont refusés \
             aussi\u{a0}: écrivez par exemple «\u{a0}l’identifiant\u{a0}»."
        );
        ApiError::rule(ProblemCode::Invalid, detail)
    })
}
