//! The answers as a file: `champ;libellé;code`, to edit in a spreadsheet and to hand on.

use std::collections::HashMap;

use super::{Meaning, OwnLabels, field_name, is_code, is_label};
use crate::dto::{IssueRow, LabelField, Severity};
use crate::import::{Table, collapse, fold};

/// The columns of the file.
pub const FILE_HEADER: [&str; 3] = ["champ", "libellé", "code"];
/// Stands for the code of a label that is left out.
const IGNORED: &str = "ne pas compter";
/// Most rows of a file.
const MOST_ROWS: usize = 20_000;
/// Spreadsheets take what begins so for a formula; a quote before it stands for itself.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// The cells of an answer.
pub fn file_row(field: LabelField, label: &str, meaning: &Meaning) -> [String; 3] {
    let quote = if label.starts_with(FORMULA) { "'" } else { "" };
    let code = meaning.code().unwrap_or(IGNORED);
    [field_name(field).to_owned(), format!("{quote}{label}"), code.to_owned()]
}

/// Why a table holds no answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAnswers {
    /// The columns are others.
    Columns,
    TooManyRows,
    /// Rows that cannot be read; what stands there is not told.
    Rows(Vec<IssueRow>),
}

/// Reads the answers of a file: all of them, or what is wrong with each row.
///
/// # Errors
/// [`NotAnswers`].
pub fn read_answers(table: &Table) -> Result<OwnLabels, NotAnswers> {
    let filled: Vec<usize> = (0..table.height()).filter(|row| !table.is_blank(*row)).collect();
    let (header, rows) = filled.split_first().ok_or(NotAnswers::Columns)?;
    let text = |row: usize, column: usize| collapse(&table.display(table.cell(row, column)));
    let column =
        |name: &str| (0..table.width()).find(|column| fold(&text(*header, *column)) == fold(name));
    let [Some(field), Some(label), Some(code)] = FILE_HEADER.map(column) else {
        return Err(NotAnswers::Columns);
    };
    if rows.len() > MOST_ROWS {
        return Err(NotAnswers::TooManyRows);
    }
    let mut own = OwnLabels::default();
    let mut issues = Vec::new();
    let mut seen: HashMap<(LabelField, String), usize> = HashMap::new();
    for row in rows {
        match answer(&text(*row, field), &text(*row, label), &text(*row, code)) {
            Err(fault) => issues.push(fault.issue(row + 1)),
            Ok((field, label, code)) => match seen.insert((field, label.clone()), row + 1) {
                Some(first) => issues.push(Fault::Duplicate { first }.issue(row + 1)),
                None => own.insert(field, &label, code.as_deref()),
            },
        }
    }
    if issues.is_empty() { Ok(own) } else { Err(NotAnswers::Rows(issues)) }
}

fn answer(
    field: &str,
    label: &str,
    code: &str,
) -> Result<(LabelField, String, Option<String>), Fault> {
    let named =
        |known: &LabelField| known.as_str() == field || fold(field_name(*known)) == fold(field);
    let field = LabelField::ALL.into_iter().find(named).ok_or(Fault::Field)?;
    let quoted = label.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    let label = quoted.unwrap_or(label);
    if !is_label(field, label) {
        return Err(Fault::Label);
    }
    // Spreadsheets write the marks of phenotypes in their own language.
    let code = match fold(code).as_str() {
        IGNORED => None,
        "vrai" => Some("true"),
        "faux" => Some("false"),
        _ => Some(code),
    };
    if code.is_some_and(|code| !is_code(field, code)) {
        return Err(Fault::Code);
    }
    Ok((field, label.to_owned(), code.map(str::to_owned)))
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Field,
    Label,
    Code,
    Duplicate { first: usize },
}

