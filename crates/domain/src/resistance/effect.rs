//! What other answers on labels would make of stored isolates.

use std::collections::BTreeMap;

use super::evaluate::{IsolateOutcome, ResistanceEvaluation, evaluate, evaluate_with};
use super::facts::ResistanceFacts;
use crate::consumption::Outcome;
use crate::dto::{IsolateMove, RowCounts, YearEffect};
use crate::labels::OwnLabels;

/// Judges the isolates of a year with the answers of the facts and with others, and compares.
pub fn effect_of(facts: &ResistanceFacts, own: &OwnLabels) -> YearEffect {
    let (before, after) = (evaluate(facts), evaluate_with(facts, own));
    let mut moves: BTreeMap<(Outcome, Outcome), u32> = BTreeMap::new();
    let mut recoded = 0;
    for (was, is) in outcomes(&before).zip(outcomes(&after)) {
        match (was.reason.outcome(), is.reason.outcome()) {
            (Outcome::Kept, Outcome::Kept) => recoded += u32::from(meaning(was) != meaning(is)),
            (from, to) if from == to => {}
            ways => *moves.entry(ways).or_default() += 1,
        }
    }
    YearEffect {
        year: facts.year,
        before: counts(&before),
        after: counts(&after),
        moves: moves
            .into_iter()
            .map(|((from, to), isolates)| IsolateMove { from, to, isolates })
            .collect(),
        recoded,
    }
}

fn outcomes<'a>(
    evaluation: &'a ResistanceEvaluation<'_>,
) -> impl Iterator<Item = &'a IsolateOutcome> {
    evaluation.imports.iter().flat_map(|import| &import.isolates)
}

/// What figures are made of.
fn meaning(outcome: &IsolateOutcome) -> impl PartialEq + '_ {
    let organism = outcome.organism.map(|organism| &organism.code);
    let phenotypes = (outcome.esbl, outcome.carbapenemase, outcome.carbapenemase_type);
    (outcome.specimen, organism, &outcome.results, phenotypes)
}

fn counts(evaluation: &ResistanceEvaluation<'_>) -> RowCounts {
    let mut counts = RowCounts::default();
    for outcome in outcomes(evaluation) {
        counts.read += 1;
        match outcome.reason.outcome() {
            Outcome::Kept => counts.kept += 1,
            Outcome::Ignored => counts.ignored += 1,
            Outcome::Rejected => counts.rejected += 1,
        }
    }
    counts
}
