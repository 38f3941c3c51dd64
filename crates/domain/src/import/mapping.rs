//! Stage 3, second half: the columns that are used, as proposed or as the caller chose.

use std::collections::BTreeMap;

use super::antibiotic_columns::{AntibioticColumn, label_of, tell_apart};
use super::choice::{ANTIBIOTIC, Chosen, antibiotic_codes, chosen};
use super::fields::{Layout, alternatives, fields};
use super::header::{HeaderRow, familiar_headers, find_header, headers};
use super::pivot::{PeriodColumn, value_field};
use super::suggest::{Proposal, suggest};
use super::table::{Cell, Table};
use crate::dto::{ImportKind, MappingChoice, ProblemCode};

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
    /// The columns of results by antibiotic, from left to right; none in a file with one row per
    /// result.
    pub antibiotics: Vec<AntibioticColumn>,
    /// One column for each period, instead of the column of the value.
    pub periods: Vec<PeriodColumn>,
    /// Columns beside those of the periods that hold their totals.
    pub left_out: Vec<usize>,
}

impl Mapping {
    /// The columns as proposed, complete or not; `names` are those of all columns.
    pub fn proposed(header: HeaderRow, names: &[String], proposal: &Proposal) -> Self {
        let headers = familiar_headers(names);
        let fields = proposal.fields.iter();
        let taken = proposal.antibiotics.iter().filter(|antibiotic| antibiotic.is_proposed());
        let mut antibiotics: Vec<AntibioticColumn> = taken
            .map(|one| AntibioticColumn {
                column: one.column,
                label: label_of(&headers, one.column),
                code: one.code.clone(),
            })
            .collect();
        tell_apart(&mut antibiotics);
        Self {
            header,
            columns: fields.filter_map(|one| Some((one.field.name, one.column?))).collect(),
            antibiotics,
            periods: proposal.periods.iter().map(|period| period.column).collect(),
            left_out: proposal.left_out.clone(),
            headers,
        }
    }

    /// Every field that has a column, with it.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        self.columns.iter().map(|(field, column)| (*field, *column))
    }

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

    /// Codes of the antibiotic columns by their labels, as far as the mapping gives them.
    pub fn codes(&self) -> BTreeMap<String, String> {
        antibiotic_codes(&self.described())
    }

    /// Field -> header, `quantity@2024-Q1` -> header and `antibiotic:<header>` -> code, for the record. A name that may be a
    /// person's is told by its column; an antibiotic to be looked up by its label has no code.
    pub fn described(&self) -> BTreeMap<String, String> {
        let fields = self.columns.iter().map(|(field, column)| ((*field).to_owned(), *column));
        let periods = self.periods.iter().map(|period| (period.key(), period.column));
        let named = fields.chain(periods);
        let named =
            named.filter_map(|(key, column)| Some((key, self.headers.get(column)?.clone())));
        let antibiotics = self.antibiotics.iter().map(|antibiotic| {
            let code = antibiotic.code.clone().unwrap_or_default();
            (format!("{ANTIBIOTIC}{}", antibiotic.label), code)
        });
        named.chain(antibiotics).collect()
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
    let mapping = match choice {
        None => Mapping::proposed(header, &names, &suggest(table, header, layout)),
        Some(choice) => {
            let headers = familiar_headers(&names);
            let Chosen { columns, antibiotics, periods } =
                chosen(layout, &names, &headers, choice)?;
            Mapping { header, headers, columns, antibiotics, periods, left_out: Vec::new() }
        }
    };
    complete(table, layout, mapping)
}

/// A mapping that lacks nothing.
///
/// # Errors
/// `MissingColumn`; `WrongKind` when the table looks like another kind of file.
pub fn complete(table: &Table, layout: Layout, mapping: Mapping) -> Result<Mapping, FileProblem> {
    let missing = missing(layout, &mapping);
    if missing.is_empty() { Ok(mapping) } else { Err(missing_columns(table, layout, &missing)) }
}

