//! The nation of the demonstration: drawn from a sample, the same again, never over what hospitals delivered.

use actix_web::web;
use api::{
    auth::Passwords,
    demo::nation::{self, Size},
    legal::LegalTexts,
};
use serde_json::Value;

use crate::harness::{Hospital, Person, TestApp, samples};

on_both!(a_nation_is_drawn_from_the_sample_and_looks_like_one);

/// Loads four establishments over two years; gives who follows them.
pub async fn load(app: &TestApp) -> Person {
    load_many(app, 4).await
}

/// Loads so many establishments over two years.
pub async fn load_many(app: &TestApp, establishments: usize) -> Person {
    let parts = app.parts().clone();
    let folder = samples("ch-grasse").unwrap().join("..");
    let size = Size { establishments, years: 2 };
    let account = web::block(move || {
        let config = parts.config();
        let passwords = Passwords::new(config.password_cost).unwrap();
        let texts = LegalTexts::load(None, config.require_charter).unwrap();
        nation::load(parts.db(), &passwords, &texts, parts.post(), (&folder, size)).unwrap()
    });
    let account = account.await.unwrap();
    let answer = app.login(account.email, account.password).await.json();
    let token = answer["access_token"].as_str().unwrap().to_owned();
    Person { id: 0, email: account.email.to_owned(), token }
}

async fn of_nation(app: &TestApp, who: &Person, what: &str) -> Value {
    let (status, found) = app.get(who, &format!("/api/v1/{what}&nation=true")).await;
    assert_eq!(status, 200, "{found}");
    found
}

async fn a_nation_is_drawn_from_the_sample_and_looks_like_one(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = load(&app).await;
    let (_, cockpit) = app.get(&national, "/api/v1/campaigns/2024/cockpit").await;
    let delivered = |row: &&Value| row["consumption"] == "done" && row["patient_days"] == "done";
    let rows = cockpit["items"].as_array().unwrap();
    assert_eq!(rows.iter().filter(delivered).count(), 4, "{cockpit}");
    let by_year = of_nation(&app, &national, "analyses/consumption?years=2022..2024&by=year").await;
    assert_eq!(by_year["groups"].as_array().unwrap().len(), 2, "{by_year}");
    let key = hospital.json("expected_2024.json")["consumption"]["by_sector"].clone();
    let by_sector = of_nation(&app, &national, "analyses/consumption?years=2024&by=sector").await;
    for group in by_sector["groups"].as_array().unwrap() {
        let sector = group["key"]["sector"].as_str().unwrap();
        let beside =
            group["rate"]["value"].as_f64().unwrap() / key[sector]["rate"].as_f64().unwrap();
        assert!((0.4..2.5).contains(&beside), "{sector}: {beside} times the rate of the sample");
    }
    assert_eq!(load(&app).await.email, national.email, "a nation is loaded once");
    let again = of_nation(&app, &national, "analyses/consumption?years=2022..2024&by=year").await;
    assert_eq!(again, by_year);
    let own = hospital.get(&hospital.path("/imports")).await;
    assert_eq!(own["total"], 0, "hospitals of the demonstration deliver themselves");
}
