//! Every consumption figure of the answer keys, through HTTP.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::harness::{Hospital, TestApp, samples};

on_both!(
    grasse_agrees_with_its_keys,
    grasse_with_numbers_that_lost_their_zeros_agrees_too,
    grasse_by_quarter_agrees_with_its_keys,
    grasse_without_answers_agrees_with_its_key,
    embrun_agrees_with_its_key,
    caen_agrees_with_its_keys,
    caen_by_quarter_agrees_with_its_keys,
    the_large_set_agrees_with_its_key,
);

/// Half a unit of the last digit of the keys, and what sums of floats may add to it.
const TOLERANCE: f64 = 6e-7;

/// The changes of the keys come from their rates as printed, with 6 decimals: they are right to
/// about 100 × 1e-6 / 39, the smallest rate, on each of two rates.
const CHANGE_TOLERANCE: f64 = 3e-6;

/// A sample year: which files, which block of rows.
struct Delivery<'a> {
    finess: &'a str,
    year: i32,
    structure: String,
    days: String,
}

impl<'a> Delivery<'a> {
    fn annual(finess: &'a str, year: i32) -> Self {
        Self {
            finess,
            year,
            structure: format!("structure_{year}.xlsx"),
            days: format!("jh_{year}.xls"),
        }
    }
}

async fn grasse_agrees_with_its_keys(app: TestApp) {
    check_years(&app, "ch-grasse", "060000478", &[2023, 2024]).await;
}

async fn embrun_agrees_with_its_key(app: TestApp) {
    check_years(&app, "embrun-clean", "050000256", &[2024]).await;
}

async fn caen_agrees_with_its_keys(app: TestApp) {
    check_years(&app, "chu-caen", "140000100", &[2023, 2024]).await;
}

async fn the_large_set_agrees_with_its_key(app: TestApp) {
    check_years(&app, "bench-caen", "140000100", &[2024]).await;
}

/// The smaller the rate of last year, the less a change between rounded rates says.
fn check_family_change(row: &Value, expected: &Value, family: &str) {
    let previous = row["previous"]["value"].as_f64().unwrap();
    let current = row["current"]["value"].as_f64().unwrap();
    let tolerance = TOLERANCE + 100.0 * 1e-6 / previous * (1.0 + current / previous);
    close_to(&row["change"], expected, family, tolerance);
}

/// Delivers the years one after the other and compares each; then the change between them.
async fn check_years(app: &TestApp, folder: &str, finess: &str, years: &[i32]) {
    let Some(path) = samples(folder) else { return };
    let hospital = Hospital::open(app, path, finess).await;
    for year in years {
        let delivery = Delivery::annual(finess, *year);
        check_delivery(&hospital, &delivery).await;
    }
    if let [_, last] = years {
        let dashboard = hospital.dashboard(*last).await;
        let expected =
            &hospital.json(&format!("expected_{last}.json"))["change_from_previous_year"];
        let rate = &expected["rate_pct"];
        close_to(&dashboard["cards"][0]["change"], &rate["total"], "change", CHANGE_TOLERANCE);
        for row in dashboard["sectors"].as_array().unwrap() {
            if let Some(expected) = rate.get(row["sector"].as_str().unwrap()) {
                close_to(&row["change"], expected, "change of a sector", CHANGE_TOLERANCE);
            }
        }
        for row in dashboard["families"].as_array().unwrap() {
            let family = row["family"].as_str().unwrap();
            let expected = &expected["family_rate_pct"][family];
            if !expected.is_null() {
                check_family_change(row, expected, family);
            }
        }
    }
}

async fn grasse_with_numbers_that_lost_their_zeros_agrees_too(app: TestApp) {
    let Some(path) = samples("ch-grasse") else { return };
    let hospital = Hospital::open(&app, path, "060000478").await;
    let delivery = Delivery {
        structure: "variantes/structure_2024_nombres.xlsx".to_owned(),
        days: "variantes/jh_2024_nombres.xlsx".to_owned(),
        ..Delivery::annual("060000478", 2024)
    };
    check_delivery(&hospital, &delivery).await;
}

