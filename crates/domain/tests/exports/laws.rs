//! Whatever is stored, what is written keeps the rules of its layout, and everything is counted.

use std::collections::BTreeMap;

use domain::dto::{
    ExportCount, ExportCoverage, ExportLayout, ExportManifest, LabelField, Representativeness,
};
use domain::import::{Date, Moment, Period};
use domain::interop::{AmrCover, AmrTest, Described, Laboratory, Spares, amr_cover, check_file};
use domain::labels::{NationalSynonyms, OwnLabels};
use domain::resistance::{
    Age, Delivered, IsolateLine, LabelId, Labels, ResistanceFacts, When, evaluate,
};
use proptest::prelude::*;

use super::establishment::{file, unit};

/// The words of each field: known ones, and such as nobody knows.
const WORDS: [(LabelField, &[&str]); 8] = [
    (LabelField::Sex, &["F", "M", "X"]),
    (LabelField::Specimen, &["Hémoculture", "LCR", "ECBU", "Dépistage", "?"]),
    (
        LabelField::Organism,
        &[
            "E. coli",
            "K. pneumoniae",
            "S. aureus",
            "S. pneumoniae",
            "E. faecalis",
            "E. faecium",
            "P. aeruginosa",
            "Acinetobacter spp.",
            "Enterobacter cloacae",
            "?",
        ],
    ),
    (LabelField::Esbl, &["O", "N", "?"]),
    (LabelField::Carbapenemase, &["O", "N"]),
    (LabelField::CarbapenemaseType, &["KPC", "?"]),
    (
        LabelField::Antibiotic,
        &[
            "CTX",
            "Ampicilline",
            "Amoxicilline",
            "Cloxacilline",
            "OXA",
            "VAN",
            "IPM",
            "CIP",
            "PEN",
            "GEH",
            "BLSE",
            "Carbapénémase",
            "Fosfomycine",
            "?",
        ],
    ),
    (
        LabelField::Result,
        &[
            "S", "R", "I", "SFP", "ZIT", "O", "N", "NT", "≤0,5 S", "<1 R", "2,5 S", "0 S",
            "24 mm S", "99 mm R", ">9999 R", "8/4 ZIT", "<>1 S", "1.5 I", "0,50", "=\"1\" S",
            "a|b", "16 R",
        ],
    ),
];

/// The labels with some words more, and the places of the words of each field.
fn labels(more: &[String]) -> (Labels, BTreeMap<LabelField, Vec<LabelId>>) {
    let known = WORDS.iter().flat_map(|(field, words)| {
        let words = words.iter().map(|word| (*word).to_owned()).chain(more.iter().cloned());
        words.map(|word| (*field, word)).collect::<Vec<_>>()
    });
    let labels: Labels = known.collect();
    let mut places: BTreeMap<LabelField, Vec<LabelId>> = BTreeMap::new();
    for (id, field, _) in labels.iter() {
        places.entry(field).or_default().push(id);
    }
    (labels, places)
}

fn when() -> impl Strategy<Value = When> {
    let day = (2020..2023_i32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| {
        When::At(Moment { date: Date::new(year, month, day).unwrap(), minute: None })
    });
    prop_oneof![8 => day, 1 => Just(When::Missing), 1 => Just(When::Unreadable)]
}

fn age() -> impl Strategy<Value = Age> {
    prop_oneof![
        6 => (-200..1_000_i32).prop_map(Age::Years),
        1 => Just(Age::Missing),
        1 => Just(Age::NotANumber),
        1 => Just(Age::BirthUnreadable),
    ]
}

/// An isolate by the number of each of its words.
type Numbers = (Vec<usize>, Vec<(usize, usize)>);

fn isolate() -> impl Strategy<Value = (Numbers, (When, When, Age, u8, u8))> {
    let words = prop::collection::vec(0..40_usize, 6);
    let results = prop::collection::vec((0..40_usize, 0..40_usize), 0..12);
    ((words, results), (when(), when(), age(), 0..6_u8, 0..5_u8))
}

fn line(
    places: &BTreeMap<LabelField, Vec<LabelId>>,
    codes: &[&str; 5],
    ((words, results), (sampled, admitted, age, patient, unit)): &(
        Numbers,
        (When, When, Age, u8, u8),
    ),
) -> IsolateLine {
    let at = |field: LabelField, number: usize| {
        let all = &places[&field];
        // Beyond the last word there is none.
        all.get(number % (all.len() + 1)).copied()
    };
    let results = results.iter().filter_map(|(antibiotic, mark)| {
        Some((at(LabelField::Antibiotic, *antibiotic)?, at(LabelField::Result, *mark)?))
    });
    IsolateLine {
        rows: std::iter::once(1).collect(),
        unit_code: codes[usize::from(*unit)].to_owned(),
        patient: (*patient > 0).then(|| format!("pseudonym-{patient}")),
        sampled: *sampled,
        admitted: *admitted,
        age: *age,
        sex: at(LabelField::Sex, words[0]),
        sample_rank: None,
        isolate_no: None,
        specimen: at(LabelField::Specimen, words[1]),
        organism: at(LabelField::Organism, words[2]),
        esbl: at(LabelField::Esbl, words[3]),
        carbapenemase: at(LabelField::Carbapenemase, words[4]),
        carbapenemase_type: at(LabelField::CarbapenemaseType, words[5]),
        results: results.collect(),
    }
}

