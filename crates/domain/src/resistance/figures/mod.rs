//! Figures of resistance, from sums alone.

mod analyse;
mod disclosure;
mod limits;
mod question;
mod quotients;
#[cfg(test)]
mod tests;
mod told;

pub use analyse::{Group, GroupKey, analyse, figure};
pub use disclosure::hide_few;
pub use limits::{CARE_BELOW, HIDDEN_BELOW, resistance_computation_rules};
pub use question::{Axis, Measures, Parts, Question, Taxa};
pub use quotients::{density, proportion};
pub use told::tell;
