//! Which column holds which field, and what is wrong with the choice.

use std::collections::BTreeMap;

use domain::dto::{
    ColumnChoice, FieldAlternative, FieldProposal, MappingChoice, WorkbookInspection,
};
use domain::import::ANTIBIOTIC;

/// What each column of the file stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Field -> index of its column.
    pub fields: BTreeMap<String, usize>,
    /// Index of a column of results -> code of its antibiotic; without one its header says it, through the
    /// correspondences.
    pub antibiotics: BTreeMap<usize, Option<String>>,
}

impl Columns {
    /// The columns that are proposed.
    pub fn proposed(inspection: &WorkbookInspection) -> Self {
        let column = |field: &FieldProposal| Some((field.field.clone(), field.column?));
        let results = inspection.antibiotics.iter().filter(|one| one.proposed);
        Self {
            fields: inspection.fields.iter().filter_map(column).collect(),
            antibiotics: results.map(|one| (one.column, one.code.clone())).collect(),
        }
    }

    /// The columns of results that serve no field; none in a file with one row per result.
    pub fn results(&self) -> impl Iterator<Item = (usize, Option<&str>)> {
        let one_per_row = self.fields.contains_key("antibiotic");
        self.antibiotics
            .iter()
            .filter(move |(column, _)| !one_per_row && !self.serves_field(**column))
            .map(|(column, code)| (*column, code.as_deref()))
    }

    /// Whether a field takes this column.
    pub fn serves_field(&self, column: usize) -> bool {
        self.fields.values().any(|taken| *taken == column)
    }

    /// Whether anything of this column is read.
    pub fn serves(&self, column: usize) -> bool {
        self.serves_field(column) || self.results().any(|(taken, _)| taken == column)
    }

    /// The choice as the API takes it.
    pub fn mapping(&self) -> MappingChoice {
        let fields = self.fields.iter();
        let fields = fields.map(|(field, index)| (field.clone(), ColumnChoice::Index(*index)));
        let results = self.results().map(|(column, code)| {
            let code = ColumnChoice::Header(code.unwrap_or_default().to_owned());
            (format!("{ANTIBIOTIC}#{column}"), code)
        });
        fields.chain(results).collect()
    }
}

/// A reason why the choice cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// A mandatory field has no column.
    Missing { field: String },
    /// None of the fields of which one is needed has a column.
    NoneOf { label: String },
    /// One column stands for several fields.
    UsedTwice { column: String, fields: Vec<String> },
}

impl Trouble {
    pub fn message(&self) -> String {
        match self {
            Self::Missing { field } => {
                format!("«\u{a0}{field}\u{a0}» est obligatoire\u{a0}: choisissez sa colonne.")
            }
            Self::NoneOf { label } => {
                format!("Il manque «\u{a0}{label}\u{a0}»\u{a0}: choisissez une colonne.")
            }
            Self::UsedTwice { column, fields } => {
                format!(
                    "La colonne «\u{a0}{column}\u{a0}» est choisie pour «\u{a0}{}\u{a0}».",
                    fields.join("\u{a0}» et «\u{a0}")
                )
            }
        }
    }
}

/// Everything that is wrong with the choice, in the order of the screen.
pub fn troubles(inspection: &WorkbookInspection, columns: &Columns) -> Vec<Trouble> {
    let missing = inspection
        .fields
        .iter()
        .filter(|field| field.mandatory && !columns.fields.contains_key(&field.field))
        .map(|field| Trouble::Missing { field: field.label.clone() });
    let twice = inspection.columns.iter().filter_map(|column| {
        let fields: Vec<String> = inspection
            .fields
            .iter()
            .filter(|field| columns.fields.get(&field.field) == Some(&column.index))
            .map(|field| field.label.clone())
            .collect();
        (fields.len() > 1).then(|| Trouble::UsedTwice { column: column.header.clone(), fields })
    });
    missing.chain(none_of(inspection, columns)).chain(twice).collect()
}

