//! Charts as data: pure functions from figures to a specification that any renderer can draw.
//!
//! A specification holds everything a reader gets: title, unit, labels, series with their
//! intervals, level lines, breaks, and the table that says the same. Renderers compute nothing.

mod evolution;
mod resistance;
mod sectors;
mod spec;
#[cfg(test)]
pub(crate) mod testing;

pub use evolution::evolution;
pub use resistance::resistance_evolution;
pub use sectors::by_sector;
pub use spec::{Break, ChartSpec, Level, Point, Series, Shape, TableTwin, TwinRow};
