//! What became of the rows of one import: the same for a file to come and for a stored one.

use crate::consumption::{self, Evaluation, Finding, PreviousYear};
use crate::dto::{ImportKind, RowReasons, Unmatched};
use crate::import::Period;
use crate::resistance::{self, ResistanceEvaluation};

/// Rows by reason, findings, values without reference.
#[derive(Debug, Default)]
pub struct Judged {
    pub reasons: RowReasons,
    pub findings: Vec<Finding>,
    pub unmatched: Unmatched,
}

impl Judged {
    /// Of an import of units, patient-days or consumption.
    pub fn lines(
        evaluation: &Evaluation<'_>,
        (kind, period, import_id): (ImportKind, Period, i32),
        previous: Option<&PreviousYear>,
    ) -> Self {
        let mut findings = consumption::findings_of(evaluation, kind, import_id);
        findings.extend(consumption::findings_of_period(evaluation, kind, period, previous));
        Self {
            reasons: consumption::reasons_of(evaluation, kind, import_id),
            findings,
            unmatched: consumption::unmatched(evaluation, kind, import_id),
        }
    }

    /// Of an import of isolates; nothing once it is out of force.
    pub fn isolates(
        evaluation: &ResistanceEvaluation<'_>,
        import_id: i32,
        previous: Option<&PreviousYear>,
    ) -> Self {
        evaluation.of_import(import_id).map_or_else(Self::default, |import| {
            let mut findings = resistance::findings_of(evaluation, import);
            findings.extend(resistance::findings_of_file(import, previous));
            Self {
                reasons: resistance::reasons_of(import),
                findings,
                unmatched: resistance::unmatched(evaluation, import),
            }
        })
    }
}
