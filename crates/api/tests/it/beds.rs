//! Beds by sector: proposed, entered, and beside the patient-days.

use serde_json::{Value, json};

use crate::harness::{Hospital, TestApp, problem};

on_both!(
    the_registry_proposes_the_beds_that_a_site_declared,
    a_legal_entity_is_proposed_the_beds_of_its_sites,
    beds_entered_count_in_the_controls_at_once,
    beds_that_cannot_be_are_refused_and_nothing_changes,
);

fn sector<'a>(beds: &'a Value, code: &str) -> &'a Value {
    let sectors = beds["sectors"].as_array().unwrap();
    sectors.iter().find(|one| one["sector"] == code).unwrap()
}

async fn put(hospital: &Hospital<'_>, year: i32, items: Value) -> (u16, Value) {
    let path = hospital.path(&format!("/beds?year={year}"));
    hospital.app.call(&hospital.who, "PUT", &path, json!({ "items": items })).await
}

async fn the_registry_proposes_the_beds_that_a_site_declared(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let beds = hospital.get(&hospital.path("/beds?year=2024")).await;
    assert_eq!(beds["items"], json!([]));
    assert_eq!(sector(&beds, "MED")["proposed"], 172);
    assert_eq!(sector(&beds, "MED")["beds"], Value::Null);
    assert_eq!(sector(&beds, "REA")["proposed"], Value::Null);
    assert!(beds["source"].as_str().unwrap().contains("SAE 2023"), "{beds}");
}

async fn a_legal_entity_is_proposed_the_beds_of_its_sites(app: TestApp) {
    let folder = crate::harness::samples("ch-grasse").unwrap();
    let hospital = Hospital::open(&app, folder, "060780897").await;
    let beds = hospital.get(&hospital.path("/beds?year=2024")).await;
    assert!(sector(&beds, "MED")["proposed"].as_u64().unwrap() >= 172, "{beds}");
}

async fn beds_entered_count_in_the_controls_at_once(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    let told = async || {
        let dashboard = hospital.dashboard(2024).await;
        let anomalies = dashboard["anomalies"].as_array().unwrap().clone();
        anomalies
            .into_iter()
            .map(|one| one["reason"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let (status, beds) = put(&hospital, 2024, json!([{ "sector": "CHIR", "beds": 400 }])).await;
    assert_eq!(status, 200, "{beds}");
    assert_eq!(beds["items"], json!([{ "sector": "CHIR", "beds": 400 }]));
    let surgery = sector(&beds, "CHIR");
    let days = surgery["patient_days"].as_f64().unwrap();
    let occupancy = surgery["occupancy"].as_f64().unwrap();
    assert!((occupancy - days / (400.0 * 366.0)).abs() < 1e-9, "{surgery}");
    assert!(told().await.contains(&"days_without_beds".to_owned()));
    let every: Vec<Value> = beds["sectors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!({ "sector": one["sector"], "beds": 900 }))
        .collect();
    put(&hospital, 2024, json!(every)).await;
    assert!(!told().await.iter().any(|reason| reason.contains("beds")));
    assert_eq!(hospital.get(&hospital.path("/beds?year=2023")).await["items"], json!([]));
    let journal = hospital.get(&hospital.path("/journal")).await;
    assert_eq!(journal["items"][0]["action"], "beds_entered", "{journal}");
}

async fn beds_that_cannot_be_are_refused_and_nothing_changes(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    put(&hospital, 2024, json!([{ "sector": "MED", "beds": 172 }])).await;
    for items in [
        json!([{ "sector": "HEM", "beds": 3 }]),
        json!([{ "sector": "XXX", "beds": 3 }]),
        json!([{ "sector": "MED", "beds": 5001 }]),
        json!([{ "sector": "MED", "beds": 1 }, { "sector": "MED", "beds": 2 }]),
    ] {
        let refused = put(&hospital, 2024, items.clone()).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{items}");
    }
    let beds = hospital.get(&hospital.path("/beds?year=2024")).await;
    assert_eq!(beds["items"], json!([{ "sector": "MED", "beds": 172 }]));
    assert_eq!(put(&hospital, 1999, json!([])).await.0, 422);
}
