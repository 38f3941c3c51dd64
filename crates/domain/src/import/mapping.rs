//! Stage 3, second half: the columns that are used, as proposed or as the caller chose.

use std::collections::BTreeMap;

use super::fields::{Field, Layout, fields};
use super::header::{HeaderRow, column_letters, find_header, headers};
use super::header_levels::readings;
use super::pivot::{PeriodColumn, period_key, value_field, wide_periods};
use super::suggest::suggest;
use super::table::{Cell, Table};
use super::text::{collapse, fold};
use super::vocabulary::is_familiar;
use crate::dto::{ColumnChoice, ImportKind, MappingChoice, ProblemCode};

/// A file that cannot be taken as a whole: code, and what to do in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    pub code: ProblemCode,
    pub detail: String,
}

impl FileProblem {
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

/// Which column holds which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub header: HeaderRow,
    /// Names of all columns; the letter of the column for a name that may be a person's.
    pub headers: Vec<String>,
    columns: BTreeMap<&'static str, usize>,
    /// One column for each period, instead of the column of the value.
    pub periods: Vec<PeriodColumn>,
    /// Columns beside those of the periods that hold their totals.
    pub left_out: Vec<usize>,
}

impl Mapping {
    /// Column of a field, when it has one.
    pub fn column(&self, field: &str) -> Option<usize> {
        self.columns.get(field).copied()
    }

    /// Cell of a field in a row; `Empty` when the field has no column.
    pub fn cell(&self, table: &Table, row: usize, field: &str) -> Cell {
        self.column(field).map_or(Cell::Empty, |column| table.cell(row, column))
    }

    /// Header of the column of a field.
    pub fn header_of(&self, field: &str) -> Option<&str> {
        self.headers.get(self.column(field)?).map(String::as_str)
    }

    /// Field -> header, for the record.
    pub fn described(&self) -> BTreeMap<String, String> {
        let fields = self.columns.iter().map(|(field, column)| ((*field).to_owned(), *column));
        let periods = self.periods.iter().map(|period| (period.key(), period.column));
        fields
            .chain(periods)
            .filter_map(|(field, column)| Some((field, self.headers.get(column)?.clone())))
            .collect()
    }
}

/// Resolves the columns: the caller's choice, or else the proposal.
///
/// # Errors
/// `WrongKind`, `MissingColumn`, `ColumnUsedTwice`, `UnknownColumn`, `Invalid` (no such field).
pub fn resolve(
    table: &Table,
    layout: Layout,
    header: Option<HeaderRow>,
    choice: Option<&MappingChoice>,
) -> Result<Mapping, FileProblem> {
    let header = header.unwrap_or_else(|| find_header(table, layout));
    let names = headers(table, header);
    let (columns, periods, left_out) = match choice {
        None => {
            let wide = wide_periods(table, header, layout).unwrap_or_default();
            let columns = suggest(table, header, layout)
                .into_iter()
                .filter_map(|proposal| Some((proposal.field.name, proposal.column?)))
                .filter(|(field, column)| !wide.replaces(field, *column))
                .collect();
            (columns, wide.columns, wide.left_out)
        }
        Some(choice) => {
            let (columns, periods) = chosen(layout, &names, choice)?;
            (columns, periods, Vec::new())
        }
    };
    let mapping = Mapping { header, headers: familiar_headers(&names), columns, periods, left_out };
    let by_period =
        |field: &Field| !mapping.periods.is_empty() && value_field(layout) == Some(field.name);
    let missing: Vec<&Field> = fields(layout)
        .iter()
        .filter(|field| field.mandatory && mapping.column(field.name).is_none())
        .filter(|field| !by_period(field))
        .collect();
    if missing.is_empty() { Ok(mapping) } else { Err(missing_columns(table, layout, &missing)) }
}