async fn check_delivery(hospital: &Hospital<'_>, delivery: &Delivery<'_>) {
    let Delivery { finess, year, structure, days } = delivery;
    assert_eq!(hospital.finess, *finess);
    let expected = hospital.json(&format!("expected_{year}.json"));
    let period = year.to_string();
    hospital.answer(*year, true).await;
    hospital.import("structure", &period, structure).await;
    hospital.import("patient_days", &period, days).await;
    let file = format!("consommations_{year}.xlsx");
    let import = hospital.import("consumption", &period, &file).await;
    check_rows(&import, &expected["consumption"]["rows"]);
    check_figures(hospital, *year, &expected["consumption"]).await;
    check_controls(hospital, &import, &expected["controls"]).await;
}

fn check_rows(import: &Value, expected: &Value) {
    for side in ["kept", "ignored", "rejected"] {
        let expected = expected.get(side).cloned().unwrap_or_else(|| serde_json::json!({}));
        assert_eq!(import["reasons"][side], expected, "rows {side}");
    }
    let rows = &import["rows"];
    let number = |name: &str| rows[name].as_u64().unwrap();
    assert_eq!(number("read"), expected["read"].as_u64().unwrap());
    assert_eq!(number("read"), number("kept") + number("ignored") + number("rejected"));
}

async fn check_figures(hospital: &Hospital<'_>, year: i32, expected: &Value) {
    let total = &hospital.analysis(year, "", "").await["totals"];
    check_rate(total, &expected["total"], "total");

    let sectors = groups(&hospital.analysis(year, "sector", "").await, &["sector"]);
    check_all(&sectors, &expected["by_sector"], "sector");
    let parts = groups(&hospital.analysis(year, "subsector", "").await, &["subsector"]);
    check_all(&parts, &expected["inside_MED"], "part of a sector");

    let molecules = groups(&hospital.analysis(year, "atc,route", "").await, &["atc", "route"]);
    let keys = expected["by_atc_route"].as_object().unwrap();
    assert_eq!(molecules.len(), keys.len(), "molecules and routes");
    let opened = hospital.get(&hospital.path(&format!("/explanation?year={year}"))).await;
    for (key, figure) in keys {
        let group = &molecules[key];
        close(&group["ddd"], &figure["ddj"], key);
        close(&group["rate"]["value"], &figure["rate"], key);
        // Where forms of different doses are summed the group has none: the opening shows each.
        let forms = opened["molecules"].as_array().unwrap().iter();
        let doses: Vec<&Value> =
            forms.filter(|m| key_parts(m) == *key).map(|m| &m["dose"]).collect();
        let of_key = |dose: &&Value| {
            dose["value"].as_f64() == figure["ddd"].as_f64() && dose["unit"] == figure["ddd_unit"]
        };
        assert!(doses.iter().any(of_key), "{key}: {doses:?}");
        if !group["dose"].is_null() {
            assert_eq!(doses, [&group["dose"]], "{key}");
        }
        assert_eq!(group["labels"]["atc"], figure["name"], "{key}");
    }

    let by = "sector,atc,route";
    let crossed = groups(&hospital.analysis(year, by, "").await, &["sector", "atc", "route"]);
    check_crossed(&crossed, &expected["by_sector_atc_route_ddj"]);
    let crossed =
        groups(&hospital.analysis(year, "sector,family", "").await, &["sector", "family"]);
    check_crossed(&crossed, &expected["by_sector_family_ddj"]);

    let families = groups(&hospital.analysis(year, "family", "").await, &["family"]);
    for (family, figure) in expected["by_family"].as_object().unwrap() {
        let Some(group) = families.get(family) else {
            assert_eq!(figure["ddj"].as_f64(), Some(0.0), "{family} is missing");
            continue;
        };
        close(&group["ddd"], &figure["ddj"], family);
        close(&group["rate"]["value"], &figure["rate"], family);
        if figure["share_of_total_pct"].is_null() {
            assert!(group["share"].is_null(), "{family}");
        } else {
            close(&group["share"], &figure["share_of_total_pct"], family);
        }
    }

    check_antifungals(hospital, year, &expected["antifungals"]).await;
    check_ehpad(hospital, year, &expected["ehpad"]).await;
    check_dashboard(hospital, year, expected).await;
    check_openings(hospital, year, expected).await;
}

