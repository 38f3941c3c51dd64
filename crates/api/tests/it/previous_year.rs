//! A year beside the year before, as the answer keys have it.

use std::collections::BTreeSet;

use domain::nomenclature::family;
use serde_json::{Value, json};

use crate::harness::{Hospital, TestApp, problem, samples};

on_both!(
    grasse_changes_as_its_key_says,
    caen_changes_as_its_key_says,
    a_quarter_is_compared_with_the_same_quarter,
    the_year_before_may_come_later_or_go,
    many_more_isolates_are_acknowledged,
    a_verdict_is_told_beside_the_year_before,
    isolates_are_told_beside_those_that_they_replace,
);

/// Half a unit of the last digit of the keys, and what sums of floats may add to it.
const TOLERANCE: f64 = 6e-7;

async fn deliver(hospital: &Hospital<'_>, year: i32) -> [Value; 3] {
    hospital.answer(year, true).await;
    let period = year.to_string();
    [
        hospital.import("structure", &period, &format!("structure_{year}.xlsx")).await,
        hospital.import("patient_days", &period, &format!("jh_{year}.xls")).await,
        hospital.import("consumption", &period, &format!("consommations_{year}.xlsx")).await,
    ]
}

/// What is told of a case of an import, message by message.
async fn told(hospital: &Hospital<'_>, import: &Value, reason: &str) -> Vec<String> {
    let path = format!("/api/v1/imports/{}/issues?reason={reason}&limit=200", import["id"]);
    let issues = hospital.get(&path).await;
    let text = |issue: &Value| issue["message"].as_str().unwrap().replace('\u{a0}', " ");
    issues["items"].as_array().unwrap().iter().map(text).collect()
}

fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    items.into_iter().collect()
}

/// The changes of the keys come from numbers with 6 decimals.
fn close(now: f64, before: f64, expected: &Value, what: &str) {
    let (change, expected) = (100.0 * (now - before) / before, expected.as_f64().unwrap());
    let tolerance = TOLERANCE + 100.0 * 1e-6 / before * (1.0 + now / before);
    assert!((change - expected).abs() < tolerance, "{what}: {change}, not {expected}");
}

/// The year before and the year itself, as the two verdicts take them.
async fn compared(hospital: &Hospital<'_>) -> (Value, Value) {
    let read = async |year: i32| {
        let path = format!("/import-context?kind=consumption&period={}", year + 1);
        let context = hospital.get(&hospital.path(&path)).await;
        context["context"]["previous"]["periods"][0].clone()
    };
    (read(2023).await, read(2024).await)
}

async fn check(hospital: &Hospital<'_>) {
    let expected = &hospital.json("expected_2024.json")["change_from_previous_year"];
    let [first, ..] = deliver(hospital, 2023).await;
    assert_eq!(told(hospital, &first, "new_unit").await, [""; 0], "nothing comes before");
    let [structure, days, consumption] = deliver(hospital, 2024).await;

    let units = |code: &Value| format!("UF {} ", code.as_str().unwrap());
    for (reason, key) in [("new_unit", "units_new"), ("gone_unit", "units_gone")] {
        let found = told(hospital, &structure, reason).await;
        let key = expected[key].as_array().unwrap();
        assert_eq!(found.len(), key.len(), "{reason}: {found:?}");
        let named = |code: &Value| found.iter().any(|text| text.contains(&units(code)));
        assert!(key.iter().all(named), "{reason}: {found:?}");
    }

    let key = expected["units_with_jh_change_over_30_pct"].as_object().unwrap();
    let found = set(told(hospital, &days, "days_changed").await.iter().map(|text| {
        let (unit, words) = text.split_once(" : ").unwrap();
        let change = words.split_once('(').unwrap().1.strip_suffix(" %).").unwrap();
        (unit.to_owned(), change.to_owned())
    }));
    let changes = key.iter().map(|(unit, change)| {
        let change = format!("{:+.1}", change.as_f64().unwrap()).replace('.', ",");
        (format!("UF {unit}"), change)
    });
    assert_eq!(found, set(changes));

    let (before, now) = compared(hospital).await;
    let all = |period: &Value| -> f64 {
        period["days"].as_object().unwrap().values().map(|days| days.as_f64().unwrap()).sum()
    };
    close(all(&now), all(&before), &expected["jh_pct"], "days");
    let families = before["rates"].as_object().unwrap();
    assert!(families.len() > 30, "{families:?}");
    for (code, before) in families {
        let (now, before) = (now["rates"][code].as_f64().unwrap_or(0.0), before.as_f64().unwrap());
        close(now, before, &expected["family_rate_pct"][code], code);
    }
    let far = |code: &&String| expected["family_rate_pct"][*code].as_f64().unwrap().abs() > 30.0;
    let label = |code: &String| family(code).unwrap().label.to_owned();
    let found = set(told(hospital, &consumption, "rate_changed")
        .await
        .iter()
        .map(|text| text.split_once(" : ").unwrap().0.to_owned()));
    assert_eq!(found, set(families.keys().filter(far).map(label)));
}

