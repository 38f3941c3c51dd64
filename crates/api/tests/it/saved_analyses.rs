//! Analyses that people keep under a name.

use serde_json::json;

use crate::harness::{TestApp, problem};

on_both!(
    an_analysis_is_kept_under_its_name_until_it_is_forgotten,
    what_a_query_does_not_mean_is_not_kept,
    a_name_is_used_once_and_names_nobody,
    nobody_reads_or_forgets_the_analyses_of_others,
);

const PATH: &str = "/api/v1/saved-analyses";
const QUERY: &str = "sujet=consommation&vue=evolution&qui=france&de=2020&a=2024";

async fn an_analysis_is_kept_under_its_name_until_it_is_forgotten(app: TestApp) {
    let claire = app.person("claire").await;
    let new = json!({ "name": "  Suivi   de l’année ", "query": QUERY });
    let (status, kept) = app.post(&claire, PATH, new).await;
    assert_eq!(status, 201, "{kept}");
    assert_eq!((&kept["name"], &kept["query"]), (&json!("Suivi de l’année"), &json!(QUERY)));
    let (_, page) = app.get(&claire, PATH).await;
    assert_eq!(page["items"], json!([kept]));
    let (_, export) = app.get(&claire, "/api/v1/me/export").await;
    assert_eq!(export["saved_analyses"], json!([kept]));
    let one = format!("{PATH}/{}", kept["id"]);
    assert_eq!(app.call(&claire, "DELETE", &one, json!(null)).await.0, 204);
    assert_eq!(app.get(&claire, PATH).await.1["items"], json!([]));
    assert_eq!(app.call(&claire, "DELETE", &one, json!(null)).await.0, 404);
}

async fn what_a_query_does_not_mean_is_not_kept(app: TestApp) {
    let claire = app.person("claire").await;
    let new = json!({ "name": "a", "query": format!("{QUERY}&secteur=XX&inconnu=1") });
    assert_eq!(app.post(&claire, PATH, new).await.1["query"], QUERY);
    let without = json!({ "name": "b", "query": "vue=evolution" });
    let refused = problem(app.post(&claire, PATH, without).await);
    assert_eq!(refused, (422, "invalid".to_owned()));
}

async fn a_name_is_used_once_and_names_nobody(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    let new = json!({ "name": "Carbapénèmes", "query": QUERY });
    assert_eq!(app.post(&claire, PATH, new.clone()).await.0, 201);
    assert_eq!(app.post(&claire, PATH, new.clone()).await.0, 422);
    assert_eq!(app.post(&paul, PATH, new).await.0, 201, "names are those of one person");
    for name in ["", "  ", "Mme Dupont", &"a".repeat(81)] {
        let new = json!({ "name": name, "query": QUERY });
        assert_eq!(app.post(&claire, PATH, new).await.0, 422, "{name}");
    }
}

async fn nobody_reads_or_forgets_the_analyses_of_others(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    let new = json!({ "name": "Carbapénèmes", "query": QUERY });
    let (_, kept) = app.post(&claire, PATH, new).await;
    assert_eq!(app.get(&paul, PATH).await.1["items"], json!([]));
    let one = format!("{PATH}/{}", kept["id"]);
    assert_eq!(app.call(&paul, "DELETE", &one, json!(null)).await.0, 404);
    assert_eq!(app.get(&claire, PATH).await.1["total"], 1);
}
