//! Stage 4 for the consumption: rows to lines by unit, drug and period.
//!
//! Distinct texts are looked at once: the rows are first grouped by cell, then by meaning.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::mapping::Mapping;
use super::number_style::NumberStyle;
use super::period::Period;
use super::personal::{self, DRUG_CODE, UNIT_CODE};
use super::pivot::row_values;
use super::reading_notes::value_styles;
use super::rows::RowSet;
use super::structure::{FileLines, data_rows, number_of};
use super::table::{Cell, Table};
use super::threshold::Threshold;
use super::validate::{PeriodIssue, period_of};
use crate::dto::ImportKind;
use crate::nomenclature::{DrugCode, parse_drug_code};

/// Units of one drug dispensed to one unit in one period; rows are summed, returns are negative.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsumptionLine {
    pub period: Period,
    pub unit_code: String,
    /// UCD on 7 digits when the code is one, else the code as typed.
    pub drug_code: String,
    /// Label of the file, empty when it has none.
    pub drug_label: String,
    /// UCD units; `None` for the rows whose quantity is no number below the
    /// threshold.
    pub quantity: Option<f64>,
    /// Rows of the file.
    pub rows: RowSet,
}

/// Reads the lines; only a foreign period is refused here, every other judgement comes later.
pub fn read_consumption(
    table: &Table,
    mapping: &Mapping,
    period: Period,
) -> FileLines<ConsumptionLine> {
    let (rows, blank) = data_rows(table, mapping);
    let read = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut refused = Vec::new();
    let mut periods: HashMap<CellKey, Result<Period, PeriodIssue>> = HashMap::new();
    let mut groups = Groups::default();
    let styles: BTreeMap<usize, NumberStyle> =
        value_styles(table, mapping, "quantity").into_iter().collect();
    let below = Threshold::Quantity.value();
    let quantity = |column: usize, cell| {
        let quantity = styles.get(&column).and_then(|style| style.number(table, cell));
        quantity.filter(|quantity| quantity.abs() < below)
    };
    let column = mapping.column("quantity").unwrap_or(usize::MAX);
    for row in rows {
        let number = number_of(row);
        let cells = RowCells {
            number,
            unit: mapping.cell(table, row, "unit_code"),
            drug: mapping.cell(table, row, "drug_code"),
            label: mapping.cell(table, row, "drug_label"),
        };
        let outcome = if mapping.periods.is_empty() {
            let cell = mapping.cell(table, row, "period");
            let known = periods.entry(key(cell));
            let period = *known.or_insert_with(|| period_of(table, cell, period));
            period.map(|period| {
                groups.add(cells, period, quantity(column, table.cell(row, column)));
            })
        } else {
            row_values(table, mapping, row, "quantity", period).map(|values| {
                let read =
                    values.iter().map(|(period, column, cell)| (*period, quantity(*column, *cell)));
                let read: Vec<(Period, Option<f64>)> = read.collect();
                // A row is taken whole or not at all: it is counted once.
                let wrong = read.iter().find(|(_, quantity)| quantity.is_none());
                let taken = wrong.map_or(read.as_slice(), std::slice::from_ref);
                for (period, quantity) in taken {
                    groups.add(cells, *period, *quantity);
                }
            })
        };
        if let Err(issue) = outcome {
            let header = mapping.header_of("period");
            refused.push(issue.of(ImportKind::Consumption).at(number, header));
        }
    }
    let groups = groups.0;
    FileLines { lines: merge(table, groups), refused, read, blank }
}

/// Cells that are the same value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum CellKey {
    Empty,
    Text(super::table::TextId),
    Number(u64),
    Date(u64),
    Bool(bool),
    Error,
}