async fn check_antifungals(hospital: &Hospital<'_>, year: i32, expected: &Value) {
    let more = "&molecules=antifungals";
    let total = &hospital.analysis(year, "", more).await["totals"];
    check_rate(total, &expected["total"], "antifungals");
    let sectors = groups(&hospital.analysis(year, "sector", more).await, &["sector"]);
    check_all(&sectors, &expected["by_sector"], "antifungals of a sector");
    let molecules = groups(&hospital.analysis(year, "atc,route", more).await, &["atc", "route"]);
    let keys = expected["by_atc_route"].as_object().unwrap();
    assert_eq!(molecules.len(), keys.len(), "antifungals");
    for (key, figure) in keys {
        close(&molecules[key]["ddd"], &figure["ddj"], key);
    }
}

async fn check_ehpad(hospital: &Hospital<'_>, year: i32, expected: &Value) {
    let more = "&perimeter=ehpad";
    let total = &hospital.analysis(year, "", more).await["totals"];
    close(&total["ddd"], &expected["total"]["ddj"], "EHPAD");
    close(&total["patient_days"], &expected["total"]["jheb"], "EHPAD");
    // The key lists antibiotics and antifungals together; the total has antibiotics only.
    let mut molecules =
        groups(&hospital.analysis(year, "atc,route", more).await, &["atc", "route"]);
    let more = "&perimeter=ehpad&molecules=antifungals";
    let antifungals = hospital.analysis(year, "atc,route", more).await;
    molecules.extend(groups(&antifungals, &["atc", "route"]));
    let keys = expected["by_atc_route"].as_object().unwrap();
    assert_eq!(molecules.len(), keys.len(), "molecules of the EHPAD");
    for (key, ddj) in keys {
        close(&molecules[key]["ddd"], ddj, key);
    }
}

async fn check_dashboard(hospital: &Hospital<'_>, year: i32, expected: &Value) {
    let dashboard = hospital.dashboard(year).await;
    let cards = dashboard["cards"].as_array().unwrap();
    close(&cards[0]["figure"]["value"], &expected["total"]["rate"], "card of the rate");
    let broad = &expected["ecdc_broad_spectrum"];
    close(&cards[1]["figure"]["numerator"], &broad["n"], "broad spectrum");
    close(&cards[1]["figure"]["denominator"], &broad["N"], "broad spectrum");
    close(&cards[1]["figure"]["value"], &broad["value"], "broad spectrum");
    close(&cards[2]["figure"]["value"], &expected["antifungals"]["total"]["rate"], "antifungals");
    let top = dashboard["top_molecules"].as_array().unwrap();
    check_top(top, &["atc", "route"], &expected["top10_atc_route"]);
    let mut molecules =
        hospital.analysis(year, "atc", "").await["groups"].as_array().unwrap().clone();
    molecules.sort_by(|a, b| b["ddd"].as_f64().unwrap().total_cmp(&a["ddd"].as_f64().unwrap()));
    check_top(&molecules[..10.min(molecules.len())], &["atc"], &expected["top10_atc"]);
}

fn check_top(found: &[Value], axes: &[&str], expected: &Value) {
    let expected = expected.as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    for (group, expected) in found.iter().zip(expected) {
        assert_eq!(key_of(group, axes), expected["key"].as_str().unwrap());
        close(&group["ddd"], &expected["ddj"], "top 10");
        close(&group["rate"]["value"], &expected["rate"], "top 10");
        close(&group["share"], &expected["share_pct"], "top 10");
    }
}

