//! What the labels of a laboratory stand for: the establishment's own answers. A change counts at
//! once, in every year.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    dto::{LabelAnswer, LabelAnswers, LabelField, ProblemCode},
    import::{collapse, label},
    labels::{OwnLabels, is_code},
};

use super::{
    imports::lock,
    journal::{self, Event},
    year::{self, Touched},
};
use crate::{
    auth::Member,
    db::{AnyConn, own_labels},
    error::ApiError,
};

/// Most labels of one field.
const MAX_LABELS: usize = 20_000;
/// Longest label, in characters.
const MAX_LABEL: usize = 200;

/// The answers for a field.
pub fn list(conn: &mut AnyConn, finess: &str, field: LabelField) -> Result<LabelAnswers, ApiError> {
    Ok(LabelAnswers { items: own_labels::of_field(conn, finess, field)? })
}

/// All answers, as the evaluation of a year asks them.
pub fn all(conn: &mut AnyConn, finess: &str) -> Result<OwnLabels, ApiError> {
    let mut own = OwnLabels::default();
    for (field, label, code) in own_labels::all(conn, finess)? {
        own.insert(field, &label, code.as_deref());
    }
    Ok(own)
}

/// Whether answers for other labels stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    Stay,
    Go,
}

/// Gives answers for a field.
pub fn put(
    conn: &mut AnyConn,
    who: &Member,
    field: LabelField,
    answers: Vec<LabelAnswer>,
    others: Others,
    now: NaiveDateTime,
) -> Result<LabelAnswers, ApiError> {
    let answers = checked(field, answers)?;
    lock(conn, &who.finess)?;
    if others == Others::Go {
        own_labels::clear(conn, &who.finess, field)?;
    }
    own_labels::put(conn, &who.finess, field, &answers)?;
    year::refresh_all(conn, &who.finess, Touched::Resistance)?;
    let event = Event::LabelsAnswered { field, labels: answers.len() };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)?;
    list(conn, &who.finess, field)
}

/// Answers whose labels are no person's and whose codes exist; of equal labels the last one counts.
fn checked(field: LabelField, answers: Vec<LabelAnswer>) -> Result<Vec<LabelAnswer>, ApiError> {
    let invalid = |detail: String| ApiError::rule(ProblemCode::Invalid, detail);
    if answers.len() > MAX_LABELS {
        return Err(invalid(format!("Il y a plus de {MAX_LABELS} libellés.")));
    }
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for (index, answer) in answers.into_iter().enumerate().rev() {
        let text = collapse(&answer.label);
        let number = index + 1;
        // A label that is not what it should be is not told: it may be anything.
        if text.is_empty()
            || text.chars().count() > MAX_LABEL
            || text.chars().any(char::is_control)
            || label(&text) != text
        {
            return Err(invalid(format!(
                "Le libellé n°\u{a0}{number} est vide, trop long ou désigne une personne."
            )));
        }
        if answer.code.as_deref().is_some_and(|code| !is_code(field, code)) {
            return Err(invalid(format!(
                "Le code du libellé n°\u{a0}{number} n’est pas de la liste nationale. \
                 Choisissez un code de la table de référence, ou aucun pour ignorer le libellé."
            )));
        }
        if seen.insert(text.clone()) {
            kept.push(LabelAnswer { label: text, code: answer.code });
        }
    }
    Ok(kept)
}
