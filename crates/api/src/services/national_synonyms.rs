//! The national memory of synonyms: what establishments agree on, and what the national team says of
//! it. What is accepted is proposed elsewhere and never applied.

use std::{cmp::Reverse, collections::BTreeSet};

use chrono::NaiveDateTime;
use domain::{
    consumption::MIN_ESTABLISHMENTS,
    dto::{
        LabelField, NationalSynonym, NewSynonymDecision, Page, ProblemCode, SynonymDecision,
        SynonymState,
    },
    labels::{NationalSynonyms, SharedAnswers, plain_label},
};

use crate::{
    clock, cursor,
    db::{
        AnyConn, own_labels,
        synonym_decisions::{self, Decision, Signature},
    },
    error::ApiError,
};

/// The last decision on each label and meaning, the newest first.
fn in_force(conn: &mut AnyConn) -> Result<Vec<(Decision, Signature)>, ApiError> {
    let mut seen = BTreeSet::new();
    let decisions = synonym_decisions::newest_first(conn)?.into_iter();
    let is_last = |(decision, _): &(Decision, Signature)| {
        seen.insert((decision.field, decision.label.clone(), decision.code.clone()))
    };
    Ok(decisions.filter(is_last).collect())
}

/// What the national team accepted, as labels are matched with it.
pub fn accepted(conn: &mut AnyConn) -> Result<NationalSynonyms, ApiError> {
    let mut national = NationalSynonyms::default();
    for (decision, _) in in_force(conn)?.iter().rev().filter(|(decision, _)| decision.accepted) {
        let Decision { field, label, code, establishments, .. } = decision;
        national.insert(*field, label, code.as_deref(), *establishments);
    }
    Ok(national)
}

/// A page of the synonyms in one state: candidates of most establishments first, others decided last
/// first.
pub fn list(
    conn: &mut AnyConn,
    state: SynonymState,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<NationalSynonym>, ApiError> {
    let start: usize = cursor.map(cursor::decode).transpose()?.unwrap_or_default();
    let decided = in_force(conn)?;
    let answers = own_labels::everywhere(conn)?;
    let shared = shared(&answers);
    let all = match state {
        SynonymState::Candidate => candidates(&shared, &decided),
        SynonymState::Accepted | SynonymState::Refused => {
            let told = decided.iter().map(|decided| of_decision(&shared, decided));
            told.filter(|synonym| synonym.state == state).collect()
        }
    };
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let items = all.into_iter().skip(start).take(limit + 1).collect();
    Ok(cursor::page(items, limit, total, |_| start.saturating_add(limit)))
}

fn shared(answers: &[own_labels::Answer]) -> SharedAnswers<'_> {
    let mut shared = SharedAnswers::default();
    for answer in answers {
        shared.add(&answer.finess, answer.field, &answer.label, answer.code.as_deref());
    }
    shared
}

fn candidates(
    shared: &SharedAnswers<'_>,
    decided: &[(Decision, Signature)],
) -> Vec<NationalSynonym> {
    let decided: BTreeSet<_> = decided.iter().map(|(decision, _)| pair(decision)).collect();
    let open = shared
        .agreed()
        .filter(|(field, label, code, _)| !decided.contains(&(*field, *label, *code)));
    let mut candidates: Vec<NationalSynonym> = open
        .map(|(field, label, code, establishments)| NationalSynonym {
            field,
            label: label.to_owned(),
            code: code.map(str::to_owned),
            state: SynonymState::Candidate,
            establishments,
            others: shared.others(field, label, code),
            decision: None,
        })
        .collect();
    candidates.sort_by_key(|candidate| Reverse(candidate.establishments));
    candidates
}

fn pair(decision: &Decision) -> (LabelField, &str, Option<&str>) {
    (decision.field, &decision.label, decision.code.as_deref())
}

fn of_decision(
    shared: &SharedAnswers<'_>,
    (decision, signature): &(Decision, Signature),
) -> NationalSynonym {
    let Decision { field, label, code, accepted, .. } = decision;
    NationalSynonym {
        field: *field,
        label: label.clone(),
        code: code.clone(),
        state: if *accepted { SynonymState::Accepted } else { SynonymState::Refused },
        establishments: shared.establishments(*field, label, code.as_deref()),
        others: shared.others(*field, label, code.as_deref()),
        decision: Some(SynonymDecision { by: signature.by.clone(), at: clock::iso(signature.at) }),
    }
}

/// Accepts or refuses a candidate, or decides anew on what was decided.
///
/// # Errors
/// `NotFound` for what is neither; `Invalid` where too few establishments say so by now, or another
/// meaning of the label is accepted.
pub fn decide(
    conn: &mut AnyConn,
    user_id: i32,
    wanted: NewSynonymDecision,
    now: NaiveDateTime,
) -> Result<NationalSynonym, ApiError> {
    let NewSynonymDecision { field, label, code, accepted } = wanted;
    let label = plain_label(field, &label);
    let decided = in_force(conn)?;
    let answers = own_labels::everywhere(conn)?;
    let shared = shared(&answers);
    let wanted = (field, label.as_str(), code.as_deref());
    let is_decided = decided.iter().any(|(decision, _)| pair(decision) == wanted);
    let is_shared = shared.agreed().any(|(field, label, code, _)| (field, label, code) == wanted);
    if !is_decided && !is_shared {
        return Err(ApiError::not_found());
    }
    if accepted && !is_shared {
        let detail = format!(
            "Moins de {MIN_ESTABLISHMENTS}\u{a0}établissements donnent encore ce sens à ce libellé."
        );
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let another = |decision: &Decision| {
        decision.accepted
            && (decision.field, &decision.label) == (field, &label)
            && decision.code != code
    };
    if accepted && decided.iter().any(|(decision, _)| another(decision)) {
        let detail = "Un autre sens de ce libellé est accepté. Retirez-le d’abord.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    }
    let establishments = shared.establishments(field, &label, code.as_deref());
    let decision = Decision { field, label, code, accepted, establishments };
    synonym_decisions::insert(conn, &decision, (user_id, now))?;
    let newest = in_force(conn)?.into_iter().next().ok_or_else(ApiError::not_found)?;
    Ok(of_decision(&shared, &newest))
}
