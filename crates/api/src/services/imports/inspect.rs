//! What a file looks like, and the columns proposed: nothing is stored.

use domain::{
    dto::{
        AntibioticProposal, FieldAlternative, ImportKind, InspectedColumn, PreviewRow,
        WorkbookInspection,
    },
    import::{
        Alternative, AntibioticSuggestion, HeaderRow, Layout, Mapping, Proposal, Table,
        alternatives, find_header, headers, looks_like, proposals, reading_notes, suggest_knowing,
    },
};
use ingest::Workbook;

use super::{Upload, memory::Memory};
use crate::error::ApiError;

/// Rows shown to choose the header from.
const PREVIEW_ROWS: usize = 15;
/// Values shown of a column.
const SAMPLES: usize = 4;
/// Longest value shown, in characters.
const SHOWN_CHARS: usize = 80;
/// Columns shown; more are read but not shown.
const SHOWN_COLUMNS: usize = 200;

/// Shows what a file holds and which columns are proposed: those of the last import with the same
/// headers, or else those that the headers and the values tell. Heavy: for a blocking thread.
pub fn inspect(
    upload: &Upload,
    kind: ImportKind,
    memory: &Memory,
) -> Result<WorkbookInspection, ApiError> {
    let layout = Layout::from(kind);
    let workbook = upload.workbook(layout)?;
    let remembered = memory.recall(upload, &workbook, layout)?;
    let (workbook, header, proposal) = match remembered {
        Some((Some(other), header, proposal)) => (other, header, proposal),
        Some((None, header, proposal)) => (workbook, header, proposal),
        None => {
            let header = upload.header().unwrap_or_else(|| find_header(&workbook.table, layout));
            let units = memory.units();
            let proposal = suggest_knowing(&workbook.table, header, layout, units);
            (workbook, header, proposal)
        }
    };
    Ok(shown(upload, kind, workbook, header, proposal))
}

fn shown(
    upload: &Upload,
    kind: ImportKind,
    Workbook { sheet, sheets, table, mut notes }: Workbook,
    header: HeaderRow,
    proposal: Proposal,
) -> WorkbookInspection {
    let value = |row: usize, column: usize| shorten(&table.display(table.cell(row, column)));
    let width = table.width().min(SHOWN_COLUMNS);
    let names = headers(&table, header);
    let mapping = Mapping::proposed(header, &names, &proposal);
    notes.extend(reading_notes(&table, &mapping, kind.into()));
    let other = (!proposal.is_complete(kind.into())).then(|| looks_like(&table, kind.into()));
    WorkbookInspection {
        file_name: upload.file_name.clone(),
        sheets,
        sheet,
        header_row: header.number(),
        preview: (0..table.height().min(PREVIEW_ROWS))
            .map(|row| PreviewRow {
                row: u32::try_from(row + 1).unwrap_or(u32::MAX),
                cells: (0..width).map(|column| value(row, column)).collect(),
            })
            .collect(),
        columns: columns(&table, header, &names[..width]),
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
