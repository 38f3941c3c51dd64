//! What a reader should know of how a sheet was read: merged cells, levels of the header, numbers
//! that could be others, columns that were left out. Information only, in French.

use super::fields::{Layout, fields};
use super::header::header_levels;
use super::mapping::Mapping;
use super::number_style::{DecimalMark, NumberStyle};
use super::pivot::value_field;
use super::rows::RowSet;
use super::sheet_notes::{note, shown_rows};
use super::table::Table;
use crate::dto::{SheetNote, SheetNoteCode};

/// The notes of a table read with these columns.
pub fn reading_notes(table: &Table, mapping: &Mapping, layout: Layout) -> Vec<SheetNote> {
    let notes = [
        levels(table, mapping),
        merged(table, mapping),
        periods(mapping, layout),
        left_out(mapping),
        numbers(table, mapping, layout),
    ];
    notes.into_iter().flatten().collect()
}

fn levels(table: &Table, mapping: &Mapping) -> Option<SheetNote> {
    let (first, last) = header_levels(table, mapping.header)?;
    let text = format!(
        "L’en-tête tient sur les lignes {first} à {last}\u{a0}: les intitulés sont réunis («\u{a0}groupe / colonne\u{a0}»)."
    );
    Some(note(SheetNoteCode::HeaderLevels, text))
}

/// Merged cells below the header.
fn merged(table: &Table, mapping: &Mapping) -> Option<SheetNote> {
    let data = mapping.header.first_data_row();
    let inside =
        |area: &&super::table::Area| area.last_row >= data && area.first_row < table.height();
    let mut rows: Vec<u32> = table
        .merged()
        .iter()
        .filter(inside)
        .filter_map(|area| u32::try_from(area.first_row.max(data) + 1).ok())
        .collect();
    rows.sort_unstable();
    let mut set = RowSet::default();
    for row in &rows {
        set.push(*row);
    }
    let text = format!(
        "Cellules fusionnées dans les données\u{a0}: {}, première ligne {}. La valeur compte pour la première \
         cellule seulement, les autres sont vides\u{a0}; défusionnez-les si la valeur vaut pour toutes.",
        rows.len(),
        shown_rows(&set)
    );
    (!rows.is_empty()).then(|| note(SheetNoteCode::MergedCells, text).at_rows(&set))
}

fn periods(mapping: &Mapping, layout: Layout) -> Option<SheetNote> {
    let first = mapping.periods.first()?;
    let field = fields(layout).iter().find(|field| field.name == first.field)?;
    let labels: Vec<String> = mapping.periods.iter().map(|column| column.label.french()).collect();
    let columns = mapping.periods.iter().filter_map(|column| mapping.headers.get(column.column));
    let text = format!(
        "Une colonne par période ({}) pour «\u{a0}{}\u{a0}»\u{a0}: chaque ligne est lue pour chaque période, \
         les mois d’un trimestre s’additionnent.",
        labels.join(", "),
        field.label
    );
    Some(note(SheetNoteCode::PeriodColumns, text).at_columns(columns.cloned().collect()))
}

fn left_out(mapping: &Mapping) -> Option<SheetNote> {
    let names: Vec<String> = mapping
        .left_out
        .iter()
        .filter_map(|column| mapping.headers.get(*column).cloned())
        .collect();
    let text = format!(
        "Colonnes laissées de côté\u{a0}: «\u{a0}{}\u{a0}». Ce sont des totaux ou des périodes déjà comptées.",
        names.join("\u{a0}», «\u{a0}")
    );
    (!names.is_empty()).then(|| note(SheetNoteCode::ColumnsLeftOut, text).at_columns(names))
}

/// Numbers such as `1,234`, and how they were read.
fn numbers(table: &Table, mapping: &Mapping, layout: Layout) -> Option<SheetNote> {
    let field = value_field(layout)?;
    let (column, style) =
        value_styles(table, mapping, field).into_iter().find(|(_, style)| style.ambiguous > 0)?;
    let (typed, row) = style.example.clone()?;
    let read = style.number(table, table.cell(row, column))?;
    let because = match style.decimal {
        DecimalMark::Comma => "les autres valeurs ont des virgules décimales",
        DecimalMark::Point => "les autres valeurs ont des points décimaux",
        DecimalMark::Either => "rien d’autre dans la colonne ne tranche",
        DecimalMark::Neither => "des journées sont entières",
    };
    let text = format!(
        "Nombres à vérifier\u{a0}: {}. «\u{a0}{typed}\u{a0}» (ligne {}) est lu {}, car {because}.",
        style.ambiguous,
        row + 1,
        read.to_string().replace('.', ",")
    );
    let columns = mapping.headers.get(column).cloned().into_iter().collect();
    Some(note(SheetNoteCode::AmbiguousNumbers, text).at_columns(columns))
}

/// The columns of the value and how their numbers are written.
pub fn value_styles(
    table: &Table,
    mapping: &Mapping,
    field: &'static str,
) -> Vec<(usize, NumberStyle)> {
    let columns = mapping.periods.iter().map(|period| period.column).chain(mapping.column(field));
    let rows = mapping.header.first_data_row()..table.height();
    let whole = field == "patient_days";
    columns
        .map(|column| (column, NumberStyle::of_column(table, rows.clone(), column, whole)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mapping::resolve;
    use crate::import::table::Area;
    use crate::import::testing::table;

    #[test]
    fn what_was_decided_in_silence_is_told() {
        let mut sheet = table(&[
            &["UF", "T1 2024", "T2 2024", "Total"],
            &["800", "1,234", "#2", "#3"],
            &["801", "#7", "#2", "#3"],
        ]);
        sheet.merge(Area { first_row: 1, last_row: 2, first_column: 0, last_column: 0 });
        let layout = Layout::PatientDays;
        let mapping = resolve(&sheet, layout, None, None).unwrap();
        let notes = reading_notes(&sheet, &mapping, layout);
        let codes: Vec<_> = notes.iter().map(|note| note.code).collect();
        assert_eq!(
            codes,
            [
                SheetNoteCode::MergedCells,
                SheetNoteCode::PeriodColumns,
                SheetNoteCode::ColumnsLeftOut,
                SheetNoteCode::AmbiguousNumbers,
            ]
        );
        assert_eq!(notes[0].rows, "2");
        assert!(notes[1].text.contains("«\u{a0}Nombre de JH\u{a0}»"), "{}", notes[1].text);
        assert_eq!(notes[2].columns, ["Total"]);
        assert!(
            notes[3].text.contains("«\u{a0}1,234\u{a0}» (ligne 2) est lu 1234"),
            "{}",
            notes[3].text
        );
    }
}
