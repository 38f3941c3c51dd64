//! Resistance: from the isolates of a file to figures, each step with its reasons.
//!
//! [`ResistanceFacts`] -> [`evaluate`] -> [`ResistanceEvaluation`], told by [`reasons_of`],
//! [`findings_of`], [`findings_of_file`] and [`unmatched`]. [`effect_of`] tells what other answers would
//! change.
//!
//! [`Isolates::of`] packs those that count; [`deduplicate`] decides about each and names what stands
//! for it; [`Cells::of`] counts the decisions of every run (stored as roll-ups); [`Sums::of`] puts them
//! beside the patient-days and [`Sums::add`] those of several establishments together; [`analyse`] and
//! [`figure`] answer questions to sums. [`resistance_panels`] and [`national_indicators`] are the
//! questions that everybody asks. [`PlausibilityCounts`] tells what looks odd, and
//! [`Isolates::plausible`] leaves it out where somebody wants to see the difference.

mod antibiogram;
mod cells;
mod coding;
mod dedup;
mod effect;
mod evaluate;
mod facts;
mod figures;
mod findings;
mod indicators;
mod isolates;
#[cfg(test)]
mod isolates_tests;
mod labels;
mod onset;
mod outcome;
mod panels;
mod phenotypes;
mod plausibility;
mod quarter;
mod taxon;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod value_tests;
mod whole_file;

pub use antibiogram::{Antibiogram, Category, Molecule, MoleculeSet};
pub use cells::{
    Cell, CellKey, Cells, Counts, Measure, Part, Partial, Results, Sums, whole_periods,
};
pub use coding::CARBAPENEMASES;
pub(crate) use coding::Coded;
pub use dedup::{Because, Decision, Method, Run, Split, Window, deduplicate};
pub use effect::effect_of;
pub(crate) use evaluate::ImportOutcome;
pub use evaluate::{IsolateOutcome, ResistanceEvaluation, evaluate};
pub use facts::{Age, Delivered, IsolateLine, ResistanceFacts, When};
pub(crate) use figures::intermediate_note;
pub use figures::{
    Axis, Group, GroupKey, Measures, OfOnset, Parts, Question, Subject, Taxa, analyse, breaks,
    by_onset, care_below, density, figure, hidden_below, hide_few, is_comparable, is_intermediate,
    proportion, resistance_computation_rules, tell, year_notes,
};
pub use findings::{findings_of, main_figures, reasons_of, unmatched};
pub use indicators::{Content, Distance, NationalIndicator, Target, national_indicators, targets};
pub use isolates::{Carbapenemase, Isolate, Isolates, Origin, SectorId};
pub use labels::{LabelId, LabelWriter, Labels, TooManyLabels};
pub use onset::Onset;
pub use outcome::Reason;
pub use panels::{Panel, PanelFigures, PanelSums, resistance_panels};
pub use plausibility::{PlausibilityCounts, intrinsic_resistance};
pub use quarter::Quarter;
pub use taxon::Taxon;
pub use whole_file::findings_of_file;
