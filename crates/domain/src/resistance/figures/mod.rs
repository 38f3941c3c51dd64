//! Figures of resistance, from sums alone.

mod analyse;
mod categories;
mod disclosure;
mod limits;
mod onset;
mod question;
mod quotients;
mod subject;
#[cfg(test)]
mod tests;
mod told;

pub use analyse::{Group, GroupKey, analyse, figure};
pub(crate) use categories::intermediate_note;
pub use categories::{breaks, is_comparable, is_intermediate, year_notes};
pub use disclosure::hide_few;
pub use limits::{care_below, hidden_below, hospital_from_day, resistance_computation_rules};
pub use onset::{OfOnset, by_onset};
pub use question::{Axis, Measures, Parts, Question};
pub use quotients::{density, proportion};
pub use subject::{Subject, Taxa};
pub use told::tell;
