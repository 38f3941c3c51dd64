//! Reports: what both documents say is what the API says, from a base that may be proved.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    process::Command,
};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use domain::{
    consumption::{AwareShare, aware_shares},
    dto::ConsumptionAnalysis,
    report::resistance_blocks,
};
use serde_json::{Value, json};

use crate::{
    closures::{close, deliver, reopen},
    harness::{Hospital, Person, TestApp, problem},
};

on_both!(
    a_report_says_what_the_api_says,
    a_definitive_report_waits_for_the_frozen_base_and_proves_itself,
    reports_are_for_those_who_may_read_what_they_tell,
);

async fn make(hospital: &Hospital<'_>, kind: &str) -> (u16, Value) {
    let asked = json!({ "scope": hospital.finess, "year": 2024, "kind": kind });
    hospital.app.post(&hospital.who, "/api/v1/reports", asked).await
}

async fn bytes(app: &TestApp, who: &Person, made: &Value, extension: &str) -> Vec<u8> {
    let path = format!("/api/v1/reports/{}.{extension}", made["id"]);
    let request = actix_web::test::TestRequest::get()
        .uri(&path)
        .insert_header(("authorization", format!("Bearer {}", who.token)));
    let answer = app.send(request).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.body
}

/// The text of a PDF, with plain blanks.
fn text_of(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8(read.stdout).unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

/// Every number of a workbook, by its bits, and where it stands.
fn numbers_of(workbook: &[u8]) -> BTreeMap<u64, String> {
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(workbook)).unwrap();
    let mut numbers = BTreeMap::new();
    for name in book.sheet_names() {
        for (row, column, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            let number = match cell {
                Data::Float(number) => *number,
                #[expect(clippy::cast_precision_loss, reason = "cells hold floats")]
                Data::Int(number) => *number as f64,
                _ => continue,
            };
            numbers.insert(
                number.to_bits(),
                format!("{number} in {name}, row {row}, column {column}"),
            );
        }
    }
    numbers
}

/// As the French write it.
fn french(value: f64, decimals: usize) -> String {
    domain::french::decimal(value, decimals).replace(['\u{a0}', '\u{202f}'], " ")
}

async fn a_report_says_what_the_api_says(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    let (status, made) = make(&hospital, "provisional").await;
    assert_eq!(status, 202, "{made}");
    let text = text_of(&bytes(&app, &hospital.who, &made, "pdf").await);
    let numbers = numbers_of(&bytes(&app, &hospital.who, &made, "xlsx").await);
    assert!(text.contains(made["digest"].as_str().unwrap().get(..16).unwrap()), "{text}");
    let mut told = 0;
    let mut says = |what: &str, figure: &Value, decimals: usize| {
        let Some(value) = figure["value"].as_f64() else { return };
        told += 1;
        let shown = french(value, decimals);
        assert!(text.contains(&shown), "{what}: {shown} is not in the PDF");
        assert!(numbers.contains_key(&value.to_bits()), "{what}: {value} is not in the workbook");
    };
    let dashboard = hospital.dashboard(2024).await;
    for card in dashboard["cards"].as_array().unwrap() {
        says(&card["id"].to_string(), &card["figure"], 1);
    }
    for row in dashboard["sectors"].as_array().unwrap() {
        says(&row["sector"].to_string(), &row["current"], 1);
    }
    let finess = &hospital.finess;
    let path = format!("/api/v1/indicators?establishment={finess}&year=2024");
    for one in hospital.get(&path).await["items"].as_array().unwrap() {
        let decimals = usize::try_from(one["decimals"].as_u64().unwrap()).unwrap();
        says(&one["id"].to_string(), &one["figure"], decimals);
    }
    let path = format!("/api/v1/analyses/resistance-panel?establishment={finess}&year=2024");
    let told_of: BTreeSet<&str> = resistance_blocks().iter().map(|block| block.organism).collect();
    let panel = hospital.get(&path).await;
    let of_blocks = |line: &&Value| told_of.contains(line["organism"].as_str().unwrap());
    for line in panel["items"].as_array().unwrap().iter().filter(of_blocks) {
        says(&format!("{} %", line["id"]), &line["proportion"], 1);
        says(&format!("{} density", line["id"]), &line["density"], 3);
    }
    assert!(told > 200, "{told} figures");
    let api = numbers_of_the_api(&hospital).await;
    let has = |number: f64| {
        let from = number - 1e-9 * number.abs();
        let near = api.get(api.partition_point(|other| *other < from));
        near.is_some_and(|other| *other <= number + 1e-9 * number.abs())
    };
    let strange: Vec<&String> = numbers
        .iter()
        .filter(|(bits, _)| !has(f64::from_bits(**bits)))
        .map(|(_, place)| place)
        .collect();
    assert!(strange.is_empty(), "numbers of the workbook that no answer has: {strange:#?}");
}

