//! Stage 3, first half: which column is which field, by header and by content.

use std::collections::BTreeSet;

use super::antibiotic_columns::{AntibioticSuggestion, suggest_antibiotics};
use super::assignment::assign;
use super::evidence::{alone, fit};
use super::fields::{Content, Field, Layout, alternatives, fields};
use super::header::{HeaderRow, headers};
use super::header_score::{Header, Names};
use super::pivot::{PeriodSuggestion, WidePeriods, wide_periods};
use super::profile::{Profile, profiles};
use super::table::Table;

/// Below this a column is not proposed.
const THRESHOLD: f64 = 0.55;

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
    /// One column for each period, instead of the column of the value.
    pub periods: Vec<PeriodSuggestion>,
    /// Columns beside those of the periods that hold their totals.
    pub left_out: Vec<usize>,
}

impl Proposal {
    /// The column proposed for a field.
    pub fn column(&self, field: &str) -> Option<usize> {
        self.fields.iter().find(|proposal| proposal.field.name == field)?.column
    }

    /// Whether the values of a field stand in one column for each period.
    pub fn is_by_period(&self, field: &str) -> bool {
        self.periods.iter().any(|period| period.column.field == field)
    }

    /// Whether all that a file of `layout` needs is proposed.
    pub fn is_complete(&self, layout: Layout) -> bool {
        let has = |field: &str| self.column(field).is_some();
        let columns = self.antibiotics.iter().any(AntibioticSuggestion::is_proposed);
        let given = |name: &str| has(name) || self.is_by_period(name);
        self.fields.iter().all(|one| !one.field.mandatory || given(one.field.name))
            && alternatives(layout).iter().all(|alternative| alternative.is_met(has, columns))
    }
}

/// Proposes one column for each field of `layout`; a column serves one field only.
pub fn suggest(table: &Table, header: HeaderRow, layout: Layout) -> Proposal {
    suggest_knowing(table, header, layout, None)
}

/// [`suggest`] with the codes of the units of the structure, which tell the column of units.
pub fn suggest_knowing(
    table: &Table,
    header: HeaderRow,
    layout: Layout,
    units: Option<&BTreeSet<String>>,
) -> Proposal {
    let headers = headers(table, header);
    let profiles = profiles(table, header, units);
    let names = Names::new(layout);
    let typed: Vec<Header> = headers.iter().map(|header| Header::new(header)).collect();
    let lone_result = lone_result(table, &profiles);
    let wide = wide_periods(table, header, layout).unwrap_or_default();
    let marks: Vec<Vec<Mark>> = fields(layout)
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let columns = typed.iter().zip(&profiles).enumerate();
            let mark = |(column, (header, profile)): (usize, (&Header, &Profile))| {
                if wide.replaces(field.name, column) {
                    return Mark::NONE;
                }
                let lone = field.name == "result" && lone_result == Some(column);
                Mark::new(table, field, names.score(index, field, header), profile, lone)
            };
            columns.map(mark).collect()
        })
        .collect();
    let scores: Vec<Vec<f64>> =
        marks.iter().map(|row| row.iter().map(|mark| mark.score).collect()).collect();
    let suggestions = fields(layout).iter().zip(assign(&scores)).zip(&marks);
    let suggestion = |((field, column), marks): ((&'static Field, Option<usize>), &Vec<Mark>)| {
        let mark = column.map(|column| marks[column]);
        Suggestion {
            field,
            column,
            confidence: mark.map_or(0.0, |mark| (mark.score * 100.0).round() / 100.0),
            reason: column.zip(mark).map(|(column, mark)| mark.reason(&headers[column])),
        }
    };
    let mut proposal = Proposal {
        fields: suggestions.map(suggestion).collect(),
        antibiotics: Vec::new(),
        periods: periods(&wide, &headers),
        left_out: wide.left_out,
    };
    if layout == Layout::Resistance {
        add_results(&mut proposal, table, &headers, &profiles);
    }
    proposal
}

