//! What the values of a column look like.

use super::calendar::Date;
use super::dates::cell_date;
use super::fields::Content;
use super::names::{
    is_antibiotic_name, is_result_mark, is_sex, is_yes_or_no, looks_like_organism,
    looks_like_specimen,
};
use super::numbers::cell_number;
use super::period::cell_period;
use super::table::{Cell, Table};
use crate::labels::is_bare_value;
use crate::nomenclature::{
    DrugCode, activity, disciplines, normalise_de, normalise_ta, parse_drug_code,
};

/// Most years of a person.
const OLDEST: f64 = 130.0;
/// Longest identifier of a person or a sample, in characters.
const LONGEST_IDENTIFIER: usize = 30;

/// Whether one value looks like `content`.
pub fn fits(table: &Table, cell: Cell, content: Content) -> bool {
    let shown = table.display(cell);
    match content {
        Content::ShortCode => {
            let decimal = cell_number(table, cell).is_some_and(|number| number.fract() != 0.0);
            shown.len() <= 12 && !decimal && day_of(table, cell).is_none()
        }
        Content::Words => letters(&shown) >= 3,
        Content::Number => cell_number(table, cell).is_some(),
        // A bare 3 may be anything: the year or the letter of a quarter has to be there.
        // So may a code of five figures that could be a date.
        Content::Period => {
            let bare = shown.len() > 4 && all_figures(&shown);
            cell_period(table, cell, 2000).is_some() && shown.len() >= 4 && !bare
        }
        Content::DrugCode => matches!(parse_drug_code(&shown), DrugCode::Ucd { .. }),
        Content::Atc => is_atc(&shown),
        Content::Route => super::drugs::route_code(&shown).is_some(),
        Content::DoseUnit => shown.len() <= 5 && cell_number(table, cell).is_none(),
        Content::Discipline => !disciplines(&normalise_de(&shown)).is_empty(),
        Content::Activity => activity(&normalise_ta(&shown)).is_some(),
        Content::Date => day_of(table, cell).is_some(),
        Content::Age => cell_number(table, cell)
            .is_some_and(|age| age.fract() == 0.0 && (0.0..=OLDEST).contains(&age)),
        Content::Sex => is_sex(&shown),
        Content::YesNo => is_yes_or_no(&shown),
        Content::Result => is_result_mark(&shown),
        Content::Value => is_bare_value(&shown),
        Content::Organism => looks_like_organism(&shown),
        Content::Specimen => looks_like_specimen(&shown),
        Content::Antibiotic => is_antibiotic_name(&shown),
        Content::Identifier => is_identifier(&shown) && day_of(table, cell).is_none(),
    }
}

/// The day in a cell that says it is one: a bare serial number may be any code.
pub fn day_of(table: &Table, cell: Cell) -> Option<Date> {
    let shown = table.display(cell);
    let serial = !matches!(cell, Cell::Date(_)) && all_figures(&shown) && shown.len() < 8;
    Some(cell_date(table, cell).ok().flatten().filter(|_| !serial)?.date)
}

fn all_figures(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number or a code in one piece: `8001234`, `24-B00123`. A name is none.
fn is_identifier(text: &str) -> bool {
    text.chars().count() <= LONGEST_IDENTIFIER
        && text.chars().any(|char| char.is_ascii_digit())
        && !text
            .split_whitespace()
            .any(|word| letters(word) == word.chars().count() && letters(word) > 3)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|char| char.is_alphabetic()).count()
}

/// `J01CA04`: letter, two digits, two letters, two digits.
fn is_atc(text: &str) -> bool {
    let pattern = ['A', '0', '0', 'A', 'A', '0', '0'];
    text.len() == 7
        && text.chars().zip(pattern).all(|(char, kind)| match kind {
            'A' => char.is_ascii_uppercase(),
            _ => char.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::table;

    #[track_caller]
    fn check(content: Content, yes: &[&str], no: &[&str]) {
        let sheet = table(&[yes, no]);
        for (row, values) in [yes, no].into_iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                let fits = fits(&sheet, sheet.cell(row, column), content);
                assert_eq!(fits, row == 0, "{value:?} as {content:?}");
            }
        }
    }

    #[test]
    fn values_of_isolates_are_told_apart() {
        check(Content::Date, &["03/12/2024", "2024-12-03"], &["31/02/2024", "8001234", "#45000"]);
        check(Content::Age, &["#0", "73"], &["#131", "#1.5", "-2", "x"]);
        check(Content::Sex, &["M", "f", "#1", "2", "Féminin"], &["#3", "O"]);
        check(Content::YesNo, &["O", "N", "oui", "NEG"], &["S", "R", "2"]);
        check(
            Content::Result,
            &["S", "sfp", "I", "R", "ZIT", "NT", "-", "≤0,5 S"],
            &["O", "N", "#22", ">32"],
        );
        check(Content::Value, &["#22", ">32", "≤ 0,5", "0.25 mg/L"], &["S", "0.25 S", "x"]);
        check(Content::Identifier, &["8001234", "24-B00123", "P0001"], &["DUPONT 7", "Jean"]);
    }
}