/// The labels of what the mapping lacks.
fn missing(layout: Layout, mapping: &Mapping) -> Vec<&'static str> {
    let has = |field: &str| mapping.column(field).is_some();
    let columns = !mapping.antibiotics.is_empty();
    let by_period = |field: &str| !mapping.periods.is_empty() && value_field(layout) == Some(field);
    let mandatory = fields(layout)
        .iter()
        .filter(|field| field.mandatory && !has(field.name) && !by_period(field.name));
    let either = alternatives(layout).iter().filter(|one| !one.is_met(has, columns));
    mandatory.map(|field| field.label).chain(either.map(|one| one.label)).collect()
}

fn missing_columns(table: &Table, layout: Layout, missing: &[&str]) -> FileProblem {
    if let Some(other) = looks_like(table, layout) {
        return FileProblem::new(
            ProblemCode::WrongKind,
            format!(
                "Les colonnes sont celles d’un fichier «\u{a0}{}\u{a0}». Vérifiez le type de fichier choisi, ou choisissez un autre fichier.",
                kind_label(other)
            ),
        );
    }
    let names: Vec<String> = missing.iter().map(|label| format!("«\u{a0}{label}\u{a0}»")).collect();
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
        ImportKind::Resistance => "Résistances",
    }
}

/// Another kind of file whose mandatory columns are all there, while those of `layout` are not.
pub fn looks_like(table: &Table, layout: Layout) -> Option<ImportKind> {
    let complete = |other: Layout| {
        let header = find_header(table, other);
        header != HeaderRow::None && suggest(table, header, other).is_complete(other)
    };
    if complete(layout) {
        return None;
    }
    [
        ImportKind::Structure,
        ImportKind::Consumption,
        ImportKind::PatientDays,
        ImportKind::Resistance,
    ]
    .into_iter()
    .find(|kind| Layout::from(*kind) != layout && complete((*kind).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::ColumnChoice;
    use crate::import::table::Area;
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

    const ISOLATES: &[&[&str]] = &[
        &["UF", "IPP", "Age", "Date prélèvement", "Nature", "Germe", "DUPONT", "AMOXICILLINE"],
        &["710", "8001234", "#67", "02/01/2024", "ECBU", "E. coli", "S", "R"],
    ];

    const IDENTITY: [(&str, &str); 6] = [
        ("unit_code", "UF"),
        ("patient_id", "IPP"),
        ("age", "Age"),
        ("sample_date", "Date prélèvement"),
        ("specimen", "Nature"),
        ("organism", "Germe"),
    ];

    fn isolates(more: &[(&str, &str)]) -> Result<Mapping, FileProblem> {
        let wanted = choice(&[&IDENTITY[..], more].concat());
        resolve(&table(ISOLATES), Layout::Resistance, Some(HeaderRow::At(0)), Some(&wanted))
    }

    #[test]
    fn the_key_of_an_antibiotic_names_its_column_and_the_value_its_code() {
        let more = [("antibiotic:Amoxicilline ", "AMX"), ("antibiotic:#6", "")];
        let mapping = isolates(&more).unwrap();
        let column = |column, label: &str, code: Option<&str>| AntibioticColumn {
            column,
            label: label.to_owned(),
            code: code.map(str::to_owned),
        };
        assert_eq!(
            mapping.antibiotics,
            [column(6, "Colonne G", None), column(7, "AMOXICILLINE", Some("AMX"))]
        );
        assert_eq!(mapping.described()["antibiotic:AMOXICILLINE"], "AMX");
        assert_eq!(mapping.described()["antibiotic:Colonne G"], "");
    }

    #[test]
    fn a_wrong_choice_of_an_antibiotic_is_named() {
        let code = |more: &[(&str, &str)]| isolates(more).unwrap_err().code;
        assert_eq!(code(&[("antibiotic:Ampi", "AMP")]), ProblemCode::UnknownColumn);
        assert_eq!(code(&[("antibiotic:#70", "AMP")]), ProblemCode::UnknownColumn);
        assert_eq!(code(&[("antibiotic:UF", "AMX")]), ProblemCode::ColumnUsedTwice);
        assert_eq!(code(&[("antibiotic:DUPONT", "DUPONT")]), ProblemCode::Invalid);
        assert_eq!(code(&[]), ProblemCode::MissingColumn);
        assert!(isolates(&[]).unwrap_err().detail.contains("Colonnes d’antibiotiques"));
        let alone = resolve(
            &table(ROWS),
            Layout::Consumption,
            None,
            Some(&choice(&[("antibiotic:UF", "AMX")])),
        );
        assert_eq!(alone.unwrap_err().code, ProblemCode::Invalid);
    }

    #[test]
    fn antibiotics_below_a_group_are_known_by_their_own_names() {
        let mut sheet = table(&[
            &["UF", "IPP", "Age", "Date prélèvement", "Nature", "Germe", "Antibiotiques", ""],
            &["", "", "", "", "", "", "AMC", "AMOXICILLINE"],
            &["710", "8001234", "#67", "02/01/2024", "ECBU", "E. coli", "S", "R"],
        ]);
        sheet.merge(Area { first_row: 0, last_row: 0, first_column: 6, last_column: 7 });
        let mapping = resolve(&sheet, Layout::Resistance, None, None).unwrap();
        assert_eq!(mapping.headers[7], "Antibiotiques / AMOXICILLINE");
        let told: Vec<_> = mapping
            .antibiotics
            .iter()
            .map(|one| (one.label.as_str(), one.code.as_deref()))
            .collect();
        assert_eq!(told, [("AMC", Some("AMC")), ("AMOXICILLINE", None)]);
        let choice: MappingChoice = mapping
            .described()
            .into_iter()
            .map(|(key, value)| (key, ColumnChoice::Header(value)))
            .collect();
        let again = resolve(&sheet, Layout::Resistance, Some(mapping.header), Some(&choice));
        assert_eq!(again, Ok(mapping));
    }

    #[test]
    fn columns_by_period_are_chosen_as_they_are_recorded() {
        let sheet =
            table(&[&["UF", "UCD", "Qté T1 2024", "Qté T2 2024"], &["710", "9227679", "#6", "#2"]]);
        let mapping = resolve(&sheet, Layout::Consumption, None, None).unwrap();
        assert_eq!(mapping.described()["quantity@2024-Q2"], "Qté T2 2024");
        let choice: MappingChoice = mapping
            .described()
            .into_iter()
            .map(|(key, value)| (key, ColumnChoice::Header(value)))
            .collect();
        let again = resolve(&sheet, Layout::Consumption, Some(mapping.header), Some(&choice));
        assert_eq!(again, Ok(mapping));
        let twice = choice_with(&choice, "quantity@2024-Q3", "Qté T2 2024");
        let problem = resolve(&sheet, Layout::Consumption, None, Some(&twice)).unwrap_err();
        assert_eq!(problem.code, ProblemCode::ColumnUsedTwice);
    }

    fn choice_with(choice: &MappingChoice, key: &str, header: &str) -> MappingChoice {
        let mut more = choice.clone();
        more.insert(key.to_owned(), ColumnChoice::Header(header.to_owned()));
        more
    }

    #[test]
    fn isolates_need_a_birth_date_or_an_age() {
        let header = Some(HeaderRow::At(0));
        let mut rows = ISOLATES.to_vec();
        let mapping = resolve(&table(&rows), Layout::Resistance, header, None).unwrap();
        assert_eq!(mapping.antibiotics.len(), 2);
        let without =
            ["UF", "IPP", "Remarque", "Date prélèvement", "Nature", "Germe", "X", "AMOXICILLINE"];
        rows[0] = &without;
        let problem = resolve(&table(&rows), Layout::Resistance, header, None).unwrap_err();
        assert_eq!(problem.code, ProblemCode::MissingColumn);
        assert!(problem.detail.contains("Date de naissance ou âge"), "{}", problem.detail);
    }
}
