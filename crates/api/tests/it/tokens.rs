//! Tokens for scripts, and the keys that sign every token.

use chrono::{Days, Utc};
use serde_json::{Value, json};

use crate::harness::{Form, Person, TestApp, problem};

on_both!(
    a_script_delivers_and_reads_with_its_token_alone,
    a_token_serves_in_its_establishment_alone,
    a_token_does_no_more_than_its_person,
    a_token_is_listed_without_its_secret_and_with_its_last_use,
    a_token_that_breaks_a_rule_is_refused,
    a_new_key_leaves_what_the_last_one_signed_good,
);

const FINESS: &str = "060000478";
const TOKENS: &str = "/api/v1/establishments/060000478/tokens";

fn in_days(days: u64) -> String {
    (Utc::now().date_naive() + Days::new(days)).to_string()
}

/// A référent, and a script of theirs.
async fn script(app: &TestApp, scopes: &[&str]) -> (Person, Person) {
    let claire = app.person("claire").await;
    app.post(&claire, "/api/v1/establishments/060000478/memberships", json!({})).await;
    app.sign_charter(&claire, FINESS).await;
    let new = json!({ "name": "Entrepôt", "scopes": scopes, "expires_on": in_days(30) });
    let (status, created) = app.post(&claire, TOKENS, new).await;
    assert_eq!(status, 201, "{created}");
    let token = created["token"].as_str().unwrap().to_owned();
    (claire.clone(), Person { token, ..claire })
}

async fn deliver(app: &TestApp, who: &Person, finess: &str) -> (u16, Value) {
    let bytes = b"Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n";
    let fields = [("kind", "structure"), ("period", "2024")];
    let form = Form { file_name: "structure.csv", bytes, fields: &fields };
    app.upload(who, &format!("/api/v1/establishments/{finess}/imports"), &form, &[]).await
}

async fn a_script_delivers_and_reads_with_its_token_alone(app: TestApp) {
    let (_, script) = script(&app, &["imports:write"]).await;
    let (status, created) = deliver(&app, &script, FINESS).await;
    assert_eq!(status, 202, "{created}");
    let import = format!("/api/v1/imports/{}", created["id"]);
    assert_eq!(app.get(&script, &import).await.0, 200);
    assert_eq!(app.call(&script, "DELETE", &import, Value::Null).await.0, 204);
}

async fn a_token_serves_in_its_establishment_alone(app: TestApp) {
    let (claire, script) = script(&app, &["imports:write"]).await;
    let embrun = "050000256";
    let join = format!("/api/v1/establishments/{embrun}/memberships");
    assert_eq!(app.post(&claire, &join, json!({})).await.0, 201);
    app.sign_charter(&claire, embrun).await;
    let (status, created) = deliver(&app, &claire, embrun).await;
    assert_eq!(status, 202, "{created}");
    assert_eq!(deliver(&app, &script, embrun).await.0, 404);
    let import = format!("/api/v1/imports/{}", created["id"]);
    assert_eq!(app.get(&script, &import).await.0, 404);
}

async fn a_token_does_no_more_than_its_person(app: TestApp) {
    let (claire, script) = script(&app, &["imports:write"]).await;
    let paul = app.person("paul").await;
    app.post(&paul, "/api/v1/establishments/060000478/memberships", json!({})).await;
    let referent = "/api/v1/establishments/060000478/referent";
    app.call(&claire, "PUT", referent, json!({ "user_id": paul.id })).await;
    let answer = deliver(&app, &script, FINESS).await;
    assert_eq!(answer.0, 403, "a contributeur delivers no structure, by script or not");
    let member = format!("/api/v1/establishments/060000478/memberships/{}", claire.id);
    app.call(&paul, "DELETE", &member, Value::Null).await;
    assert_eq!(deliver(&app, &script, FINESS).await.0, 401, "who has left has no script");
}

async fn a_token_is_listed_without_its_secret_and_with_its_last_use(app: TestApp) {
    let (claire, script) = script(&app, &["imports:write"]).await;
    let (_, page) = app.get(&claire, TOKENS).await;
    let token = &page["items"][0];
    assert_eq!((&token["name"], &token["state"]), (&json!("Entrepôt"), &json!("active")));
    assert_eq!((&token["last_used_at"], &token["expires_on"]), (&Value::Null, &json!(in_days(30))));
    assert!(token.get("token").is_none());
    app.get(&script, "/api/v1/establishments/060000478/imports").await;
    let (_, page) = app.get(&claire, TOKENS).await;
    assert!(page["items"][0]["last_used_at"].is_string(), "{page}");
    let path = format!("{TOKENS}/{}", page["items"][0]["id"]);
    assert_eq!(app.call(&claire, "DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(deliver(&app, &script, FINESS).await.0, 401);
    let (_, page) = app.get(&claire, TOKENS).await;
    assert_eq!(page["items"][0]["state"], "revoked");
    let (_, journal) = app.get(&claire, "/api/v1/establishments/060000478/journal").await;
    let actions: Vec<&str> = journal["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions[..2], ["token_revoked", "token_created"]);
}

async fn a_token_that_breaks_a_rule_is_refused(app: TestApp) {
    let (claire, _) = script(&app, &["imports:write"]).await;
    let good = json!({ "name": "x", "scopes": ["imports:write"], "expires_on": in_days(1) });
    for change in [
        json!({ "name": " " }),
        json!({ "scopes": [] }),
        json!({ "scopes": ["everything"] }),
        json!({ "expires_on": in_days(367) }),
        json!({ "expires_on": "2024-01-01" }),
        json!({ "expires_on": "bientôt" }),
    ] {
        let mut new = good.clone();
        new.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = app.post(&claire, TOKENS, new).await;
        assert_eq!(problem(answer), (422, "invalid".to_owned()), "{change}");
    }
}

async fn a_new_key_leaves_what_the_last_one_signed_good(app: TestApp) {
    let (_, script) = script(&app, &["imports:write"]).await;
    let imports = "/api/v1/establishments/060000478/imports";
    for expected in [200, 401] {
        app.rotate_keys().await;
        assert_eq!(app.get(&script, imports).await.0, expected);
        // What is signed from now on is signed by the new key.
        app.person(&format!("person{expected}")).await;
    }
}
