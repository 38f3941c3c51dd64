//! Frozen bases: what they hold, and that they never change.

use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::{
    closures::{close, deliver, reopen, without_laboratory},
    harness::{Backend, Hospital, Person, TestApp, available, problem},
};

on_both!(
    a_frozen_base_keeps_its_figures_when_the_year_changes,
    a_definitive_base_leaves_out_years_that_are_not_closed,
    a_base_needs_a_campaign_and_a_name,
    the_database_refuses_to_change_a_frozen_base,
    a_row_that_was_added_behind_the_back_of_the_server_shows,
);

async fn national(app: &TestApp) -> Person {
    let national = app.person("nadia").await;
    app.grant(&national, "national").await;
    let campaign = json!({ "opens_on": "2025-01-15", "deadline": "2999-12-31" });
    let set = app.call(&national, "PUT", "/api/v1/campaigns/2024", campaign).await;
    assert_eq!(set.0, 200, "{}", set.1);
    national
}

async fn take(app: &TestApp, who: &Person, kind: &str) -> (u16, Value) {
    let new = json!({ "kind": kind, "name": "Base 2024" });
    app.post(who, "/api/v1/campaigns/2024/snapshots", new).await
}

async fn verification(app: &TestApp, who: &Person, taken: &Value) -> Value {
    let path = format!("/api/v1/snapshots/{}/verification", taken["id"]);
    let (status, proof) = app.get(who, &path).await;
    assert_eq!(status, 200, "{proof}");
    proof
}

async fn a_frozen_base_keeps_its_figures_when_the_year_changes(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = national(&app).await;
    deliver(&hospital).await;
    hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    close(&hospital, json!([])).await;
    let (status, taken) = take(&app, &national, "definitive").await;
    assert_eq!(status, 201, "{taken}");
    let counts = json!({ "consumption": 1, "resistance": 1, "left_out": 0 });
    assert_eq!((&taken["counts"], taken["first_year"].as_i64()), (&counts, Some(2020)));
    let questions = [
        "/analyses/consumption?establishment={}&years=2024&by=sector",
        "/analyses/resistance?establishment={}&years=2024&by=organism,antibiotic",
        "/indicators?establishment={}&year=2024",
        "/analyses/resistance-panel?establishment={}&year=2024",
    ];
    let ask = async |snapshot: &str| {
        let mut answers = Vec::new();
        for question in questions {
            let path = question.replace("{}", &hospital.finess);
            answers.push(hospital.get(&format!("/api/v1{path}{snapshot}")).await);
        }
        answers
    };
    let frozen = format!("&snapshot={}", taken["id"]);
    let before = ask("").await;
    assert_eq!(ask(&frozen).await, before, "a base that was just frozen equals the live one");
    assert_eq!(reopen(&hospital, "livret corrigé").await.0, 200);
    for import in hospital.get(&hospital.path("/imports")).await["items"].as_array().unwrap() {
        if import["kind"] != "structure" {
            hospital.cancel(import).await;
        }
    }
    assert_eq!(ask(&frozen).await, before);
    for (live, before) in ask("").await.iter().zip(&before) {
        assert_ne!(live, before);
    }
    assert_eq!(verification(&app, &national, &taken).await["unchanged"], true);
    let listed = app.get(&hospital.who, "/api/v1/campaigns/2024/snapshots").await.1;
    assert_eq!(listed, json!([taken]));
    let unknown = questions[0].replace("{}", &hospital.finess);
    let answer = app.get(&hospital.who, &format!("/api/v1{unknown}&snapshot=99")).await;
    assert_eq!(problem(answer), (404, "not_found".to_owned()));
}

async fn a_definitive_base_leaves_out_years_that_are_not_closed(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = national(&app).await;
    deliver(&hospital).await;
    let (_, open) = take(&app, &national, "definitive").await;
    assert_eq!(open["counts"], json!({ "consumption": 0, "resistance": 0, "left_out": 1 }));
    let (_, provisional) = take(&app, &national, "provisional").await;
    assert_eq!(provisional["counts"], json!({ "consumption": 1, "resistance": 0, "left_out": 0 }));
    close(&hospital, without_laboratory()).await;
    let (_, closed) = take(&app, &national, "definitive").await;
    assert_eq!(closed["counts"], json!({ "consumption": 1, "resistance": 0, "left_out": 0 }));
    assert_eq!(closed["digest"], provisional["digest"], "the same rows have the same digest");
    assert_ne!(closed["digest"], open["digest"]);
}

async fn a_base_needs_a_campaign_and_a_name(app: TestApp) {
    let national = national(&app).await;
    for (year, name) in [(2023, "Base 2023"), (2024, "  ")] {
        let path = format!("/api/v1/campaigns/{year}/snapshots");
        let new = json!({ "kind": "provisional", "name": name });
        let refused = app.post(&national, &path, new).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{year} {name}");
    }
}

async fn the_database_refuses_to_change_a_frozen_base(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = national(&app).await;
    deliver(&hospital).await;
    let (_, taken) = take(&app, &national, "provisional").await;
    for sql in [
        "UPDATE consumption_totals SET ddj = 0 WHERE base <> 0",
        "DELETE FROM delivered_days WHERE base <> 0",
        "DELETE FROM snapshots",
        "UPDATE snapshot_establishments SET region = '11'",
    ] {
        let refused = app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await;
        assert!(refused.is_err(), "{sql}");
    }
    assert_eq!(verification(&app, &national, &taken).await["unchanged"], true);
}

async fn a_row_that_was_added_behind_the_back_of_the_server_shows(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = national(&app).await;
    deliver(&hospital).await;
    let (_, taken) = take(&app, &national, "provisional").await;
    let sql = "INSERT INTO delivered_days (finess, base, year, period, sector, days) \
        VALUES ('060000478', 1, 2020, '2020', 'GO', 12)";
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
    let proof = verification(&app, &national, &taken).await;
    assert_eq!((&proof["unchanged"], &proof["digest"]), (&json!(false), &taken["digest"]));
    assert_ne!(proof["recomputed"], taken["digest"]);
}

#[actix_web::test]
async fn a_base_has_the_same_digest_on_both_databases() {
    if !available() {
        return;
    }
    let mut digests = Vec::new();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let app = TestApp::new(backend).await;
        let hospital = Hospital::grasse(&app).await;
        let national = national(&app).await;
        deliver(&hospital).await;
        hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
        let (_, taken) = take(&app, &national, "provisional").await;
        digests.push(taken["digest"].clone());
    }
    assert_eq!(digests[0], digests[1]);
}
