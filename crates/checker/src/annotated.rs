//! The file given back with what was found in it: a workbook with the rows in their order, and the
//! issues as a text file.

use std::collections::BTreeMap;

use domain::dto::{IssueGroup, IssueRow, RowCounts, Severity};
use domain::import::{Cell, Table};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet, XlsxError};

use crate::repair::Repairs;

/// Cells up to which every row is written; of a larger sheet those with an issue alone.
const WHOLE_CELLS: usize = 2_000_000;
/// Longest text in the column of issues, in characters.
const TOLD_CHARS: usize = 1_000;

/// What is written, and from what.
#[derive(Debug, Clone, Copy)]
pub struct Annotated<'a> {
    pub table: &'a Table,
    pub repairs: &'a Repairs,
    /// Rows of the header and above.
    pub header_rows: usize,
    /// All of them, not only the first of each case.
    pub issues: &'a [IssueRow],
    pub rows: &'a RowCounts,
    /// The issues by control.
    pub groups: &'a [IssueGroup],
}

struct Formats {
    header: Format,
    date: Format,
    by_severity: BTreeMap<Severity, Format>,
}

impl Formats {
    fn new() -> Self {
        let fill =
            |colour: u32| Format::new().set_background_color(Color::RGB(colour)).set_text_wrap();
        Self {
            header: Format::new().set_bold(),
            date: Format::new().set_num_format("dd/mm/yyyy"),
            by_severity: [
                (Severity::Blocking, fill(0xF8_CB_AD)),
                (Severity::Ask, fill(0xBD_D7_EE)),
                (Severity::Confirm, fill(0xF4_E1_F0)),
                (Severity::Warning, fill(0xFF_E6_99)),
                (Severity::Information, fill(0xED_ED_ED)),
            ]
            .into(),
        }
    }
}

impl Annotated<'_> {
    /// The bytes of an `.xlsx` workbook: the sheet with a first column « Anomalie », and a summary.
    ///
    /// # Errors
    /// Those of the writer, for a sheet that no workbook can hold.
    pub fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let formats = Formats::new();
        let mut book = Workbook::new();
        self.rows(book.add_worksheet(), &formats)?;
        self.summary(book.add_worksheet(), &formats)?;
        book.save_to_buffer()
    }

    fn rows(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        sheet.set_name("Fichier annoté")?;
        sheet.set_column_width(0, 60)?;
        let by_row = self.by_row();
        let whole = self.table.height() * self.table.width() <= WHOLE_CELLS;
        let mut line = 0;
        for row in 0..self.table.height() {
            let issues = by_row.get(&(row + 1));
            let is_header = row < self.header_rows;
            if !whole && !is_header && issues.is_none() {
                continue;
            }
            if row + 1 == self.header_rows {
                sheet.write_string_with_format(line, 0, "Anomalie", &formats.header)?;
                sheet.set_freeze_panes(line + 1, 1)?;
            }
            if let Some(issues) = issues {
                let worst = issues.iter().map(|issue| issue.severity).min();
                let plain = Format::new();
                let format = worst.and_then(|worst| formats.by_severity.get(&worst));
                sheet.write_string_with_format(line, 0, told(issues), format.unwrap_or(&plain))?;
            }
            let cells = self.repairs.cells_before(row).unwrap_or_else(|| self.table.row(row));
            for (column, cell) in (1..).zip(cells) {
                self.cell(sheet, (line, column), *cell, formats)?;
            }
            line += 1;
        }
        Ok(())
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: Cell,
        formats: &Formats,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            // Always as a text: nothing that a file holds becomes a formula.
            Cell::Text(id) => drop(sheet.write_string(row, column, self.table.text(id))?),
            Cell::Number(number) => drop(sheet.write_number(row, column, number)?),
            Cell::Date(serial) => {
                sheet.write_number_with_format(row, column, serial, &formats.date)?;
            }
            Cell::Bool(value) => drop(sheet.write_boolean(row, column, value)?),
            Cell::Error => drop(sheet.write_string(row, column, "#ERREUR")?),
        }
        Ok(())
    }

    fn by_row(&self) -> BTreeMap<usize, Vec<&IssueRow>> {
        let mut by_row: BTreeMap<usize, Vec<&IssueRow>> = BTreeMap::new();
        for issue in self.issues {
            if let Some(row) = issue.row.and_then(|row| usize::try_from(row).ok()) {
                by_row.entry(row).or_default().push(issue);
            }
        }
        by_row
    }

    fn summary(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        sheet.set_name("Synthèse")?;
        sheet.set_column_width(1, 40)?.set_column_width(3, 90)?;
        let rows = self.rows;
        let counts = [
            ("Lignes lues", rows.read),
            ("Lignes gardées", rows.kept),
            ("Lignes ignorées", rows.ignored),
            ("Lignes rejetées", rows.rejected),
        ];
        for (line, (name, count)) in (0..).zip(counts) {
            sheet.write_string(line, 0, name)?.write_number(line, 1, count)?;
        }
        for (column, name) in (0..).zip(["Contrôle", "Constat", "Lignes", "Que faire"]) {
            sheet.write_string_with_format(5, column, name, &formats.header)?;
        }
        for (line, group) in (6..).zip(self.groups) {
            sheet
                .write_string(line, 0, &group.code)?
                .write_string(line, 1, &group.title)?
                .write_number(line, 2, group.count)?
                .write_string(line, 3, &group.remedy)?;
        }
        Ok(())
    }
}

