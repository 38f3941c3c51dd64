//! A stored import given back: its lines where the file had them, with what was found in them. The file
//! itself is not kept.

use checker::{Annotated, Repairs, issues_csv};
use domain::import::{Cell, RowSet, Table};
use domain::{dto::ImportKind, resistance::When};

use super::read::{counts, judge};
use crate::{
    db::{AnyConn, facts, imports::StoredImport, isolates},
    error::ApiError,
};

/// The workbook of an import: each line in its first row, the anomalies in the first column.
pub fn annotated(conn: &mut AnyConn, import: &StoredImport) -> Result<Vec<u8>, ApiError> {
    let told = judge(conn, import)?;
    let (rows, _) = counts(import)?;
    let mut sheet = Sheet::default();
    let header = import.header_row.and_then(|row| usize::try_from(row).ok()).unwrap_or(0);
    sheet.header(header, names(import.kind));
    put_lines(conn, import, &mut sheet)?;
    let annotated = Annotated {
        table: &sheet.0,
        repairs: &Repairs::default(),
        header_rows: header,
        issues: &told.rows,
        rows: &rows,
        groups: &told.groups,
    };
    annotated.workbook().map_err(|error| ApiError::Unexpected(error.into()))
}

/// Every issue of an import as a text file for spreadsheets.
pub fn issue_list(conn: &mut AnyConn, import: &StoredImport) -> Result<String, ApiError> {
    Ok(issues_csv(&judge(conn, import)?.rows))
}

const fn names(kind: ImportKind) -> &'static [&'static str] {
    match kind {
        ImportKind::Structure => &["Lignes", "Code UF", "Libellé UF", "DE", "TA"],
        ImportKind::PatientDays => &["Lignes", "Code UF", "Période", "JH"],
        ImportKind::Consumption => {
            &["Lignes", "Code UF", "Période", "Code du médicament", "Libellé", "Quantité"]
        }
        ImportKind::Resistance => {
            &["Lignes", "Code UF", "Date de prélèvement", "Nature", "Micro-organisme"]
        }
    }
}

#[derive(Default)]
struct Sheet(Table);

impl Sheet {
    fn header(&mut self, rows: usize, names: &[&str]) {
        if let Some(row) = rows.checked_sub(1) {
            let cells = names.iter().map(|name| Cell::Text(self.0.intern(name))).collect();
            self.put(row, cells);
        }
    }

    fn put(&mut self, row: usize, cells: Vec<Cell>) {
        for (column, cell) in cells.into_iter().enumerate() {
            self.0.put(row, column, cell);
        }
    }

    /// A line in the first of its rows.
    fn line(&mut self, rows: &RowSet, texts: &[&str], number: Option<f64>) {
        let Some(first) = rows.iter().next().and_then(|row| usize::try_from(row).ok()) else {
            return;
        };
        let shown = rows.to_string();
        let texts = std::iter::once(shown.as_str()).chain(texts.iter().copied());
        let mut cells: Vec<Cell> = texts
            .map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(self.0.intern(text)) })
            .collect();
        cells.extend(number.map(Cell::Number));
        self.put(first.saturating_sub(1), cells);
    }
}

fn put_lines(conn: &mut AnyConn, import: &StoredImport, sheet: &mut Sheet) -> Result<(), ApiError> {
    let these = [import.id];
    match import.kind {
        ImportKind::Structure => {
            for unit in facts::units(conn, &these)? {
                let unit = unit.line;
                let code = |code: &Option<String>| code.clone().unwrap_or_default();
                let texts = [&unit.code, &unit.label, &code(&unit.de_code), &code(&unit.ta_code)];
                sheet.line(&std::iter::once(unit.row).collect(), &texts.map(String::as_str), None);
            }
        }
        ImportKind::PatientDays => {
            for days in facts::days(conn, &these)? {
                let days = days.line;
                let texts = [days.unit_code.as_str(), &days.period.to_string()];
                sheet.line(&days.rows, &texts, Some(f64::from(days.days)));
            }
        }
        ImportKind::Consumption => {
            for line in facts::lines(conn, &these)? {
                let line = line.line;
                let period = line.period.to_string();
                let texts = [&line.unit_code, &period, &line.drug_code, &line.drug_label];
                sheet.line(&line.rows, &texts.map(String::as_str), line.quantity);
            }
        }
        ImportKind::Resistance => {
            let labels = isolates::labels(conn, import.id)?;
            for isolate in isolates::of_import(conn, import.id)? {
                let date = match isolate.sampled {
                    When::At(moment) => moment.date.to_string(),
                    When::Missing | When::Unreadable => String::new(),
                };
                let text = |id: Option<_>| id.map_or("", |id| labels.text(id));
                let texts = [
                    &isolate.unit_code,
                    date.as_str(),
                    text(isolate.specimen),
                    text(isolate.organism),
                ];
                sheet.line(&isolate.rows, &texts, None);
            }
        }
    }
    Ok(())
}