/// The opened figure has the numbers of the key: by unit, and by row left out.
async fn check_openings(hospital: &Hospital<'_>, year: i32, expected: &Value) {
    let opened = hospital.get(&hospital.path(&format!("/explanation?year={year}"))).await;
    close(&opened["figure"]["value"], &expected["total"]["rate"], "opened figure");
    let bare = |code: &str| code.trim_start_matches('0').to_owned();
    let units: BTreeMap<String, &Value> = opened["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| (bare(unit["unit_code"].as_str().unwrap()), unit))
        .collect();
    let keys = expected["by_unit"].as_object().unwrap();
    assert_eq!(units.len(), keys.len(), "units of the perimeter with days");
    for (code, figure) in keys {
        let unit = units[&bare(code)];
        close(&unit["ddd"], &figure["ddj"], code);
        close(&unit["patient_days"], &figure["jh"], code);
        assert_eq!(unit["sector"], figure["sector"], "{code}");
    }
    for side in ["ignored", "rejected"] {
        let empty = serde_json::json!({});
        let rows = expected["rows"].get(side).unwrap_or(&empty);
        assert_eq!(opened["rows"][side], *rows, "{side}");
    }
    let not_computed = expected["not_computed"].as_array().unwrap();
    for expected in not_computed {
        let (reason, atc) =
            (expected["reason"].as_str().unwrap(), expected["atc"].as_str().unwrap());
        let route = expected["route"].as_str().unwrap();
        let path = hospital.path(&format!(
            "/lines?year={year}&reason={reason}&atc={atc}&route={route}&limit=200&family=TOTAL"
        ));
        let lines = hospital.get(&path).await;
        let units: f64 =
            lines["items"].as_array().unwrap().iter().filter_map(|l| l["units"].as_f64()).sum();
        close(&serde_json::json!(units), &expected["units"], &format!("{reason} {atc}"));
    }
}

async fn check_controls(hospital: &Hospital<'_>, import: &Value, expected: &Value) {
    let count = |code: &str, reasons: &[&str]| -> u64 {
        let groups = import["issues_by_code"].as_array().unwrap();
        let wanted =
            |g: &&Value| g["code"] == code && reasons.contains(&g["reason"].as_str().unwrap());
        groups.iter().filter(wanted).map(|g| g["count"].as_u64().unwrap()).sum()
    };
    assert_eq!(count("CO01", &["unknown_unit"]), expected["CO01"].as_u64().unwrap());
    let codes = ["no_code", "cip", "bad_key", "unknown_code"];
    assert_eq!(count("CO02", &codes), expected["CO02"].as_u64().unwrap());
    let doses = ["no_strength", "no_ddd", "unit_not_convertible"];
    assert_eq!(count("CO03", &doses), expected["CO03"].as_u64().unwrap());
    assert_eq!(count("CO04", &["quantity_not_a_number"]), expected["CO04"].as_u64().unwrap());
    let path = format!("/api/v1/imports/{}/issues?code=CO04&severity=warning", import["id"]);
    let negative = hospital.get(&path).await;
    let named: std::collections::BTreeSet<String> = negative["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| issue["message"].as_str().unwrap().to_owned())
        .collect();
    let pairs = expected["CO04_negative_totals"].as_array().unwrap();
    assert_eq!(named.len(), pairs.len(), "{named:?}");
    for pair in pairs {
        let (unit, drug) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
        assert!(named.iter().any(|text| text.contains(unit) && text.contains(drug)), "{named:?}");
    }
}

async fn grasse_by_quarter_agrees_with_its_keys(app: TestApp) {
    check_quarters(&app, "ch-grasse", "060000478", &[2023, 2024]).await;
}

async fn caen_by_quarter_agrees_with_its_keys(app: TestApp) {
    check_quarters(&app, "chu-caen", "140000100", &[2023, 2024]).await;
}

async fn check_quarters(app: &TestApp, folder: &str, finess: &str, years: &[i32]) {
    let Some(path) = samples(folder) else { return };
    let hospital = Hospital::open(app, path, finess).await;
    for year in years {
        let period = year.to_string();
        let expected = hospital.json(&format!("expected_{year}.json"));
        hospital.answer(*year, true).await;
        hospital.import("structure", &period, &format!("structure_{year}.xlsx")).await;
        hospital.import("patient_days", &period, &format!("jh_trimestres_{year}.xlsx")).await;
        let file = format!("consommations_trimestres_{year}.xlsx");
        let import = hospital.import("consumption", &period, &file).await;
        check_rows(&import, &expected["consumption"]["rows_quarterly_file"]);
        let quarters = groups(&hospital.analysis(*year, "quarter", "").await, &["quarter"]);
        let by_sector =
            groups(&hospital.analysis(*year, "quarter,sector", "").await, &["quarter", "sector"]);
        for (quarter, figures) in expected["consumption"]["quarters"].as_object().unwrap() {
            check_rate(&quarters[quarter], &figures["total"], quarter);
            for (sector, figure) in figures["by_sector"].as_object().unwrap() {
                let key = format!("{quarter}|{sector}");
                check_rate(&by_sector[&key], figure, &key);
            }
        }
    }
}

async fn grasse_without_answers_agrees_with_its_key(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let expected = &hospital.json("expected_2024.json")["if_unanswered"];
    hospital.answer(2024, false).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    let import = hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    check_rows(&import, &expected["rows"]["consumption"]);
    let total = &hospital.analysis(2024, "", "").await["totals"];
    check_rate(total, &expected["consumption_total"], "total");
    let sectors = groups(&hospital.analysis(2024, "sector", "").await, &["sector"]);
    check_all(&sectors, &expected["by_sector"], "sector");
    // An answer given afterwards counts at once, without a new import.
    hospital.answer(2024, true).await;
    let answered = &hospital.json("expected_2024.json")["consumption"];
    let total = &hospital.analysis(2024, "", "").await["totals"];
    check_rate(total, &answered["total"], "total once answered");
    let again = hospital.read_import(import["id"].as_i64().unwrap()).await;
    check_rows(&again, &answered["rows"]);
}

/// The groups of an analysis by key, as the answer keys write it: `J01CR02|O`.
fn groups(analysis: &Value, axes: &[&str]) -> BTreeMap<String, Value> {
    let groups = analysis["groups"].as_array().unwrap();
    groups.iter().map(|group| (key_of(group, axes), group.clone())).collect()
}

fn key_parts(molecule: &Value) -> String {
    format!("{}|{}", molecule["atc"].as_str().unwrap(), molecule["route"].as_str().unwrap())
}

fn key_of(group: &Value, axes: &[&str]) -> String {
    let parts: Vec<&str> = axes.iter().map(|axis| group["key"][*axis].as_str().unwrap()).collect();
    parts.join("|")
}

fn check_all(found: &BTreeMap<String, Value>, expected: &Value, what: &str) {
    let expected = expected.as_object().unwrap();
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        expected.keys().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        "{what}"
    );
    for (code, figure) in expected {
        check_rate(&found[code], figure, &format!("{what} {code}"));
    }
}

/// DDJ by sector and molecule or family; what the key leaves out is zero.
fn check_crossed(found: &BTreeMap<String, Value>, expected: &Value) {
    for (sector, inner) in expected.as_object().unwrap() {
        for (code, ddj) in inner.as_object().unwrap() {
            let key = format!("{sector}|{code}");
            close(&found[&key]["ddd"], ddj, &key);
        }
        let of_sector = found.keys().filter(|key| key.starts_with(&format!("{sector}|"))).count();
        assert!(of_sector >= inner.as_object().unwrap().len());
    }
}

fn check_rate(group: &Value, expected: &Value, what: &str) {
    close(&group["ddd"], &expected["ddj"], what);
    close(&group["patient_days"], &expected["jh"], what);
    close(&group["rate"]["value"], &expected["rate"], what);
    close(&group["rate"]["numerator"], &expected["ddj"], what);
    close(&group["rate"]["denominator"], &expected["jh"], what);
}

fn close(found: &Value, expected: &Value, what: &str) {
    close_to(found, expected, what, TOLERANCE);
}

fn close_to(found: &Value, expected: &Value, what: &str, tolerance: f64) {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => {
            assert!((found - expected).abs() < tolerance, "{what}: {found} instead of {expected}");
        }
        _ => panic!("{what}: {found} instead of {expected}"),
    }
}