async fn grasse_changes_as_its_key_says(app: TestApp) {
    check(&Hospital::grasse(&app).await).await;
}

async fn caen_changes_as_its_key_says(app: TestApp) {
    let Some(path) = samples("chu-caen") else { return };
    check(&Hospital::open(&app, path, "140000100").await).await;
}

const STRUCTURE: &str = "Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n";

async fn send(hospital: &Hospital<'_>, kind: &str, period: &str, text: &str) -> Value {
    let (status, created) =
        hospital.send_bytes(kind, period, "fichier.csv", text.as_bytes(), &[]).await;
    assert_eq!(status, 202, "{kind} {period}: {created}");
    hospital.read_import(created["id"].as_i64().unwrap()).await
}

async fn with_structure(app: &TestApp) -> Hospital<'_> {
    let hospital = Hospital::grasse(app).await;
    send(&hospital, "structure", "2023", STRUCTURE).await;
    hospital
}

fn days(number: u32) -> String {
    format!("Code UF;Nombre de journées\n237;{number}\n")
}

async fn a_quarter_is_compared_with_the_same_quarter(app: TestApp) {
    let hospital = with_structure(&app).await;
    send(&hospital, "patient_days", "2023-Q1", &days(1_000)).await;
    let first = send(&hospital, "patient_days", "2024-Q1", &days(500)).await;
    assert_eq!(
        told(&hospital, &first, "days_changed").await,
        ["Ensemble des UF", "UF 237"].map(|what| {
            format!("{what} : 500 JH au T1 2024 contre 1\u{202f}000 au T1 2023 (−50,0 %).")
        })
    );
    let second = send(&hospital, "patient_days", "2024-Q2", &days(10)).await;
    assert_eq!(told(&hospital, &second, "days_changed").await, [""; 0]);
}

async fn the_year_before_may_come_later_or_go(app: TestApp) {
    let hospital = with_structure(&app).await;
    let import = send(&hospital, "patient_days", "2024", &days(500)).await;
    assert_eq!(import["acknowledgements"], json!([]));
    let before = send(&hospital, "patient_days", "2023", &days(1_000)).await;
    let path = format!("/api/v1/imports/{}", import["id"]);
    let groups = |import: &Value| import["issues_by_code"].as_array().unwrap().clone();
    let now = groups(&hospital.get(&path).await);
    assert_eq!((&now[0]["reason"], &now[0]["count"]), (&json!("days_changed"), &json!(2)));
    hospital.cancel(&before).await;
    assert_eq!(groups(&hospital.get(&path).await), groups(&import));
}

fn isolates(year: i32, number: usize, unit: &str) -> String {
    let head = "UF;IPP;Date de naissance;Sexe;Date d'entrée;Date de prélèvement;N° de prélèvement;\
                Nature;Germe;BLSE;Amoxicilline;Céfotaxime\n";
    let rows = (0..number).map(|place| {
        let unit = if place == 0 { unit } else { "237" };
        format!(
            "{unit};{};12/03/1957;F;01/03/{year};04/03/{year};P{place};Hémoculture;E. coli;N;R;S\n",
            8000 + place
        )
    });
    std::iter::once(head.to_owned()).chain(rows).collect()
}

