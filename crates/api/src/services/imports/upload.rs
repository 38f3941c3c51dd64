//! A file as it arrived, read with the time that a request has.

use std::{ops::ControlFlow, time::Duration};

use checker::{Memory, OpenFile, Place};
use domain::{
    dto::{ImportKind, MappingChoice, OwnDrug, WorkbookInspection},
    import::{CheckedFile, FileProblem, Period},
};
use ingest::{Deadline, Unwatched, Watch};

use crate::{error::ApiError, services::pseudonym_secrets::Pseudonyms};

/// Longest reading of a file; the largest samples take two seconds.
const READING_TIME: Duration = Duration::from_mins(1);

/// A file received and what its sender says of it.
#[derive(Debug)]
pub struct Upload {
    pub bytes: Vec<u8>,
    pub file_name: String,
    pub place: Place,
    pub mapping: Option<MappingChoice>,
}

impl From<FileProblem> for ApiError {
    fn from(problem: FileProblem) -> Self {
        Self::rule(problem.code, problem.detail)
    }
}

impl Upload {
    /// Reads the file while `follower` lets it, within the time of a reading.
    fn open(
        self,
        kind: ImportKind,
        memory: Memory,
        follower: &dyn Watch,
    ) -> Result<OpenFile, ApiError> {
        let Self { bytes, file_name, place, .. } = self;
        let deadline = Deadline::within(READING_TIME);
        let watch = |rows| match deadline.step(rows) {
            ControlFlow::Continue(()) => follower.step(rows),
            stop @ ControlFlow::Break(()) => stop,
        };
        Ok(OpenFile::open(bytes, &file_name, (kind, place), memory, &watch)?)
    }

    /// What the file looks like and the columns proposed. Heavy: for a blocking thread.
    pub fn inspect(self, kind: ImportKind, memory: Memory) -> Result<WorkbookInspection, ApiError> {
        Ok(self.open(kind, memory, &Unwatched)?.inspection())
    }

    /// Reads a file of `kind` with the columns that its sender chose, else those of the last import
    /// with the same headers, else those proposed; resistances need the secret that makes pseudonyms.
    /// Heavy: for a blocking thread.
    pub fn check(
        mut self,
        (kind, period): (ImportKind, Period),
        memory: Memory,
        pseudonyms: Option<&Pseudonyms>,
        follower: &dyn Watch,
    ) -> Result<CheckedFile, ApiError> {
        let mapping = self.mapping.take();
        let secret = pseudonyms.map(|known| (known.version, &known.secret));
        Ok(self.open(kind, memory, follower)?.check(period, mapping.as_ref(), secret)?)
    }

    /// Reads the establishment's drug table. Heavy: for a blocking thread.
    pub fn drug_table(&self) -> Result<Vec<OwnDrug>, ApiError> {
        Ok(checker::read_drug_table(&self.bytes, &Deadline::within(READING_TIME))?)
    }
}
