//! The fields of a kind of file with the columns proposed for them, as the screen shows them.

use super::pivot::PeriodSuggestion;
use super::suggest::Proposal;
use crate::dto::FieldProposal;

/// One proposal for each field; a value that stands in one column for each period has one for each.
pub fn proposals(proposal: &Proposal) -> Vec<FieldProposal> {
    let mut proposals = Vec::new();
    for suggestion in &proposal.fields {
        let field = suggestion.field;
        let by_period = proposal.is_by_period(field.name);
        let reason = by_period.then(|| "une colonne par période, ci-dessous".to_owned());
        proposals.push(FieldProposal {
            field: field.name.to_owned(),
            label: field.label.to_owned(),
            mandatory: field.mandatory && !by_period,
            help: field.help.to_owned(),
            column: suggestion.column,
            confidence: suggestion.confidence,
            reason: reason.or_else(|| suggestion.reason.clone()),
        });
        let periods = proposal.periods.iter().filter(|one| one.column.field == field.name);
        proposals.extend(periods.map(|one| of_period(field.label, one)));
    }
    proposals
}

fn of_period(field: &str, suggestion: &PeriodSuggestion) -> FieldProposal {
    let column = suggestion.column;
    FieldProposal {
        field: column.key(),
        label: format!("{field}, {}", column.label.french()),
        mandatory: false,
        help: "Les mois d’un trimestre s’additionnent.".to_owned(),
        column: Some(column.column),
        confidence: 1.0,
        reason: Some(suggestion.reason.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::fields::Layout;
    use crate::import::header::find_header;
    use crate::import::suggest::suggest;
    use crate::import::testing::table;

    #[test]
    fn a_column_for_each_quarter_is_proposed_as_such() {
        let sheet = table(&[&["UF", "T1 2024", "T2 2024", "Total"], &["800", "#1", "#2", "#3"]]);
        let layout = Layout::PatientDays;
        let found: Vec<_> = proposals(&suggest(&sheet, find_header(&sheet, layout), layout))
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
