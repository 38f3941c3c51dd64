//! From the facts of a year to figures that can be opened.
//!
//! [`YearFacts`] -> [`evaluate`] -> [`Totals`] (stored as roll-ups) -> [`analyse`].

mod aware;
mod changes;
#[cfg(test)]
mod changes_tests;
mod coding;
mod computation;
mod days;
mod disclosure;
mod evaluate;
mod explain;
mod facts;
mod figures;
mod findings;
#[cfg(test)]
mod findings_tests;
mod grouping;
mod outcome;
mod packed;
mod plausibility;
mod previous;
#[cfg(test)]
mod tests;
mod totals;
mod units;
mod verdict;
mod whole_year;
mod year_view;

pub use crate::contributors::MIN_ESTABLISHMENTS;
pub use aware::{AwareShare, aware_shares};
pub use changes::{findings_of_period, with_moments};
pub use coding::{CodedDrug, Coder, Coding};
pub use computation::computation_rules;
pub use days::delivered_days;
pub use disclosure::{Behind, hide, hide_few};
pub use evaluate::{Basis, DaysOutcome, Evaluation, LineOutcome, evaluate};
pub use explain::{explain, outcomes};
pub use facts::{Declared, Stored, YearFacts};
pub use figures::{
    Axis, Molecules, Question, analyse, broad_spectrum, broad_spectrum_share, change, rate,
};
pub use findings::{Finding, add_refused, findings_of, reasons_of};
pub use outcome::{Outcome, Reason};
pub use packed::{BySector, Glossary, Packed, SectorSum, Taken};
pub use plausibility::occupancy;
pub use previous::{PreviousPeriod, PreviousYear};
pub use totals::{Code, DaysKey, Place, Scope, Total, TotalKey, Totals};
pub use units::{PlacedUnit, Units};
pub use verdict::{groups, issue_rows, main_figures, structure_unit, unmatched};
pub use whole_year::{Stake, YearIssue, year_issues};
pub use year_view::YearView;
