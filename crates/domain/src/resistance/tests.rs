//! Isolates judged from small files, one case a line.

use std::collections::BTreeMap;

use super::*;
use crate::consumption::{Outcome, PreviousPeriod, PreviousYear, Stored};
use crate::dto::{ColumnChoice, IsolateMove, LabelField, MappingChoice, RowCounts};
use crate::import::testing::table;
use crate::import::{Cell, Layout, Period, Unit, read_isolates, resolve};
use crate::labels::{NationalSynonyms, OwnLabels};
use crate::pseudonym::PseudonymSecret;

pub(super) const HEADER: [&str; 12] = [
    "UF",
    "IPP",
    "Date de naissance",
    "Sexe",
    "Date d'entrée",
    "Date de prélèvement",
    "N° de prélèvement",
    "Nature",
    "Germe",
    "BLSE",
    "Amoxicilline",
    "Céfotaxime",
];
const GOOD: [&str; 12] = [
    "710",
    "8001",
    "12/03/1957",
    "F",
    "01/03/2024",
    "04/03/2024",
    "P1",
    "Hémoculture",
    "E. coli",
    "N",
    "R",
    "S",
];

pub(super) fn facts(header: &[&str], rows: &[Vec<&str>]) -> ResistanceFacts {
    let all: Vec<&[&str]> = std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).collect();
    let sheet = table(&all);
    let mapping = resolve(&sheet, Layout::Resistance, None, None).unwrap();
    let file = read_isolates(&sheet, &mapping, &PseudonymSecret::from([7; 32])).unwrap();
    let unit = |code: &str, de: &str, ta: &str| Stored {
        import_id: 1,
        line: Unit {
            code: code.to_owned(),
            de_code: Some(de.to_owned()),
            ta_code: Some(ta.to_owned()),
            ..Unit::default()
        },
    };
    ResistanceFacts {
        year: 2024,
        units: vec![unit("710", "104", "03"), unit("711", "104", "03"), unit("900", "104", "07")],
        imports: vec![Delivered {
            import_id: 2,
            period: Period::year(2024),
            labels: file.labels,
            isolates: file.isolates,
            codes: BTreeMap::default(),
        }],
        own_labels: OwnLabels::default(),
        national: NationalSynonyms::default(),
        answers: BTreeMap::default(),
    }
}

/// A good row with some cells changed.
pub(super) fn row<'a>(changes: &[(usize, &'a str)]) -> Vec<&'a str> {
    let mut row = GOOD.to_vec();
    for (column, text) in changes {
        row[*column] = text;
    }
    row
}

fn reasons(rows: &[Vec<&str>]) -> Vec<&'static str> {
    let facts = facts(&HEADER, rows);
    let evaluation = evaluate(&facts);
    evaluation.imports[0].isolates.iter().map(|isolate| isolate.reason.as_str()).collect()
}

fn findings(rows: &[Vec<&str>]) -> Vec<(&'static str, String)> {
    let facts = facts(&HEADER, rows);
    let evaluation = evaluate(&facts);
    let found = findings_of(&evaluation, &evaluation.imports[0]);
    found.into_iter().map(|found| (found.issue.reason, found.rows.to_string())).collect()
}

#[test]
fn the_first_reason_that_fits_counts() {
    for (change, reason) in [
        ((0, "710"), "kept_perimeter"),
        ((0, "999"), "unknown_unit"),
        ((5, "31/02/2024"), "bad_date"),
        ((4, "hier"), "bad_date"),
        ((2, "00/00/1957"), "bad_date"),
        ((5, "04/03/2023"), "out_of_period"),
        ((1, ""), "no_patient"),
        ((2, "12/03/2025"), "birth_after_sampling"),
        ((2, "04/03/1904"), "kept_perimeter"),
        ((2, "04/03/1903"), "age_out_of_range"),
        ((7, "Dépistage BMR"), "screening"),
        ((7, "Liquide étrange"), "specimen_unmapped"),
        ((8, "Flore polymorphe"), "organism_unmapped"),
        ((0, "900"), "unit_out_of_perimeter"),
    ] {
        assert_eq!(reasons(&[row(&[change])]), [reason], "{change:?}");
    }
    assert_eq!(reasons(&[row(&[(10, ""), (11, "NT")])]), ["no_result"]);
    assert_eq!(reasons(&[row(&[(0, "999"), (1, "")])]), ["unknown_unit"]);
}