/// The organisms of the parts of a report, as the API names them.
const TAXA: [(&str, &str); 9] = [
    ("sarm", "STAAUR"),
    ("ecoli", "ESCCOL"),
    ("kpneumoniae", "KLEPNE"),
    ("ecloacae", "ENBCLX"),
    ("eblse", "Enterobacterales"),
    ("epc", "Enterobacterales"),
    ("efaecium", "ENCFAI"),
    ("paeruginosa", "PSEAER"),
    ("abaumannii", "ACIBAU"),
];

/// Every number of what a report draws on, in ascending order.
async fn numbers_of_the_api(hospital: &Hospital<'_>) -> Vec<f64> {
    let finess = &hospital.finess;
    let mut numbers = Vec::new();
    let mut paths = vec![
        hospital.path("/anomalies?year=2024"),
        hospital.path("/explanation?year=2024"),
        "/api/v1/reference-tables".to_owned(),
        format!("/api/v1/indicators?establishment={finess}&year=2024"),
    ];
    for year in [2023, 2024] {
        paths.push(hospital.path(&format!("/dashboard?year={year}")));
    }
    for whose in [format!("establishment={finess}"), "nation=true".to_owned()] {
        paths.push(format!("/api/v1/analyses/resistance-panel?{whose}&year=2024"));
        for by in ["sector", "family", "atc", "atc,route", "route", "year", "quarter"] {
            paths.push(format!("/api/v1/analyses/consumption?{whose}&years=2022..2024&by={by}"));
            paths.push(format!("/api/v1/analyses/consumption?{whose}&years=2024&by={by}"));
            paths.push(format!(
                "/api/v1/analyses/consumption?{whose}&years=2023..2024&by={by}&molecules=antifungals"
            ));
        }
    }
    for block in resistance_blocks() {
        for measure in &block.markers {
            let of = format!(
                "/api/v1/analyses/resistance?establishment={finess}&organism={}&antibiotic={}",
                TAXA.iter().find(|(id, _)| *id == block.id).unwrap().1,
                measure.code()
            );
            paths.push(format!("{of}&years=2024&by=specimen"));
            paths.push(format!("{of}&years=2024&specimen=1"));
            paths.push(format!("{of}&years=2020..2024&by=year"));
        }
    }
    for import in hospital.get(&hospital.path("/imports")).await["items"].as_array().unwrap() {
        paths.push(format!("/api/v1/imports/{}", import["id"]));
    }
    let molecules: ConsumptionAnalysis =
        serde_json::from_value(hospital.analysis(2024, "atc,route", "").await).unwrap();
    // Sums that only a report shows, of numbers that the API gives.
    for AwareShare { ddd, share, .. } in aware_shares(&molecules.groups).unwrap() {
        numbers.extend([ddd, share]);
    }
    let mut shares: Vec<f64> = molecules.groups.iter().filter_map(|group| group.share).collect();
    shares.sort_by(|one, other| other.total_cmp(one));
    numbers.push(shares.iter().take(10).sum());
    for path in paths {
        let (status, answer) = hospital.app.get(&hospital.who, &path).await;
        assert_eq!(status, 200, "{path}: {answer}");
        gather(&answer, &mut numbers);
        if let Some(rows) = answer.get("rows") {
            let rows = |state: &str| rows[state].as_f64().unwrap_or(0.0);
            numbers.push(rows("ignored") + rows("rejected"));
        }
    }
    numbers.sort_by(f64::total_cmp);
    numbers
}

