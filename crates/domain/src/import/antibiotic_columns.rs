//! Which columns hold results of an antibiotic, in a file with one row per isolate.

use std::collections::BTreeSet;

use super::header::column_letters;
use super::header_levels::readings;
use super::names::{
    antibiotic_code, is_antibiotic_class, is_antibiotic_name, is_category, is_result_mark,
};
use super::profile::Profile;
use super::table::Table;
use super::text::collapse;
use crate::labels::is_bare_value;

/// Least share of marks of susceptibility among the values of such a column.
const LEAST_MARKS: f64 = 0.8;

/// A column of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AntibioticColumn {
    pub column: usize,
    /// Its header, or the last row of it; the letter of the column for a name that may be a person's.
    pub label: String,
    /// The national code, when the caller or the header tells it.
    pub code: Option<String>,
}

/// The label of a column of results: of `Antibiotiques / AMOXICILLINE` what names the antibiotic, when
/// no other column is named so.
pub fn label_of(headers: &[String], column: usize) -> String {
    let whole = headers[column].as_str();
    let last = |header| readings(header).last();
    let name = last(whole).unwrap_or(whole);
    let named = is_antibiotic_name(name) || antibiotic_code(name).is_some();
    let alone = headers.iter().filter(|other| last(other.as_str()) == Some(name)).count() == 1;
    if named && alone { name.to_owned() } else { whole.to_owned() }
}

/// Tells columns apart by their letters where one label has several codes: codes are kept by label.
pub fn tell_apart(columns: &mut [AntibioticColumn]) {
    let same = |one: &AntibioticColumn, other: &AntibioticColumn| {
        collapse(&one.label) == collapse(&other.label) && one.code != other.code
    };
    let known = columns.to_vec();
    for column in columns {
        if known.iter().any(|other| same(column, other)) {
            column.label = format!("Colonne {}", column_letters(column.column));
        }
    }
}

/// A column that holds results, and whether it is one of an antibiotic.
#[derive(Debug, Clone, PartialEq)]
pub struct AntibioticSuggestion {
    pub column: usize,
    pub header: String,
    pub code: Option<String>,
    /// 0 to 1; 0 for a column that is left out.
    pub confidence: f64,
    /// Why it is taken or left out, in French.
    pub reason: String,
}

impl AntibioticSuggestion {
    /// Whether the column is proposed.
    pub fn is_proposed(&self) -> bool {
        self.confidence > 0.0
    }
}

/// Looks at every column that serves no field; columns without any sign of an antibiotic are not
/// told.
pub fn suggest_antibiotics(
    table: &Table,
    headers: &[String],
    profiles: &[Profile],
    taken: &BTreeSet<usize>,
) -> Vec<AntibioticSuggestion> {
    let free = |(column, _): &(usize, &String)| !taken.contains(column);
    headers
        .iter()
        .enumerate()
        .filter(free)
        .filter_map(|(column, name)| suggestion(table, column, name, &profiles[column]))
        .collect()
}

fn suggestion(
    table: &Table,
    column: usize,
    name: &str,
    profile: &Profile,
) -> Option<AntibioticSuggestion> {
    let code = readings(name).find_map(antibiotic_code);
    let said = readings(name).any(is_antibiotic_name);
    let share = |fits: &dyn Fn(&str) -> bool| {
        profile.share_of(|cell| fits(&table.display(cell))).unwrap_or(0.0)
    };
    let told = |confidence, reason: String| {
        let code = code.clone().filter(|_| confidence > 0.0);
        Some(AntibioticSuggestion { column, header: name.to_owned(), code, confidence, reason })
    };
    if profile.count == 0 {
        return if said {
            told(
                0.6,
                format!("intitulé «\u{a0}{name}\u{a0}» d’un antibiotique\u{a0}; colonne vide"),
            )
        } else {
            None
        };
    }
    if said && share(&is_bare_value) >= LEAST_MARKS {
        return told(
            0.0,
            format!(
                "«\u{a0}{name}\u{a0}» contient des valeurs sans catégorie\u{a0}: ConsoRes n’en interprète \
                 aucune, exportez S, SFP ou R"
            ),
        );
    }
    let marks = share(&is_result_mark);
    if marks < LEAST_MARKS || share(&is_category) == 0.0 {
        return None;
    }
    if readings(name).any(is_antibiotic_class) {
        return told(0.0, format!("«\u{a0}{name}\u{a0}» est une famille, pas un antibiotique"));
    }
    let percent = (marks * 100.0).floor();
    let values = format!("{percent:.0}\u{a0}% des valeurs sont des catégories S, SFP ou R");
    if said || code.is_some() {
        told(1.0, format!("intitulé «\u{a0}{name}\u{a0}» d’un antibiotique\u{a0}; {values}"))
    } else {
        told(0.7, format!("{values}\u{a0}; antibiotique à indiquer"))
    }
}
