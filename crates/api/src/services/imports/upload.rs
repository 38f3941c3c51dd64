//! Stages 2 to 4 on the bytes received: table, columns, lines. No database.

use std::time::Duration;

use domain::{
    dto::{ImportKind, MappingChoice, OwnDrug, SheetNote},
    import::{
        Delivery, FileProblem, HeaderRow, Layout, Mapping, Period, Reading, familiar_name,
        familiar_sheet, read_drugs, read_rows, reading_notes, resolve,
    },
};
use ingest::{Deadline, Limits, Workbook};
use sha2::{Digest, Sha256};

use crate::{error::ApiError, services::pseudonym_secrets::Pseudonyms};

/// Longest reading of a file; the largest samples take two seconds.
const READING_TIME: Duration = Duration::from_mins(1);

/// A file received and what its sender says of it.
#[derive(Debug)]
pub struct Upload {
    pub bytes: Vec<u8>,
    pub file_name: String,
    pub sheet: Option<String>,
    /// 1 = first row, 0 = no header; found when absent.
    pub header_row: Option<u32>,
    pub mapping: Option<MappingChoice>,
}

impl Upload {
    pub(super) fn workbook(&self, layout: Layout) -> Result<Workbook, ApiError> {
        self.sheet_of(self.sheet.as_deref(), layout)
    }

    /// The sheet of that name, else the one that looks most like `layout`.
    pub(super) fn sheet_of(
        &self,
        name: Option<&str>,
        layout: Layout,
    ) -> Result<Workbook, ApiError> {
        let reading = ingest::Reading {
            sheet: name,
            layout: Some(layout),
            limits: &Limits::default(),
            watch: &Deadline::within(READING_TIME),
        };
        Ok(ingest::read_watched(&self.bytes, &reading)?)
    }

    pub(super) fn header(&self) -> Option<HeaderRow> {
        self.header_row.map(|row| match usize::try_from(row).unwrap_or(usize::MAX) {
            0 => HeaderRow::None,
            row => HeaderRow::At(row - 1),
        })
    }
}

/// A file read: ready to be judged and stored.
#[derive(Debug)]
pub struct ParsedFile {
    pub kind: ImportKind,
    pub period: Period,
    /// Without the words that may be a person's, like the name of the sheet and the headers.
    pub file_name: String,
    pub sha256: String,
    pub sheet: String,
    pub mapping: Mapping,
    pub delivery: Delivery,
    /// Version of the secret that made the pseudonyms.
    pub pseudonym_version: Option<i32>,
    /// What the sheet does not show, and how it was read.
    pub notes: Vec<SheetNote>,
}

impl From<FileProblem> for ApiError {
    fn from(problem: FileProblem) -> Self {
        Self::rule(problem.code, problem.detail)
    }
}

/// Reads a file of `kind`; resistances need the secret that makes pseudonyms. Heavy: for a blocking
/// thread.
pub fn read_upload(
    upload: &Upload,
    kind: ImportKind,
    period: Period,
    pseudonyms: Option<&Pseudonyms>,
) -> Result<ParsedFile, ApiError> {
    let reading = match kind {
        ImportKind::Structure => Reading::Structure,
        ImportKind::PatientDays => Reading::PatientDays(period),
        ImportKind::Consumption => Reading::Consumption(period),
        ImportKind::Resistance => {
            let missing = || ApiError::Unexpected("read isolates: no secret for pseudonyms".into());
            Reading::Resistance(&pseudonyms.ok_or_else(missing)?.secret)
        }
    };
    let mut workbook = upload.workbook(kind.into())?;
    let mapping = resolve(&workbook.table, kind.into(), upload.header(), upload.mapping.as_ref())?;
    let delivery = read_rows(reading, &workbook.table, &mapping)?;
    workbook.notes.extend(reading_notes(&workbook.table, &mapping, kind.into()));
    let place = workbook.sheets.iter().position(|sheet| sheet.name == workbook.sheet).unwrap_or(0);
    Ok(ParsedFile {
        kind,
        period,
        file_name: familiar_name(&upload.file_name),
        sha256: domain::hex(&Sha256::digest(&upload.bytes)),
        sheet: familiar_sheet(&workbook.sheet, place),
        mapping,
        delivery,
        pseudonym_version: pseudonyms.map(|pseudonyms| pseudonyms.version),
        notes: workbook.notes,
    })
}

/// Reads the establishment's drug table. Heavy: for a blocking thread.
pub fn read_drug_table(upload: &Upload) -> Result<Vec<OwnDrug>, ApiError> {
    let workbook = upload.workbook(Layout::Drugs)?;
    let mapping =
        resolve(&workbook.table, Layout::Drugs, upload.header(), upload.mapping.as_ref())?;
    Ok(read_drugs(&workbook.table, &mapping))
}