pub(super) fn key(cell: Cell) -> CellKey {
    match cell {
        Cell::Empty => CellKey::Empty,
        Cell::Text(id) => CellKey::Text(id),
        Cell::Number(number) => CellKey::Number(number.to_bits()),
        Cell::Date(serial) => CellKey::Date(serial.to_bits()),
        Cell::Bool(value) => CellKey::Bool(value),
        Cell::Error => CellKey::Error,
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct GroupKey {
    period: Period,
    unit: CellKey,
    drug: CellKey,
    numeric: bool,
}

/// The cells of a row that say what it is about.
#[derive(Debug, Clone, Copy)]
struct RowCells {
    /// In the file, 1 = first.
    number: u32,
    unit: Cell,
    drug: Cell,
    label: Cell,
}

#[derive(Default)]
struct Groups(HashMap<GroupKey, Group>);

impl Groups {
    fn add(&mut self, cells: RowCells, period: Period, quantity: Option<f64>) {
        let RowCells { number, unit, drug, label } = cells;
        let numeric = quantity.is_some();
        let group_key = GroupKey { period, unit: key(unit), drug: key(drug), numeric };
        let group = self.0.entry(group_key).or_insert_with(|| Group {
            unit,
            drug,
            label,
            quantity: 0.0,
            rows: RowSet::default(),
        });
        group.quantity += quantity.unwrap_or(0.0);
        group.rows.push(number);
    }
}

struct Group {
    unit: Cell,
    drug: Cell,
    label: Cell,
    quantity: f64,
    rows: RowSet,
}

/// Groups that mean the same unit and drug become one line; lines are in a fixed order.
fn merge(table: &Table, groups: HashMap<GroupKey, Group>) -> Vec<ConsumptionLine> {
    // Each distinct cell is looked at once.
    let mut codes: HashMap<CellKey, String> = HashMap::new();
    let mut units: HashMap<CellKey, String> = HashMap::new();
    let mut labels: HashMap<CellKey, String> = HashMap::new();
    let mut ordered: Vec<(GroupKey, Group)> = groups.into_iter().collect();
    // First rows first, so that sums and labels do not depend on the hash map.
    ordered.sort_by_key(|(_, group)| group.rows.iter().next());
    let mut lines: BTreeMap<(Period, String, String, bool), ConsumptionLine> = BTreeMap::new();
    for (group_key, group) in ordered {
        let drug_code = codes
            .entry(group_key.drug)
            .or_insert_with(|| canonical_drug_code(&table.display(group.drug)))
            .clone();
        let unit_code = units
            .entry(group_key.unit)
            .or_insert_with(|| personal::code(&table.display(group.unit), UNIT_CODE).into_owned())
            .clone();
        let line_key = (group_key.period, unit_code.clone(), drug_code.clone(), group_key.numeric);
        let line = lines.entry(line_key).or_insert_with(|| ConsumptionLine {
            period: group_key.period,
            unit_code,
            drug_code,
            drug_label: labels
                .entry(key(group.label))
                .or_insert_with(|| personal::label(&table.display(group.label)).into_owned())
                .clone(),
            quantity: group_key.numeric.then_some(0.0),
            rows: RowSet::default(),
        });
        line.quantity = line.quantity.map(|sum| sum + group.quantity);
        line.rows.merge(&group.rows);
    }
    lines.into_values().collect()
}

/// UCD on 7 digits for all the forms of a UCD, else the code as typed, or the class of what is none.
pub fn canonical_drug_code(raw: &str) -> String {
    match parse_drug_code(raw) {
        DrugCode::Ucd { code, .. } => code,
        _ => personal::code(raw.trim(), DRUG_CODE).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::fields::Layout;
    use crate::import::mapping::resolve;
    use crate::import::testing::table;

    #[test]
    fn all_forms_of_a_code_are_one_line_and_returns_are_taken_off() {
        let sheet = table(&[
            &["UF", "UCD", "PRODUIT", "QUANTITE"],
            &["710", "9206536", "X", "#10"],
            &["710 ", "#9206536", "X", "2,5"],
            &["710", "0000009206536", "X", "#-4"],
            &["710", "3400892065366", "X", "deux"],
            &["711", "", "X", "#1"],
            &["DUPONT Jean", "157030606904512", "Mme Dupont", "#1"],
            &["710", "9206536", "X", "#1570306069045"],
        ]);
        let mapping = resolve(&sheet, Layout::Consumption, None, None).unwrap();
        let file = read_consumption(&sheet, &mapping, Period::year(2024));
        let lines: Vec<_> = file
            .lines
            .iter()
            .map(|l| (l.unit_code.as_str(), l.drug_code.as_str(), l.quantity, l.rows.to_string()))
            .collect();
        assert_eq!(
            lines,
            [
                ("710", "9206536", None, "5, 8".to_owned()),
                ("710", "9206536", Some(8.5), "2-4".to_owned()),
                ("711", "", Some(1.0), "6".to_owned()),
                ("[texte]", "[numéro de sécurité sociale]", Some(1.0), "7".to_owned()),
            ]
        );
        assert_eq!(file.lines[3].drug_label, "[nom]");
    }

    #[test]
    fn a_row_of_another_period_or_of_none_is_refused() {
        let sheet = table(&[
            &["UF", "UCD", "QUANTITE", "Trimestre"],
            &["710", "9206536", "#1", "T1 2024"],
            &["710", "9206536", "#1", "T1 2023"],
            &["710", "9206536", "#1", "printemps"],
        ]);
        let mapping = resolve(&sheet, Layout::Consumption, None, None).unwrap();
        let file = read_consumption(&sheet, &mapping, Period::year(2024));
        let refused: Vec<_> = file.refused.iter().map(|issue| (issue.reason, issue.row)).collect();
        assert_eq!(refused, [("out_of_period", Some(3)), ("bad_period", Some(4))]);
    }

    #[test]
    fn a_column_for_each_quarter_gives_a_line_for_each() {
        let sheet = table(&[
            &["UF", "UCD", "T1", "T2", "Total"],
            &["710", "9206536", "#10", "#-2", "#8"],
            &["710", "9206536", "", "#5", "#5"],
            &["711", "9206536", "dix", "#5", "#5"],
            &["711", "9227679", "", "", ""],
        ]);
        let mapping = resolve(&sheet, Layout::Consumption, None, None).unwrap();
        let read = |period| {
            let file = read_consumption(&sheet, &mapping, period);
            let told = file.lines.iter().map(|line| {
                format!("{} {} {:?} {}", line.period, line.unit_code, line.quantity, line.rows)
            });
            (told.collect::<Vec<_>>(), file.refused.len(), file.read)
        };
        let lines = [
            "2024-Q1 710 Some(10.0) 2",
            "2024-Q1 711 None 4",
            "2024-Q1 711 None 5",
            "2024-Q2 710 Some(3.0) 2-3",
        ];
        assert_eq!(read(Period::year(2024)), (lines.map(str::to_owned).into(), 0, 4));
        let second = Period { year: 2024, quarter: Some(2) };
        let lines = ["2024-Q2 710 Some(3.0) 2-3", "2024-Q2 711 Some(5.0) 4", "2024-Q2 711 None 5"];
        assert_eq!(read(second), (lines.map(str::to_owned).into(), 0, 4));
    }
}