/// The issues of a row in one text.
fn told(issues: &[&IssueRow]) -> String {
    let one = |issue: &&IssueRow| {
        let column = issue.column.as_ref().map(|column| format!(" [{column}]")).unwrap_or_default();
        format!("{}{column} {} {}", issue.code, issue.message, issue.remedy)
    };
    let all = issues.iter().map(one).collect::<Vec<_>>().join("\n");
    all.chars().take(TOLD_CHARS).collect()
}

/// The issues as a text file for spreadsheets: UTF-8 with its mark, semicolons.
pub fn issues_csv(issues: &[IssueRow]) -> String {
    let mut text = String::from("\u{feff}Ligne;Colonne;Contrôle;Constat;Que faire\r\n");
    for issue in issues {
        let row = issue.row.map(|row| row.to_string()).unwrap_or_default();
        let column = issue.column.as_deref().unwrap_or_default();
        let fields = [row.as_str(), column, &issue.code, &issue.message, &issue.remedy];
        text.push_str(&fields.map(quoted).join(";"));
        text.push_str("\r\n");
    }
    text
}

/// A field in quotes; a text that a spreadsheet would compute is led by an apostrophe.
fn quoted(field: &str) -> String {
    let lead = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{lead}{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use domain::dto::ImportKind;
    use domain::import::{Exclusion, Period};
    use domain::verdict::{Context, examine};
    use ingest::{Limits, Unwatched};

    use super::*;
    use crate::{Memory, OpenFile, Place};

    #[test]
    fn the_annotated_workbook_has_every_row_in_its_order_with_what_was_found() {
        let text = "Export\nUF;Nombre de JH\n710;12\n=2+2;douze\nTOTAL;24\n";
        let of = (ImportKind::PatientDays, Place::default());
        let mut file =
            OpenFile::open(text.into(), "jh.csv", of, Memory::default(), &Unwatched).unwrap();
        file.exclude(5, Exclusion::Total);
        let mapping = file.mapping(None).unwrap();
        let checked = file.read(Period::year(2024), &mapping, None).unwrap();
        let context = Context::empty(ImportKind::PatientDays, 2024);
        let verdict = examine(context, checked).unwrap();
        let bytes = file.annotated(&mapping, &verdict, &verdict.issues).unwrap();

        let book = ingest::read(&bytes, Some("Fichier annoté"), &Limits::default()).unwrap();
        let shown = |row: usize, column: usize| {
            let cell = book.table.cell(row, column);
            (book.table.display(cell).into_owned(), cell)
        };
        assert_eq!((shown(1, 0).0.as_str(), shown(1, 2).0.as_str()), ("Anomalie", "Nombre de JH"));
        assert!(shown(3, 0).0.contains("JH06"), "{:?}", shown(3, 0));
        // A formula of the file stays a text.
        assert!(matches!(shown(3, 1), (text, Cell::Text(_)) if text == "=2+2"));
        // A row left out is given back as it was.
        assert!(shown(4, 0).0.contains("RP01"));
        assert_eq!((shown(4, 1).0.as_str(), shown(4, 2).0.as_str()), ("TOTAL", "24"));
        let summary = ingest::read(&bytes, Some("Synthèse"), &Limits::default()).unwrap();
        assert_eq!(summary.table.display(summary.table.cell(0, 1)), "3");
    }

    #[test]
    fn the_list_of_issues_holds_no_formula() {
        let issue = IssueRow {
            row: Some(12),
            column: Some("=UF".to_owned()),
            code: "JH06".to_owned(),
            reason: String::new(),
            severity: Severity::Warning,
            message: "Dit \"deux\"; rien d’autre.".to_owned(),
            remedy: "Corrigez.".to_owned(),
        };
        let text = issues_csv(&[issue]);
        let last = text.lines().last().unwrap();
        assert_eq!(
            last,
            "\"12\";\"'=UF\";\"JH06\";\"Dit \"\"deux\"\"; rien d’autre.\";\"Corrigez.\""
        );
        assert!(text.starts_with('\u{feff}'));
    }
}
