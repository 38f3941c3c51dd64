//! A file as it arrived, read with the time that a request has.

use std::time::Duration;

use checker::{Memory, OpenFile, Place};
use domain::{
    dto::{ImportKind, MappingChoice, OwnDrug, WorkbookInspection},
    import::{CheckedFile, FileProblem, Period},
};
use ingest::Deadline;

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
    fn open(self, kind: ImportKind, memory: Memory) -> Result<OpenFile, ApiError> {
        let Self { bytes, file_name, place, .. } = self;
        let watch = Deadline::within(READING_TIME);
        Ok(OpenFile::open(bytes, &file_name, (kind, place), memory, &watch)?)
    }

    /// What the file looks like and the columns proposed. Heavy: for a blocking thread.
    pub fn inspect(self, kind: ImportKind, memory: Memory) -> Result<WorkbookInspection, ApiError> {
        Ok(self.open(kind, memory)?.inspection())
    }

    /// Reads a file of `kind` with the columns that its sender chose, else those of the last import
    /// with the same headers, else those proposed; resistances need the secret that makes pseudonyms.
    /// Heavy: for a blocking thread.
    pub fn check(
        mut self,
        (kind, period): (ImportKind, Period),
        memory: Memory,
        pseudonyms: Option<&Pseudonyms>,
    ) -> Result<CheckedFile, ApiError> {
        let mapping = self.mapping.take();
        let secret = pseudonyms.map(|known| (known.version, &known.secret));
        Ok(self.open(kind, memory)?.check(period, mapping.as_ref(), secret)?)
    }

    /// Reads the establishment's drug table. Heavy: for a blocking thread.
    pub fn drug_table(&self) -> Result<Vec<OwnDrug>, ApiError> {
        Ok(checker::read_drug_table(&self.bytes, &Deadline::within(READING_TIME))?)
    }
}
