//! What a writer has given so far: counts and digest.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::groups::Groups;
use super::left_out::{Change, LeftOut};
use crate::dto::{ExportCount, ExportLayout, ExportReason};
use crate::hex;

/// Counts of isolates or rows.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    written: u64,
    left_out: BTreeMap<LeftOut, u64>,
}

impl Tally {
    pub fn write(&mut self) {
        self.written += 1;
    }

    pub fn leave_out(&mut self, reason: LeftOut, count: u64) {
        if count > 0 {
            *self.left_out.entry(reason).or_default() += count;
        }
    }

    fn told(&self) -> ExportCount {
        let left_out = self.left_out.iter().map(|(reason, count)| ExportReason {
            code: reason.as_str().to_owned(),
            label: reason.label().to_owned(),
            count: *count,
        });
        let read = self.written + self.left_out.values().sum::<u64>();
        ExportCount { read, written: self.written, left_out: left_out.collect() }
    }
}

/// What came of the file so far.
#[derive(Debug, Clone)]
pub struct Output {
    pub layout: ExportLayout,
    pub establishments: u32,
    pub isolates: Tally,
    pub rows: Tally,
    pub groups: Groups,
    changes: BTreeMap<Change, u64>,
    digest: Sha256,
}

impl Output {
    /// A file of which the header is written.
    pub fn new(layout: ExportLayout) -> Self {
        Self {
            layout,
            establishments: 0,
            isolates: Tally::default(),
            rows: Tally::default(),
            groups: Groups::default(),
            changes: BTreeMap::new(),
            digest: Sha256::new_with_prefix(layout.header()),
        }
    }

    /// Takes a line into the digest and the count.
    pub fn write(&mut self, line: &str) {
        self.digest.update(line);
        self.rows.write();
    }

    pub fn change(&mut self, change: Change) {
        *self.changes.entry(change).or_default() += 1;
    }

    /// An isolate that is left out, with all its rows.
    pub fn leave_out(&mut self, reason: LeftOut, rows: usize) {
        self.isolates.leave_out(reason, 1);
        self.rows.leave_out(reason, rows as u64);
    }

    pub fn counts(&self) -> (ExportCount, ExportCount) {
        (self.isolates.told(), self.rows.told())
    }

    pub fn changes(&self) -> Vec<ExportReason> {
        let told = self.changes.iter().map(|(change, count)| ExportReason {
            code: change.as_str().to_owned(),
            label: change.label().to_owned(),
            count: *count,
        });
        told.collect()
    }

    pub fn sha256(&self) -> String {
        hex(&self.digest.clone().finalize())
    }
}
