//! Stages 2 to 4 on the bytes received: table, columns, lines. No database.

use std::{fmt::Write, time::Duration};

use domain::{
    dto::{
        ImportKind, InspectedColumn, MappingChoice, OwnDrug, PreviewRow, SheetNote,
        WorkbookInspection,
    },
    import::{
        Delivery, FileProblem, HeaderRow, Layout, Mapping, Period, familiar_name, familiar_sheet,
        find_header, headers, looks_like, proposals, read_drugs, read_rows, reading_notes, resolve,
    },
};
use ingest::{Deadline, Limits, Reading, Workbook};
use sha2::{Digest, Sha256};

use crate::error::ApiError;

/// Rows shown to choose the header from.
const PREVIEW_ROWS: usize = 15;
/// Values shown of a column.
const SAMPLES: usize = 4;
/// Longest value shown, in characters.
const SHOWN_CHARS: usize = 80;
/// Longest reading of a file; the largest samples take two seconds.
const READING_TIME: Duration = Duration::from_secs(60);
/// Columns shown; more are read but not shown.
const SHOWN_COLUMNS: usize = 200;

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
    fn workbook(&self, layout: Layout) -> Result<Workbook, ApiError> {
        let reading = Reading {
            sheet: self.sheet.as_deref(),
            layout: Some(layout),
            limits: &Limits::default(),
            watch: &Deadline::within(READING_TIME),
        };
        Ok(ingest::read_watched(&self.bytes, &reading)?)
    }

    fn header(&self) -> Option<HeaderRow> {
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
    pub notes: Vec<SheetNote>,
}

impl From<FileProblem> for ApiError {
    fn from(problem: FileProblem) -> Self {
        Self::rule(problem.code, problem.detail)
    }
}

/// Reads a file of `kind`. Heavy: for a blocking thread.
pub fn read_upload(
    upload: &Upload,
    kind: ImportKind,
    period: Period,
) -> Result<ParsedFile, ApiError> {
    let mut workbook = upload.workbook(kind.into())?;
    let mapping = resolve(&workbook.table, kind.into(), upload.header(), upload.mapping.as_ref())?;
    let delivery = read_rows(kind, &workbook.table, &mapping, period)?;
    workbook.notes.extend(reading_notes(&workbook.table, &mapping, kind.into()));
    let place = workbook.sheets.iter().position(|sheet| sheet.name == workbook.sheet).unwrap_or(0);
    Ok(ParsedFile {
        kind,
        period,
        file_name: familiar_name(&upload.file_name),
        sha256: hex(&Sha256::digest(&upload.bytes)),
        sheet: familiar_sheet(&workbook.sheet, place),
        mapping,
        delivery,
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

/// Shows what a file holds and which columns are proposed. Heavy: for a blocking thread.
pub fn inspect(upload: &Upload, kind: ImportKind) -> Result<WorkbookInspection, ApiError> {
    let Workbook { sheet, sheets, table, mut notes } = upload.workbook(kind.into())?;
    let header = upload.header().unwrap_or_else(|| find_header(&table, kind.into()));
    if let Ok(mapping) = resolve(&table, kind.into(), Some(header), None) {
        notes.extend(reading_notes(&table, &mapping, kind.into()));
    }
    let shown = |row: usize, column: usize| shorten(&table.display(table.cell(row, column)));
    let width = table.width().min(SHOWN_COLUMNS);
    let data = header.first_data_row()..table.height();
    let columns = headers(&table, header).into_iter().take(width).enumerate();
    Ok(WorkbookInspection {
        file_name: upload.file_name.clone(),
        sheets,
        sheet,
        header_row: header.number(),
        preview: (0..table.height().min(PREVIEW_ROWS))
            .map(|row| PreviewRow {
                row: u32::try_from(row + 1).unwrap_or(u32::MAX),
                cells: (0..width).map(|column| shown(row, column)).collect(),
            })
            .collect(),
        columns: columns
            .map(|(index, name)| InspectedColumn {
                index,
                header: shorten(&name),
                samples: data
                    .clone()
                    .map(|row| shown(row, index))
                    .filter(|text| !text.is_empty())
                    .take(SAMPLES)
                    .collect(),
            })
            .collect(),
        fields: proposals(&table, header, kind.into()),
        looks_like: looks_like(&table, kind.into()),
        notes,
    })
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
