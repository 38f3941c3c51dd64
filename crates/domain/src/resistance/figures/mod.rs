//! Figures of resistance, from sums alone.

mod analyse;
mod limits;
mod question;
mod quotients;
#[cfg(test)]
mod tests;

pub use analyse::{Group, GroupKey, analyse, figure};
pub use limits::{CARE_BELOW, HIDDEN_BELOW, resistance_computation_rules};
pub use question::{Axis, Measures, Parts, Question, Taxa};
pub use quotients::{density, proportion};
