//! From a table of cells to lines and issues: header, columns, rows. Nothing here is an error but
//! a file that cannot be taken as a whole ([`FileProblem`]).

mod antibiotic_columns;
mod assignment;
mod choice;
mod column_profile;
mod consumption;
mod content;
mod dates;
mod drugs;
mod evidence;
mod fields;
mod file;
mod header;
mod header_score;
mod mapping;
mod marks;
mod names;
mod numbers;
mod patient_days;
mod period;
mod personal;
mod profile;
mod rows;
mod rules;
mod structure;
mod suggest;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod validate;
mod vocabulary;
mod word_match;
mod words;

pub use antibiotic_columns::{AntibioticColumn, AntibioticSuggestion};
pub use column_profile::ColumnProfile;
pub use consumption::{ConsumptionLine, canonical_drug_code, read_consumption};
pub use dates::{cell_day, parse_day, to_serial};
pub use drugs::{read_drugs, route_code};
pub use fields::{Alternative, Content, Field, Layout, alternatives, fields};
pub use file::{Delivery, Lines, read_rows};
pub use header::{HeaderRow, find_header, headers};
pub use mapping::{FileProblem, Mapping, kind_label, looks_like, resolve};
pub use numbers::parse_number;
pub use patient_days::{DaysLine, read_patient_days};
pub use period::{NotAPeriod, Period};
pub use personal::{is_drug_code, is_unit_code, label};
pub use rows::RowSet;
pub use rules::{Issue, Rule, rule, rules};
pub use structure::{FileLines, Unit, read_structure};
pub use suggest::{Proposal, Suggestion, suggest, suggest_knowing};
pub use table::{Cell, Table, TextId};
pub use text::{collapse, fold};
pub use vocabulary::{familiar_name, familiar_sheet};