fn chosen(
    layout: Layout,
    names: &[String],
    choice: &MappingChoice,
) -> Result<(BTreeMap<&'static str, usize>, Vec<PeriodColumn>), FileProblem> {
    let mut columns: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut periods: Vec<PeriodColumn> = Vec::new();
    for (name, wanted) in choice {
        let (plain, label) = match period_key(layout, name) {
            Some((field, label)) => (field, Some(label)),
            None => (name.as_str(), None),
        };
        let Some(field) = fields(layout).iter().find(|field| field.name == plain) else {
            let known: Vec<&str> = fields(layout).iter().map(|field| field.name).collect();
            return Err(FileProblem::new(
                ProblemCode::Invalid,
                format!(
                    "Le champ «\u{a0}{name}\u{a0}» n’existe pas ici. Champs possibles\u{a0}: {}.",
                    known.join(", ")
                ),
            ));
        };
        let column = find_column(names, wanted).ok_or_else(|| {
            FileProblem::new(
                ProblemCode::UnknownColumn,
                format!(
                    "La colonne choisie pour «\u{a0}{}\u{a0}» n’est pas dans la feuille. Colonnes lues\u{a0}: {}.",
                    field.label,
                    familiar_headers(names).join(", ")
                ),
            )
        })?;
        let taken = columns.iter().map(|(field, taken)| ((*field).to_owned(), *taken));
        let mut taken = taken.chain(periods.iter().map(|period| (period.key(), period.column)));
        if let Some((other, _)) = taken.find(|(_, taken)| *taken == column) {
            return Err(FileProblem::new(
                ProblemCode::ColumnUsedTwice,
                format!(
                    "La colonne «\u{a0}{}\u{a0}» est choisie pour deux champs ({other} et {name}). Choisissez une colonne par champ.",
                    familiar_headers(names)[column]
                ),
            ));
        }
        drop(taken);
        match label {
            Some(label) => periods.push(PeriodColumn { field: field.name, column, label }),
            None => drop(columns.insert(field.name, column)),
        }
    }
    Ok((columns, periods))
}

/// The names of the columns, as far as they are made of known words: a row of data taken for the
/// header, or a column added by hand, may hold anything.
fn familiar_headers(names: &[String]) -> Vec<String> {
    let lettered = |column| format!("Colonne {}", column_letters(column));
    let familiar = |(column, name): (usize, &String)| {
        if is_familiar(name) { name.clone() } else { lettered(column) }
    };
    names.iter().enumerate().map(familiar).collect()
}

fn find_column(names: &[String], wanted: &ColumnChoice) -> Option<usize> {
    match wanted {
        ColumnChoice::Index(index) => (*index < names.len()).then_some(*index),
        ColumnChoice::Header(header) => {
            let exact = collapse(header);
            let position = |same: &dyn Fn(&String) -> bool| names.iter().position(same);
            position(&|name| *name == exact)
                .or_else(|| position(&|name| fold(name) == fold(header)))
                .or_else(|| position(&|name| readings(name).any(|part| fold(part) == fold(header))))
        }
    }
}

fn missing_columns(table: &Table, layout: Layout, missing: &[&Field]) -> FileProblem {
    if let Some(other) = looks_like(table, layout) {
        return FileProblem::new(
            ProblemCode::WrongKind,
            format!(
                "Les colonnes sont celles d’un fichier «\u{a0}{}\u{a0}». Vérifiez le type de fichier choisi, ou choisissez un autre fichier.",
                kind_label(other)
            ),
        );
    }
    let names: Vec<String> =
        missing.iter().map(|field| format!("«\u{a0}{}\u{a0}»", field.label)).collect();
    FileProblem::new(
        ProblemCode::MissingColumn,
        format!(
            "Aucune colonne n’est associée à {}. Vérifiez la ligne d’en-tête, puis indiquez la colonne qui contient cette information.",
            names.join(", ")
        ),
    )
}

/// French name of a kind of file.
pub fn kind_label(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Structure => "Structure",
        ImportKind::PatientDays => "Journées d’hospitalisation",
        ImportKind::Consumption => "Consommations",
    }
}

