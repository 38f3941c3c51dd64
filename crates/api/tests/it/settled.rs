//! Sums over establishments that are stored: the same as those that are made when asked.

use actix_web::web;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::{
    harness::{Hospital, Person, TestApp, count, prepare, texts},
    nation,
};

on_both!(
    stored_sums_are_those_of_their_establishments_to_the_last_bit,
    an_establishment_that_moves_takes_its_figures_along,
    a_frozen_base_has_sums_of_its_own,
);

/// Every figure of many establishments that is asked in some way of its own.
const QUESTIONS: [&str; 8] = [
    "analyses/consumption?years=2020..2024&by=year",
    "analyses/consumption?years=2024&by=sector,family&perimeter=all",
    "analyses/consumption?years=2023..2024&by=quarter",
    "analyses/resistance?years=2024&by=organism,antibiotic",
    "analyses/resistance?years=2023..2024&by=year&organism=STAAUR&antibiotic=METI&dedup=none",
    "analyses/resistance?years=2024&by=specimen&organism=ESCCOL&antibiotic=CTX&dedup=first_isolate",
    "indicators?year=2024",
    "analyses/resistance-panel?year=2024",
];

/// Answers about the nation, each region and type, and each region with each type, that take part.
async fn answers(app: &TestApp, who: &Person, more: &str) -> Vec<(String, Value)> {
    let listed = "SELECT DISTINCT region || ' ' || kind AS place FROM establishments JOIN year_summaries \
        ON year_summaries.finess = establishments.finess ORDER BY 1";
    let places = app.db().read(move |conn| Ok(texts(conn, listed))).await.unwrap();
    let mut populations = vec!["nation=true".to_owned()];
    for place in places {
        let (region, kind) = place.split_once(' ').unwrap();
        populations.push(format!("region={region}"));
        populations.push(format!("type={kind}"));
        populations.push(format!("region={region}&type={kind}"));
    }
    populations.dedup();
    let mut answers = Vec::new();
    for population in populations {
        for question in QUESTIONS {
            let path = format!("/api/v1/{question}&{population}{more}");
            let (status, answer) = app.get(who, &path).await;
            assert_eq!(status, 200, "{path}: {answer}");
            answers.push((path, answer));
        }
    }
    answers
}

async fn waiting(app: &TestApp) -> i64 {
    let sql = "SELECT count(*) AS count FROM population_changes";
    app.db().read(move |conn| Ok(count(conn, sql))).await.unwrap()
}

/// Settles, and asserts that nothing is answered otherwise than before.
async fn settle_unchanged(app: &TestApp, who: &Person, more: &str) -> Vec<(String, Value)> {
    let made = answers(app, who, more).await;
    assert!(waiting(app).await > 0);
    app.settle_sums().await;
    assert_eq!(waiting(app).await, 0);
    for (stored, (path, made)) in answers(app, who, more).await.iter().zip(&made) {
        assert!(stored.1 == *made, "{path}");
    }
    made
}

async fn stored_sums_are_those_of_their_establishments_to_the_last_bit(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = nation::load(&app).await;
    let without = settle_unchanged(&app, &national, "").await;
    // What changes counts at once, before and after its sums are made anew.
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xlsx").await;
    let consumption = hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    let isolates = hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    let with = settle_unchanged(&app, &national, "").await;
    assert!(with[0] != without[0]);
    hospital.cancel(&isolates).await;
    hospital.cancel(&consumption).await;
    let cancelled = settle_unchanged(&app, &national, "").await;
    let of_nation = |all: &[(String, Value)], question: usize| all[question].1["groups"].clone();
    assert!(of_nation(&cancelled, 3) == of_nation(&without, 3), "isolates leave no trace");
    assert!(of_nation(&cancelled, 0) != of_nation(&with, 0));
}

async fn an_establishment_that_moves_takes_its_figures_along(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = app.person("nadia").await;
    app.grant(&national, "national").await;
    let elsewhere = "UPDATE establishments SET region = '11' WHERE finess = '060000478'";
    app.db().write(move |conn| Ok(conn.batch_execute(elsewhere)?)).await.unwrap();
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xlsx").await;
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    app.settle_sums().await;
    let days = async |region: &str| {
        let path = format!("/api/v1/analyses/consumption?region={region}&years=2024");
        app.get(&national, &path).await.1["totals"]["patient_days"].as_f64().unwrap()
    };
    let before = days("11").await;
    assert!(before > 0.0 && days("93").await < 1.0);
    // A new edition of the registry puts it where it is.
    let forgotten = "DELETE FROM settings WHERE name = 'registry'";
    app.db().write(move |conn| Ok(conn.batch_execute(forgotten)?)).await.unwrap();
    let config = app.parts().config().clone();
    web::block(move || prepare(&config)).await.unwrap();
    for settled in [false, true] {
        if settled {
            app.settle_sums().await;
        }
        assert!(days("11").await < 1.0, "settled: {settled}");
        assert!((days("93").await - before).abs() < 1e-9, "settled: {settled}");
    }
}

async fn a_frozen_base_has_sums_of_its_own(app: TestApp) {
    let national = nation::load(&app).await;
    let campaign = json!({ "opens_on": "2025-01-15", "deadline": "2999-12-31" });
    assert_eq!(app.call(&national, "PUT", "/api/v1/campaigns/2024", campaign).await.0, 200);
    let new = json!({ "kind": "provisional", "name": "Base 2024" });
    let (status, taken) = app.post(&national, "/api/v1/campaigns/2024/snapshots", new).await;
    assert_eq!(status, 201, "{taken}");
    let frozen = settle_unchanged(&app, &national, "&snapshot=1").await;
    for ((_, frozen), (path, live)) in frozen.iter().zip(answers(&app, &national, "").await) {
        assert!(*frozen == live, "{path}");
    }
    let verified = async || {
        let path = format!("/api/v1/snapshots/{}/verification", taken["id"]);
        let proof = app.get(&national, &path).await.1;
        (proof["sums_agree"].as_bool().unwrap(), proof["unchanged"].as_bool().unwrap())
    };
    assert_eq!(verified().await, (true, true));
    for sql in [
        "UPDATE population_sums SET sums = '[]' WHERE base <> 0",
        "DELETE FROM population_sums WHERE base <> 0",
    ] {
        let refused = app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await;
        assert!(refused.is_err(), "{sql}");
    }
    // A sum that was added behind the back of the server shows.
    let sql = "INSERT INTO population_sums (base, side, region, kind, year, period, part, sums) \
        SELECT base, side, region, kind, year, '2024-Q4', part, sums \
        FROM population_sums WHERE base = 1 AND side = 'consumption' AND year = 2024 AND period = '2024' \
        AND region = '*' AND kind = '*'";
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
    assert_eq!(verified().await, (false, false));
}
