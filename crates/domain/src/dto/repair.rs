//! Between the page and the import worker: the issues of a file, and its rows as they can be mended.

use serde::{Deserialize, Serialize};

use super::{IssueRow, Severity};
use crate::import::Exclusion;

/// Which issues of a file are asked for; every part that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueQuery {
    pub reason: Option<String>,
    pub severity: Option<Severity>,
    /// Rows of the file from this one on (1 = first).
    pub from_row: Option<u32>,
    /// Issues passed over.
    pub skip: usize,
    pub take: usize,
}

/// A window of the issues that fit, and how many fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueWindow {
    pub total: usize,
    pub items: Vec<IssueRow>,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// Number in the file (1 = first).
    pub row: u32,
    /// The cells of the columns that are read.
    pub cells: Vec<FileCell>,
    /// Why the row is left out, if it is.
    pub excluded: Option<Exclusion>,
}

/// A cell of the file, as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCell {
    /// 0 = first.
    pub column: usize,
    pub header: String,
    pub text: String,
    pub corrected: bool,
}

/// What a person does to a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowRepair {
    /// New texts by column.
    Correct(Vec<(usize, String)>),
    Exclude(Exclusion),
    /// Puts the row back as it was read.
    Restore,
}

/// A correction of an earlier file that this one asks for again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionOffer {
    pub header: String,
    pub found: String,
    pub meant: String,
    /// Rows of the file that have the code.
    pub rows: u32,
}
