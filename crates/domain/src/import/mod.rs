//! From a table of cells to lines and issues: header, columns, rows. Nothing here is an error but
//! a file that cannot be taken as a whole ([`FileProblem`]).

mod calendar;
mod consumption;
mod dates;
mod drugs;
mod fields;
mod file;
mod header;
mod header_levels;
mod mapping;
mod number_style;
mod numbers;
mod patient_days;
mod period;
mod period_label;
mod personal;
mod pivot;
mod proposals;
mod reading_notes;
mod rows;
mod rules;
mod sheet_notes;
mod structure;
mod suggest;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod validate;
mod vocabulary;

pub use calendar::Date;
pub use consumption::{ConsumptionLine, canonical_drug_code, read_consumption};
pub use dates::{Moment, NotADate, cell_date, parse_date, serial_from_iso};
pub use drugs::{read_drugs, route_code};
pub use fields::{Field, Layout, fields};
pub use file::{Delivery, Lines, read_rows};
pub use header::{HeaderRow, column_letters, find_header, header_match, headers};
pub use mapping::{FileProblem, Mapping, kind_label, looks_like, resolve};
pub use numbers::parse_number;
pub use patient_days::{DaysLine, read_patient_days};
pub use period::{NotAPeriod, Period};
pub use period_label::{Part, PeriodLabel};
pub use personal::{is_drug_code, is_unit_code, label};
pub use pivot::{PeriodColumn, WidePeriods, wide_periods};
pub use proposals::proposals;
pub use reading_notes::reading_notes;
pub use rows::RowSet;
pub use rules::{Issue, Rule, rule, rules};
pub use sheet_notes::{column_range, note};
pub use structure::{FileLines, Unit, read_structure};
pub use suggest::{Suggestion, suggest};
pub use table::{Area, Cell, Table, TextId};
pub use text::{collapse, fold};
pub use vocabulary::{familiar_name, familiar_sheet};
