//! Imports: inspection of a workbook, verdict, stored import, issues, correspondences.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Acknowledgement, Difference, Effect, ImportProblem, ImportStage, ImportState, LabelField,
    StructureUnit, Versions, YearDifference,
};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Structure,
    PatientDays,
    Consumption,
    Resistance,
}

/// How much an issue weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row is not counted.
    Blocking,
    /// The establishment must answer.
    Ask,
    /// Counted as it is, once somebody has acknowledged it.
    Confirm,
    Warning,
    Information,
}

/// `POST /workbooks/inspect`: what the file looks like. Nothing is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkbookInspection {
    pub file_name: String,
    pub sheets: Vec<SheetSummary>,
    /// Name of the sheet looked at.
    pub sheet: String,
    /// Row of the header in the file (1 = first); `null` when the sheet has none.
    pub header_row: Option<u32>,
    /// First rows as displayed, to choose the header from.
    pub preview: Vec<PreviewRow>,
    pub columns: Vec<InspectedColumn>,
    /// The columns are those of an earlier import with the same headers.
    pub remembered: bool,
    /// The fields of this kind of file, in the order of the screen.
    pub fields: Vec<FieldProposal>,
    /// Fields of which one at least is needed, beside the mandatory ones.
    pub alternatives: Vec<FieldAlternative>,
    /// Columns of results, in a file with one row per isolate.
    pub antibiotics: Vec<AntibioticProposal>,
    /// Set when the content looks like another kind of file.
    pub looks_like: Option<ImportKind>,
    /// What the sheet does not show, and how it was read.
    pub notes: Vec<SheetNote>,
}

/// Something about the sheet that its reader should know; nothing to correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetNote {
    pub code: SheetNoteCode,
    /// In French.
    pub text: String,
    /// Rows of the file it is about, for example `5-7, 12`; empty when it is about none.
    pub rows: String,
    /// Letters or names of the columns it is about.
    pub columns: Vec<String>,
}

/// What a note of a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SheetNoteCode {
    HiddenSheets,
    OtherSheets,
    HiddenRows,
    HiddenColumns,
    ErrorCells,
    MergedCells,
    HeaderLevels,
    AmbiguousNumbers,
    PeriodColumns,
    ColumnsLeftOut,
}

/// A sheet of the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetSummary {
    pub name: String,
    pub hidden: bool,
}

/// One of the first rows of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewRow {
    /// Row number in the file (1 = first).
    pub row: u32,
    pub cells: Vec<String>,
}

/// A column of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InspectedColumn {
    /// 0 = first.
    pub index: usize,
    /// Header with blanks and line breaks made single spaces; `Colonne B` when there is none.
    pub header: String,
    pub samples: Vec<String>,
}

/// A field of the import and the column proposed for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProposal {
    /// Name in the API, for example `unit_code`.
    pub field: String,
    /// Name on the screen, for example `Code UF`.
    pub label: String,
    pub mandatory: bool,
    /// One line of help in French.
    pub help: String,
    /// Index of the proposed column.
    pub column: Option<usize>,
    /// 0 to 1.
    pub confidence: f64,
    /// Why this column, in French.
    pub reason: Option<String>,
}

/// One of these is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldAlternative {
    /// Name on the screen, for example `Date de naissance ou âge`.
    pub label: String,
    /// Each way is a set of fields, all needed together.
    pub ways: Vec<Vec<String>>,
    /// A column of results by antibiotic does as well.
    pub or_antibiotic_columns: bool,
}

/// A column of results, and whether it is one of an antibiotic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AntibioticProposal {
    /// Index of the column.
    pub column: usize,
    /// Code of the antibiotic, where the header is one; `null` leaves it to the correspondences.
    pub code: Option<String>,
    /// False for a column to leave out: a family of antibiotics.
    pub proposed: bool,
    /// 0 to 1.
    pub confidence: f64,
    /// Why, in French.
    pub reason: String,
}

/// Columns chosen by the caller: field -> header or index, and `antibiotic:<header>` or
/// `antibiotic:#<index>` -> code of the antibiotic.
pub type MappingChoice = BTreeMap<String, ColumnChoice>;

/// A column by its header or by its index (0 = first).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum ColumnChoice {
    Index(usize),
    Header(String),
}

/// Number of rows: `read = kept + ignored + rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowCounts {
    pub read: u32,
    pub kept: u32,
    pub ignored: u32,
    pub rejected: u32,
    /// Rows without any value; not in `read`.
    pub blank: u32,
}

/// The same counts by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowReasons {
    pub kept: BTreeMap<String, u32>,
    pub ignored: BTreeMap<String, u32>,
    pub rejected: BTreeMap<String, u32>,
}

/// Everything with the same issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssueGroup {
    /// For example `CO01`.
    pub code: String,
    /// Which case of the control, for example `unknown_unit`: `(code, reason)` names a group.
    pub reason: String,
    pub severity: Severity,
    /// French title.
    pub title: String,
    /// What to do, in French.
    pub remedy: String,
    /// Rows, or findings about the file as a whole.
    pub count: u32,
    /// Whether rows are counted.
    pub of_rows: bool,
}

/// One issue of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssueRow {
    /// Row in the file (1 = first); `null` when the issue is about the whole file.
    pub row: Option<u32>,
    /// Header of the column.
    pub column: Option<String>,
    pub code: String,
    /// Which case of the control, as in its group.
    pub reason: String,
    pub severity: Severity,
    pub message: String,
    pub remedy: String,
}

