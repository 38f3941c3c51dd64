//! The resistances of the sample hospitals, without a server: isolates by reason as in the answer
//! keys, from files with one row per isolate and with one row per result.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::consumption::Stored;
use domain::dto::{ColumnChoice, LabelField, MappingChoice};
use domain::import::{FileIsolates, Layout, Period, Table, read_isolates, read_structure, resolve};
use domain::labels::{NationalSynonyms, OwnLabels, match_label};
use domain::pseudonym::PseudonymSecret;
use domain::resistance::{Delivered, ResistanceFacts, evaluate, findings_of, reasons_of};
use ingest::Limits;
use serde_json::Value;

/// Where a folder of samples is: in the project, or beside it for the large ones.
fn folder(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = [root.join("samples").join(name), root.join("../shared/samples").join(name)];
    folders.into_iter().find(|folder| folder.is_dir())
}

fn file(folder: &str, name: &str) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let places = [root.join("samples"), root.join("../shared/samples")];
    places.iter().find_map(|place| std::fs::read(place.join(folder).join(name)).ok())
}

fn key(folder: &str, name: &str) -> Value {
    serde_json::from_slice(&file(folder, name).unwrap()).unwrap()
}

fn table(bytes: &[u8]) -> Table {
    ingest::read(bytes, None, &Limits::default()).unwrap().table
}

/// A code of the key: a text, yes or no, or nothing for what is ignored.
fn code(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(flag) => Some(flag.to_string()),
        value => Some(value.as_str().unwrap().to_owned()),
    }
}

fn answers(values: &Value) -> OwnLabels {
    let mut own = OwnLabels::default();
    for field in LabelField::ALL {
        for (label, meaning) in values[field.as_str()].as_object().into_iter().flatten() {
            own.insert(field, label, code(meaning).as_deref());
        }
    }
    own
}

/// The facts of a year with the columns of a mapping of the key.
fn facts(folder: &str, year: i32, bytes: &[u8], mapping: Option<&Value>) -> ResistanceFacts {
    let correspondences = key(folder, &format!("correspondences_{year}.json"));
    let structure = table(&file(folder, &format!("structure_{year}.xlsx")).unwrap());
    let columns = resolve(&structure, Layout::Structure, None, None).unwrap();
    let units = read_structure(&structure, &columns).lines;
    let sheet = table(bytes);
    let choice: Option<MappingChoice> = mapping.map(|mapping| {
        let columns = mapping.as_object().unwrap().iter();
        let header = |value: &Value| ColumnChoice::Header(value.as_str().unwrap().to_owned());
        columns.map(|(field, value)| (field.clone(), header(value))).collect()
    });
    let columns = resolve(&sheet, Layout::Resistance, None, choice.as_ref()).unwrap();
    let codes = columns.codes();
    let secret = PseudonymSecret::from([7; 32]);
    let FileIsolates { labels, isolates, .. } = read_isolates(&sheet, &columns, &secret).unwrap();
    let sectors = correspondences["sector_answers"].as_object().unwrap().iter();
    ResistanceFacts {
        year,
        units: units.into_iter().map(|line| Stored { import_id: 1, line }).collect(),
        answers: sectors
            .map(|(unit, answer)| (unit.clone(), answer["answer"].as_str().unwrap().to_owned()))
            .collect(),
        own_labels: answers(&correspondences["values"]),
        national: NationalSynonyms::default(),
        imports: vec![Delivered {
            import_id: 2,
            period: Period::year(year),
            labels,
            isolates,
            codes,
        }],
    }
}

fn counts(value: &Value) -> BTreeMap<String, u32> {
    let counts = value.as_object().into_iter().flatten();
    counts
        .map(|(name, count)| (name.clone(), u32::try_from(count.as_u64().unwrap()).unwrap()))
        .collect()
}