#[test]
fn a_row_that_says_the_same_as_one_before_counts_once() {
    let rows = [row(&[]), row(&[(6, "P2")]), row(&[]), row(&[(10, "r")])];
    let expected = ["kept_perimeter", "kept_perimeter", "exact_duplicate", "kept_perimeter"];
    assert_eq!(reasons(&rows), expected);
}

#[test]
fn a_mark_out_of_place_is_told_and_the_isolate_still_counts() {
    let samples = ["P4", "P5", "P6", "P7", "P8"];
    let mut rows =
        vec![row(&[(10, "S?")]), row(&[(6, "P2"), (11, "O")]), row(&[(6, "P3"), (9, "S")])];
    rows.extend(samples.map(|sample| row(&[(6, sample)])));
    assert_eq!(
        findings(&rows),
        [
            ("flag_as_result", "3".to_owned()),
            ("invalid_result", "2".to_owned()),
            ("result_as_phenotype", "4".to_owned()),
        ]
    );
    assert_eq!(reasons(&rows), ["kept_perimeter"; 8]);
}

#[test]
fn odd_rows_are_told() {
    let rows = [
        row(&[(4, "05/03/2024")]),
        row(&[(0, "711"), (4, "05/03/2024")]),
        row(&[(6, "P2"), (3, "M"), (4, "")]),
        row(&[(6, "P3"), (2, "12/03/1950"), (4, "")]),
    ];
    assert_eq!(
        findings(&rows),
        [
            ("admission_after_sampling", "2-3".to_owned()),
            ("isolate_in_two_units", "3".to_owned()),
            ("recycled_patient", "4-5".to_owned()),
        ]
    );
}

#[test]
fn implausible_phenotypes_are_told_and_kept() {
    for (organism, esbl, results, reason) in [
        ("E. coli", "N", [("Amoxicilline", "S"), ("Céfotaxime", "S")], None),
        (
            "K. pneumoniae",
            "N",
            [("Amoxicilline", "S"), ("Céfotaxime", "S")],
            Some("natural_penicillinase"),
        ),
        (
            "E. coli",
            "N",
            [("Amoxicilline", "SFP"), ("Céfotaxime", "R")],
            Some("penicillin_without_cephalosporin"),
        ),
        (
            "E. coli",
            "N",
            [("Acide nalidixique", "S"), ("Ciprofloxacine", "R")],
            Some("quinolone_without_fluoroquinolone"),
        ),
        (
            "Proteus mirabilis",
            "N",
            [("Colistine", "S"), ("Céfotaxime", "S")],
            Some("colistin_in_proteeae"),
        ),
        (
            "S. aureus",
            "",
            [("Vancomycine", "R"), ("Oxacilline", "S")],
            Some("vancomycin_resistant_staphylococcus"),
        ),
        (
            "E. coli",
            "O",
            [("Amoxicilline", "R"), ("Céfotaxime", "S")],
            Some("enzyme_without_effect"),
        ),
        ("E. coli", "O", [("Amoxicilline", "R"), ("Céfotaxime", "R")], None),
        (
            "S. aureus",
            "",
            [("Oxacilline", "S"), ("Céfoxitine", "R")],
            Some("oxacillin_against_cefoxitin"),
        ),
        ("S. aureus", "", [("Oxacilline", "R"), ("Céfoxitine", "R")], None),
        (
            "E. faecium",
            "",
            [("Amoxicilline", "S"), ("Vancomycine", "S")],
            Some("ampicillin_susceptible_faecium"),
        ),
        (
            "P. aeruginosa",
            "",
            [("Ertapénème", "R"), ("Colistine", "S")],
            Some("natural_resistance_tested"),
        ),
    ] {
        let header = [&HEADER[..10], &results.map(|(antibiotic, _)| antibiotic)].concat();
        let marks = [10, 11].into_iter().zip(results.map(|(_, mark)| mark));
        let changes: Vec<_> = [(8, organism), (9, esbl)].into_iter().chain(marks).collect();
        let facts = facts(&header, &[row(&changes)]);
        let evaluation = evaluate(&facts);
        let import = &evaluation.imports[0];
        let found = findings_of(&evaluation, import).into_iter();
        let found: Vec<_> = found.map(|found| found.issue.reason).collect();
        assert_eq!(found, Vec::from_iter(reason), "{changes:?}");
        assert_eq!(import.isolates[0].reason, Reason::KeptPerimeter, "{changes:?}");
    }
}

