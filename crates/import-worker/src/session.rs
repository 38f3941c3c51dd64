//! One file from its choice to its verdict.

use checker::{ImportContext, OpenFile, Place};
use domain::dto::{ImportKind, MappingChoice, ProblemCode, Verdict, WorkbookInspection};
use domain::import::{CheckedFile, FileProblem, Lines, Period};
use domain::pseudonym::PseudonymSecret;
use domain::verdict::{Context, judge};
use ingest::Watch;
use serde::{Deserialize, Serialize};

/// The file that is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub file_name: String,
    pub kind: ImportKind,
    pub period: Period,
    pub place: Place,
}

/// A file, what the establishment has beside it, and the file as it was checked last.
#[derive(Debug)]
pub struct Session {
    period: Period,
    kind: ImportKind,
    file: OpenFile,
    context: Context,
    checked: Option<CheckedFile>,
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
        Ok(Self { period, kind, file, context, checked: None })
    }

    pub fn inspection(&self) -> WorkbookInspection {
        self.file.inspection()
    }

    /// Looks at another sheet or header row.
    ///
    /// # Errors
    /// Those of [`OpenFile::move_to`].
    pub fn move_to(&mut self, place: Place, watch: &dyn Watch) -> Result<(), FileProblem> {
        self.checked = None;
        self.file.move_to(place, watch)
    }

    /// Reads the rows, with pseudonyms in the place of patient identifiers.
    ///
    /// # Errors
    /// Those of [`OpenFile::check`].
    pub fn check(
        &mut self,
        mapping: &MappingChoice,
        secret: Option<(i32, &PseudonymSecret)>,
    ) -> Result<(), FileProblem> {
        self.checked = None;
        self.checked = Some(self.file.check(self.period, Some(mapping), secret)?);
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

    /// What storing the file as checked would give.
    ///
    /// # Errors
    /// Those of [`judge`].
    pub fn verdict(&self) -> Result<Verdict, FileProblem> {
        judge(self.context.clone(), self.checked()?.clone())
    }

    /// What may leave: the lines as checked.
    ///
    /// # Errors
    /// `Invalid` before any check.
    pub fn checked(&self) -> Result<&CheckedFile, FileProblem> {
        let unchecked = || FileProblem::new(ProblemCode::Invalid, "Le fichier n’est pas vérifié.");
        self.checked.as_ref().ok_or_else(unchecked)
    }
}
