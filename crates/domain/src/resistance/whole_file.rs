//! Findings about a file of isolates as a whole.

use super::evaluate::ImportOutcome;
use super::findings::reasons_of;
use super::outcome::Reason;
use crate::consumption::{Finding, PreviousYear, with_moments};
use crate::dto::ImportKind;
use crate::french::{decimal, whole};
use crate::import::{Issue, Threshold};

/// Findings of RE11 and RE12.
pub fn findings_of_file(
    import: &ImportOutcome<'_>,
    previous: Option<&PreviousYear>,
) -> Vec<Finding> {
    let reasons = reasons_of(import);
    let kept: u32 = reasons.kept.values().sum();
    let others = reasons.ignored.values().chain(reasons.rejected.values());
    let unknown = reasons.rejected.get(Reason::UnknownUnit.as_str()).copied().unwrap_or(0);
    let grown = previous.and_then(|previous| grown(import, previous, kept));
    let unknown = unknown_units(unknown, kept + others.sum::<u32>());
    grown.into_iter().chain(unknown).map(Finding::of_file).collect()
}

fn grown(import: &ImportOutcome<'_>, previous: &PreviousYear, kept: u32) -> Option<Issue> {
    let period = import.delivered.period;
    let (kept, before) = (f64::from(kept), f64::from(previous.before(period)?.isolates?));
    let grown = before > 0.0
        && kept >= Threshold::ManyIsolates.value()
        && kept > Threshold::IsolatesGrowth.value() * before;
    let issue = || Issue::new(ImportKind::Resistance, "many_isolates");
    let told = || issue().word("number", whole(kept)).word("before", whole(before));
    grown.then(|| with_moments(told(), period))
}

fn unknown_units(unknown: u32, all: u32) -> Option<Issue> {
    let share = 100.0 * f64::from(unknown) / f64::from(all.max(1));
    let issue = || Issue::new(ImportKind::Resistance, "many_unknown_units");
    (share > Threshold::UnknownUnits.value()).then(|| issue().word("share", decimal(share, 1)))
}