fn gather(answer: &Value, numbers: &mut Vec<f64>) {
    match answer {
        Value::Number(number) => numbers.push(number.as_f64().unwrap()),
        Value::Array(all) => all.iter().for_each(|one| gather(one, numbers)),
        Value::Object(all) => all.values().for_each(|one| gather(one, numbers)),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

async fn a_definitive_report_waits_for_the_frozen_base_and_proves_itself(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = app.person("nadia").await;
    app.grant(&national, "national").await;
    let campaign = json!({ "opens_on": "2025-01-15", "deadline": "2999-12-31" });
    assert_eq!(app.call(&national, "PUT", "/api/v1/campaigns/2024", campaign).await.0, 200);
    deliver(&hospital).await;
    hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    assert_eq!(problem(make(&hospital, "definitive").await), (422, "invalid".to_owned()));
    assert_eq!(close(&hospital, json!([])).await.0, 201);
    let base = json!({ "kind": "definitive", "name": "Base définitive 2024" });
    let frozen = app.post(&national, "/api/v1/campaigns/2024/snapshots", base).await;
    assert_eq!(frozen.0, 201, "{}", frozen.1);
    let (_, first) = make(&hospital, "definitive").await;
    assert_eq!(first["base"], "Base définitive 2024");
    assert_eq!(reopen(&hospital, "livret corrigé").await.0, 200);
    for import in hospital.get(&hospital.path("/imports")).await["items"].as_array().unwrap() {
        if import["kind"] != "structure" {
            hospital.cancel(import).await;
        }
    }
    let (_, again) = make(&hospital, "definitive").await;
    assert_eq!(again["digest"], first["digest"], "whatever became of the live base");
    for extension in ["pdf", "xlsx"] {
        let documents = [&first, &again].map(|made| bytes(&app, &hospital.who, made, extension));
        let [one, other] = documents;
        assert!(one.await == other.await, "{extension}: two runs have the same bytes");
    }
    let verify = async |made: &Value| {
        let path = format!("/api/v1/verify/{}", made["digest"].as_str().unwrap());
        app.get(&national, &path).await
    };
    let (status, proof) = verify(&first).await;
    assert_eq!((status, &proof["unchanged"]), (200, &json!(true)), "{proof}");
    let unknown = app.get(&national, &format!("/api/v1/verify/{}", "0".repeat(64))).await;
    assert_eq!(problem(unknown), (404, "not_found".to_owned()));
    let (_, live) = make(&hospital, "provisional").await;
    assert_eq!(verify(&live).await.1["unchanged"], true);
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    assert_eq!(verify(&live).await.1["unchanged"], false, "the live base has changed since");
    let short = make(&hospital, "definitive_short").await;
    assert_eq!(short.0, 202, "{}", short.1);
    assert!(
        text_of(&bytes(&app, &hospital.who, &short.1, "pdf").await)
            .contains("Rapport définitif court")
    );
}

async fn reports_are_for_those_who_may_read_what_they_tell(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    let (_, made) = make(&hospital, "provisional").await;
    let outsider = app.person("outsider").await;
    let refused = make_as(&app, &outsider, &hospital.finess).await;
    assert_eq!(problem(refused), (404, "not_found".to_owned()));
    let path = format!("/api/v1/reports/{}.pdf", made["id"]);
    assert_eq!(problem(app.get(&outsider, &path).await), (404, "not_found".to_owned()));
    let centre = app.person("cpias").await;
    app.grant(&centre, "region:93").await;
    for (scope, expected) in
        [("region:93", 202), ("region:84", 403), ("nation", 403), ("region:zz", 422)]
    {
        assert_eq!(make_as(&app, &centre, scope).await.0, expected, "{scope}");
    }
    let listed = app.get(&centre, &format!("/api/v1/reports?scope={}", hospital.finess)).await;
    assert_eq!(listed.1.as_array().unwrap().len(), 1, "a centre reads the reports of its region");
    let listed = app.get(&outsider, &format!("/api/v1/reports?scope={}", hospital.finess)).await;
    assert_eq!(problem(listed), (404, "not_found".to_owned()));
}

async fn make_as(app: &TestApp, who: &Person, scope: &str) -> (u16, Value) {
    let asked = json!({ "scope": scope, "year": 2024, "kind": "provisional" });
    app.post(who, "/api/v1/reports", asked).await
}
