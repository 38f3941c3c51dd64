//! The queue of anomalies of a year, and what people say of them.

use serde_json::{Value, json};

use crate::{
    closures::{close, deliver, without_laboratory},
    harness::{Hospital, TestApp, problem},
};

on_both!(
    the_queue_tells_what_moves_the_figures_most_first,
    an_anomaly_is_justified_with_a_reason_and_mended_by_mending_the_data,
    packs_counted_for_units_stand_out_beside_the_year_before,
    a_closed_year_is_not_spoken_about_any_more,
);

async fn anomalies(hospital: &Hospital<'_>) -> Vec<Value> {
    let queue = hospital.get(&hospital.path("/anomalies?year=2024")).await;
    queue["items"].as_array().unwrap().clone()
}

async fn say(hospital: &Hospital<'_>, about: &Value, more: Value) -> (u16, Value) {
    let mut said = json!({
        "year": 2024, "kind": about["kind"], "reason": about["reason"], "subject": about["subject"],
    });
    said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    hospital.app.call(&hospital.who, "PUT", &hospital.path("/anomalies"), said).await
}

fn find<'a>(items: &'a [Value], reason: &str) -> &'a Value {
    let found = items.iter().find(|one| one["reason"] == reason);
    found.unwrap_or_else(|| panic!("no {reason} in {items:?}"))
}

async fn the_queue_tells_what_moves_the_figures_most_first(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    assert_eq!(anomalies(&hospital).await, [Value::Null; 0], "nobody has begun the year");
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    let items = anomalies(&hospital).await;
    let reasons: Vec<&str> = items.iter().map(|one| one["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons[..2], ["no_resistance", "no_beds"], "{reasons:?}");
    assert!(reasons.contains(&"to_answer") && reasons.contains(&"unknown_unit"), "{reasons:?}");
    let effects: Vec<f64> =
        items[2..].iter().map(|one| one["effect"]["percent"].as_f64().unwrap_or(-1.0)).collect();
    assert!(effects.is_sorted_by(|a, b| a >= b), "{effects:?}");
    let dashboard = hospital.dashboard(2024).await;
    assert_eq!(dashboard["anomalies"].as_array().unwrap(), &items);
    // What answering the question of a sector changes is what was told.
    let rate =
        async || hospital.dashboard(2024).await["cards"][0]["figure"]["value"].as_f64().unwrap();
    let before = rate().await;
    let question = find(&items, "to_answer");
    let sector = if question["subject"] == "232" { "195A" } else { "MED" };
    let answer = json!({ "items": [{ "label": question["subject"], "code": sector }] });
    let path = hospital.path("/correspondences/sector");
    assert_eq!(app.call(&hospital.who, "PUT", &path, answer).await.0, 200);
    let moved = (rate().await / before - 1.0).abs() * 100.0;
    let told = question["effect"]["percent"].as_f64().unwrap();
    assert!((moved - told).abs() < 1e-6, "moved {moved} %, told {told} %");
}

async fn an_anomaly_is_justified_with_a_reason_and_mended_by_mending_the_data(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    let items = anomalies(&hospital).await;
    let absent = find(&items, "no_resistance");
    for note in ["", "Monsieur Durand, né le 12/03/1950"] {
        let refused = say(&hospital, absent, json!({ "justified": true, "note": note })).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{note}");
    }
    let nothing = json!({ "kind": "resistance", "reason": "no_resistance", "subject": "autre" });
    let refused = say(&hospital, &nothing, json!({ "justified": false })).await;
    assert_eq!(problem(refused), (404, "not_found".to_owned()));
    let (status, queue) = say(&hospital, absent, json!({ "justified": false, "mine": true })).await;
    assert_eq!(status, 200, "{queue}");
    let items = anomalies(&hospital).await;
    let taken = find(&items, "no_resistance");
    assert_eq!((&taken["state"], &taken["owner"]), (&json!("to_do"), &taken["said_by"]));
    let said = json!({ "justified": true, "note": "laboratoire extérieur" });
    let (_, queue) = say(&hospital, absent, said).await;
    let one = find(queue["items"].as_array().unwrap(), "no_resistance");
    assert_eq!((&one["state"], &one["owner"]), (&json!("justified"), &Value::Null));
    assert_eq!(one["note"], "laboratoire extérieur");
    let journal = hospital.get(&hospital.path("/journal")).await;
    assert_eq!(journal["items"][0]["action"], "anomaly_decided");
    assert!(!journal["items"][0].to_string().contains("extérieur"), "notes stay out of it");
    hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    let items = anomalies(&hospital).await;
    assert_eq!(find(&items, "no_resistance")["state"], "corrected");
    assert_eq!(items.last().unwrap()["reason"], "no_resistance", "what is mended comes last");
}

async fn packs_counted_for_units_stand_out_beside_the_year_before(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let send = async |kind: &str, year: &str, content: String| {
        let sent = hospital.send_bytes(kind, year, "f.csv", content.as_bytes(), &[]).await;
        assert_eq!(sent.0, 202, "{kind} {year}: {}", sent.1);
    };
    send("structure", "2023", "Code UF;Libellé UF;DE;TA\n237;Médecine;104;03\n".to_owned()).await;
    let drugs = json!({ "items": [
        { "code": "AMOX500", "label": "Amoxicilline 500 mg", "atc": "J01CA04", "route": "O",
          "strength": 0.5, "unit": "g" },
        { "code": "AUGM", "label": "Augmentin 500 mg", "atc": "J01CR02", "route": "O",
          "strength": 0.5, "unit": "g" },
    ] });
    let path = hospital.path("/correspondences/drug");
    assert_eq!(app.call(&hospital.who, "PUT", &path, drugs).await.0, 200);
    for (year, amoxicillin) in [("2023", 3000), ("2024", 310)] {
        send("patient_days", year, "Code UF;Nombre de JH\n237;10000\n".to_owned()).await;
        let rows = format!("237;AMOX500;{amoxicillin}\n237;AUGM;9000\n");
        send("consumption", year, format!("Code UF;Code UCD;Quantité\n{rows}")).await;
    }
    let items = anomalies(&hospital).await;
    let slip = find(&items, "unit_slip");
    assert_eq!((&slip["code"], &slip["subject"]), (&json!("CO11"), &json!("J01CA04 O")));
    // 3000 units of 0.5 g are 1000 DDJ of 1.5 g, 310 are 103.3; 9000 of the other are 3000.
    let usual = (1000.0 + 3000.0) / (310.0 / 3.0 + 3000.0);
    let told = slip["effect"]["percent"].as_f64().unwrap();
    assert!((told - (usual - 1.0) * 100.0).abs() < 1e-9, "{told}");
}

async fn a_closed_year_is_not_spoken_about_any_more(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    assert_eq!(close(&hospital, without_laboratory()).await.0, 201);
    let items = anomalies(&hospital).await;
    let refused =
        say(&hospital, find(&items, "no_resistance"), json!({ "justified": false })).await;
    assert_eq!(problem(refused), (409, "year_closed".to_owned()));
}
