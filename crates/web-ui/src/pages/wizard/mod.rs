//! The import wizard: one address per step, one state for all of them.
//!
//! Kind and period are in the address; the file and what was chosen for it live as long as the
//! wizard is shown, so that Back changes nothing.

mod antibiotics;
mod charter;
mod columns;
mod columns_choice;
mod confirmation;
mod confirmations;
mod file;
mod header_preview;
mod kind;
mod kind_choice;
mod kind_form;
mod layout;
mod matching;
mod mend;
mod offers;
mod period;
mod period_choice;
mod problem;
mod questions;
mod result;
mod rows;
mod sheet_notes;
mod state;
mod step;
mod told;
mod trial;
mod unused_columns;
mod verdict;

pub use columns::WizardColumns;
pub use file::WizardFile;
pub use kind::WizardKind;
pub use layout::{TrialFrame, TrialSteps, WizardLayout};
pub use result::WizardResult;
pub use trial::{TrialKind, TrialVerdict};
pub use verdict::WizardVerdict;