#[test]
fn an_unknown_antibiotic_is_told() {
    let header = [&HEADER[..9], &["Antibiotique", "Résultat"]].concat();
    let mut unknown = row(&[]);
    unknown.truncate(9);
    unknown.extend(["Zorglubine", "R"]);
    let facts = facts(&header, &[unknown]);
    let evaluation = evaluate(&facts);
    let found = findings_of(&evaluation, &evaluation.imports[0]);
    assert!(found.iter().any(|found| found.issue.reason == "antibiotic_unmapped"), "{found:?}");
}

#[test]
fn an_unknown_type_of_carbapenemase_is_told() {
    let mut header = HEADER;
    header[9] = "Type de carbapénémase";
    let facts = facts(&header, &[row(&[(9, "KPC")]), row(&[(6, "P2"), (9, "XYZ")])]);
    let evaluation = evaluate(&facts);
    let found = findings_of(&evaluation, &evaluation.imports[0]);
    let told: Vec<_> =
        found.iter().map(|found| (found.issue.reason, found.rows.to_string())).collect();
    assert_eq!(told, [("unknown_carbapenemase", "3".to_owned())]);
}

#[test]
fn a_file_with_one_row_per_result_gives_the_same_isolates() {
    let header = [&HEADER[..9], &["Antibiotique", "Résultat"]].concat();
    let result = |sample, antibiotic, mark| {
        let mut row = row(&[(6, sample)]);
        row.truncate(9);
        row.extend([antibiotic, mark]);
        row
    };
    let rows = [
        result("P1", "Amoxicilline", "R"),
        result("P2", "Amoxicilline", "S"),
        result("P1", "Céfotaxime", "S"),
        result("P1", "BLSE", "N"),
        // A second result of one antibiotic is another isolate: here the copy of the first.
        result("P1", "Amoxicilline", "R"),
        result("P1", "Céfotaxime", "S"),
        result("P1", "BLSE", "N"),
    ];
    let long = facts(&header, &rows);
    let evaluation = evaluate(&long);
    let import = &evaluation.imports[0];
    let told: Vec<_> = import
        .delivered
        .isolates
        .iter()
        .zip(&import.isolates)
        .map(|(isolate, outcome)| (isolate.rows.to_string(), outcome.reason.as_str(), outcome.esbl))
        .collect();
    assert_eq!(
        told,
        [
            ("2, 4-5".to_owned(), "kept_perimeter", Some(false)),
            ("3".to_owned(), "kept_perimeter", None),
            ("6-8".to_owned(), "exact_duplicate", Some(false)),
        ]
    );
    let results = |code| import.isolates[0].results.of(Molecule::of(code).unwrap());
    assert_eq!(results("AMX"), Some(Category::Resistant));
    assert_eq!(results("CTX"), Some(Category::Susceptible));
}