/// Another kind of file whose mandatory columns are all there, while those of `layout` are not.
pub fn looks_like(table: &Table, layout: Layout) -> Option<ImportKind> {
    let complete = |other: Layout| {
        let header = find_header(table, other);
        let wide = wide_periods(table, header, other);
        let by_period = |field: &str| wide.is_some() && value_field(other) == Some(field);
        header != HeaderRow::None
            && suggest(table, header, other).iter().all(|proposal| {
                let field = proposal.field;
                !field.mandatory || proposal.column.is_some() || by_period(field.name)
            })
    };
    if complete(layout) {
        return None;
    }
    [ImportKind::Structure, ImportKind::Consumption, ImportKind::PatientDays]
        .into_iter()
        .find(|kind| Layout::from(*kind) != layout && complete((*kind).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::table;

    fn choice(pairs: &[(&str, &str)]) -> MappingChoice {
        pairs
            .iter()
            .map(|(field, header)| {
                ((*field).to_owned(), ColumnChoice::Header((*header).to_owned()))
            })
            .collect()
    }

    fn problem(rows: &[&[&str]], choice: Option<&MappingChoice>) -> ProblemCode {
        resolve(&table(rows), Layout::Consumption, None, choice).unwrap_err().code
    }

    const ROWS: &[&[&str]] = &[&["UF", "POLE ", "UCD", "Qté"], &["710", "P1", "9227679", "#6"]];

    #[test]
    fn a_header_is_found_whatever_its_blanks_and_case() {
        let wanted = choice(&[("unit_code", "pole"), ("drug_code", "UCD"), ("quantity", "qté ")]);
        let mapping = resolve(&table(ROWS), Layout::Consumption, None, Some(&wanted)).unwrap();
        assert_eq!(mapping.column("unit_code"), Some(1));
        assert_eq!(mapping.described()["unit_code"], "POLE");
    }

    #[test]
    fn a_wrong_choice_is_named() {
        let both = choice(&[("unit_code", "UF"), ("drug_code", "UF"), ("quantity", "Qté")]);
        assert_eq!(problem(ROWS, Some(&both)), ProblemCode::ColumnUsedTwice);
        let nowhere = choice(&[("unit_code", "Unité")]);
        assert_eq!(problem(ROWS, Some(&nowhere)), ProblemCode::UnknownColumn);
        assert_eq!(problem(ROWS, Some(&choice(&[("patient", "UF")]))), ProblemCode::Invalid);
        assert_eq!(
            problem(ROWS, Some(&choice(&[("unit_code", "UF")]))),
            ProblemCode::MissingColumn
        );
    }

    #[test]
    fn a_row_of_data_taken_for_the_header_is_not_told() {
        let rows: &[&[&str]] = &[&["710", "DUPONT Jean", "Qté"], &["710", "9227679", "#6"]];
        let columns = [("unit_code", 0), ("drug_code", 1), ("quantity", 2)];
        let wanted: MappingChoice =
            columns.map(|(field, index)| (field.to_owned(), ColumnChoice::Index(index))).into();
        let header = Some(HeaderRow::At(0));
        let mapping = resolve(&table(rows), Layout::Consumption, header, Some(&wanted)).unwrap();
        assert_eq!(mapping.headers, ["Colonne A", "Colonne B", "Qté"]);
        let nowhere = choice(&[("unit_code", "Unité")]);
        let problem = resolve(&table(rows), Layout::Consumption, header, Some(&nowhere));
        assert!(!problem.unwrap_err().detail.contains("DUPONT"));
    }

    #[test]
    fn patient_days_sent_as_consumption_are_recognised() {
        let rows: &[&[&str]] = &[&["Code UF", "Nombre de JH"], &["4439", "#6427"]];
        assert_eq!(problem(rows, None), ProblemCode::WrongKind);
    }
}
