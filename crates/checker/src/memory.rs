//! What an establishment's earlier imports say of the columns and the codes of the next one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::import::{
    ColumnProfile, Correction, HeaderRow, Layout, Mapping, Proposal, find_header, headers,
};
use ingest::Workbook;
use serde::{Deserialize, Serialize};

/// The columns of earlier imports, the last used first, the units of the newest structure, and codes that
/// were corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    pub profiles: Vec<Remembered>,
    pub units: BTreeSet<String>,
    /// Codes corrected in earlier files, the last used first.
    pub corrections: Vec<Correction>,
}

/// The columns of an earlier import, and where they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    pub profile: ColumnProfile,
    pub sheet: String,
    pub header: HeaderRow,
    /// Told with each column, in French.
    pub reason: String,
}

impl Memory {
    /// The codes of the units, where the establishment has a structure.
    pub fn units(&self) -> Option<&BTreeSet<String>> {
        Some(&self.units).filter(|units| !units.is_empty())
    }

    /// Another sheet of the workbook that an earlier import was read from.
    pub fn other_sheet(&self, workbook: &Workbook) -> Option<&str> {
        let sheets = self.profiles.iter().map(|remembered| remembered.sheet.as_str());
        sheets
            .filter(|sheet| *sheet != workbook.sheet)
            .find(|sheet| workbook.sheets.iter().any(|one| one.name == *sheet))
    }

    /// The columns of the last import whose headers this sheet has, below the row that was chosen or,
    /// when none was, where they were the last time.
    pub fn recall(
        &self,
        workbook: &Workbook,
        chosen: Option<HeaderRow>,
        layout: Layout,
    ) -> Option<(HeaderRow, Proposal)> {
        let found = chosen.unwrap_or_else(|| find_header(&workbook.table, layout));
        let apply = |remembered: &Remembered, header| {
            let names = headers(&workbook.table, header);
            let proposal = remembered.profile.apply(&names, layout, &remembered.reason)?;
            Some((header, proposal))
        };
        let here = self.profiles.iter().find_map(|remembered| apply(remembered, found));
        let as_before = || {
            let below = |remembered: &Remembered| apply(remembered, remembered.header);
            self.profiles.iter().filter(|_| chosen.is_none()).find_map(below)
        };
        here.or_else(as_before)
    }

    /// The corrections that a file with these columns may ask for: by column, then by the code found.
    pub fn sought(&self, mapping: &Mapping) -> Sought<'_> {
        let mut sought = Sought::new();
        // The last used comes last, and stays.
        for correction in self.corrections.iter().rev() {
            if let Some(column) = mapping.column(&correction.field) {
                sought.entry(column).or_default().insert(&correction.found, correction);
            }
        }
        sought
    }
}

/// Corrections by column and by the code found.
pub type Sought<'a> = BTreeMap<usize, HashMap<&'a str, &'a Correction>>;