#[test]
fn no_identifier_and_no_birth_date_is_left() {
    let facts = facts(&HEADER, &[row(&[])]);
    let told = format!("{:?}", facts.imports[0]);
    for text in ["8001", "1957", "P1"] {
        assert!(!told.contains(text), "{text}: {told}");
    }
    assert_eq!(facts.imports[0].isolates[0].age, Age::Years(66));
}

#[test]
fn a_column_of_names_in_the_place_of_patients_refuses_the_file() {
    let rows = [row(&[(1, "DUPONT Jean")]), row(&[(1, "MARTIN Anne")])];
    let all: Vec<&[&str]> =
        std::iter::once(&HEADER[..]).chain(rows.iter().map(Vec::as_slice)).collect();
    let sheet = table(&all);
    let mapping = resolve(&sheet, Layout::Resistance, None, None).unwrap();
    let refused = read_isolates(&sheet, &mapping, &PseudonymSecret::from([7; 32])).unwrap_err();
    let code = serde_json::to_value(refused.code).unwrap();
    assert_eq!(code, "names_in_file");
    assert!(!refused.detail.contains("DUPONT"));
}

#[test]
fn labels_without_meaning_come_with_what_they_may_mean() {
    let facts = facts(&HEADER, &[row(&[(8, "Eschericia coly")]), row(&[(7, "Bizarre")])]);
    let evaluation = evaluate(&facts);
    let waiting = unmatched(&evaluation, &evaluation.imports[0]).labels;
    let told: Vec<_> = waiting
        .iter()
        .map(|one| (one.label.as_str(), one.proposal.as_ref().and_then(|p| p.code.as_deref())))
        .collect();
    assert_eq!(told, [("Bizarre", None), ("Eschericia coly", Some("ESCCOL"))]);
}

#[test]
fn what_the_nation_accepted_is_proposed_with_its_reason_and_counts_for_nothing() {
    let mut facts = facts(&HEADER, &[row(&[]), row(&[(6, "P2"), (8, "Eschericia coly")])]);
    facts.national.insert(LabelField::Organism, "eschericia coly", Some("KLEPNE"), 5);
    let evaluation = evaluate(&facts);
    assert_eq!(evaluation.kept().count(), 1);
    let proposal = unmatched(&evaluation, &evaluation.imports[0]).labels.remove(0).proposal;
    let told = proposal.map(|proposal| (proposal.code, proposal.national));
    assert_eq!(told, Some((Some("KLEPNE".to_owned()), Some(5))));
}

#[test]
fn other_answers_tell_what_they_would_change() {
    let facts = facts(
        &HEADER,
        &[row(&[]), row(&[(6, "P2")]), row(&[(6, "P3"), (8, "Bizarre")]), row(&[(0, "900")])],
    );
    let counts = |kept, ignored, rejected| RowCounts { read: 4, kept, ignored, rejected, blank: 0 };
    let effect = |label: &str, code: Option<&str>| {
        let mut own = OwnLabels::default();
        own.insert(LabelField::Organism, label, code);
        effect_of(&facts, &own)
    };
    let kept = effect("Bizarre", Some("ESCCOL"));
    assert_eq!((kept.before, kept.after), (counts(2, 1, 1), counts(3, 1, 0)));
    let (from, to) = (Outcome::Rejected, Outcome::Kept);
    assert_eq!((kept.moves, kept.recoded), (vec![IsolateMove { from, to, isolates: 1 }], 0));
    let other = effect("E. coli", Some("KLEPNE"));
    assert_eq!((other.after, other.moves, other.recoded), (counts(2, 1, 1), vec![], 2));
}

