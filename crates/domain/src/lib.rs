//! The rules of ConsoRes, and nothing else: no I/O, no clock, no async, no database.
//!
//! Reading order follows the data: [`import`] turns a table of cells into lines and issues,
//! [`consumption`] turns the lines of a year into totals and figures, [`resistance`] its isolates
//! into those that count, [`alerts`] looks among them for what has to be told at once, [`verdict`] tells
//! what a file would change, [`anomalies`] what is to look at in a year, [`closing`] what it lacks, [`cockpit`] where many of them stand, [`labels`] knows the words of
//! laboratories, [`disclosure`] hides what open figures would tell of few, [`dto`] is what travels, [`documentation`] has the examples that explain the rules.
//! [`open`] makes of a frozen base what anybody may read; [`inquiry`] is what somebody wants to see, and becomes charts; [`trajectory`] carries a figure on towards its target, [`casemix`] tells what an establishment would consume as the others of its type; [`interop`] writes isolates in the layouts of others. [`pseudonym`] stands in for patient identifiers before a file leaves the hospital.

pub mod alerts;
pub mod anomalies;
pub mod casemix;
pub mod chart;
pub mod closing;
pub mod cockpit;
pub mod consumption;
mod contributors;
pub mod disclosure;
pub mod documentation;
pub mod dto;
pub mod french;
mod hex;
pub mod import;
pub mod inquiry;
pub mod interop;
pub mod labels;
pub mod nomenclature;
pub mod open;
pub mod peers;
pub mod pseudonym;
pub mod report;
pub mod resistance;
pub mod statistics;
pub mod trajectory;
pub mod verdict;

pub use contributors::{Contributors, MIN_ESTABLISHMENTS};
pub use hex::hex;
