//! Joining an establishment, and the journal that tells of it.

use serde_json::{Value, json};

use crate::harness::{TestApp, problem};

on_both!(
    the_first_person_becomes_referent_and_the_next_ones_wait,
    of_two_first_persons_at_once_one_becomes_referent,
    a_person_joins_an_establishment_once,
    an_unknown_establishment_cannot_be_joined,
    the_journal_tells_who_joined_newest_first,
    while_a_request_waits_the_establishment_stays_closed,
    the_journal_cannot_be_rewritten,
);

const PATH: &str = "/api/v1/establishments/060000478/memberships";
const JOURNAL: &str = "/api/v1/establishments/060000478/journal";

async fn the_first_person_becomes_referent_and_the_next_ones_wait(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    let first = app.post(&claire, PATH, json!({ "role": "observateur" })).await;
    assert_eq!(first, (201, json!({ "role": "referent", "state": "active" })));
    let second = app.post(&paul, PATH, json!({})).await;
    assert_eq!(second, (201, json!({ "role": "contributeur", "state": "pending" })));
}

async fn of_two_first_persons_at_once_one_becomes_referent(app: TestApp) {
    let mut people = Vec::new();
    for name in ["anne", "bruno", "chloe", "denis"] {
        people.push(app.person(name).await);
    }
    let joins = people.iter().map(|person| app.post(person, PATH, json!({})));
    let answers = futures_util::future::join_all(joins).await;
    assert!(answers.iter().all(|(status, _)| *status == 201), "{answers:?}");
    assert_eq!(answers.iter().filter(|(_, body)| body["role"] == "referent").count(), 1);
}

async fn a_person_joins_an_establishment_once(app: TestApp) {
    let claire = app.person("claire").await;
    assert_eq!(app.post(&claire, PATH, json!({})).await.0, 201);
    let again = app.post(&claire, PATH, json!({})).await;
    assert_eq!(problem(again), (409, "member_already".to_owned()));
}

async fn an_unknown_establishment_cannot_be_joined(app: TestApp) {
    let claire = app.person("claire").await;
    let unknown = "/api/v1/establishments/000000000/memberships";
    assert_eq!(problem(app.post(&claire, unknown, json!({})).await).0, 404);
}

async fn the_journal_tells_who_joined_newest_first(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    app.post(&claire, PATH, json!({})).await;
    app.post(&paul, PATH, json!({ "role": "observateur" })).await;
    let (_, first) = app.get(&claire, &format!("{JOURNAL}?limit=1")).await;
    assert_eq!(first["total"], 2);
    assert_eq!(told(&first), ["paul: Demande de rattachement comme observateur"]);
    let next = first["next"].as_str().unwrap();
    let (_, second) = app.get(&claire, &format!("{JOURNAL}?limit=1&cursor={next}")).await;
    assert_eq!(told(&second), ["claire: Rattachement comme référent"]);
    assert_eq!(second["next"], Value::Null);
}

fn told(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|e| format!("{}: {}", e["who"].as_str().unwrap(), e["message"].as_str().unwrap()))
        .collect()
}

async fn while_a_request_waits_the_establishment_stays_closed(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    app.post(&claire, PATH, json!({})).await;
    app.post(&paul, PATH, json!({})).await;
    assert_eq!(problem(app.get(&paul, JOURNAL).await), (404, "not_found".to_owned()));
}

async fn the_journal_cannot_be_rewritten(app: TestApp) {
    let claire = app.person("claire").await;
    app.post(&claire, PATH, json!({})).await;
    for sql in ["DELETE FROM journal", "UPDATE journal SET action = 'nothing'"] {
        let changed = app
            .db()
            .write(move |conn| {
                use diesel::RunQueryDsl;
                Ok(diesel::sql_query(sql).execute(conn)?)
            })
            .await;
        assert!(changed.unwrap_err().to_string().contains("append-only"), "{sql}");
    }
}
