//! Charts as data: pure functions from figures to a specification that any renderer can draw.
//!
//! A specification holds everything a reader gets: title, unit, labels, series with their
//! intervals, level lines, breaks, and the table that says the same. Renderers compute nothing.
//!
//! [`ChartSpec`] is lines and bars, which reports print too. [`Chart`] is a chart of any kind, with its
//! title, its table twin and its [`Reading`]: sentences made by rules, which say what can be read and what
//! cannot. Each kind has its file, its constructor and the rules of its sentences; [`Words`] are what
//! the caller knows.

mod control;
mod coupling;
mod csv;
mod distribution;
mod evolution;
mod frame;
mod funnel;
mod grid;
mod heat_map;
mod multiples;
mod ranking;
mod rate_map;
mod region_map;
mod resistance;
mod sectors;
mod spec;
mod stacked;
#[cfg(test)]
pub(crate) mod testing;
mod trend;
mod twin;
mod words;
mod workbook;

pub use control::{ControlPlot, ControlSeries, control};
pub use coupling::{Coupled, Coupling, Measure, coupling};
pub use distribution::{Distribution, Peers, distribution};
pub use evolution::evolution;
pub(crate) use evolution::{Period, QUARTERS, change_of_rules};
pub use frame::{Chart, Mark, Plot, Reading};
pub use funnel::{Exposed, Exposure, FunnelPlot, FunnelSummary, funnel, funnel_alone};
pub use grid::Field;
pub use heat_map::{HeatMap, HeatRow, HeatValue, heat_map};
pub use multiples::{Multiples, multiples};
pub use ranking::{Ranked, Ranking, ranking};
pub use rate_map::{RateRow, rate_map};
pub use region_map::{RegionMap, RegionValue, region_map};
pub use resistance::resistance_evolution;
pub use sectors::by_sector;
pub(crate) use spec::point;
pub use spec::{Break, ChartSpec, Level, Point, Series, Shape};
pub use stacked::{Part, Stacked, stacked};
pub use trend::{Marks, trend};
pub use twin::{Cell, Column, TableTwin, TwinRow};
pub(crate) use words::DDJ_APART;
pub use words::{Matter, Noun, Words};
pub use workbook::{Sheet, Workbook};
