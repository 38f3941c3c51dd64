//! One file from its choice to its verdict.

use std::collections::BTreeSet;

use checker::{ImportContext, OpenFile, Place, issues_csv};
use domain::dto::{
    CorrectionOffer, FileRow, ImportKind, IssueQuery, IssueRow, IssueWindow, MappingChoice,
    ProblemCode, RowRepair, Verdict, WorkbookInspection,
};
use domain::import::{CheckedFile, FileProblem, Lines, Mapping, Period};
use domain::pseudonym::PseudonymSecret;
use domain::verdict::{Context, examine, first_issues};
use ingest::Watch;
use serde::{Deserialize, Serialize};

use crate::window::window;

/// The file that is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub file_name: String,
    pub kind: ImportKind,
    pub period: Period,
    pub place: Place,
}

/// A file, what the establishment has beside it, and the rows as they were read last.
#[derive(Debug)]
pub struct Session {
    period: Period,
    kind: ImportKind,
    file: OpenFile,
    context: Context,
    reading: Option<Reading>,
}

/// The rows as they were read last, and what came of them.
#[derive(Debug)]
struct Reading {
    mapping: Mapping,
    secret: Option<(i32, PseudonymSecret)>,
    checked: CheckedFile,
    judged: Option<Judged>,
}

/// A verdict, and every issue of the file.
#[derive(Debug)]
struct Judged {
    verdict: Verdict,
    issues: Vec<IssueRow>,
}

impl Session {
    /// Reads the file; without context the establishment has delivered nothing.
    ///
    /// # Errors
    /// Those of [`OpenFile::open`].
    pub fn open(
        bytes: Vec<u8>,
        opening: Opening,
        known: Option<ImportContext>,
        watch: &dyn Watch,
    ) -> Result<Self, FileProblem> {
        let Opening { file_name, kind, period, place } = opening;
        let (memory, context) = match known {
            Some(known) => (known.memory, known.context),
            None => (checker::Memory::default(), Context::empty(kind, period.year)),
        };
        let file = OpenFile::open(bytes, &file_name, (kind, place), memory, watch)?;
        Ok(Self { period, kind, file, context, reading: None })
    }

    pub fn inspection(&self) -> WorkbookInspection {
        self.file.inspection()
    }

    /// Looks at another sheet or header row.
    ///
    /// # Errors
    /// Those of [`OpenFile::move_to`].
    pub fn move_to(&mut self, place: Place, watch: &dyn Watch) -> Result<(), FileProblem> {
        self.reading = None;
        self.file.move_to(place, watch)
    }

    /// Reads the rows, with pseudonyms in the place of patient identifiers.
    ///
    /// # Errors
    /// Those of [`OpenFile::check`].
    pub fn check(
        &mut self,
        choice: &MappingChoice,
        secret: Option<(i32, PseudonymSecret)>,
    ) -> Result<(), FileProblem> {
        self.reading = None;
        let mapping = self.file.mapping(Some(choice))?;
        self.read(mapping, secret)
    }

    fn read(
        &mut self,
        mapping: Mapping,
        secret: Option<(i32, PseudonymSecret)>,
    ) -> Result<(), FileProblem> {
        let given = secret.as_ref().map(|(version, secret)| (*version, secret));
        let checked = self.file.read(self.period, &mapping, given)?;
        self.reading = Some(Reading { mapping, secret, checked, judged: None });
        Ok(())
    }

    /// Takes what the establishment has by now: an answer was given.
    pub fn set_context(&mut self, known: ImportContext) {
        self.context = known.context;
    }

    /// Takes the units of a structure that is at hand, for somebody without an establishment.
    ///
    /// # Errors
    /// Those of [`OpenFile::open`] and [`OpenFile::check`].
    pub fn add_structure(
        &mut self,
        bytes: Vec<u8>,
        file_name: &str,
        watch: &dyn Watch,
    ) -> Result<(), FileProblem> {
        let kind = (ImportKind::Structure, Place::default());
        let file = OpenFile::open(bytes, file_name, kind, checker::Memory::default(), watch)?;
        let checked = file.check(Period::year(self.period.year), None, None)?;
        if let Lines::Structure(units) = checked.delivery.lines {
            let empty = Context::empty(self.kind, self.period.year);
            self.context = empty.with_units(units);
        }
        Ok(())
    }

