//! What the labels of a laboratory stand for: the establishment's own answers. A change counts at
//! once, in every year; a preview tells what it would do.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    dto::{
        ImportKind, LabelAnswer, LabelAnswers, LabelEffect, LabelField, LabelsChanged,
        NewLabelAnswers, ProblemCode, YearEffect,
    },
    import::collapse,
    labels::{OwnLabels, is_code, is_label},
    resistance::effect_of,
};

use super::{
    alerts,
    imports::lock,
    journal::{self, Event},
    resistances,
    year::{self, Touched, YearImports},
};
use crate::{
    auth::Member,
    db::{AnyConn, closures, imports, label_versions, own_labels},
    error::ApiError,
    mail::Post,
};

/// Most labels of one request.
const MAX_LABELS: usize = 20_000;

/// The answers for a field.
pub fn list(conn: &mut AnyConn, finess: &str, field: LabelField) -> Result<LabelAnswers, ApiError> {
    Ok(LabelAnswers { items: all(conn, finess)?.of_field(field) })
}

/// All answers, as the evaluation of a year asks them.
pub fn all(conn: &mut AnyConn, finess: &str) -> Result<OwnLabels, ApiError> {
    let mut own = OwnLabels::default();
    for (field, label, code) in own_labels::all(conn, finess)? {
        own.insert(field, &label, code.as_deref());
    }
    Ok(own)
}

/// What somebody wants of the answers.
#[derive(Debug)]
pub enum LabelChange {
    /// These are the answers for a field.
    Replace(LabelField, Vec<LabelAnswer>),
    /// Some answers for a field are given or taken back; the others stay.
    Answer(LabelField, NewLabelAnswers),
    /// Those of a file are given, whatever their fields; the others stay.
    Add(OwnLabels),
}

impl LabelChange {
    fn apply(self, own: &mut OwnLabels) -> Result<(), ApiError> {
        match self {
            Self::Replace(field, answers) => {
                own.clear(field);
                insert(own, field, &answers)
            }
            Self::Answer(field, NewLabelAnswers { items, taken_back }) => {
                for label in taken_back {
                    own.remove(field, &label);
                }
                insert(own, field, &items)
            }
            Self::Add(answers) => {
                own.extend(answers);
                Ok(())
            }
        }
    }
}

/// Adds answers whose labels are no person's and whose codes exist; of equal labels the last counts.
fn insert(own: &mut OwnLabels, field: LabelField, answers: &[LabelAnswer]) -> Result<(), ApiError> {
    let invalid = |detail: String| ApiError::rule(ProblemCode::Invalid, detail);
    if answers.len() > MAX_LABELS {
        return Err(invalid(format!("Il y a plus de {MAX_LABELS} libellés.")));
    }
    for (index, answer) in answers.iter().enumerate() {
        let number = index + 1;
        // A label that is not what it should be is not told: it may be anything.
        if !is_label(field, &collapse(&answer.label)) {
            return Err(invalid(format!(
                "Le libellé n°\u{a0}{number} est vide, trop long, une valeur sans catégorie, ou désigne une \
                 personne."
            )));
        }
        if answer.code.as_deref().is_some_and(|code| !is_code(field, code)) {
            return Err(invalid(format!(
                "Le code du libellé n°\u{a0}{number} n’est pas de la liste nationale. \
                 Choisissez un code de la table de référence, ou aucun pour ignorer le libellé."
            )));
        }
        own.insert(field, &answer.label, answer.code.as_deref());
    }
    Ok(())
}

/// The answers after a change and what it does.
#[derive(Debug)]
pub struct Changed {
    own: OwnLabels,
    pub effect: LabelEffect,
}

impl Changed {
    fn new(own: OwnLabels, changed: usize, years: Vec<YearEffect>) -> Self {
        let changed = u32::try_from(changed).unwrap_or(u32::MAX);
        Self { own, effect: LabelEffect { changed, years } }
    }

    /// With the answers for a field.
    pub fn of_field(self, field: LabelField) -> LabelsChanged {
        LabelsChanged { items: self.own.of_field(field), effect: self.effect }
    }
}

/// Changes answers: one event for each field, one version for all, and every year judged again.
pub fn change(
    conn: &mut AnyConn,
    post: &Post,
    who: &Member,
    change: LabelChange,
    now: NaiveDateTime,
) -> Result<Changed, ApiError> {
    lock(conn, &who.finess)?;
    let before = all(conn, &who.finess)?;
    let mut after = before.clone();
    change.apply(&mut after)?;
    let changes = before.changes(&after);
    if changes.is_empty() {
        return Ok(Changed::new(after, 0, Vec::new()));
    }
    let version = Some(label_versions::grow(conn, &who.finess)?);
    for (field, answers) in &changes {
        own_labels::change(conn, &who.finess, *field, answers)?;
        let event = Event::LabelsAnswered { field: *field, labels: answers.len(), version };
        journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)?;
    }
    year::refresh_all(conn, &who.finess, Touched::Resistance, now)?;
    alerts::announce(conn, post, who, None, now)?;
    Ok(Changed::new(after, changes.values().map(Vec::len).sum(), Vec::new()))
}

/// What a change would do; nothing is written.
pub fn preview(conn: &mut AnyConn, finess: &str, change: LabelChange) -> Result<Changed, ApiError> {
    let before = all(conn, finess)?;
    let mut after = before.clone();
    change.apply(&mut after)?;
    let changed = before.changes(&after).values().map(Vec::len).sum();
    let years = if changed == 0 { Vec::new() } else { effects(conn, finess, &after)? };
    Ok(Changed::new(after, changed, years))
}

/// What other answers would do to each open year with resistances, one year in memory at a time.
fn effects(conn: &mut AnyConn, finess: &str, own: &OwnLabels) -> Result<Vec<YearEffect>, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    let delivered = in_force.iter().filter(|import| import.kind == ImportKind::Resistance);
    let years: BTreeSet<i32> = delivered.map(|import| import.year).collect();
    let closed = closures::closed_years(conn, finess)?;
    let effect = |year: &i32| {
        let of_year = YearImports::of(&in_force, *year);
        Ok(effect_of(&resistances::load(conn, finess, *year, &of_year)?, own))
    };
    years.difference(&closed).map(effect).collect()
}
