//! Closing a year, and what stays as it was closed.

use serde_json::{Value, json};

use crate::harness::{Hospital, TestApp, problem};

on_both!(
    a_year_is_closed_once_its_points_are_met,
    nothing_of_a_closed_year_changes,
    an_answer_given_after_closing_counts_in_open_years_alone,
    before_the_deadline_the_establishment_reopens_by_itself,
    after_the_deadline_the_national_team_agrees,
);

const YEAR: &str = "2024";

pub async fn deliver(hospital: &Hospital<'_>) {
    hospital.answer(2024, true).await;
    hospital.import("structure", YEAR, "structure_2024.xlsx").await;
    hospital.import("patient_days", YEAR, "jh_2024.xls").await;
    hospital.import("consumption", YEAR, "consommations_2024.xlsx").await;
    let beds = json!({ "items": [{ "sector": "MED", "beds": 172 }] });
    let path = hospital.path("/beds?year=2024");
    assert_eq!(hospital.app.call(&hospital.who, "PUT", &path, beds).await.0, 200);
}

pub async fn close(hospital: &Hospital<'_>, waivers: Value) -> (u16, Value) {
    let body = json!({ "year": 2024, "waivers": waivers });
    hospital.app.post(&hospital.who, &hospital.path("/closures"), body).await
}

pub fn without_laboratory() -> Value {
    json!([{ "point": "resistance", "reason": "laboratoire extérieur" }])
}

async fn closing(hospital: &Hospital<'_>) -> Value {
    hospital.get(&hospital.path("/closures?year=2024")).await
}

pub async fn reopen(hospital: &Hospital<'_>, reason: &str) -> (u16, Value) {
    let path = hospital.path("/closures/2024/reopening");
    hospital.app.post(&hospital.who, &path, json!({ "reason": reason })).await
}