fn periods(wide: &WidePeriods, headers: &[String]) -> Vec<PeriodSuggestion> {
    let reason =
        |column: usize| format!("intitulé «\u{a0}{}\u{a0}» reconnu comme période", headers[column]);
    let columns = wide.columns.iter();
    columns
        .map(|column| PeriodSuggestion { column: *column, reason: reason(column.column) })
        .collect()
}

/// The only column of categories beside a column of names of antibiotics.
fn lone_result(table: &Table, profiles: &[Profile]) -> Option<usize> {
    let share = |profile: &Profile, content| profile.share(table, content).unwrap_or(0.0);
    let mut results =
        (0..profiles.len()).filter(|column| share(&profiles[*column], Content::Result) >= 0.95);
    let lone = results.next().filter(|_| results.next().is_none())?;
    profiles.iter().any(|profile| share(profile, Content::Antibiotic) >= 0.5).then_some(lone)
}

/// How well one column suits one field.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// 0 where the column may not be proposed.
    score: f64,
    by_header: f64,
    by_content: Option<f64>,
}

impl Mark {
    /// Of a column that serves something else.
    const NONE: Self = Self { score: 0.0, by_header: 0.0, by_content: None };

    /// `lone` for the only column of the sheet that can hold the field.
    fn new(table: &Table, field: &Field, by_header: f64, profile: &Profile, lone: bool) -> Self {
        let by_content = fit(table, profile, field);
        let score = match by_content {
            // Nothing to look at: the header alone.
            None => by_header * 0.9,
            Some(content) => {
                (by_header * (0.6 + 0.4 * content)).max(alone(profile, field, content))
            }
        };
        let score = if lone { score.max(0.6) } else { score };
        Self { score: if score >= THRESHOLD { score } else { 0.0 }, by_header, by_content }
    }

    fn reason(self, header: &str) -> String {
        let values = self.by_content.filter(|share| *share > 0.0).map(|share| {
            format!("{:.0}\u{a0}% des valeurs ont la forme attendue", (share * 100.0).floor())
        });
        let name = match self.by_header {
            known if known >= 1.0 => format!("intitulé «\u{a0}{header}\u{a0}» reconnu"),
            close if close > 0.0 => format!("intitulé «\u{a0}{header}\u{a0}» proche"),
            _ => return values.unwrap_or_default(),
        };
        values.map_or(name.clone(), |values| format!("{name}\u{a0}; {values}"))
    }
}

/// One row per result has an antibiotic, its result and maybe the value behind it; any other file has a column per antibiotic.
fn add_results(proposal: &mut Proposal, table: &Table, headers: &[String], profiles: &[Profile]) {
    if proposal.column("antibiotic").is_some() && proposal.column("result").is_some() {
        return;
    }
    for half in &mut proposal.fields {
        if matches!(half.field.name, "antibiotic" | "result" | "value") {
            *half = Suggestion { field: half.field, column: None, confidence: 0.0, reason: None };
        }
    }
    let taken: BTreeSet<usize> = proposal.fields.iter().filter_map(|field| field.column).collect();
    proposal.antibiotics = suggest_antibiotics(table, headers, profiles, &taken);
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
    fn codes_that_could_be_dates_are_not_taken_for_periods() {
        let rows: &[&[&str]] = &[
            &["U.F.", "Service", "Nombre de journées"],
            &["45292", "45001", "#45085"],
            &["45301", "45002", "#45918"],
        ];
        assert!(proposed(rows, Layout::PatientDays).contains(&("period", None)));
    }

    #[test]
    fn a_column_by_period_serves_nothing_else() {
        let sheet = table(&[
            &["UF", "UCD", "Qté T1 2024", "Qté T2 2024", "Qté totale", "Total"],
            &["710", "9227679", "#6", "#2", "#8", "#8"],
        ]);
        let proposal = suggest(&sheet, HeaderRow::At(0), Layout::Consumption);
        assert!(proposal.is_by_period("quantity") && proposal.is_complete(Layout::Consumption));
        assert_eq!((proposal.column("quantity"), proposal.column("period")), (None, None));
        assert_eq!(proposal.periods.len(), 2);
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
