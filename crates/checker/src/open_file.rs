//! A file that is read once, then looked at and checked as often as its columns change.

use std::collections::{BTreeMap, BTreeSet};

use domain::dto::{
    CorrectionOffer, FileCell, FileRow, ImportKind, IssueRow, MappingChoice, OwnDrug, ProblemCode,
    Verdict, WorkbookInspection,
};
use domain::import::{
    CheckedFile, ColumnProfile, Correction, Exclusion, FileProblem, HeaderRow, Layout, Mapping,
    Period, Proposal, Reading, Table, complete, familiar_name, familiar_sheet, find_header,
    headers, read_drugs, read_rows, reading_notes, resolve, suggest_knowing,
};
use domain::pseudonym::PseudonymSecret;
use ingest::{Limits, Watch, Workbook};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::annotated::Annotated;
use crate::inspection;
use crate::memory::{Memory, Sought};
use crate::repair::Repairs;

/// Where the table is in the workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Chosen when absent.
    pub sheet: Option<String>,
    /// Row of the header (1 = first), 0 for none; found when absent.
    pub header_row: Option<u32>,
}

impl Place {
    fn header(&self) -> Option<HeaderRow> {
        self.header_row.map(|row| match usize::try_from(row).unwrap_or(usize::MAX) {
            0 => HeaderRow::None,
            row => HeaderRow::At(row - 1),
        })
    }
}

fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    layout: Layout,
    watch: &dyn Watch,
) -> Result<Workbook, FileProblem> {
    let (layout, limits) = (Some(layout), &Limits::default());
    ingest::read_watched(bytes, &ingest::Reading { sheet, layout, limits, watch })
}

/// A file whose sheet is read.
#[derive(Debug)]
pub struct OpenFile {
    bytes: Vec<u8>,
    file_name: String,
    kind: ImportKind,
    place: Place,
    memory: Memory,
    workbook: Workbook,
    /// The columns of an earlier import, where this file has its headers.
    recalled: Option<(HeaderRow, Proposal)>,
    repairs: Repairs,
}

impl OpenFile {
    /// Reads a sheet: the one asked for, else the one that an earlier import was read from when it has
    /// the same headers, else the one that looks most like the kind of file.
    ///
    /// # Errors
    /// As [`ingest::read_watched`].
    pub fn open(
        bytes: Vec<u8>,
        file_name: &str,
        (kind, place): (ImportKind, Place),
        memory: Memory,
        watch: &dyn Watch,
    ) -> Result<Self, FileProblem> {
        let layout = Layout::from(kind);
        let mut workbook = read(&bytes, place.sheet.as_deref(), layout, watch)?;
        let mut recalled = memory.recall(&workbook, place.header(), layout);
        let other = memory.other_sheet(&workbook);
        if let Some(other) = other.filter(|_| recalled.is_none() && place.sheet.is_none()) {
            let sheet = read(&bytes, Some(other), layout, watch)?;
            if let Some(columns) = memory.recall(&sheet, place.header(), layout) {
                (workbook, recalled) = (sheet, Some(columns));
            }
        }
        let file_name = file_name.to_owned();
        Ok(Self {
            bytes,
            file_name,
            kind,
            place,
            memory,
            workbook,
            recalled,
            repairs: Repairs::default(),
        })
    }

    /// Looks at another place of the file; the sheet is read again only when it is another one.
    ///
    /// # Errors
    /// As [`ingest::read_watched`]; the file stays where it was.
    pub fn move_to(&mut self, place: Place, watch: &dyn Watch) -> Result<(), FileProblem> {
        let layout = Layout::from(self.kind);
        if let Some(sheet) = place.sheet.as_deref().filter(|sheet| *sheet != self.workbook.sheet) {
            self.workbook = read(&self.bytes, Some(sheet), layout, watch)?;
            self.repairs = Repairs::default();
        }
        self.recalled = self.memory.recall(&self.workbook, place.header(), layout);
        self.place = place;
        Ok(())
    }

    /// What the file looks like, and the columns proposed: those of the last import with the same
    /// headers, or else those that the headers and the values tell.
    pub fn inspection(&self) -> WorkbookInspection {
        let (header, proposal) = self.columns();
        let columns = (header, proposal, self.recalled.is_some());
        inspection::inspection(&self.workbook, self.kind, &self.file_name, columns)
    }

