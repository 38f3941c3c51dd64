//! Following a campaign: the matrix, participation, reminders, and that establishments see who reads them.

use serde_json::{Value, json};

use crate::{
    closures::{close, deliver, without_laboratory},
    harness::{Hospital, Person, TestApp, problem},
};

on_both!(
    the_matrix_tells_where_each_establishment_stands,
    a_region_is_followed_by_its_centre_alone,
    reminders_reach_the_referents_of_open_years,
    an_establishment_sees_who_reads_it_from_outside,
);

const CAMPAIGN: &str = "/api/v1/campaigns/2024";

async fn centre(app: &TestApp) -> Person {
    let centre = app.person("cpias").await;
    app.grant(&centre, "region:93").await;
    centre
}

async fn open_campaign(app: &TestApp) {
    let national = app.person("nadia").await;
    app.grant(&national, "national").await;
    let campaign = json!({ "opens_on": "2025-01-15", "deadline": "2999-12-31" });
    assert_eq!(app.call(&national, "PUT", CAMPAIGN, campaign).await.0, 200);
}

async fn cockpit(app: &TestApp, who: &Person) -> Value {
    let (status, found) = app.get(who, &format!("{CAMPAIGN}/cockpit?region=93")).await;
    assert_eq!(status, 200, "{found}");
    found
}

async fn the_matrix_tells_where_each_establishment_stands(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let centre = centre(&app).await;
    open_campaign(&app).await;
    let row = async || cockpit(&app, &centre).await["items"][0].clone();
    let steps = |row: &Value| {
        ["structure", "beds", "patient_days", "consumption", "resistance", "state"]
            .map(|step| row[step].as_str().unwrap().to_owned())
    };
    let missing = "missing";
    assert_eq!(steps(&row().await), [missing, missing, missing, missing, missing, "open"]);
    deliver(&hospital).await;
    assert_eq!(steps(&row().await), ["done", "done", "done", "done", missing, "open"]);
    let before = cockpit(&app, &centre).await["participation"].clone();
    assert_eq!(
        (&before["consumption"]["sites"], &before["closed"]["sites"]),
        (&json!(1), &json!(0))
    );
    assert!(before["known"]["sites"].as_u64().unwrap() > 100, "{before}");
    close(&hospital, without_laboratory()).await;
    let closed = row().await;
    assert_eq!(steps(&closed)[5], "closed");
    assert!(closed["closed_at"].is_string() && closed["referent"]["email"].is_string(), "{closed}");
    let after = cockpit(&app, &centre).await["participation"].clone();
    assert_eq!(after["closed"], before["consumption"]);
    let path = format!("{CAMPAIGN}/cockpit.csv?region=93");
    let (status, file) = app.get(&centre, &path).await;
    assert_eq!(status, 200, "{file}");
}

async fn a_region_is_followed_by_its_centre_alone(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let centre = centre(&app).await;
    for (who, region) in [(&hospital.who, "93"), (&centre, "84"), (&centre, "")] {
        let refused = app.get(who, &format!("{CAMPAIGN}/cockpit?region={region}")).await;
        assert_eq!(problem(refused), (403, "forbidden".to_owned()), "{region}");
    }
}

async fn reminders_reach_the_referents_of_open_years(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let centre = centre(&app).await;
    let remind = async |establishments: Value| {
        let asked = json!({ "establishments": establishments });
        app.post(&centre, &format!("{CAMPAIGN}/reminders"), asked).await
    };
    let without_campaign = remind(json!([hospital.finess])).await;
    assert_eq!(problem(without_campaign), (422, "invalid".to_owned()));
    open_campaign(&app).await;
    let before = app.mails_to(&hospital.who.email).await.len();
    let outside = json!([hospital.finess, "010000024"]);
    assert_eq!(problem(remind(outside).await), (403, "forbidden".to_owned()));
    let after = app.mails_to(&hospital.who.email).await.len();
    assert_eq!(after, before, "all of them or none");
    let (status, sent) = remind(json!([hospital.finess])).await;
    assert_eq!((status, sent), (200, json!({ "people": 1, "left_out": [] })));
    let mail = app.last_mail(&hospital.who.email).await;
    assert!(mail.text.contains("31/12/2999") && mail.text.contains("Structure"), "{}", mail.text);
    assert!(cockpit(&app, &centre).await["items"][0]["reminded_at"].is_string());
    deliver(&hospital).await;
    remind(json!([hospital.finess])).await;
    assert!(app.last_mail(&hospital.who.email).await.text.contains("clôture"));
    close(&hospital, without_laboratory()).await;
    let (_, sent) = remind(json!([hospital.finess])).await;
    assert_eq!(sent, json!({ "people": 0, "left_out": [hospital.finess] }));
}

async fn an_establishment_sees_who_reads_it_from_outside(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let centre = centre(&app).await;
    let dashboard = hospital.path("/dashboard?year=2024");
    let visits = async || {
        let journal = hospital.get(&hospital.path("/journal")).await;
        let items = journal["items"].as_array().unwrap().clone();
        items.iter().filter(|one| one["action"] == "visited").count()
    };
    hospital.dashboard(2024).await;
    assert_eq!(visits().await, 0, "a member is at home");
    for _ in 0..2 {
        assert_eq!(app.get(&centre, &dashboard).await.0, 200);
    }
    assert_eq!(visits().await, 1, "once a day");
}
