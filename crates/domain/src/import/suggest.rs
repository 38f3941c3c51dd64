//! Stage 3, first half: which column is which field, by header and by content.

use std::collections::BTreeSet;

use super::antibiotic_columns::{AntibioticSuggestion, suggest_antibiotics};
use super::content::share;
use super::fields::{Content, Field, Layout, alternatives, fields};
use super::header::{HeaderRow, headers};
use super::table::{Cell, Table};
use super::text::fold;

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

/// What is proposed for a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// One for each field of the layout, in the order of the screen.
    pub fields: Vec<Suggestion>,
    /// The columns of results, when the sheet has one row per isolate.
    pub antibiotics: Vec<AntibioticSuggestion>,
}

impl Proposal {
    /// The column proposed for a field.
    pub fn column(&self, field: &str) -> Option<usize> {
        self.fields.iter().find(|proposal| proposal.field.name == field)?.column
    }

    /// Whether all that a file of `layout` needs is proposed.
    pub fn is_complete(&self, layout: Layout) -> bool {
        let has = |field: &str| self.column(field).is_some();
        let columns = self.antibiotics.iter().any(AntibioticSuggestion::is_proposed);
        self.fields.iter().all(|proposal| !proposal.field.mandatory || proposal.column.is_some())
            && alternatives(layout).iter().all(|alternative| alternative.is_met(has, columns))
    }
}

/// Proposes one column for each field of `layout`; a column serves one field only.
pub fn suggest(table: &Table, header: HeaderRow, layout: Layout) -> Proposal {
    let names = headers(table, header);
    let samples: Vec<Vec<Cell>> =
        (0..table.width()).map(|column| sample(table, header, column)).collect();
    let mut pairs = Vec::new();
    for (index, field) in fields(layout).iter().enumerate() {
        for (column, name) in names.iter().enumerate() {
            let by_header = header_score(field, name);
            let by_content = share(table, &samples[column], field.content);
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
    let mut proposal = Proposal { fields: suggestions, antibiotics: Vec::new() };
    if layout == Layout::Resistance {
        add_results(&mut proposal, table, &names, &samples);
    }
    proposal
}

/// One row per result has an antibiotic and its result; any other file has a column per antibiotic.
fn add_results(proposal: &mut Proposal, table: &Table, names: &[String], samples: &[Vec<Cell>]) {
    if proposal.column("antibiotic").is_some() && proposal.column("result").is_some() {
        return;
    }
    for half in &mut proposal.fields {
        if matches!(half.field.name, "antibiotic" | "result") {
            *half = Suggestion { field: half.field, column: None, confidence: 0.0, reason: None };
        }
    }
    let taken: BTreeSet<usize> = proposal.fields.iter().filter_map(|field| field.column).collect();
    proposal.antibiotics = suggest_antibiotics(table, names, samples, &taken);
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

/// 1 for a known header, less for a close one, 0 for a foreign one.
fn header_score(field: &Field, header: &str) -> f64 {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::header::find_header;
    use crate::import::testing::table;

    fn proposed(rows: &[&[&str]], layout: Layout) -> Vec<(&'static str, Option<usize>)> {
        let sheet = table(rows);
        let header = find_header(&sheet, layout);
        suggest(&sheet, header, layout).fields.iter().map(|s| (s.field.name, s.column)).collect()
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
    fn drug_codes_are_known_without_any_header() {
        let rows: &[&[&str]] = &[&["710", "9227679", "#6"], &["711", "9295505", "#2"]];
        assert!(proposed(rows, Layout::Consumption).contains(&("drug_code", Some(1))));
    }

    const WIDE: &[&[&str]] = &[
        &[
            "UF",
            "IPP",
            "DDN",
            "Date de prélèvement",
            "Nature",
            "Germe",
            "AMOXICILLINE",
            "C3G",
            "Bilan X",
            "BLSE",
            "Méthode",
        ],
        &[
            "710",
            "8001234",
            "12/03/1957",
            "02/01/2024",
            "ECBU",
            "Escherichia coli",
            "R",
            "S",
            "S",
            "N",
            "Disque",
        ],
        &[
            "711",
            "8001235",
            "12/03/1987",
            "03/01/2024",
            "ECBU",
            "Escherichia coli",
            "S",
            "S",
            "SFP",
            "O",
            "Disque",
        ],
    ];

    #[test]
    fn columns_of_categories_are_antibiotics_but_for_classes_and_phenotypes() {
        let sheet = table(WIDE);
        let proposal = suggest(&sheet, HeaderRow::At(0), Layout::Resistance);
        assert_eq!(proposal.column("esbl"), Some(9));
        assert!(proposal.is_complete(Layout::Resistance));
        let told: Vec<(usize, bool)> =
            proposal.antibiotics.iter().map(|one| (one.column, one.is_proposed())).collect();
        assert_eq!(told, [(6, true), (7, false), (8, true)]);
        assert!(proposal.antibiotics[1].reason.contains("famille"));
    }

    #[test]
    fn one_row_per_result_has_no_column_of_its_own_for_an_antibiotic() {
        let sheet = table(&[
            &["UF", "IPP", "Age", "PRELEVEMENT", "NATURE", "GERME", "ATB", "RES"],
            &["710", "8001234", "#67", "02/01/2024", "ECBU", "E. coli", "AMOXICILLINE", "R"],
        ]);
        let proposal = suggest(&sheet, HeaderRow::At(0), Layout::Resistance);
        assert_eq!((proposal.column("antibiotic"), proposal.column("result")), (Some(6), Some(7)));
        assert!(proposal.is_complete(Layout::Resistance) && proposal.antibiotics.is_empty());
    }
}