    fn columns(&self) -> (HeaderRow, Proposal) {
        self.recalled.clone().unwrap_or_else(|| {
            let (table, layout) = (&self.workbook.table, Layout::from(self.kind));
            let header = self.place.header().unwrap_or_else(|| find_header(table, layout));
            (header, suggest_knowing(table, header, layout, self.memory.units()))
        })
    }

    /// Reads the rows with the columns chosen, or with those proposed; resistances need the secret
    /// that makes pseudonyms, with its version.
    ///
    /// # Errors
    /// Those of [`OpenFile::mapping`] and [`OpenFile::read`].
    pub fn check(
        &self,
        period: Period,
        choice: Option<&MappingChoice>,
        secret: Option<(i32, &PseudonymSecret)>,
    ) -> Result<CheckedFile, FileProblem> {
        self.read(period, &self.mapping(choice)?, secret)
    }

    /// The columns chosen, or those proposed.
    ///
    /// # Errors
    /// `WrongKind`, `MissingColumn`, `ColumnUsedTwice`, `UnknownColumn`, `Invalid`.
    pub fn mapping(&self, choice: Option<&MappingChoice>) -> Result<Mapping, FileProblem> {
        let (table, layout) = (&self.workbook.table, Layout::from(self.kind));
        if choice.is_some() {
            return resolve(table, layout, self.place.header(), choice);
        }
        let (header, proposal) = self.columns();
        let names = headers(table, header);
        complete(table, layout, Mapping::proposed(header, &names, &proposal))
    }

    /// Reads the rows with these columns.
    ///
    /// # Errors
    /// Those of [`read_rows`]; `Invalid` for resistances without secret.
    pub fn read(
        &self,
        period: Period,
        mapping: &Mapping,
        secret: Option<(i32, &PseudonymSecret)>,
    ) -> Result<CheckedFile, FileProblem> {
        let (Workbook { sheet, sheets, table, notes }, layout) =
            (&self.workbook, Layout::from(self.kind));
        let reading = match (self.kind, secret) {
            (ImportKind::Structure, _) => Reading::Structure,
            (ImportKind::PatientDays, _) => Reading::PatientDays(period),
            (ImportKind::Consumption, _) => Reading::Consumption(period),
            (ImportKind::Resistance, Some((_, secret))) => Reading::Resistance(secret),
            (ImportKind::Resistance, None) => {
                let detail = "Il manque le secret qui remplace les identifiants de patients.";
                return Err(FileProblem::new(ProblemCode::Invalid, detail));
            }
        };
        let mut delivery = read_rows(reading, table, mapping)?;
        self.repairs.tell(self.kind, mapping, &mut delivery);
        let mut notes = notes.clone();
        notes.extend(reading_notes(table, mapping, layout));
        let place = sheets.iter().position(|one| one.name == *sheet).unwrap_or(0);
        Ok(CheckedFile {
            period,
            file_name: familiar_name(&self.file_name),
            sha256: domain::hex(&Sha256::digest(&self.bytes)),
            sheet: familiar_sheet(sheet, place),
            header_row: mapping.header.number(),
            mapping: mapping.described(),
            profile: ColumnProfile::of(mapping),
            pseudonym_version: secret
                .filter(|_| self.kind == ImportKind::Resistance)
                .map(|(version, _)| version),
            delivery,
            corrections: self.repairs.corrections(table, mapping),
            notes,
        })
    }
}

/// Rows that can be mended, by their numbers in the file (1 = first).
impl OpenFile {
    /// The cells of a row below these columns.
    pub fn row(&self, number: u32, mapping: &Mapping) -> FileRow {
        let (table, row) = (&self.workbook.table, index_of(number));
        let read = self.repairs.cells_before(row).unwrap_or_else(|| table.row(row));
        let cell = |column: usize| FileCell {
            column,
            header: mapping.headers.get(column).cloned().unwrap_or_default(),
            text: table.display(read.get(column).copied().unwrap_or_default()).into_owned(),
            corrected: self.repairs.is_corrected(row, column),
        };
        let fields = mapping.columns().map(|(_, column)| column);
        let results = mapping.antibiotics.iter().map(|antibiotic| antibiotic.column);
        let periods = mapping.periods.iter().map(|period| period.column);
        let columns: BTreeSet<usize> = fields.chain(results).chain(periods).collect();
        let cells = columns.into_iter().map(cell).collect();
        FileRow { row: number, cells, excluded: self.repairs.excluded(row) }
    }

