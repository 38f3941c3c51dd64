//! The journal: what it tells, to whom, and the proof that nobody rewrote it.

use actix_web::test::TestRequest;
use diesel::connection::SimpleConnection;
use serde_json::json;

use crate::harness::{Backend, Person, TestApp, count};

on_both!(
    each_entry_follows_from_the_one_before,
    an_entry_changed_behind_its_back_is_found,
    an_entry_taken_out_is_found,
    the_journal_is_filtered_by_action_and_day,
    the_export_holds_no_formula,
);

const FINESS: &str = "060000478";
const JOURNAL: &str = "/api/v1/establishments/060000478/journal";

/// A journal of four entries.
async fn a_journal(app: &TestApp) -> Person {
    let claire = app.person("=claire").await;
    let path = "/api/v1/establishments/060000478/memberships";
    app.post(&claire, path, json!({})).await;
    app.sign_charter(&claire, FINESS).await;
    let paul = app.person("paul").await;
    app.post(&paul, path, json!({})).await;
    let member = format!("{path}/{}", paul.id);
    app.call(&claire, "PUT", &member, json!({ "role": "contributeur" })).await;
    claire
}

async fn broken(app: &TestApp, sql: &'static str) -> Option<i32> {
    // The database refuses to change an entry: who does it has switched that off.
    let guards = match app.backend() {
        Backend::Sqlite => "DROP TRIGGER journal_keeps_text; DROP TRIGGER journal_keeps_entries;",
        Backend::Postgres => "ALTER TABLE journal DISABLE TRIGGER ALL;",
    };
    app.db().write(move |conn| Ok(conn.batch_execute(&format!("{guards} {sql}"))?)).await.unwrap();
    app.proof_of_journal(FINESS).await.broken_at
}

async fn each_entry_follows_from_the_one_before(app: TestApp) {
    a_journal(&app).await;
    let proof = app.proof_of_journal(FINESS).await;
    assert_eq!((proof.entries, proof.broken_at), (4, None));
    assert_eq!(proof.head.len(), 64);
}

async fn an_entry_changed_behind_its_back_is_found(app: TestApp) {
    a_journal(&app).await;
    let sql = "UPDATE journal SET at = '2024-01-01 00:00:00' WHERE action = 'charter_signed'";
    assert_eq!(broken(&app, sql).await, Some(2));
}

async fn an_entry_taken_out_is_found(app: TestApp) {
    a_journal(&app).await;
    assert_eq!(broken(&app, "DELETE FROM journal WHERE action = 'member_joined'").await, Some(2));
}

async fn the_journal_is_filtered_by_action_and_day(app: TestApp) {
    let claire = a_journal(&app).await;
    for (query, total) in [
        ("action=charter_signed", 1),
        ("action=member_joined", 2),
        ("action=nothing", 0),
        ("from=2000-01-01", 4),
        ("to=2000-01-01", 0),
        ("from=2000-01-01&to=2199-12-31&action=member_accepted", 1),
    ] {
        let (_, page) = app.get(&claire, &format!("{JOURNAL}?{query}")).await;
        assert_eq!(page["total"], total, "{query}");
        assert_eq!(page["items"].as_array().unwrap().len(), total, "{query}");
    }
    assert_eq!(app.get(&claire, &format!("{JOURNAL}?from=hier")).await.0, 422);
}

async fn the_export_holds_no_formula(app: TestApp) {
    let claire = a_journal(&app).await;
    let request = TestRequest::get()
        .uri(&format!("{JOURNAL}.csv"))
        .insert_header(("authorization", format!("Bearer {}", claire.token)));
    let answer = app.send(request).await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-disposition").contains("journal_060000478.csv"));
    let text = answer.text();
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(text.contains(";'=claire;"), "{text}");
}

#[actix_web::test]
async fn an_entry_names_its_request() {
    let app = TestApp::new(Backend::Sqlite).await;
    let claire = app.person("claire").await;
    let request = TestRequest::post()
        .uri("/api/v1/establishments/060000478/memberships")
        .insert_header(("authorization", format!("Bearer {}", claire.token)))
        .insert_header(("x-request-id", "asked-by-the-test"))
        .set_json(json!({}));
    assert_eq!(app.send(request).await.status, 201);
    let count = app.db().read(|conn| {
        let sql = "SELECT count(*) AS count FROM journal WHERE request_id = 'asked-by-the-test'";
        Ok(count(conn, sql))
    });
    assert_eq!(count.await.unwrap(), 1);
}