async fn many_more_isolates_are_acknowledged(app: TestApp) {
    let hospital = with_structure(&app).await;
    let few = send(&hospital, "resistance", "2023", &isolates(2023, 10, "999")).await;
    let unknown = "10,0 % des isolats sont sur une UF absente de la structure.";
    assert_eq!(told(&hospital, &few, "many_unknown_units").await, [unknown]);
    let many = isolates(2024, 31, "237");
    let file = ("fichier.csv", many.as_bytes());
    let refused = hospital.send_fields("resistance", "2024", file, &[]).await;
    assert_eq!(problem(refused), (409, "unacknowledged".to_owned()));
    let import = send(&hospital, "resistance", "2024", &many).await;
    let text = "31 isolats comptent en 2024 contre 9 en 2023.";
    assert_eq!(told(&hospital, &import, "many_isolates").await, [text]);
    assert_eq!(import["acknowledgements"][0]["code"], "RE11");
}

/// Numbers of lines of a comparison: the same, added, lost, changed.
fn counts(difference: &Value) -> [u64; 4] {
    ["same", "added", "lost", "changed"].map(|field| difference[field].as_u64().unwrap())
}

async fn a_verdict_is_told_beside_the_year_before(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital, 2023).await;
    hospital.import("resistance", "2023", "resistances_2023.xlsx").await;
    let verdict = async |kind: &str, file: &str| {
        let (status, verdict) = hospital.send(kind, "2024", file, &[("dry_run", "true")]).await;
        assert_eq!(status, 200, "{verdict}");
        assert_eq!(verdict["difference"], Value::Null, "{kind} replaces nothing");
        assert_eq!(verdict["since_last_year"]["year"], 2023, "{kind}");
        verdict["since_last_year"].clone()
    };
    let key = &hospital.json("expected_2024.json")["change_from_previous_year"];
    let units = verdict("structure", "structure_2024.xlsx").await;
    let [_, added, lost, _] = counts(&units["lines"]);
    for (number, key) in [(added, &key["units_new"]), (lost, &key["units_gone"])] {
        assert_eq!(number, u64::try_from(key.as_array().unwrap().len()).unwrap());
    }
    assert_eq!(units["sectors"], json!([]));
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let days = verdict("patient_days", "jh_2024.xls").await;
    assert!(counts(&days["lines"])[3] > 0, "{days}");
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    let consumption = verdict("consumption", "consommations_2024.xlsx").await;
    let first = &consumption["lines"]["first"][0];
    assert!(first["unit_code"].is_string() && first["drug_code"].is_string(), "{first}");
    assert_eq!(first["period"], Value::Null);
    let expected = |year: i32| {
        let key = hospital.json(&format!("expected_{year}.json"));
        key["consumption"]["by_sector"]["CHIR"]["rate"].as_f64().unwrap()
    };
    let sectors = consumption["sectors"].as_array().unwrap();
    let surgery = sectors.iter().find(|one| one["sector"] == "CHIR").unwrap();
    for (rate, year) in [(&surgery["before"], 2023), (&surgery["after"], 2024)] {
        assert!((rate.as_f64().unwrap() - expected(year)).abs() < TOLERANCE, "{year}: {rate}");
    }
    let isolates = verdict("resistance", "resistances_2024.xlsx").await;
    let first = &isolates["lines"]["first"][0];
    assert!(first["organism"].is_string() && first["unit_code"].is_null(), "{first}");
    let quarter = "jh_trimestres_2024.xlsx";
    let (_, verdict) =
        hospital.send("patient_days", "2025-Q1", quarter, &[("dry_run", "true")]).await;
    assert_eq!(verdict["since_last_year"], Value::Null, "the year before has no quarters");
}

async fn isolates_are_told_beside_those_that_they_replace(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    let other = [("dry_run", "true")];
    let (status, verdict) =
        hospital.send("resistance", "2024", "resistances_2023.xlsx", &other).await;
    assert_eq!(status, 200, "{verdict}");
    let [_, _, lost, changed] = counts(&verdict["difference"]);
    assert!(lost + changed > 0, "the isolates of another year are of no day of 2024: {verdict}");
    let first = &verdict["difference"]["first"][0];
    let key = hospital.json("expected_2024.json");
    let rows = key["resistance"]["rows"]["kept"].as_f64().unwrap();
    let all = verdict["difference"]["first"].as_array().unwrap();
    let before: f64 = all.iter().filter_map(|one| one["before"].as_f64()).sum();
    assert!(first["before"].as_f64().unwrap() > 0.0 && before <= rows, "{before} of {rows}");
}