/// The facts of 2021: units of any name, of which some count.
fn facts() -> impl Strategy<Value = ResistanceFacts> {
    let more = prop::collection::vec(any::<String>(), 0..3);
    let names = prop::collection::vec("[U|\"\n,;é= ]{0,90}", 2);
    (more, names, prop::collection::vec(isolate(), 0..30)).prop_map(|(more, names, isolates)| {
        let (labels, places) = labels(&more);
        // No structure has the last one.
        let codes = ["U0", "U1", "U2", names[0].as_str(), "U4"];
        let isolates = isolates.iter().map(|numbers| line(&places, &codes, numbers)).collect();
        let units = vec![
            unit(codes[0], "174", "03"),
            unit(codes[1], "105", "20"),
            unit(codes[2], "999", &names[1]),
            unit(codes[3], "137", "03"),
        ];
        ResistanceFacts {
            year: 2021,
            units,
            answers: [("U2".to_owned(), "MED".to_owned())].into(),
            own_labels: OwnLabels::default(),
            national: NationalSynonyms::default(),
            imports: vec![Delivered {
                import_id: 1,
                period: Period::year(2021),
                labels,
                isolates,
                codes: BTreeMap::new(),
            }],
        }
    })
}

fn described() -> impl Strategy<Value = Described> {
    let laboratory = prop_oneof![
        4 => Just(("FRn7".to_owned(), "B".to_owned())),
        1 => (".{0,8}", ".{0,3}"),
    ];
    ("[0-9A-B|\"\n]{0,12}", laboratory).prop_map(|(code, (laboratory, hospital))| Described {
        code,
        laboratory: Some(Laboratory { code: laboratory, hospital }),
        ..Described::default()
    })
}

fn adds_up(count: &ExportCount, read: usize) -> bool {
    let left_out: u64 = count.left_out.iter().map(|reason| reason.count).sum();
    count.read == count.written + left_out && count.read == read as u64
}

fn check_manifest(
    manifest: &ExportManifest,
    made: &str,
    (isolates, rows): (usize, usize),
) -> Result<(), TestCaseError> {
    prop_assert!(adds_up(&manifest.isolates, isolates), "{manifest:#?}");
    prop_assert!(adds_up(&manifest.rows, rows), "{manifest:#?}");
    prop_assert_eq!(made.lines().count() as u64, manifest.rows.written + 1);
    prop_assert_eq!(check_file(manifest.layout, made), []);
    prop_assert!(!made.contains("pseudonym"));
    Ok(())
}

proptest! {
    #[test]
    fn no_value_is_outside_of_its_list_or_form_and_every_row_is_counted(
        facts in facts(),
        described in described(),
    ) {
        let evaluation = evaluate(&facts);
        let isolates = &facts.imports[0].isolates;
        let results: usize = isolates.iter().map(|isolate| isolate.results.len()).sum();
        let phenotypes: usize = isolates
            .iter()
            .flat_map(|one| [one.esbl, one.carbapenemase, one.carbapenemase_type])
            .flatten()
            .count();

        let mut writer = Spares::new(2021);
        let made = file(ExportLayout::Spares, writer.rows(&evaluation, &described));
        check_manifest(&writer.manifest(), &made, (isolates.len(), results + phenotypes))?;

        for mut writer in [AmrTest::new(2021), AmrTest::new(2021).first_isolates_only()] {
            let again = writer.clone();
            let made = file(ExportLayout::Amrtest, writer.rows(&evaluation, &described));
            check_manifest(&writer.manifest(), &made, (isolates.len(), results))?;
            let mut again = again;
            prop_assert_eq!(made, file(ExportLayout::Amrtest, again.rows(&evaluation, &described)));
        }
    }

    #[test]
    fn a_coverage_keeps_its_rules_or_is_not_written(
        year in any::<i32>(),
        share in prop::option::of(prop_oneof![0.0..=1.0_f64, any::<f64>()]),
        beds in prop::option::of(any::<u32>()),
        codes in prop::option::of(prop::collection::vec("ESCCOL|KLEPNE|PATAMR|.{0,3}", 0..10)),
    ) {
        let coverage = ExportCoverage {
            population_share: share,
            regions: Representativeness::Low,
            hospitals: Representativeness::Medium,
            isolates: Representativeness::High,
            beds,
            patient_days: beds,
            culture_sets: beds,
            patient_days_of_sets: None,
        };
        let coverage = match codes {
            None => AmrCover::Same(coverage),
            Some(codes) => AmrCover::ByPathogen(
                codes.into_iter().map(|code| (code, coverage.clone())).collect(),
            ),
        };
        let (lines, manifest) = amr_cover(year, &coverage);
        prop_assert_eq!(lines.len() as u64, manifest.rows.written + 1);
        for violation in check_file(ExportLayout::Amrcover, &lines.concat()) {
            prop_assert_eq!(violation.rule, "number_of_records");
        }
    }
}
