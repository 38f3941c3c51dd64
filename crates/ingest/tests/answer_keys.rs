//! The domain on real workbooks, without a server: the sample hospital gives its answer key.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::consumption::{
    Axis, Evaluation, Question, Stored, YearFacts, analyse, broad_spectrum, evaluate, reasons_of,
};
use domain::dto::{ImportKind, Perimeter, Versions};
use domain::import::{
    Layout, Period, Table, read_consumption, read_drugs, read_patient_days, read_structure, resolve,
};
use ingest::Limits;
use serde_json::Value;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn table(folder: &str, file: &str) -> Table {
    let bytes = std::fs::read(samples().join(folder).join(file)).unwrap();
    ingest::read(&bytes, None, &Limits::default()).unwrap().table
}

fn key(folder: &str, file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(samples().join(folder).join(file)).unwrap()).unwrap()
}

/// The facts of a sample year, columns as proposed.
fn facts(folder: &str, year: i32, days_file: &str, consumption_file: &str) -> YearFacts {
    let correspondences = key(folder, &format!("correspondences_{year}.json"));
    let answers = correspondences["sector_answers"].as_object().unwrap();
    let period = Period::year(year);
    let structure = table(folder, &format!("structure_{year}.xlsx"));
    let mapping = resolve(&structure, Layout::Structure, None, None).unwrap();
    let units = read_structure(&structure, &mapping).lines;
    let drugs = table(folder, &format!("medicaments_{year}.xlsx"));
    let mapping = resolve(&drugs, Layout::Drugs, None, None).unwrap();
    let own_drugs =
        read_drugs(&drugs, &mapping).into_iter().map(|drug| (drug.code.clone(), drug)).collect();
    let days = table(folder, days_file);
    let mapping = resolve(&days, Layout::PatientDays, None, None).unwrap();
    let days = read_patient_days(&days, &mapping, period).lines;
    let consumption = table(folder, consumption_file);
    let mapping = resolve(&consumption, Layout::Consumption, None, None).unwrap();
    let lines = read_consumption(&consumption, &mapping, period).lines;
    let mut facts = YearFacts {
        year,
        units: units.into_iter().map(|line| Stored { import_id: 1, line }).collect(),
        answers: answers
            .iter()
            .map(|(unit, answer)| (unit.clone(), answer["answer"].as_str().unwrap().to_owned()))
            .collect(),
        own_drugs,
        days: days.into_iter().map(|line| Stored { import_id: 2, line }).collect(),
        lines: lines.into_iter().map(|line| Stored { import_id: 3, line }).collect(),
        ..YearFacts::default()
    };
    facts.sort();
    facts
}

fn close(actual: Option<f64>, expected: &Value, what: &str) {
    let (actual, expected) = (actual.unwrap(), expected.as_f64().unwrap());
    // Half a unit of the key's last digit.
    assert!((actual - expected).abs() < 6e-7, "{what}: {actual} instead of {expected}");
}

fn check_year(folder: &str, year: i32, days_file: &str, consumption_file: &str) {
    let expected = key(folder, &format!("expected_{year}.json"));
    let facts = facts(folder, year, days_file, consumption_file);
    let evaluation = evaluate(&facts);
    let versions = Versions::default();
    let question = Question::year(year, Perimeter::Spares);
    let whole = analyse(&evaluation.totals, &question, &versions);
    let consumption = &expected["consumption"];
    close(whole.totals.ddd, &consumption["total"]["ddj"], "total DDJ");
    close(whole.totals.rate.value, &consumption["total"]["rate"], "rate");
    let sectors = analyse(&evaluation.totals, &question.clone().by(&[Axis::Sector]), &versions);
    for group in &sectors.groups {
        let sector = &consumption["by_sector"][&group.key["sector"]];
        close(group.ddd, &sector["ddj"], &group.key["sector"]);
        close(group.patient_days, &sector["jh"], &group.key["sector"]);
    }
    let share = broad_spectrum(&evaluation.totals, &question, &versions);
    close(share.value, &consumption["ecdc_broad_spectrum"]["value"], "broad spectrum");
    check_rows(&evaluation, &consumption["rows"], consumption_file);
}

