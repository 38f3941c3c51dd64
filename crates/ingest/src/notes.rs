//! What was found beside the cells, told in French.

use domain::dto::{SheetNote, SheetNoteCode, SheetSummary};
use domain::import::{RowSet, Table, column_letters, column_range, familiar_sheet, note};

use crate::sheet::Marks;

/// Notes of the sheet at `place`, read into `table`.
pub fn notes(
    sheets: &[SheetSummary],
    place: usize,
    table: &Table,
    marks: &Marks,
) -> Vec<SheetNote> {
    let mut notes = sheets_not_read(sheets, place);
    notes.extend(hidden_rows(table, &marks.hidden_rows));
    notes.extend(hidden_columns(table, &marks.hidden_columns));
    if let Some((row, column)) = marks.first_error {
        let text = format!(
            "Cellules en erreur (#N/A, #REF!…)\u{a0}: {}, lues comme illisibles\u{a0}; la première est {}{}. \
             Corrigez la formule dans le tableur.",
            marks.errors,
            column_letters(column),
            row + 1
        );
        notes.push(note(SheetNoteCode::ErrorCells, text));
    }
    notes
}

fn sheets_not_read(sheets: &[SheetSummary], place: usize) -> Vec<SheetNote> {
    let names = |hidden: bool| {
        let others = sheets.iter().enumerate();
        let others = others.filter(|(index, sheet)| *index != place && sheet.hidden == hidden);
        let names = others
            .map(|(index, sheet)| format!("«\u{a0}{}\u{a0}»", familiar_sheet(&sheet.name, index)));
        names.collect::<Vec<_>>().join(", ")
    };
    let read =
        sheets.get(place).map(|sheet| familiar_sheet(&sheet.name, place)).unwrap_or_default();
    let (others, hidden) = (names(false), names(true));
    let mut notes = Vec::new();
    if !others.is_empty() {
        let text = format!(
            "Feuille lue\u{a0}: «\u{a0}{read}\u{a0}». Autres feuilles, non lues\u{a0}: {others}."
        );
        notes.push(note(SheetNoteCode::OtherSheets, text));
    }
    if !hidden.is_empty() {
        let text = format!("Feuilles masquées, non lues\u{a0}: {hidden}.");
        notes.push(note(SheetNoteCode::HiddenSheets, text));
    }
    notes
}

/// Hidden rows that hold something.
fn hidden_rows(table: &Table, hidden: &RowSet) -> Option<SheetNote> {
    let mut filled = RowSet::default();
    for row in hidden.iter() {
        let place = row as usize - 1;
        if place < table.height() && !table.is_blank(place) {
            filled.push(row);
        }
    }
    let text = format!(
        "Lignes masquées ou filtrées\u{a0}: {}, lues comme les autres. Affichez-les dans le tableur pour les vérifier.",
        filled.len()
    );
    (!filled.is_empty()).then(|| note(SheetNoteCode::HiddenRows, text).at_rows(&filled))
}

/// Hidden columns inside the table.
fn hidden_columns(table: &Table, hidden: &[(usize, usize)]) -> Option<SheetNote> {
    let inside = hidden.iter().filter(|(first, _)| *first < table.width());
    let columns: Vec<String> =
        inside.map(|(first, last)| column_range(*first, (*last).min(table.width() - 1))).collect();
    let text = format!(
        "Colonnes masquées\u{a0}: {}, lues comme les autres. Affichez-les dans le tableur pour les vérifier.",
        columns.join(", ")
    );
    (!columns.is_empty()).then(|| note(SheetNoteCode::HiddenColumns, text).at_columns(columns))
}