/// Values of the file that led to no reference, with the rows that carry them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unmatched {
    pub units: Vec<UnmatchedValue>,
    pub drugs: Vec<UnmatchedValue>,
    /// Units whose sector the establishment must say.
    pub sectors: Vec<StructureUnit>,
    /// Labels of the laboratory that nobody has said the meaning of.
    pub labels: Vec<UnmatchedLabel>,
}

/// A label of the laboratory without a meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnmatchedLabel {
    pub field: LabelField,
    pub label: String,
    /// Isolates that carry it.
    pub rows: u32,
    /// What it may mean.
    pub proposal: Option<LabelProposal>,
}

/// A meaning that somebody has to confirm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabelProposal {
    /// Code of the reference list; `null` = to be ignored.
    pub code: Option<String>,
    /// Likeness, 0 to 100.
    pub score: u8,
    /// The label cannot tell this meaning from the next one.
    pub ambiguous: bool,
    /// Establishments that gave this answer when the national team accepted it; `null` where
    /// it accepted none.
    pub national: Option<u32>,
    /// Code of the next best meaning.
    pub runner_up: Option<String>,
}

/// A value without reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnmatchedValue {
    pub value: String,
    pub label: Option<String>,
    /// Code of the reason, for example `unknown_code`, `no_strength`.
    pub reason: String,
    pub rows: u32,
}

/// What an import does, or would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    pub kind: ImportKind,
    pub period: String,
    pub file_name: String,
    pub sheet: String,
    pub header_row: Option<u32>,
    /// Field -> header of the column used.
    pub mapping: BTreeMap<String, String>,
    pub rows: RowCounts,
    pub reasons: RowReasons,
    pub issues_by_code: Vec<IssueGroup>,
    /// The first rows of each case; all of them at `/imports/{id}/issues` once stored.
    pub issues: Vec<IssueRow>,
    pub unmatched: Unmatched,
    /// Stored imports that this one replaces.
    pub replaces: Vec<ImportRef>,
    /// What the year's figures become.
    pub effect: Effect,
    /// Beside the lines that it takes the place of; `null` when there are none.
    pub difference: Option<Difference>,
    /// Beside the same period of the year before; `null` where that was not delivered as a whole.
    pub since_last_year: Option<YearDifference>,
    pub versions: Versions,
    /// What the sheet does not show, and how it was read.
    pub notes: Vec<SheetNote>,
}

impl Verdict {
    /// Findings that somebody has to acknowledge before the import is stored.
    pub fn to_confirm(&self) -> impl Iterator<Item = &IssueGroup> {
        self.issues_by_code.iter().filter(|group| group.severity == Severity::Confirm)
    }
}

/// A stored import, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRef {
    pub id: i32,
    pub period: String,
    pub file_name: String,
    /// UTC, ISO 8601.
    pub created_at: String,
}

/// Answer to `POST /establishments/{finess}/imports`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCreated {
    pub id: i32,
    pub state: ImportState,
}

/// `GET /imports/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    pub id: i32,
    pub finess: String,
    pub kind: ImportKind,
    pub period: String,
    pub state: ImportState,
    /// 0 to 1.
    pub progress: f64,
    /// What is being done, while it is queued or running.
    pub stage: Option<ImportStage>,
    /// Rows of the sheet read so far, while it is queued or running.
    pub rows_read: Option<u32>,
    /// Why it was rejected or failed.
    pub problem: Option<ImportProblem>,
    pub file_name: String,
    pub sha256: String,
    pub created_at: String,
    /// Full name of the person who imported.
    pub created_by: String,
    pub rows: RowCounts,
    pub reasons: RowReasons,
    pub issues_by_code: Vec<IssueGroup>,
    /// Who acknowledged which findings when it was stored.
    pub acknowledgements: Vec<Acknowledgement>,
    pub unmatched: Unmatched,
    pub versions: Versions,
    /// Version of the establishment's own labels that judged it last; of resistances alone.
    pub label_version: Option<i32>,
}

/// An entry of the list of imports of an establishment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSummary {
    pub id: i32,
    pub kind: ImportKind,
    pub period: String,
    pub state: ImportState,
    pub file_name: String,
    pub created_at: String,
    pub created_by: String,
    pub rows: RowCounts,
}

/// `GET|PUT /establishments/{finess}/correspondences/drug`: the establishment's own drug table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnDrugs {
    pub items: Vec<OwnDrug>,
}

/// One drug of the establishment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnDrug {
    /// UCD or the pharmacy's own code.
    pub code: String,
    pub label: String,
    pub atc: String,
    /// O, P, R or I.
    pub route: String,
    /// Active substance per unit dispensed, in `unit`.
    pub strength: Option<f64>,
    /// `g`, `mg`, `µg`, `MU`, `UI`…
    pub unit: Option<String>,
}

/// `GET|PUT /establishments/{finess}/correspondences/sector`: answers for DE 195, 196 and 999.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectorAnswers {
    pub items: Vec<SectorAnswer>,
}

/// The answer for one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectorAnswer {
    /// Unit code.
    pub label: String,
    /// DE with its letter, or a sector; `null` takes the answer back.
    pub code: Option<String>,
}
