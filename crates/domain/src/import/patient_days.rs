//! Stage 4 for the patient-days: rows to days by unit and period.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::mapping::Mapping;
use super::number_style::NumberStyle;
use super::period::Period;
use super::personal::{self, UNIT_CODE, class_of};
use super::pivot::row_values;
use super::reading_notes::value_styles;
use super::rows::RowSet;
use super::rules::Issue;
use super::structure::{FileLines, data_rows, number_of};
use super::table::Table;
use super::threshold::Threshold;
use crate::dto::ImportKind;

/// Days of one unit in one period; rows of the same unit and period are summed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaysLine {
    pub period: Period,
    pub unit_code: String,
    pub days: i32,
    /// Rows of the file.
    pub rows: RowSet,
}

/// Reads the days; a row without a whole positive number or with a foreign period is refused, and so
/// is a row of several periods with one such number.
pub fn read_patient_days(table: &Table, mapping: &Mapping, period: Period) -> FileLines<DaysLine> {
    let (rows, blank) = data_rows(table, mapping);
    let read = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut refused = Vec::new();
    let mut lines: BTreeMap<(Period, String), (i32, RowSet)> = BTreeMap::new();
    let styles: BTreeMap<usize, NumberStyle> =
        value_styles(table, mapping, "patient_days").into_iter().collect();
    for row in rows {
        let number = number_of(row);
        let values = match row_values(table, mapping, row, "patient_days", period) {
            Ok(values) => values,
            Err(issue) => {
                refused.push(
                    issue.of(ImportKind::PatientDays).at(number, mapping.header_of("period")),
                );
                continue;
            }
        };
        let shown = table.display(mapping.cell(table, row, "unit_code"));
        let unit = personal::code(&shown, UNIT_CODE).into_owned();
        let mut by_period: BTreeMap<Period, i32> = BTreeMap::new();
        let wrong = values.into_iter().find(|(period, column, cell)| {
            let style = styles.get(column);
            let days = style.and_then(|style| style.number(table, *cell)).and_then(whole_days);
            let sum = by_period
                .entry(*period)
                .or_insert_with(|| lines.get(&(*period, unit.clone())).map_or(0, |(sum, _)| *sum));
            days.and_then(|days| sum.checked_add(days)).is_none_or(|added| {
                *sum = added;
                false
            })
        });
        // A row is taken whole or not at all: it is counted once.
        if let Some((_, column, cell)) = wrong {
            let header = mapping.headers.get(column).map(String::as_str);
            refused.push(
                Issue::new(ImportKind::PatientDays, "days_not_a_number")
                    .word("class", class_of(table, cell))
                    .at(number, header),
            );
            continue;
        }
        for (period, sum) in by_period {
            let entry = lines.entry((period, unit.clone())).or_default();
            entry.0 = sum;
            entry.1.push(number);
        }
    }
    let lines = lines
        .into_iter()
        .map(|((period, unit_code), (days, rows))| DaysLine { period, unit_code, days, rows })
        .collect();
    FileLines { lines, refused, read, blank }
}

/// A whole number of days, 0 or more, below the threshold.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole, and what i32 cannot hold stays its largest"
)]
fn whole_days(number: f64) -> Option<i32> {
    (number.fract() == 0.0 && (0.0..Threshold::PatientDays.value()).contains(&number))
        .then_some(number as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::fields::Layout;
    use crate::import::mapping::resolve;
    use crate::import::testing::table;

    #[test]
    fn days_are_summed_by_unit_and_quarter() {
        let sheet = table(&[
            &["Nb JH", "UF", "Trimestre"],
            &["5\u{a0}138", "800", "T1 2024"],
            &["#2", "800", "T1 2024"],
            &["#7", "800", "T2 2023"],
            &["#-1", "801", "T2 2024"],
            &["#1.5", "801", "T2 2024"],
            &["#9", "801", "printemps"],
            &["0612345678", "DUPONT Jean", "T1 2024"],
        ]);
        let mapping = resolve(&sheet, Layout::PatientDays, None, None).unwrap();
        let file = read_patient_days(&sheet, &mapping, Period::year(2024));
        assert_eq!(file.lines.len(), 1);
        assert_eq!((file.lines[0].days, file.lines[0].rows.to_string()), (5140, "2-3".to_owned()));
        let reasons: Vec<_> = file.refused.iter().map(|issue| issue.reason).collect();
        assert_eq!(
            reasons,
            [
                "out_of_period",
                "days_not_a_number",
                "days_not_a_number",
                "bad_period",
                "days_not_a_number"
            ]
        );
        assert!(file.refused[4].message().contains("(nombre trop grand)"));
        assert_eq!(file.read, 7);
    }

    #[test]
    fn a_column_for_each_month_adds_to_its_quarter() {
        let sheet = table(&[
            &["UF", "janv-24", "févr-24", "avr-24", "Total"],
            &["800", "#10", "1,234", "#7", "#1251"],
            &["801", "#1", "#2", "beaucoup", "#3"],
            &["802", "", "", "", ""],
            &["800", "#1", "", "", "#1"],
        ]);
        let mapping = resolve(&sheet, Layout::PatientDays, None, None).unwrap();
        let file = read_patient_days(&sheet, &mapping, Period::year(2024));
        let lines: Vec<_> = file
            .lines
            .iter()
            .map(|line| (line.period.to_string(), line.days, line.rows.to_string()))
            .collect();
        assert_eq!(
            lines,
            [
                ("2024-Q1".to_owned(), 1245, "2, 5".to_owned()),
                ("2024-Q2".to_owned(), 7, "2".to_owned())
            ]
        );
        let refused: Vec<_> =
            file.refused.iter().map(|issue| (issue.row, issue.column.as_deref())).collect();
        assert_eq!(refused, [(Some(3), Some("avr-24")), (Some(4), Some("janv-24"))]);
        assert_eq!(file.read, 4);
    }
}
