//! Stage 3, first half: which column is which field, by header and by content.

use std::collections::BTreeSet;

use super::fields::{Content, Field, Layout, fields};
use super::header::{HeaderRow, headers};
use super::header_levels::readings;
use super::numbers::cell_number;
use super::period::cell_period;
use super::table::{Cell, Table};
use super::text::fold;
use crate::nomenclature::{
    DrugCode, activity, disciplines, normalise_de, normalise_ta, parse_drug_code,
};

/// Rows sampled for the content.
const SAMPLED_ROWS: usize = 200;
/// Below this a column is not proposed.
pub const THRESHOLD: f64 = 0.5;

/// The column proposed for a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    pub field: &'static Field,
    pub column: Option<usize>,
    /// 0 to 1.
    pub confidence: f64,
    /// Why, in French.
    pub reason: Option<String>,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Proposes one column for each field of `layout`; a column serves one field only.
pub fn suggest(table: &Table, header: HeaderRow, layout: Layout) -> Vec<Suggestion> {
    let names = headers(table, header);
    let samples: Vec<Vec<Cell>> =
        (0..table.width()).map(|column| sample(table, header, column)).collect();
    let mut pairs = Vec::new();
    for (index, field) in fields(layout).iter().enumerate() {
        for (column, name) in names.iter().enumerate() {
            let by_header = header_score(field, name);
            let by_content = content_score(table, &samples[column], field.content);
            let score = match by_content {
                // Nothing to look at: the header alone.
                None => by_header * 0.9,
                Some(content) if by_header > 0.0 => by_header * (0.6 + 0.4 * content),
                Some(content) if tells_itself(field.content) => content * 0.65,
                Some(_) => 0.0,
            };
            if score >= THRESHOLD {
                pairs.push((score, index, column, by_header, by_content));
            }
        }
    }
    // Best first; the order of fields and columns settles equal scores.
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut suggestions: Vec<Suggestion> = fields(layout)
        .iter()
        .map(|field| Suggestion { field, column: None, confidence: 0.0, reason: None })
        .collect();
    let mut taken = BTreeSet::new();
    for (score, index, column, by_header, by_content) in pairs {
        if suggestions[index].column.is_none() && taken.insert(column) {
            suggestions[index].column = Some(column);
            suggestions[index].confidence = (score * 100.0).round() / 100.0;
            suggestions[index].reason = Some(reason(&names[column], by_header, by_content));
        }
    }
    suggestions
}

fn reason(header: &str, by_header: f64, by_content: Option<f64>) -> String {
    let values = by_content.filter(|share| *share > 0.0).map(|share| {
        format!("{:.0}\u{a0}% des valeurs ont la forme attendue", (share * 100.0).floor())
    });
    match (by_header >= 1.0, by_header > 0.0, values) {
        (true, _, Some(values)) => {
            format!("intitulé «\u{a0}{header}\u{a0}» reconnu\u{a0}; {values}")
        }
        (true, _, None) => format!("intitulé «\u{a0}{header}\u{a0}» reconnu"),
        (false, true, Some(values)) => {
            format!("intitulé «\u{a0}{header}\u{a0}» proche\u{a0}; {values}")
        }
        (false, true, None) => format!("intitulé «\u{a0}{header}\u{a0}» proche"),
        (false, false, values) => values.unwrap_or_default(),
    }
}

/// Contents that identify a column without any header.
fn tells_itself(content: Content) -> bool {
    matches!(content, Content::DrugCode | Content::Atc | Content::Period)
}

fn sample(table: &Table, header: HeaderRow, column: usize) -> Vec<Cell> {
    (header.first_data_row()..table.height())
        .map(|row| table.cell(row, column))
        .filter(|cell| !table.display(*cell).is_empty())
        .take(SAMPLED_ROWS)
        .collect()
}

/// The score of a header, whole or by its last row alone.
fn header_score(field: &Field, header: &str) -> f64 {
    readings(header).map(|name| name_score(field, name)).fold(0.0, f64::max)
}

/// 1 for a known header, less for a close one, 0 for a foreign one.
fn name_score(field: &Field, header: &str) -> f64 {
    let folded = fold(header);
    if field.synonyms.contains(&folded.as_str()) {
        return 1.0;
    }
    let words: BTreeSet<&str> = folded.split(' ').collect();
    let closeness = |synonym: &&str| {
        let expected: BTreeSet<&str> = synonym.split(' ').collect();
        let common = words.intersection(&expected).count() as f64;
        let union = words.union(&expected).count() as f64;
        let typed = edit_similarity(&folded, synonym);
        (0.9 * common / union).max(if typed >= 0.8 { typed * 0.95 } else { 0.0 })
    };
    let best = field.synonyms.iter().map(closeness).fold(0.0, f64::max);
    if best >= 0.45 { best } else { 0.0 }
}