impl Fault {
    fn issue(self, row: usize) -> IssueRow {
        let [field, label, code] = FILE_HEADER;
        let (column, reason, message, remedy) = match self {
            Self::Field => {
                let names = LabelField::ALL.map(field_name).join(", ");
                let remedy = format!("Écrivez un de ceux-ci\u{a0}: {names}.");
                (field, "unknown_field", "Ce champ n’existe pas.".to_owned(), remedy)
            }
            Self::Label => (
                label,
                "bad_label",
                "Ce libellé est vide, trop long, une valeur sans catégorie, ou désigne une personne."
                    .to_owned(),
                "Corrigez-le, ou retirez la ligne.".to_owned(),
            ),
            Self::Code => (
                code,
                "unknown_code",
                "Ce code n’est pas de la liste nationale.".to_owned(),
                format!("Choisissez un code de la table de référence, ou «\u{a0}{IGNORED}\u{a0}»."),
            ),
            Self::Duplicate { first } => (
                label,
                "duplicate_label",
                format!("Ce libellé est déjà à la ligne {first}."),
                "Gardez une seule des deux lignes.".to_owned(),
            ),
        };
        IssueRow {
            row: u32::try_from(row).ok(),
            column: Some(column.to_owned()),
            code: "label_file".to_owned(),
            reason: reason.to_owned(),
            severity: Severity::Blocking,
            message,
            remedy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::table;

    fn faults(rows: &[[&str; 3]]) -> Vec<(u32, String)> {
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 3]>::as_slice).collect();
        match read_answers(&table(&[&[&["Champ", "Libellé", "Code"][..]], &rows[..]].concat())) {
            Err(NotAnswers::Rows(issues)) => {
                issues.into_iter().map(|issue| (issue.row.unwrap(), issue.reason)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut own = OwnLabels::default();
        own.insert(LabelField::Esbl, "+", Some("true"));
        own.insert(LabelField::Esbl, "O'", Some("false"));
        own.insert(LabelField::Organism, "Flore", None);
        own.insert(LabelField::Specimen, "Nez", Some("excluded:screening"));
        own.insert(LabelField::CarbapenemaseType, "autre", Some("other"));
        let rows: Vec<[String; 3]> =
            own.iter().map(|(field, label, meaning)| file_row(field, label, meaning)).collect();
        assert!(rows.contains(&["BLSE", "'+", "true"].map(str::to_owned)), "{rows:?}");
        let rows: Vec<Vec<&str>> =
            rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let all: Vec<&[&str]> =
            [&FILE_HEADER[..]].into_iter().chain(rows.iter().map(Vec::as_slice)).collect();
        assert_eq!(read_answers(&table(&all)), Ok(own));
    }

    #[test]
    fn a_spreadsheet_may_move_columns_and_translate_marks() {
        let read = read_answers(&table(&[
            &["code", "CHAMP", "remarque", "libelle"],
            &["VRAI", "esbl", "", "O"],
            &["", "", "", ""],
            &["Ne pas compter", "micro-organisme", "vu avec Paul", "Flore"],
        ]));
        let mut expected = OwnLabels::default();
        expected.insert(LabelField::Esbl, "O", Some("true"));
        expected.insert(LabelField::Organism, "Flore", None);
        assert_eq!(read, Ok(expected));
    }

    #[test]
    fn every_wrong_row_is_named() {
        let found = faults(&[
            ["Lune", "Levures", "CANSPP"],
            ["organism", "Levures", "LEVURE"],
            ["organism", "Flore", ""],
            ["organism", "Mme Dupont", "ESCCOL"],
            ["organism", "", "ESCCOL"],
            ["organism", "coli", "ESCCOL"],
            ["Micro-organisme", " coli", "ESCCOL"],
        ]);
        let found: Vec<(u32, &str)> =
            found.iter().map(|(row, reason)| (*row, reason.as_str())).collect();
        let expected = [
            (2, "unknown_field"),
            (3, "unknown_code"),
            (4, "unknown_code"),
            (5, "bad_label"),
            (6, "bad_label"),
            (8, "duplicate_label"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn another_table_holds_no_answers() {
        let other = table(&[&["UF", "Libellé"], &["710", "Médecine"]]);
        assert_eq!(read_answers(&other), Err(NotAnswers::Columns));
        assert_eq!(read_answers(&Table::new()), Err(NotAnswers::Columns));
    }
}
