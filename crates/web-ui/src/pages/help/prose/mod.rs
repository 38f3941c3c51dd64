//! Texts of the documentation: written as plain files of `texts/`, with few marks, drawn here.

mod parse;
mod view;

pub use parse::{Section, anchor_of, parse};
pub use view::Prose;
