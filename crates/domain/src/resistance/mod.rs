//! Resistance: from the isolates of a file to those that count, each with its reason.
//!
//! [`ResistanceFacts`] -> [`evaluate`] -> [`ResistanceEvaluation`], told by [`reasons_of`],
//! [`findings_of`], [`findings_of_file`] and [`unmatched`]. [`effect_of`] tells what other answers would
//! change.

mod antibiogram;
mod coding;
mod effect;
mod evaluate;
mod facts;
mod findings;
mod labels;
mod outcome;
mod phenotypes;
#[cfg(test)]
mod tests;
mod whole_file;

pub use antibiogram::{Antibiogram, Category, Molecule};
pub use coding::CARBAPENEMASES;
pub use effect::effect_of;
pub use evaluate::{IsolateOutcome, ResistanceEvaluation, evaluate};
pub use facts::{Age, Delivered, IsolateLine, ResistanceFacts, When};
pub use findings::{findings_of, main_figures, reasons_of, unmatched};
pub use labels::{LabelId, LabelWriter, Labels, TooManyLabels};
pub use outcome::Reason;
pub use whole_file::findings_of_file;
