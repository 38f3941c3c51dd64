//! Reports: everything that a document says of a year, as data.
//!
//! [`ReportInput`] -> [`report`] -> [`Report`], which renderers print without computing anything. The sections follow
//! ConsoRes (methodology of 2024): national indicators, consumption, resistance, annexes. Numbers stay unrounded, each with
//! the decimals to print; a figure that is missing has a footnote that says why. [`Report::digest`] is the
//! fingerprint that every document of the report carries.

mod annexes;
mod blocks;
mod build;
mod comparison;
mod consumption;
mod indicators;
mod input;
mod model;
mod molecules;
mod organism;
mod peers;
mod resistance;
mod scope;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod told;
mod versions;

pub use blocks::{Aspect, QuestionKey, ResistanceBlock, resistance_blocks, resistance_questions};
pub use build::{perimeter_label, report};
pub use input::{
    ConsumptionFigures, NationalConsumption, Participants, Participation, Quality, ReportInput,
    ResistanceFigures,
};
pub use model::{
    Base, Block, Chart, Identity, KeyFigure, Kind, Level, Parameter, Report, Section, Strip,
};
pub use peers::{MIN_PEERS, Peers};
pub use table::{Cell, Column, ColumnKind, Content, Row, RowKind, Table};