#[test]
fn true_and_false_of_a_spreadsheet_are_told_apart() {
    let rows = [row(&[]), row(&[(6, "P2")])];
    let all: Vec<&[&str]> =
        std::iter::once(&HEADER[..]).chain(rows.iter().map(Vec::as_slice)).collect();
    let mut sheet = table(&all);
    sheet.put(1, 9, Cell::Bool(true));
    sheet.put(2, 9, Cell::Bool(false));
    let choice = columns(&HEADER[..10]);
    let mapping = resolve(&sheet, Layout::Resistance, None, Some(&choice)).unwrap();
    let file = read_isolates(&sheet, &mapping, &PseudonymSecret::from([7; 32])).unwrap();
    let marks: Vec<_> = file
        .isolates
        .iter()
        .map(|isolate| file.labels.text(isolate.esbl.unwrap()).to_owned())
        .collect();
    assert_eq!(marks, ["VRAI", "FAUX"]);
}

#[test]
fn columns_of_one_header_keep_the_codes_they_are_given() {
    let header = [&HEADER[..10], &["SIR", "SIR"]].concat();
    let mut choice = columns(&header[..10]);
    for (key, code) in [("antibiotic:#10", "AMX"), ("antibiotic:#11", "CTX")] {
        choice.insert(key.to_owned(), ColumnChoice::Header(code.to_owned()));
    }
    let good = row(&[]);
    let sheet = table(&[&header, &good]);
    let mapping = resolve(&sheet, Layout::Resistance, None, Some(&choice)).unwrap();
    let codes: Vec<String> = mapping.codes().into_values().collect();
    assert_eq!(codes, ["AMX", "CTX"]);
}

/// The columns of a file of these headers, and one antibiotic.
fn columns(header: &[&str]) -> MappingChoice {
    let fields = [
        "unit_code",
        "patient_id",
        "birth_date",
        "sex",
        "admission_date",
        "sample_date",
        "sample_id",
        "specimen",
        "organism",
        "esbl",
    ];
    let mut choice: MappingChoice = fields
        .iter()
        .take(header.len())
        .enumerate()
        .map(|(index, field)| ((*field).to_owned(), ColumnChoice::Index(index)))
        .collect();
    choice.insert("antibiotic:#10".to_owned(), ColumnChoice::Header("AMX".to_owned()));
    choice
}

/// What is told of a file of good isolates, some of them on a unit of no structure, beside the isolates
/// of the year before.
fn whole_file(good: usize, unknown: usize, before: Option<u32>) -> Vec<(&'static str, String)> {
    let samples: Vec<String> = (0..good + unknown).map(|number| format!("P{number}")).collect();
    let rows: Vec<Vec<&str>> = samples
        .iter()
        .enumerate()
        .map(|(place, sample)| row(&[(0, if place < good { "710" } else { "999" }), (6, sample)]))
        .collect();
    let facts = facts(&HEADER, &rows);
    let evaluation = evaluate(&facts);
    let period = PreviousPeriod {
        period: Period::year(2023),
        isolates: before,
        ..PreviousPeriod::default()
    };
    let previous = PreviousYear { year: 2023, units: Vec::new(), periods: vec![period] };
    let found = findings_of_file(&evaluation.imports[0], Some(&previous));
    let words = |text: String| text.replace('\u{a0}', " ");
    found.iter().map(|one| (one.issue.reason, words(one.issue.message()))).collect()
}

#[test]
fn many_more_isolates_than_the_year_before_are_told() {
    let told = ("many_isolates", "31 isolats comptent en 2024 contre 10 en 2023.".to_owned());
    assert_eq!(whole_file(31, 0, Some(10)), [told]);
    for (isolates, before) in [(30, Some(10)), (29, Some(1)), (31, Some(11)), (31, None)] {
        assert_eq!(whole_file(isolates, 0, before), [], "{isolates} {before:?}");
    }
}

#[test]
fn isolates_on_too_many_unknown_units_are_told() {
    let text = "0,2 % des isolats sont sur une UF absente de la structure.";
    assert_eq!(whole_file(998, 2, None), [("many_unknown_units", text.to_owned())]);
    assert_eq!(whole_file(999, 1, None), []);
}