/// Compares a file with the key of its year.
fn check(folder: &str, year: i32, facts: &ResistanceFacts, what: &str) {
    let expected = key(folder, &format!("expected_{year}.json"));
    let resistance = &expected["resistance"];
    let evaluation = evaluate(facts);
    let import = &evaluation.imports[0];
    let reasons = reasons_of(import);
    assert_eq!(reasons.ignored, counts(&resistance["rows"]["ignored"]), "{what}");
    assert_eq!(reasons.rejected, counts(&resistance["rows"]["rejected"]), "{what}");
    let kept: u32 = reasons.kept.values().sum();
    assert_eq!(Some(u64::from(kept)), resistance["rows"]["kept"].as_u64(), "{what}");
    let found = findings_of(&evaluation, import);
    let rows = |reasons: &[&str]| -> u64 {
        let these = found.iter().filter(|finding| reasons.contains(&finding.issue.reason));
        these.map(|finding| u64::from(finding.rows.len())).sum()
    };
    let invalid = &resistance["invalid_results"];
    let cells = |name: &str| invalid[name].as_u64().unwrap();
    assert_eq!(rows(&["invalid_result", "flag_as_result"]), cells("antibiotic_cells"), "{what}");
    assert_eq!(rows(&["result_as_phenotype"]), cells("phenotype_cells"), "{what}");
    let plausibility = &resistance["plausibility_before_dedup"];
    for (number, reason) in (1..).zip([
        "natural_penicillinase",
        "penicillin_without_cephalosporin",
        "quinolone_without_fluoroquinolone",
        "colistin_in_proteeae",
        "vancomycin_resistant_staphylococcus",
        "enzyme_without_effect",
        "oxacillin_against_cefoxitin",
        "ampicillin_susceptible_faecium",
        "natural_resistance_tested",
    ]) {
        let expected = plausibility[number.to_string()].as_u64().unwrap();
        assert_eq!(rows(&[reason]), expected, "{what}: {reason}");
    }
    if let Some(expected) = expected["controls"]["RE08"].as_u64() {
        assert_eq!(rows(&["isolate_in_two_units"]), expected, "{what}: RE08");
    }
}

fn check_wide(name: &str, year: i32) {
    if folder(name).is_none() {
        eprintln!("NOT RUN: the samples of {name} are not here");
        return;
    }
    let mapping = &key(name, &format!("correspondences_{year}.json"))["mapping"]["resistance"];
    let file_name = format!("resistances_{year}.xlsx");
    let Some(bytes) = file(name, &file_name) else {
        eprintln!("NOT RUN: {name}/{file_name} is not here");
        return;
    };
    check(name, year, &facts(name, year, &bytes, Some(mapping)), &file_name);
}

#[test]
fn files_with_one_row_per_isolate_give_the_answer_key() {
    check_wide("embrun-clean", 2024);
    check_wide("ch-grasse", 2023);
    check_wide("ch-grasse", 2024);
}

#[test]
fn files_of_a_large_hospital_give_the_answer_key() {
    check_wide("chu-caen", 2023);
    check_wide("chu-caen", 2024);
}

#[test]
fn files_with_one_row_per_result_give_the_answer_key() {
    for year in [2023, 2024] {
        let file_name = format!("resistances_long_{year}.csv");
        let Some(bytes) = file("ch-grasse", &file_name) else {
            eprintln!("NOT RUN: {file_name} is not here");
            continue;
        };
        let correspondences = key("ch-grasse", &format!("correspondences_{year}.json"));
        let mapping = &correspondences["mapping"]["resistance_long"];
        let facts = facts("ch-grasse", year, &bytes, Some(mapping));
        check("ch-grasse", year, &facts, &file_name);
    }
}

#[test]
fn columns_as_proposed_and_labels_as_known_are_never_wrong() {
    for (name, year) in [("embrun-clean", 2024), ("ch-grasse", 2024), ("chu-caen", 2024)] {
        if folder(name).is_none() {
            eprintln!("NOT RUN: the samples of {name} are not here");
            continue;
        }
        let values = &key(name, &format!("correspondences_{year}.json"))["values"];
        let (mut right, mut asked) = (0, Vec::new());
        for field in LabelField::ALL {
            for (label, meaning) in values[field.as_str()].as_object().into_iter().flatten() {
                let found =
                    match_label(field, label, &OwnLabels::default(), &NationalSynonyms::default());
                match found.filter(|found| found.how.is_sure()) {
                    None => asked.push(format!("{} {label}", field.as_str())),
                    Some(found) => {
                        let expected = code(meaning);
                        assert_eq!(found.meaning.code(), expected.as_deref(), "{name}: {label}");
                        right += 1;
                    }
                }
            }
        }
        eprintln!("{name}: {right} labels known, {} asked: {asked:?}", asked.len());
        assert!(asked.len() * 20 <= right, "{name}: {asked:?}");
    }
}
