//! What the evaluation of a year found, as it is kept with its roll-ups.

use serde::{Deserialize, Serialize};

use super::effect::{Rate, effect_of};
use crate::consumption::{Evaluation, Outcome, YearIssue, year_issues};
use crate::dto::{EffectMeasure, EffectOn, ImportKind, LeftOut, RowCounts, RowReasons, Severity};
use crate::import::{Issue, rule};
use crate::resistance::{self, ResistanceEvaluation};

/// What evaluations tell of the files of a year, as it is kept with its roll-ups.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct YearFound {
    pub findings: Vec<YearFinding>,
    /// What does not count, by reason.
    pub left_out: Vec<LeftOut>,
    /// Rows of the files in force.
    pub files: Vec<(ImportKind, RowCounts)>,
}

/// Something to look at in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearFinding {
    pub kind: ImportKind,
    /// Which case of the control.
    pub reason: String,
    /// What it is about: a unit, a sector, a drug, a label; empty for the whole establishment.
    pub subject: String,
    /// In French.
    pub message: String,
    /// Import whose rows have it.
    pub import_id: Option<i32>,
    /// Rows or isolates that have it.
    pub count: u32,
    /// Nothing where nobody can tell.
    pub effect: Option<EffectOn>,
}

impl YearFinding {
    /// Of an issue without rows of its own.
    pub(super) fn of(subject: &str, issue: &Issue, effect: Option<EffectOn>) -> Self {
        Self {
            kind: issue.kind,
            reason: issue.reason.to_owned(),
            subject: subject.to_owned(),
            message: issue.message(),
            import_id: None,
            count: 0,
            effect,
        }
    }
}

/// An effect on DDJ/1000 JH.
pub(super) fn on_rate(percent: Option<f64>) -> Option<EffectOn> {
    percent.map(|percent| EffectOn { measure: EffectMeasure::ConsumptionRate, percent })
}

/// What is odd in structure, days and consumption of a year.
pub fn of_consumption(evaluation: &Evaluation<'_>) -> Vec<YearFinding> {
    let rate = Rate::of(&evaluation.totals, evaluation.facts.year);
    let told = |found: YearIssue| {
        let percent = found.stake.and_then(|stake| effect_of(rate, stake));
        YearFinding {
            import_id: found.import_id,
            count: found.count,
            ..YearFinding::of(&found.subject, &found.issue, on_rate(percent))
        }
    };
    year_issues(evaluation).into_iter().map(told).collect()
}

/// What is odd in the isolates of a year. Each may move densities by its share of the isolates that count.
pub fn of_resistance(evaluation: &ResistanceEvaluation<'_>) -> Vec<YearFinding> {
    let kept = |isolate: &&resistance::IsolateOutcome| isolate.reason.outcome() == Outcome::Kept;
    let kept: usize =
        evaluation.imports.iter().map(|one| one.isolates.iter().filter(kept).count()).sum();
    let mut findings = Vec::new();
    for import in &evaluation.imports {
        for found in resistance::findings_of(evaluation, import) {
            let is_told = |severity| severity == Severity::Information;
            let known = rule(ImportKind::Resistance, found.issue.reason);
            if known.is_none_or(|rule| is_told(rule.severity)) {
                continue;
            }
            let count = found.count();
            let effect = (kept > 0).then(|| EffectOn {
                measure: EffectMeasure::ResistanceDensity,
                percent: 100.0 * f64::from(count) / kept as f64,
            });
            let words: Vec<&str> =
                found.issue.words.iter().map(|(_, word)| word.as_str()).collect();
            let one = YearFinding::of(&words.join(", "), &found.issue, effect);
            findings.push(YearFinding {
                import_id: Some(import.delivered.import_id),
                count,
                ..one
            });
        }
    }
    findings
}

/// What does not count among isolates, by reason, the most frequent first.
pub fn isolates_left_out(reasons: &RowReasons) -> Vec<LeftOut> {
    let others = reasons.ignored.iter().chain(&reasons.rejected);
    let told = |(reason, rows): (&String, &u32)| {
        let label = rule(ImportKind::Resistance, reason).map_or(reason, |rule| &rule.title);
        LeftOut { reason: reason.clone(), label: label.clone(), rows: *rows, ddd: None }
    };
    let mut left_out: Vec<LeftOut> = others.map(told).collect();
    left_out.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.reason.cmp(&b.reason)));
    left_out
}
