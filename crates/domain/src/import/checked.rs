//! A file read and free of anything personal: what leaves the browser, and what is stored.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::choice::antibiotic_codes;
use super::column_profile::ColumnProfile;
use super::correction::Correction;
use super::file::{Delivery, Lines};
use super::period::Period;
use super::rows::RowSet;
use crate::dto::{ImportKind, SheetNote};
use crate::hex;

/// A file checked: its lines, and how they were read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckedFile {
    pub period: Period,
    /// Without the words that may be a person's, like the name of the sheet and the headers.
    pub file_name: String,
    /// Of the bytes of the file, in hexadecimal.
    pub sha256: String,
    pub sheet: String,
    /// Row of the header (1 = first); `None` without header.
    pub header_row: Option<u32>,
    /// Field -> header, `antibiotic:<header>` -> code, as [`super::Mapping::described`] has it.
    pub mapping: BTreeMap<String, String>,
    /// The columns, remembered for the next file of the same software.
    pub profile: Option<ColumnProfile>,
    /// Version of the secret that made the pseudonyms.
    pub pseudonym_version: Option<i32>,
    pub delivery: Delivery,
    /// Codes that a person corrected.
    pub corrections: Vec<Correction>,
    /// What the sheet does not show, and how it was read; told where the file is.
    #[serde(skip)]
    pub notes: Vec<SheetNote>,
}

impl CheckedFile {
    pub const fn kind(&self) -> ImportKind {
        self.delivery.lines.kind()
    }

    /// Codes of the antibiotic columns by their labels, as far as the mapping gives them.
    pub fn codes(&self) -> BTreeMap<String, String> {
        antibiotic_codes(&self.mapping)
    }

    /// Fingerprint of what the file says, wherever it says it: the same lines in another format, or
    /// in another order where the order means nothing, have the same one.
    pub fn content_sha256(&self) -> String {
        let mut hash = Hashed(Sha256::new());
        let Delivery { lines, refused, .. } = &self.delivery;
        let reasons: Vec<&str> = refused.iter().map(|issue| issue.reason).collect();
        let written =
            serde_json::to_writer(&mut hash, &(self.period, reasons, self.codes(), bare(lines)));
        debug_assert!(written.is_ok(), "a hash takes every byte");
        hex(&hash.0.finalize())
    }
}

/// The lines without the rows they stand in.
fn bare(lines: &Lines) -> Lines {
    let mut lines = lines.clone();
    let none = RowSet::default;
    match &mut lines {
        Lines::Structure(units) => units.iter_mut().for_each(|unit| unit.row = 0),
        Lines::PatientDays(lines) => lines.iter_mut().for_each(|line| line.rows = none()),
        Lines::Consumption(lines) => lines.iter_mut().for_each(|line| line.rows = none()),
        Lines::Resistance(file) => file.isolates.iter_mut().for_each(|one| one.rows = none()),
    }
    lines
}

struct Hashed(Sha256);

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