async fn a_year_is_closed_once_its_points_are_met(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let (status, refused) = close(&hospital, json!([])).await;
    assert_eq!((status, refused["code"].as_str()), (409, Some("year_incomplete")), "{refused}");
    let missing = |refused: &Value| -> Vec<String> {
        let issues = refused["issues"].as_array().unwrap().iter();
        issues.map(|issue| issue["reason"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        missing(&refused),
        ["structure", "beds", "patient_days", "consumption", "resistance", "something"]
    );
    deliver(&hospital).await;
    let (status, refused) = close(&hospital, json!([])).await;
    assert_eq!((status, missing(&refused)), (409, vec!["resistance".to_owned()]));
    let (status, closed) = close(&hospital, without_laboratory()).await;
    assert_eq!(status, 201, "{closed}");
    assert_eq!(closed["state"], "closed");
    assert_eq!(closed["closures"][0]["waivers"], without_laboratory());
    let rate = hospital.analysis(2024, "", "").await["totals"]["rate"]["value"].clone();
    assert_eq!(closed["closures"][0]["figures"][0]["value"], rate);
    assert_eq!(
        problem(close(&hospital, without_laboratory()).await),
        (409, "year_closed".to_owned())
    );
    let journal = hospital.get(&hospital.path("/journal")).await;
    assert_eq!(journal["items"][0]["action"], "year_closed");
}

async fn nothing_of_a_closed_year_changes(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    close(&hospital, without_laboratory()).await;
    let shown = async || hospital.dashboard(2024).await["cards"].clone();
    let before = shown().await;
    let imports = hospital.get(&hospital.path("/imports")).await;
    let closed = (409, "year_closed".to_owned());
    for import in imports["items"].as_array().unwrap() {
        let path = format!("/api/v1/imports/{}", import["id"]);
        let refused = app.call(&hospital.who, "DELETE", &path, Value::Null).await;
        assert_eq!(problem(refused), closed, "{import}");
    }
    let sent = hospital.send("consumption", YEAR, "consommations_trimestres_2024.xlsx", &[]).await;
    assert_eq!(problem(sent), closed);
    let beds = hospital.path("/beds?year=2024");
    let sent = app.call(&hospital.who, "PUT", &beds, json!({ "items": [] })).await;
    assert_eq!(problem(sent), closed);
    assert_eq!(shown().await, before);
}

async fn an_answer_given_after_closing_counts_in_open_years_alone(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    let before = hospital.dashboard(2024).await["cards"].clone();
    close(&hospital, without_laboratory()).await;
    assert_eq!(notes_of_the_opened_figure(&hospital).await, 0);
    let path = hospital.path("/correspondences/drug");
    let none = app.call(&hospital.who, "PUT", &path, json!({ "items": [] })).await;
    assert_eq!(none.0, 200);
    assert_eq!(hospital.dashboard(2024).await["cards"], before);
    assert_eq!(notes_of_the_opened_figure(&hospital).await, 1, "the detail is that of today");
    assert_eq!(reopen(&hospital, "livret corrigé").await.0, 200);
    assert_eq!(app.call(&hospital.who, "PUT", &path, json!({ "items": [] })).await.0, 200);
    assert_ne!(hospital.dashboard(2024).await["cards"], before, "an open year is evaluated anew");
}

/// How many notes tell that the detail is no longer that of the closing.
async fn notes_of_the_opened_figure(hospital: &Hospital<'_>) -> usize {
    let opened = hospital.get(&hospital.path("/explanation?year=2024")).await;
    let notes = opened["figure"]["notes"].as_array().unwrap().iter();
    notes.filter(|note| note.as_str().unwrap().contains("clôturée")).count()
}

async fn before_the_deadline_the_establishment_reopens_by_itself(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    assert_eq!(problem(reopen(&hospital, "rien").await), (409, "year_open".to_owned()));
    close(&hospital, without_laboratory()).await;
    for reason in ["  ", "Monsieur Durand, né le 12/03/1950"] {
        assert_eq!(problem(reopen(&hospital, reason).await), (422, "invalid".to_owned()));
    }
    let (status, opened) = reopen(&hospital, "JH de janvier oubliées").await;
    assert_eq!((status, opened["state"].as_str()), (200, Some("open")), "{opened}");
    let reopening = &opened["closures"][0]["reopening"];
    assert_eq!(reopening["reason"], "JH de janvier oubliées");
    assert_eq!(reopening["agreed_by"], reopening["asked_by"]);
    hospital.import("consumption", YEAR, "consommations_trimestres_2024.xlsx").await;
    let (_, closed) = close(&hospital, without_laboratory()).await;
    assert_eq!(closed["closures"].as_array().unwrap().len(), 2, "both closings are kept");
}

async fn after_the_deadline_the_national_team_agrees(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = app.person("nadia").await;
    app.grant(&national, "national").await;
    let campaign = |deadline: &str| json!({ "opens_on": "2025-01-15", "deadline": deadline });
    let past = campaign("2025-04-30");
    let set = app.call(&national, "PUT", "/api/v1/campaigns/2024", past).await;
    assert_eq!(set.0, 200, "{}", set.1);
    deliver(&hospital).await;
    close(&hospital, without_laboratory()).await;
    let (status, asked) = reopen(&hospital, "erreur d’unité").await;
    assert_eq!((status, asked["state"].as_str()), (200, Some("reopening_asked")), "{asked}");
    let refused = hospital.send("patient_days", YEAR, "jh_trimestres_2024.xlsx", &[]).await;
    assert_eq!(problem(refused), (409, "year_closed".to_owned()));
    let path = hospital.path("/closures/2024/reopening");
    let (status, agreed) = app.post(&national, &path, json!({ "reason": "" })).await;
    assert_eq!((status, agreed["state"].as_str()), (200, Some("open")), "{agreed}");
    assert_eq!(agreed["closures"][0]["reopening"]["reason"], "erreur d’unité");
    assert_eq!(agreed["closures"][0]["reopening"]["agreed_by"], "nadia");

    let extension = format!("/api/v1/campaigns/2024/extensions/{}", "060000478");
    let early = app.call(&national, "PUT", &extension, json!({ "until": "2025-02-01" })).await;
    assert_eq!(problem(early), (422, "invalid".to_owned()));
    let later = app.call(&national, "PUT", &extension, json!({ "until": "2999-12-31" })).await;
    assert_eq!(later.0, 204);
    assert_eq!(closing(&hospital).await["deadline"], "2999-12-31");
    close(&hospital, without_laboratory()).await;
    assert_eq!(reopen(&hospital, "encore").await.1["state"], "open");
}
