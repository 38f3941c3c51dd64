//! What a sheet looks like, and the columns proposed.

use domain::dto::{
    AntibioticProposal, FieldAlternative, ImportKind, InspectedColumn, PreviewRow,
    WorkbookInspection,
};
use domain::import::{
    Alternative, AntibioticSuggestion, HeaderRow, Mapping, Proposal, Table, alternatives, headers,
    looks_like, proposals, reading_notes,
};
use ingest::Workbook;

/// Rows shown to choose the header from.
const PREVIEW_ROWS: usize = 15;
/// Values shown of a column.
const SAMPLES: usize = 4;
/// Longest value shown, in characters.
const SHOWN_CHARS: usize = 80;
/// Columns shown; more are read but not shown.
const SHOWN_COLUMNS: usize = 200;

/// What a sheet looks like with these columns.
pub fn inspection(
    Workbook { sheet, sheets, table, notes }: &Workbook,
    kind: ImportKind,
    file_name: &str,
    (header, proposal, remembered): (HeaderRow, Proposal, bool),
) -> WorkbookInspection {
    let value = |row: usize, column: usize| shorten(&table.display(table.cell(row, column)));
    let width = table.width().min(SHOWN_COLUMNS);
    let names = headers(table, header);
    let mapping = Mapping::proposed(header, &names, &proposal);
    let mut notes = notes.clone();
    notes.extend(reading_notes(table, &mapping, kind.into()));
    let other = (!proposal.is_complete(kind.into())).then(|| looks_like(table, kind.into()));
    WorkbookInspection {
        file_name: file_name.to_owned(),
        sheets: sheets.clone(),
        sheet: sheet.clone(),
        header_row: header.number(),
        preview: (0..table.height().min(PREVIEW_ROWS))
            .map(|row| PreviewRow {
                row: u32::try_from(row + 1).unwrap_or(u32::MAX),
                cells: (0..width).map(|column| value(row, column)).collect(),
            })
            .collect(),
        columns: columns(table, header, &names[..width]),
        remembered,
        fields: proposals(&proposal),
        alternatives: alternatives(kind.into()).iter().map(alternative).collect(),
        antibiotics: proposal.antibiotics.into_iter().map(antibiotic).collect(),
        looks_like: other.flatten(),
        notes,
    }
}

fn columns(table: &Table, header: HeaderRow, names: &[String]) -> Vec<InspectedColumn> {
    let data = header.first_data_row()..table.height();
    names
        .iter()
        .enumerate()
        .map(|(index, name)| InspectedColumn {
            index,
            header: shorten(name),
            samples: data
                .clone()
                .map(|row| shorten(&table.display(table.cell(row, index))))
                .filter(|text| !text.is_empty())
                .take(SAMPLES)
                .collect(),
        })
        .collect()
}

fn alternative(one: &Alternative) -> FieldAlternative {
    let way = |way: &&[&str]| way.iter().map(|field| (*field).to_owned()).collect();
    FieldAlternative {
        label: one.label.to_owned(),
        ways: one.ways.iter().map(way).collect(),
        or_antibiotic_columns: one.or_antibiotic_columns,
    }
}

fn antibiotic(suggestion: AntibioticSuggestion) -> AntibioticProposal {
    AntibioticProposal {
        proposed: suggestion.is_proposed(),
        column: suggestion.column,
        code: suggestion.code,
        confidence: suggestion.confidence,
        reason: suggestion.reason,
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
