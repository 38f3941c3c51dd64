//! What an import does, or did: shared by the wizard and by the page of a stored import.

mod difference;
mod effect;
mod equation;
mod issue_groups;
mod issue_table;
mod label_questions;
mod loss;
mod unmatched;
mod versions;

pub use difference::Differences;
pub use effect::EffectTable;
pub use equation::{Equation, equation_sentence};
pub use issue_groups::IssueGroups;
pub use issue_table::IssueTable;
pub use label_questions::LabelQuestions;
pub use loss::Loss;
pub use unmatched::UnmatchedValues;
pub use versions::VersionLine;
