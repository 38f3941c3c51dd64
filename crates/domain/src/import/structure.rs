//! Stage 4 for the structure: rows to units.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::mapping::Mapping;
use super::personal::{self, LIST_CODE, UNIT_CODE, no_code};
use super::rules::Issue;
use super::table::Table;
use super::text::collapse;
use crate::dto::ImportKind;
use crate::nomenclature::{normalise_de, normalise_ta};

/// A unit as the file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Row in the file (1 = first).
    pub row: u32,
    /// As typed; what is no code is told by its class and its row, and is found by no other file.
    pub code: String,
    pub label: String,
    pub service_code: Option<String>,
    pub service_label: Option<String>,
    pub pole_code: Option<String>,
    pub pole_label: Option<String>,
    /// Three characters, sometimes with a letter; `None` when the cell is empty.
    pub de_code: Option<String>,
    /// Two characters; `None` when the cell is empty.
    pub ta_code: Option<String>,
}

/// What reading a file gave: lines, rows refused for good, counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLines<T> {
    pub lines: Vec<T>,
    /// Rows that no later answer can save, one issue each.
    pub refused: Vec<Issue>,
    /// Rows with any value.
    pub read: u32,
    pub blank: u32,
}

/// Numbers of the data rows of a sheet that hold something, and how many do not.
pub(super) fn data_rows(table: &Table, mapping: &Mapping) -> (Vec<usize>, u32) {
    let all = mapping.header.first_data_row()..table.height();
    let (blank, filled): (Vec<usize>, Vec<usize>) = all.partition(|row| table.is_blank(*row));
    (filled, u32::try_from(blank.len()).unwrap_or(u32::MAX))
}

/// Row number as people count.
pub(super) fn number_of(row: usize) -> u32 {
    u32::try_from(row + 1).unwrap_or(u32::MAX)
}

/// Reads the units; a row without code or with a code already met is refused.
pub fn read_structure(table: &Table, mapping: &Mapping) -> FileLines<Unit> {
    let (rows, blank) = data_rows(table, mapping);
    let mut file = FileLines { lines: Vec::new(), refused: Vec::new(), read: 0, blank };
    let mut first_rows: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        file.read += 1;
        let text = |field: &str| {
            let shown = table.display(mapping.cell(table, row, field));
            Some(collapse(&shown)).filter(|text| !text.is_empty())
        };
        let refuse = |reason| {
            Issue::new(ImportKind::Structure, reason)
                .at(number_of(row), mapping.header_of("unit_code"))
        };
        let code = |field| text(field).map(|text| personal::code(&text, UNIT_CODE).into_owned());
        let listed = |code: String| personal::code(&code, LIST_CODE).into_owned();
        let label = |field| text(field).map(|text| personal::label(&text).into_owned());
        let Some(typed) = text("unit_code") else {
            file.refused.push(refuse("no_unit_code"));
            continue;
        };
        let unit_code = match no_code(&typed, UNIT_CODE) {
            None => typed,
            Some(class) => format!("[{class}, ligne {}]", number_of(row)),
        };
        if let Some(first) = first_rows.get(&unit_code) {
            let issue =
                refuse("duplicate_unit").word("unit", unit_code).word("first", first.to_string());
            file.refused.push(issue);
            continue;
        }
        first_rows.insert(unit_code.clone(), number_of(row));
        file.lines.push(Unit {
            row: number_of(row),
            code: unit_code,
            label: label("unit_label").unwrap_or_default(),
            service_code: code("service_code"),
            service_label: label("service_label"),
            pole_code: code("pole_code"),
            pole_label: label("pole_label"),
            de_code: text("de_code").map(|code| listed(normalise_de(&code))),
            ta_code: text("ta_code").map(|code| listed(normalise_ta(&code))),
        });
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::fields::Layout;
    use crate::import::mapping::resolve;
    use crate::import::testing::table;

    #[test]
    fn codes_keep_their_zeros_and_get_back_those_excel_took() {
        let sheet = table(&[
            &["TA", "DE", "UF", "INTITULE UF"],
            &["#3", "#38", "083 ", "Lits  porte"],
            &["", "", "", ""],
            &["03", "195", "083", "Encore"],
            &["", "104", "590", "Bloc"],
            &["03", "104", "", "Sans code"],
        ]);
        let mapping = resolve(&sheet, Layout::Structure, None, None).unwrap();
        let file = read_structure(&sheet, &mapping);
        assert_eq!((file.read, file.blank), (4, 1));
        let unit = &file.lines[0];
        assert_eq!((unit.code.as_str(), unit.label.as_str()), ("083", "Lits porte"));
        assert_eq!((unit.de_code.as_deref(), unit.ta_code.as_deref()), (Some("038"), Some("03")));
        assert_eq!(file.lines[1].ta_code, None);
        let reasons: Vec<_> = file.refused.iter().map(|issue| (issue.reason, issue.row)).collect();
        assert_eq!(reasons, [("duplicate_unit", Some(4)), ("no_unit_code", Some(6))]);
    }

    #[test]
    fn a_row_without_code_or_with_a_known_one_is_refused() {
        let sheet = table(&[
            &["UF", "INTITULE UF", "DE", "TA"],
            &["083", "Lits porte", "038", "03"],
            &["083", "Encore", "195", "03"],
            &["", "Sans code", "104", "03"],
        ]);
        let mapping = resolve(&sheet, Layout::Structure, None, None).unwrap();
        let refused = read_structure(&sheet, &mapping).refused;
        let reasons: Vec<_> = refused.iter().map(|issue| (issue.reason, issue.row)).collect();
        assert_eq!(reasons, [("duplicate_unit", Some(3)), ("no_unit_code", Some(4))]);
    }

    #[test]
    fn a_person_in_the_place_of_a_unit_is_kept_by_row_and_class() {
        let sheet = table(&[
            &["TA", "DE", "UF", "INTITULE UF"],
            &["03", "DUPONT Jean", "DUPONT Jean", "Mme Dupont"],
            &["03", "104", "DURAND Anne", "12/03/1957"],
        ]);
        let mapping = resolve(&sheet, Layout::Structure, None, None).unwrap();
        let file = read_structure(&sheet, &mapping);
        let told = |unit: &Unit| (unit.code.clone(), unit.label.clone(), unit.de_code.clone());
        let told: Vec<_> = file.lines.iter().map(told).collect();
        let class = |class: &str| class.to_owned();
        assert_eq!(
            told,
            [
                (class("[texte, ligne 2]"), class("[nom]"), Some(class("[texte]"))),
                (class("[texte, ligne 3]"), class("[date]"), Some(class("104"))),
            ]
        );
    }
}
