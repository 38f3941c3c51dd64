//! What people accept: the terms of use, and the charter of an establishment.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Backend, Form, TestApp, problem};

on_both!(
    data_entry_waits_for_the_charter_and_a_trial_does_not,
    the_referent_signs_the_version_in_force_once,
);

const FINESS: &str = "060000478";
const CHARTER: &str = "/api/v1/establishments/060000478/charter";

/// Sends a structure of one unit.
async fn send(app: &TestApp, who: &crate::harness::Person, dry_run: &str) -> (u16, Value) {
    let bytes = b"Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n";
    let fields = [("kind", "structure"), ("period", "2024"), ("dry_run", dry_run)];
    let form = Form { file_name: "structure.csv", bytes, fields: &fields };
    app.upload(who, &format!("/api/v1/establishments/{FINESS}/imports"), &form, &[]).await
}

async fn data_entry_waits_for_the_charter_and_a_trial_does_not(app: TestApp) {
    let claire = app.person("claire").await;
    app.post(&claire, &format!("/api/v1/establishments/{FINESS}/memberships"), json!({})).await;
    assert_eq!(send(&app, &claire, "true").await.0, 200);
    let unsigned = (409, "charter_unsigned".to_owned());
    assert_eq!(problem(send(&app, &claire, "false").await), unsigned);
    for field in ["drug", "sector"] {
        let path = format!("/api/v1/establishments/{FINESS}/correspondences/{field}");
        let answer = app.call(&claire, "PUT", &path, json!({ "items": [] })).await;
        assert_eq!(problem(answer), unsigned, "{field}");
    }
    app.sign_charter(&claire, FINESS).await;
    assert_eq!(send(&app, &claire, "false").await.0, 202);
}

async fn the_referent_signs_the_version_in_force_once(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let (_, state) = app.get(&cast.observateur, CHARTER).await;
    assert_eq!((&state["signed"], &state["signature"]["by"]), (&json!(true), &json!("referent")));
    assert_eq!(state["required"], true);
    let other = json!({ "version": "1999-1" });
    assert_eq!(app.call(&cast.referent, "PUT", CHARTER, other).await.0, 422);
    app.sign_charter(&cast.referent, FINESS).await;
    let (_, journal) = app.get(&cast.referent, &CHARTER.replace("charter", "journal")).await;
    assert_eq!(journal["total"], 1, "{journal}");
    assert_eq!(journal["items"][0]["action"], "charter_signed");
}

/// An application whose operator has texts of their own, over the database of another one.
async fn with_texts(version: &str) -> TestApp {
    let folder = tempfile::tempdir().unwrap().keep();
    for name in ["terms", "charter"] {
        let text = format!("# {name}\n\nVersion {version}\n\nTexte.\n");
        fs::write(folder.join(format!("{name}.md")), text).unwrap();
    }
    TestApp::with(Backend::Sqlite, |config| config.texts_dir = Some(folder)).await
}

#[actix_web::test]
async fn new_terms_are_asked_of_everyone_before_anything_else() {
    let app = with_texts("7").await;
    let claire = app.person("claire").await;
    app.db()
        .write(|conn| {
            use diesel::connection::SimpleConnection;
            Ok(conn.batch_execute("UPDATE users SET terms_version = '6'")?)
        })
        .await
        .unwrap();
    let search = "/api/v1/establishments?q=grasse";
    let outdated = (403, "terms_outdated".to_owned());
    assert_eq!(problem(app.get(&claire, search).await), outdated);
    assert_eq!(app.get(&claire, "/api/v1/me").await.1["terms_outdated"], true);
    let terms = "/api/v1/me/terms";
    assert_eq!(app.post(&claire, terms, json!({ "version": "6" })).await.0, 422);
    assert_eq!(app.post(&claire, terms, json!({ "version": "7" })).await.0, 204);
    assert_eq!(app.get(&claire, search).await.0, 200);
    assert_eq!(app.get(&claire, "/api/v1/me").await.1["terms_outdated"], false);
}

#[actix_web::test]
async fn where_the_operator_does_not_ask_for_it_nothing_waits_for_the_charter() {
    let app = TestApp::with(Backend::Sqlite, |config| config.require_charter = false).await;
    let claire = app.person("claire").await;
    app.post(&claire, &format!("/api/v1/establishments/{FINESS}/memberships"), json!({})).await;
    assert_eq!(app.get(&claire, CHARTER).await.1["required"], false);
    assert_eq!(send(&app, &claire, "false").await.0, 202);
}

#[actix_web::test]
async fn a_new_version_of_the_charter_is_signed_again() {
    let app = with_texts("7").await;
    let claire = app.person("claire").await;
    app.post(&claire, &format!("/api/v1/establishments/{FINESS}/memberships"), json!({})).await;
    app.sign_charter(&claire, FINESS).await;
    app.db()
        .write(|conn| {
            use diesel::connection::SimpleConnection;
            Ok(conn.batch_execute("UPDATE charter_signatures SET version = '6'")?)
        })
        .await
        .unwrap();
    let (_, state) = app.get(&claire, CHARTER).await;
    assert_eq!((&state["version"], &state["signed"]), (&json!("7"), &json!(false)));
    assert_eq!(state["signature"]["version"], "6");
    assert_eq!(problem(send(&app, &claire, "false").await).1, "charter_unsigned");
    app.sign_charter(&claire, FINESS).await;
    assert_eq!(send(&app, &claire, "false").await.0, 202);
}
