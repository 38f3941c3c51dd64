//! What several pages draw. A component never fetches.

mod badge;
mod callout;
mod chart;
mod dialog;
mod empty_state;
mod explain_button;
mod field;
mod file_drop;
mod footer;
mod header;
mod heading;
mod icon;
mod loaded;
mod paged;
mod problem_alert;
mod search_field;
mod submit;
mod table_frame;

pub use badge::{Badge, Tone};
pub use callout::Callout;
pub use chart::Chart;
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use explain_button::{EXPLAIN, ExplainButton};
pub use field::TextField;
pub use file_drop::FileDrop;
pub use footer::Footer;
pub use header::Header;
pub use heading::PageHeading;
pub use icon::{Glyph, Icon};
pub use loaded::{Loaded, Loading};
pub use paged::{Paged, PagedList};
pub use problem_alert::ProblemAlert;
pub use search_field::SearchField;
pub use submit::Submit;
pub use table_frame::TableFrame;