/// 1 minus the share of letters to change (Levenshtein).
fn edit_similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if longest == 0 || a.len().abs_diff(b.len()) * 4 > longest {
        return 0.0;
    }
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut current = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let change = previous[j] + usize::from(left != right);
            current.push(change.min(previous[j + 1] + 1).min(current[j] + 1));
        }
        previous = current;
    }
    1.0 - previous[b.len()] as f64 / longest as f64
}

/// Share of the sampled values that look like `content`; `None` without values.
fn content_score(table: &Table, cells: &[Cell], content: Content) -> Option<f64> {
    if cells.is_empty() {
        return None;
    }
    let fits = |cell: &&Cell| {
        let shown = table.display(**cell);
        match content {
            Content::ShortCode => shown.len() <= 12 && !matches!(cell, Cell::Date(_)),
            Content::Words => shown.chars().filter(|c| c.is_alphabetic()).count() >= 3,
            Content::Number => cell_number(table, **cell).is_some(),
            // A bare 3 may be anything: the year or the letter of a quarter has to be there. So may
            // a code of five figures that could be a date.
            Content::Period => {
                let bare = shown.len() > 4 && shown.bytes().all(|byte| byte.is_ascii_digit());
                cell_period(table, **cell, 2000).is_some() && shown.len() >= 4 && !bare
            }
            Content::DrugCode => {
                matches!(parse_drug_code(&shown), DrugCode::Ucd { .. })
            }
            Content::Atc => is_atc(&shown),
            Content::Route => super::drugs::route_code(&shown).is_some(),
            Content::DoseUnit => shown.len() <= 5 && cell_number(table, **cell).is_none(),
            Content::Discipline => !disciplines(&normalise_de(&shown)).is_empty(),
            Content::Activity => activity(&normalise_ta(&shown)).is_some(),
        }
    };
    Some(cells.iter().filter(fits).count() as f64 / cells.len() as f64)
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
    use crate::import::header::find_header;
    use crate::import::testing::table;

    fn proposed(rows: &[&[&str]], layout: Layout) -> Vec<(&'static str, Option<usize>)> {
        let sheet = table(rows);
        let header = find_header(&sheet, layout);
        suggest(&sheet, header, layout).iter().map(|s| (s.field.name, s.column)).collect()
    }

    #[test]
    fn columns_are_found_by_their_headers_in_any_order() {
        assert_eq!(
            proposed(
                &[
                    &["UCD", "PRODUIT", "UF", "QUANTITE", "MAGASIN"],
                    &["9227679", "CEFTRIAXONE 2 G", "710", "#6", "PUI"],
                ],
                Layout::Consumption
            ),
            [
                ("unit_code", Some(2)),
                ("drug_code", Some(0)),
                ("drug_label", Some(1)),
                ("quantity", Some(3)),
                ("period", None)
            ]
        );
    }

    #[test]
    fn a_label_column_is_not_taken_for_its_code() {
        let rows: &[&[&str]] = &[
            &["Libellé discipline", "DISCIPLINE (DE)", "U.F.", "Libellé de l'U.F. ", "TA"],
            &["Cardiologie", "127", "4997", "CARDIOLOGIE A", "03"],
            &["Chirurgie", "149", "1036", "CHIRURGIE", "03"],
        ];
        let columns = proposed(rows, Layout::Structure);
        assert!(columns.contains(&("de_code", Some(1))), "{columns:?}");
        assert!(columns.contains(&("unit_label", Some(3))), "{columns:?}");
        assert!(columns.contains(&("ta_code", Some(4))), "{columns:?}");
    }

    #[test]
    fn codes_from_1_to_4_are_not_taken_for_quarters() {
        let rows: &[&[&str]] = &[
            &["U.F.", "Type d'activité", "Nombre de journées"],
            &["0361", "03", "#12085"],
            &["6694", "04", "#8918"],
        ];
        assert!(proposed(rows, Layout::PatientDays).contains(&("period", None)));
    }

    #[test]
    fn codes_that_could_be_dates_are_not_taken_for_periods() {
        let rows: &[&[&str]] = &[
            &["U.F.", "Service", "Nombre de journées"],
            &["45292", "45001", "#45085"],
            &["45301", "45002", "#45918"],
        ];
        assert!(proposed(rows, Layout::PatientDays).contains(&("period", None)));
    }

    #[test]
    fn drug_codes_are_known_without_any_header() {
        let rows: &[&[&str]] = &[&["710", "9227679", "#6"], &["711", "9295505", "#2"]];
        assert!(proposed(rows, Layout::Consumption).contains(&("drug_code", Some(1))));
    }
}