fn check_rows(evaluation: &Evaluation<'_>, expected: &Value, file: &str) {
    let reasons = reasons_of(evaluation, ImportKind::Consumption, 3);
    let found: BTreeMap<&str, _> = BTreeMap::from([
        ("kept", reasons.kept),
        ("ignored", reasons.ignored),
        ("rejected", reasons.rejected),
    ]);
    for (side, counts) in found {
        let expected = expected[side].as_object().cloned().unwrap_or_default();
        let expected: BTreeMap<String, u32> = expected
            .into_iter()
            .map(|(reason, count)| (reason, u32::try_from(count.as_u64().unwrap()).unwrap()))
            .collect();
        assert_eq!(counts, expected, "{side} of {file}");
    }
}

#[test]
fn annual_files_give_the_answer_key() {
    check_year("ch-grasse", 2024, "jh_2024.xls", "consommations_2024.xlsx");
    check_year("ch-grasse", 2023, "jh_2023.xlsx", "consommations_2023.xlsx");
    check_year("embrun-clean", 2024, "jh_2024.xls", "consommations_2024.xlsx");
}

#[test]
fn quarterly_files_give_the_quarters_and_their_sum() {
    let (days, consumption) = ("jh_trimestres_2024.xlsx", "consommations_trimestres_2024.xlsx");
    let expected = &key("ch-grasse", "expected_2024.json")["consumption"];
    let facts = facts("ch-grasse", 2024, days, consumption);
    let evaluation = evaluate(&facts);
    let question = Question::year(2024, Perimeter::Spares);
    let by_quarter = question.clone().by(&[Axis::Quarter, Axis::Sector]);
    for group in &analyse(&evaluation.totals, &by_quarter, &Versions::default()).groups {
        let quarter = &expected["quarters"][&group.key["quarter"]]["by_sector"];
        close(group.ddd, &quarter[&group.key["sector"]]["ddj"], "DDJ of a sector and quarter");
        close(group.patient_days, &quarter[&group.key["sector"]]["jh"], "JH");
    }
    let quarters = expected["quarters"].as_object().unwrap();
    let sum: f64 = quarters.values().map(|q| q["total"]["ddj"].as_f64().unwrap()).sum();
    let year = analyse(&evaluation.totals, &question, &Versions::default());
    let ddd = year.totals.ddd.unwrap();
    assert!((ddd - sum).abs() < 4e-6, "{ddd} instead of {sum}");
    check_rows(&evaluation, &expected["rows_quarterly_file"], consumption);
}

#[test]
fn a_table_with_a_column_for_each_quarter_gives_the_lines_of_the_long_one() {
    let long = table("ch-grasse", "jh_trimestres_2024.xlsx");
    let year = Period::year(2024);
    let read = |table: &Table| {
        let mapping = resolve(table, Layout::PatientDays, None, None).unwrap();
        let file = read_patient_days(table, &mapping, year);
        let lines = file.lines.into_iter().map(|line| ((line.unit_code, line.period), line.days));
        lines.collect::<BTreeMap<_, _>>()
    };
    // The sample has rows of the whole year too.
    let mut expected = read(&long);
    expected.retain(|(_, period), _| period.quarter.is_some());
    let mut wide: BTreeMap<&str, [String; 4]> = BTreeMap::new();
    for ((unit, period), days) in &expected {
        wide.entry(unit).or_default()[usize::from(period.quarter.unwrap()) - 1] = days.to_string();
    }
    let rows = wide.iter().map(|(unit, days)| format!("{unit};{};0", days.join(";")));
    let text = format!("Code UF;T1;T2;T3;T4;Total\n{}", rows.collect::<Vec<_>>().join("\n"));
    let wide = ingest::read(text.as_bytes(), None, &Limits::default()).unwrap().table;
    assert_eq!(read(&wide), expected);
}
