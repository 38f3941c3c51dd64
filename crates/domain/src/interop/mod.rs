//! Isolates in the layouts of others: the flat file of SPARES, and `AMRTEST` and `AMRCOVER` of EARS-Net.
//!
//! A writer ([`Spares`], [`AmrTest`]) takes the evaluation of one year of one establishment after the other and
//! gives lines, each with its line feed; [`ExportLayout::header`](crate::dto::ExportLayout::header) comes first. It
//! holds what one establishment takes, never the file. At the end it tells its
//! [manifest](crate::dto::ExportManifest). [`amr_cover`] writes the few lines of a coverage.
//! [`FileChecker`] reads a file back, line by line, and tells every rule that it breaks: what has an error is not
//! handed out.
//!
//! Layouts, lists and what is asked of which pathogen are tables (`export_variables.csv`, `export_codes.csv`,
//! `tessy_pathogens.csv`…). A cell is written only if its variable allows the value. Patients are numbers in the
//! order of the file.

mod amr_cover;
mod amr_test;
mod check;
mod codes;
mod described;
mod fields;
mod format;
mod groups;
mod isolate;
mod layout;
mod left_out;
mod manifest;
mod output;
mod record;
mod results;
mod rule;
mod spares;
mod value;

pub use amr_cover::{AmrCover, amr_cover};
pub use amr_test::AmrTest;
pub use check::{FileChecker, check_file};
pub use described::{Described, Laboratory};
pub use spares::Spares;