fn none_of(inspection: &WorkbookInspection, columns: &Columns) -> Vec<Trouble> {
    let results = columns.results().next().is_some();
    let met = |one: &FieldAlternative| {
        (one.or_antibiotic_columns && results)
            || one.ways.iter().any(|way| way.iter().all(|field| columns.fields.contains_key(field)))
    };
    let missing = inspection.alternatives.iter().filter(|one| !met(one));
    missing.map(|one| Trouble::NoneOf { label: one.label.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use domain::dto::{AntibioticProposal, InspectedColumn};

    use super::*;

    fn fields(columns: &[(&str, usize)]) -> Columns {
        let fields = columns.iter().map(|(field, index)| ((*field).to_owned(), *index)).collect();
        Columns { fields, ..Columns::default() }
    }

    fn inspection() -> WorkbookInspection {
        let field = |name: &str, label: &str, mandatory, column| FieldProposal {
            field: name.to_owned(),
            label: label.to_owned(),
            mandatory,
            help: String::new(),
            column,
            confidence: 1.0,
            reason: None,
        };
        let column = |index, header: &str| InspectedColumn {
            index,
            header: header.to_owned(),
            samples: Vec::new(),
        };
        WorkbookInspection {
            file_name: String::new(),
            sheets: Vec::new(),
            sheet: String::new(),
            header_row: Some(1),
            preview: Vec::new(),
            columns: vec![column(0, "UF"), column(1, "Nb JH")],
            fields: vec![
                field("unit_code", "Code UF", true, Some(0)),
                field("patient_days", "Nombre de JH", true, None),
                field("period", "Période", false, None),
            ],
            remembered: false,
            alternatives: Vec::new(),
            antibiotics: Vec::new(),
            looks_like: None,
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_missing_mandatory_field_is_said() {
        let troubles = troubles(&inspection(), &Columns::proposed(&inspection()));
        assert_eq!(troubles, [Trouble::Missing { field: "Nombre de JH".to_owned() }]);
    }

    #[test]
    fn a_column_used_twice_is_said_with_its_fields() {
        let columns = fields(&[("unit_code", 1), ("patient_days", 1)]);
        let troubles = troubles(&inspection(), &columns);
        assert_eq!(
            troubles[0].message(),
            "La colonne «\u{a0}Nb JH\u{a0}» est choisie pour «\u{a0}Code UF\u{a0}» et «\u{a0}Nombre de JH\u{a0}»."
        );
        assert_eq!(troubles.len(), 1);
    }

    #[test]
    fn a_complete_choice_has_no_trouble() {
        let columns = fields(&[("unit_code", 0), ("patient_days", 1)]);
        assert_eq!(troubles(&inspection(), &columns), []);
        assert_eq!(columns.mapping()["patient_days"], ColumnChoice::Index(1));
    }

    #[test]
    fn columns_of_results_are_sent_as_chosen_unless_they_serve_a_field() {
        let proposal = |column, code: Option<&str>, proposed| AntibioticProposal {
            column,
            code: code.map(str::to_owned),
            proposed,
            confidence: 1.0,
            reason: String::new(),
        };
        let mut inspection = inspection();
        inspection.antibiotics = vec![
            proposal(1, Some("AMX"), true),
            proposal(2, Some("AMC"), true),
            proposal(3, None, true),
            proposal(4, None, false),
        ];
        inspection.alternatives = vec![FieldAlternative {
            label: "Colonnes d’antibiotiques".to_owned(),
            ways: vec![vec!["antibiotic".to_owned(), "result".to_owned()]],
            or_antibiotic_columns: true,
        }];
        let mut columns = Columns::proposed(&inspection);
        columns.fields.insert("patient_days".to_owned(), 1);
        assert_eq!(troubles(&inspection, &columns), []);
        let sent = columns.mapping();
        assert_eq!(sent["antibiotic:#2"], ColumnChoice::Header("AMC".to_owned()));
        assert_eq!(sent["antibiotic:#3"], ColumnChoice::Header(String::new()));
        assert_eq!(sent.len(), 4);
        columns.antibiotics.remove(&2);
        columns.antibiotics.insert(4, Some("CAZ".to_owned()));
        let sent = columns.mapping();
        assert_eq!(sent["antibiotic:#4"], ColumnChoice::Header("CAZ".to_owned()));
        assert!(!columns.serves(2) && columns.serves(4));
        columns.antibiotics.clear();
        assert_eq!(
            troubles(&inspection, &columns),
            [Trouble::NoneOf { label: "Colonnes d’antibiotiques".to_owned() }]
        );
    }
}