    /// Puts a text in the place of a cell.
    pub fn correct(&mut self, row: u32, column: usize, text: &str) {
        self.repairs.correct(&mut self.workbook.table, (index_of(row), column), text);
    }

    /// Corrections of earlier files that this one asks for again.
    pub fn offers(&self, mapping: &Mapping) -> Vec<CorrectionOffer> {
        let sought = self.memory.sought(mapping);
        let mut offers: BTreeMap<(usize, &str), CorrectionOffer> = BTreeMap::new();
        for_each_match(&self.workbook.table, mapping, &sought, |_, column, correction| {
            let offer = offers.entry((column, &correction.found)).or_insert_with(|| {
                let header = mapping.headers.get(column).cloned().unwrap_or_default();
                let Correction { found, meant, .. } = correction.clone();
                CorrectionOffer { header, found, meant, rows: 0 }
            });
            offer.rows += 1;
        });
        offers.into_values().collect()
    }

    /// Makes the corrections that are offered; gives the rows concerned.
    pub fn take_offers(&mut self, mapping: &Mapping) -> BTreeSet<u32> {
        let sought = self.memory.sought(mapping);
        let mut cells = Vec::new();
        for_each_match(&self.workbook.table, mapping, &sought, |row, column, correction| {
            cells.push(((row, column), correction.meant.clone()));
        });
        for (place, meant) in &cells {
            self.repairs.correct(&mut self.workbook.table, *place, meant);
        }
        cells.into_iter().filter_map(|((row, _), _)| u32::try_from(row + 1).ok()).collect()
    }

    /// Leaves a row out; it stays told.
    pub fn exclude(&mut self, row: u32, why: Exclusion) {
        self.repairs.exclude(&mut self.workbook.table, index_of(row), why);
    }

    /// Puts a row back as it was read.
    pub fn restore(&mut self, row: u32) {
        self.repairs.restore(&mut self.workbook.table, index_of(row));
    }

    /// The sheet given back with every issue that was found in it, an `.xlsx` workbook.
    ///
    /// # Errors
    /// `FileTooLarge` when no workbook can hold it.
    pub fn annotated(
        &self,
        mapping: &Mapping,
        verdict: &Verdict,
        issues: &[IssueRow],
    ) -> Result<Vec<u8>, FileProblem> {
        let annotated = Annotated {
            table: &self.workbook.table,
            repairs: &self.repairs,
            header_rows: mapping.header.first_data_row(),
            issues,
            rows: &verdict.rows,
            groups: &verdict.issues_by_code,
        };
        annotated.workbook().map_err(|_| {
            let detail = "La feuille est trop grande pour être rendue annotée.";
            FileProblem::new(ProblemCode::FileTooLarge, detail)
        })
    }
}

/// Visits the cells below the header that hold a code which was corrected before.
fn for_each_match<'a>(
    table: &Table,
    mapping: &Mapping,
    sought: &Sought<'a>,
    mut visit: impl FnMut(usize, usize, &'a Correction),
) {
    for row in mapping.header.first_data_row()..table.height() {
        for (column, corrections) in sought {
            let text = table.display(table.cell(row, *column));
            if let Some(correction) = corrections.get(text.trim()) {
                visit(row, *column, correction);
            }
        }
    }
}

fn index_of(row: u32) -> usize {
    usize::try_from(row).map_or(usize::MAX, |row| row.wrapping_sub(1))
}

/// Reads the establishment's drug table with the columns that are proposed.
///
/// # Errors
/// As [`ingest::read_watched`] and [`resolve`].
pub fn read_drug_table(bytes: &[u8], watch: &dyn Watch) -> Result<Vec<OwnDrug>, FileProblem> {
    let layout = Layout::Drugs;
    let workbook = read(bytes, None, layout, watch)?;
    let mapping = resolve(&workbook.table, layout, None, None)?;
    Ok(read_drugs(&workbook.table, &mapping))
}
