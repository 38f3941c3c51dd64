//! The rules of ConsoRes, and nothing else: no I/O, no clock, no async, no database.
//!
//! Reading order follows the data: [`import`] turns a table of cells into lines and issues,
//! [`consumption`] turns the lines of a year into totals and figures, [`dto`] is what travels.
//! [`pseudonym`] stands in for patient identifiers before a file leaves the hospital.

pub mod chart;
pub mod consumption;
pub mod dto;
pub mod french;
pub mod import;
pub mod labels;
pub mod nomenclature;
pub mod pseudonym;
pub mod statistics;
