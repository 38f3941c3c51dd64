//! The mail of an account: proven by a link, waited for where the operator wants it.

use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::harness::{Backend, Person, TestApp, available, problem};

on_both!(
    a_link_sent_at_registration_verifies_the_mail_once,
    of_two_uses_of_a_link_at_once_one_succeeds,
    an_expired_link_is_refused,
    a_link_serves_the_account_that_it_was_sent_for,
    another_link_is_sent_on_demand_but_not_too_often,
    the_links_of_a_mail_are_stored_as_hashes,
);

const VERIFY: &str = "/api/v1/auth/email/verify";
const AGAIN: &str = "/api/v1/me/email/verification";

pub async fn sql(app: &TestApp, sql: &'static str) {
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
}

async fn token_of(app: &TestApp, person: &Person) -> String {
    app.last_mail(&person.email).await.token("verification")
}

async fn verify(app: &TestApp, who: &Person, token: &str) -> (u16, Value) {
    app.post(who, VERIFY, json!({ "token": token })).await
}

async fn a_link_sent_at_registration_verifies_the_mail_once(app: TestApp) {
    let claire = app.person("claire").await;
    assert_eq!(app.subjects_to(&claire.email).await, ["confirmez votre adresse"]);
    assert_eq!(app.get(&claire, "/api/v1/me").await.1["email_verified"], false);
    let token = token_of(&app, &claire).await;
    assert_eq!(verify(&app, &claire, &token).await.0, 204);
    let (_, me) = app.get(&claire, "/api/v1/me").await;
    assert_eq!(me["email_verified"], true);
    assert_eq!(me["email_verification_required"], false);
    for spent in [token.as_str(), "made-up", ""] {
        assert_eq!(problem(verify(&app, &claire, spent).await), (410, "link_expired".to_owned()));
    }
}

async fn of_two_uses_of_a_link_at_once_one_succeeds(app: TestApp) {
    let claire = app.person("claire").await;
    let token = token_of(&app, &claire).await;
    let uses = (0..8).map(|_| verify(&app, &claire, &token));
    let mut answers: Vec<u16> =
        futures_util::future::join_all(uses).await.into_iter().map(|(status, _)| status).collect();
    answers.sort_unstable();
    assert_eq!(answers, [204, 410, 410, 410, 410, 410, 410, 410]);
}

async fn a_link_serves_the_account_that_it_was_sent_for(app: TestApp) {
    let (squatter, curious) = (app.person("claire").await, app.person("autre").await);
    let token = token_of(&app, &squatter).await;
    assert_eq!(verify(&app, &curious, &token).await.0, 410);
    assert_eq!(problem(app.post(None, VERIFY, json!({ "token": token })).await).0, 401);
    assert_eq!(app.get(&squatter, "/api/v1/me").await.1["email_verified"], false);
}

async fn an_expired_link_is_refused(app: TestApp) {
    let claire = app.person("claire").await;
    let token = token_of(&app, &claire).await;
    sql(&app, "UPDATE mail_links SET expires_at = '2024-01-01 00:00:00'").await;
    assert_eq!(verify(&app, &claire, &token).await.0, 410);
}

async fn another_link_is_sent_on_demand_but_not_too_often(app: TestApp) {
    let claire = app.person("claire").await;
    let first = token_of(&app, &claire).await;
    let soon = app.post(&claire, AGAIN, Value::Null).await;
    assert_eq!(problem(soon), (429, "too_many_attempts".to_owned()));
    sql(&app, "UPDATE mail_links SET created_at = '2024-01-01 00:00:00'").await;
    assert_eq!(app.post(&claire, AGAIN, Value::Null).await.0, 202);
    let second = token_of(&app, &claire).await;
    assert_ne!(first, second);
    assert_eq!(verify(&app, &claire, &first).await.0, 204, "the one before serves too");
    assert_eq!(verify(&app, &claire, &second).await.0, 410, "until one has served");
    assert_eq!(app.post(&claire, AGAIN, Value::Null).await.0, 202);
    assert_eq!(app.mails_to(&claire.email).await.len(), 2, "nothing is left to verify");
}

async fn the_links_of_a_mail_are_stored_as_hashes(app: TestApp) {
    let claire = app.person("claire").await;
    let token = token_of(&app, &claire).await;
    let stored = format!(
        "SELECT count(*) AS count FROM mail_links WHERE token_hash = '{token}' \
         OR token_hash LIKE '%{}%'",
        &token[..8]
    );
    let found = app.db().read(move |conn| Ok(crate::harness::count(conn, &stored))).await.unwrap();
    assert_eq!((token.len(), found), (43, 0));
}

#[actix_web::test]
async fn where_it_is_required_joining_waits_for_a_verified_mail() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        if backend == Backend::Postgres && !available() {
            continue;
        }
        let app = TestApp::with(backend, |config| config.mail.require_verified = true).await;
        let claire = app.person("claire").await;
        assert_eq!(app.get(&claire, "/api/v1/me").await.1["email_verification_required"], true);
        let ehpad = json!({ "finess": "1", "name": "x", "city": "y", "region": "93" });
        for (path, body) in [
            ("/api/v1/establishments/060000478/memberships", json!({})),
            ("/api/v1/establishments", ehpad),
        ] {
            let refused = app.post(&claire, path, body).await;
            assert_eq!(problem(refused), (403, "email_unverified".to_owned()), "{path}");
        }
        let token = token_of(&app, &claire).await;
        assert_eq!(verify(&app, &claire, &token).await.0, 204);
        assert_eq!(app.get(&claire, "/api/v1/me").await.1["email_verification_required"], false);
        let path = "/api/v1/establishments/060000478/memberships";
        assert_eq!(app.post(&claire, path, json!({})).await.0, 201);
    }
}
