//! Columns as software prints them, and how many of them the proposal gets right.

use std::collections::BTreeMap;

use domain::import::{Cell, HeaderRow, Layout, Table, suggest};
use serde::Deserialize;

/// One column of an export.
#[derive(Debug, Deserialize)]
pub struct Column {
    vocabulary: String,
    kind: String,
    header: String,
    /// The field it holds, `antibiotic:<code>`, or nothing.
    field: String,
    /// Values from top to bottom, `|` between them.
    values: String,
}

/// What was counted over the columns of a corpus.
#[derive(Debug, Default)]
pub struct Score {
    /// Columns that hold a field or an antibiotic.
    pub expected: u32,
    /// Of those, the ones proposed for it.
    pub right: u32,
    /// Columns to leave alone that were taken.
    pub wrongly_taken: u32,
    /// What went wrong, one line each.
    pub mistakes: Vec<String>,
}

impl Score {
    /// Share of the columns that are proposed for what they hold, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        f64::from(self.right) / f64::from(self.expected.max(1))
    }
}

/// Proposes the columns of every export of a corpus and compares.
pub fn score(corpus: &str) -> Score {
    let mut exports: BTreeMap<(String, String), Vec<Column>> = BTreeMap::new();
    for column in csv::Reader::from_reader(corpus.as_bytes()).into_deserialize() {
        let column: Column = column.expect("the corpus is well formed");
        exports.entry((column.vocabulary.clone(), column.kind.clone())).or_default().push(column);
    }
    let mut score = Score::default();
    for ((vocabulary, kind), columns) in exports {
        let told = proposed(&kind, &columns);
        for (column, told) in columns.iter().zip(told) {
            let right = told == column.field.split(':').next().unwrap_or_default();
            score.expected += u32::from(!column.field.is_empty());
            score.right += u32::from(right && !column.field.is_empty());
            score.wrongly_taken += u32::from(column.field.is_empty() && !told.is_empty());
            if !right {
                score.mistakes.push(format!(
                    "{vocabulary}/{kind}: {:?} is {:?}, proposed for {told:?}",
                    column.header, column.field
                ));
            }
        }
    }
    score
}

/// The field proposed for each column, `antibiotic` for a column of results, or nothing.
fn proposed(kind: &str, columns: &[Column]) -> Vec<&'static str> {
    let layout = match kind {
        "structure" => Layout::Structure,
        "patient_days" => Layout::PatientDays,
        "consumption" => Layout::Consumption,
        _ => Layout::Resistance,
    };
    let proposal = suggest(&sheet(columns), HeaderRow::At(0), layout);
    let mut told = vec![""; columns.len()];
    for one in &proposal.fields {
        if let Some(column) = one.column {
            told[column] = one.field.name;
        }
    }
    for one in proposal.antibiotics.iter().filter(|one| one.is_proposed()) {
        told[one.column] = "antibiotic";
    }
    told
}

fn sheet(columns: &[Column]) -> Table {
    let mut table = Table::new();
    let values: Vec<Vec<&str>> =
        columns.iter().map(|column| column.values.split('|').collect()).collect();
    let rows = values.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |table: &mut Table, text: &str| match text {
        "" => Cell::Empty,
        text => Cell::Text(table.intern(text)),
    };
    for (index, column) in columns.iter().enumerate() {
        let header = cell(&mut table, &column.header);
        table.put(0, index, header);
    }
    for row in 0..rows {
        for (index, values) in values.iter().enumerate() {
            let value = cell(&mut table, values.get(row).copied().unwrap_or_default());
            table.put(row + 1, index, value);
        }
    }
    table
}