    /// What storing the file as checked would give, with the first issues of each case.
    ///
    /// # Errors
    /// Those of [`judge`](domain::verdict::judge).
    pub fn verdict(&mut self) -> Result<Verdict, FileProblem> {
        let context = self.context.clone();
        let reading = self.reading.as_mut().ok_or_else(unchecked)?;
        let mut verdict = examine(context, reading.checked.clone())?;
        let first = first_issues(&verdict.issues);
        let issues = std::mem::replace(&mut verdict.issues, first);
        reading.judged = Some(Judged { verdict: verdict.clone(), issues });
        Ok(verdict)
    }

    /// What may leave: the lines as checked.
    ///
    /// # Errors
    /// `Invalid` before any check.
    pub fn checked(&self) -> Result<&CheckedFile, FileProblem> {
        self.reading.as_ref().map(|reading| &reading.checked).ok_or_else(unchecked)
    }

    /// A window of the issues of the last verdict.
    ///
    /// # Errors
    /// `Invalid` before any verdict.
    pub fn issues(&self, query: &IssueQuery) -> Result<IssueWindow, FileProblem> {
        Ok(window(&self.judged()?.1.issues, query))
    }

    /// A row of the file, by its number.
    ///
    /// # Errors
    /// `Invalid` before any verdict.
    pub fn row(&self, row: u32) -> Result<FileRow, FileProblem> {
        let (mapping, _) = self.judged()?;
        Ok(self.file.row(row, mapping))
    }

    /// Mends a row and reads the file again; when it cannot be read so, the row is as it was.
    ///
    /// # Errors
    /// Those of [`OpenFile::read`].
    pub fn repair(&mut self, row: u32, repair: RowRepair) -> Result<(), FileProblem> {
        let reading = self.reading.take().ok_or_else(unchecked)?;
        match repair {
            RowRepair::Correct(texts) => {
                for (column, text) in texts {
                    self.file.correct(row, column, &text);
                }
            }
            RowRepair::Exclude(why) => self.file.exclude(row, why),
            RowRepair::Restore => self.file.restore(row),
        }
        self.read_again(reading, BTreeSet::from([row]))
    }

    /// Reads the file after these rows were mended.
    fn read_again(&mut self, reading: Reading, rows: BTreeSet<u32>) -> Result<(), FileProblem> {
        let Reading { mapping, secret, .. } = &reading;
        let read = self.read(mapping.clone(), secret.clone());
        if read.is_err() {
            for row in rows {
                self.file.restore(row);
            }
            self.reading = Some(reading);
        }
        read
    }

    /// Corrections of earlier files that this one asks for again.
    ///
    /// # Errors
    /// `Invalid` before any verdict.
    pub fn offers(&self) -> Result<Vec<CorrectionOffer>, FileProblem> {
        let (mapping, _) = self.judged()?;
        Ok(self.file.offers(mapping))
    }

    /// Makes the corrections that are offered and reads the file again; when it cannot be read so, their
    /// rows are as they were.
    ///
    /// # Errors
    /// Those of [`OpenFile::read`].
    pub fn take_offers(&mut self) -> Result<(), FileProblem> {
        let reading = self.reading.take().ok_or_else(unchecked)?;
        let rows = self.file.take_offers(&reading.mapping);
        self.read_again(reading, rows)
    }

    /// The file given back with what was found in it.
    ///
    /// # Errors
    /// `Invalid` before any verdict; `FileTooLarge`.
    pub fn annotated(&self) -> Result<Vec<u8>, FileProblem> {
        let (mapping, Judged { verdict, issues }) = self.judged()?;
        self.file.annotated(mapping, verdict, issues)
    }

    /// Every issue as a text file for spreadsheets.
    ///
    /// # Errors
    /// `Invalid` before any verdict.
    pub fn issues_csv(&self) -> Result<String, FileProblem> {
        Ok(issues_csv(&self.judged()?.1.issues))
    }

    fn judged(&self) -> Result<(&Mapping, &Judged), FileProblem> {
        let reading = self.reading.as_ref().ok_or_else(unchecked)?;
        Ok((&reading.mapping, reading.judged.as_ref().ok_or_else(unchecked)?))
    }
}

fn unchecked() -> FileProblem {
    FileProblem::new(ProblemCode::Invalid, "Le fichier n’est pas vérifié.")
}
