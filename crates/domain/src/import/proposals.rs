//! The fields of a kind of file with the columns proposed for them, as the screen shows them.

use super::fields::Layout;
use super::header::{HeaderRow, headers};
use super::pivot::{PeriodColumn, value_field, wide_periods};
use super::suggest::suggest;
use super::table::Table;
use crate::dto::FieldProposal;

/// One proposal for each field; a value that stands in one column for each period has one for each.
pub fn proposals(table: &Table, header: HeaderRow, layout: Layout) -> Vec<FieldProposal> {
    let wide = wide_periods(table, header, layout).unwrap_or_default();
    let names = headers(table, header);
    let mut proposals = Vec::new();
    for proposal in suggest(table, header, layout) {
        let field = proposal.field;
        let replaced = proposal.column.is_some_and(|column| wide.replaces(field.name, column));
        let by_period = !wide.columns.is_empty() && value_field(layout) == Some(field.name);
        let free = !replaced && !by_period;
        proposals.push(FieldProposal {
            field: field.name.to_owned(),
            label: field.label.to_owned(),
            mandatory: field.mandatory && !by_period,
            help: field.help.to_owned(),
            column: proposal.column.filter(|_| free),
            confidence: if free { proposal.confidence } else { 0.0 },
            reason: if by_period {
                Some("une colonne par période, ci-dessous".to_owned())
            } else {
                proposal.reason.filter(|_| free)
            },
        });
        if by_period {
            let column = |column: &PeriodColumn| of_period(field.label, column, &names);
            proposals.extend(wide.columns.iter().map(column));
        }
    }
    proposals
}

fn of_period(field: &str, column: &PeriodColumn, names: &[String]) -> FieldProposal {
    let name = names.get(column.column).map(String::as_str).unwrap_or_default();
    FieldProposal {
        field: column.key(),
        label: format!("{field}, {}", column.label.french()),
        mandatory: false,
        help: "Les mois d’un trimestre s’additionnent.".to_owned(),
        column: Some(column.column),
        confidence: 1.0,
        reason: Some(format!("intitulé «\u{a0}{name}\u{a0}» reconnu comme période")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::header::find_header;
    use crate::import::testing::table;

    #[test]
    fn a_column_for_each_quarter_is_proposed_as_such() {
        let sheet = table(&[&["UF", "T1 2024", "T2 2024", "Total"], &["800", "#1", "#2", "#3"]]);
        let layout = Layout::PatientDays;
        let found: Vec<_> = proposals(&sheet, find_header(&sheet, layout), layout)
            .into_iter()
            .map(|proposal| (proposal.field, proposal.label, proposal.mandatory, proposal.column))
            .filter(|(_, _, mandatory, column)| *mandatory || column.is_some())
            .collect();
        let row = |field: &str, label: &str, mandatory, column| {
            (field.to_owned(), label.to_owned(), mandatory, Some(column))
        };
        assert_eq!(
            found,
            [
                row("unit_code", "Code UF", true, 0),
                row("patient_days@2024-Q1", "Nombre de JH, T1 2024", false, 1),
                row("patient_days@2024-Q2", "Nombre de JH, T2 2024", false, 2),
            ]
        );
    }
}
