//! Registration, login, and what a person sees of their own.

use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::harness::{PASSWORD, TestApp, problem};

on_both!(
    a_person_registers_and_logs_in_whatever_the_case_of_the_mail,
    a_mail_serves_for_one_account,
    a_registration_that_breaks_a_rule_is_refused_by_its_code,
    an_unknown_mail_and_a_wrong_password_get_the_same_answer,
    a_person_sees_their_establishments,
    a_disabled_account_is_shut_out,
);

fn account(change: &Value) -> Value {
    let mut account = json!({
        "email": "Claire@Hopital.example",
        "password": PASSWORD,
        "full_name": "  Claire Martin ",
        "accept_terms": true,
    });
    account.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    account
}

async fn register(app: &TestApp, change: Value) -> (u16, Value) {
    app.post(None, "/api/v1/auth/register", account(&change)).await
}

async fn a_person_registers_and_logs_in_whatever_the_case_of_the_mail(app: TestApp) {
    let (status, created) = register(&app, json!({})).await;
    assert_eq!(status, 201, "{created}");
    let answer = app.login("CLAIRE@hopital.example", PASSWORD).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let token = answer.json();
    assert_eq!(token["token_type"], "Bearer");
    assert_eq!(token["expires_in"], 900);
    let cookie = answer.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/auth"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

async fn a_mail_serves_for_one_account(app: TestApp) {
    assert_eq!(register(&app, json!({})).await.0, 201);
    let again = register(&app, json!({ "email": "claire@hopital.example" })).await;
    assert_eq!(problem(again), (422, "email_taken".to_owned()));
}

async fn a_registration_that_breaks_a_rule_is_refused_by_its_code(app: TestApp) {
    for (change, code) in [
        (json!({ "email": "claire" }), "invalid"),
        (json!({ "full_name": " " }), "invalid"),
        (json!({ "password": "court" }), "weak_password"),
        (json!({ "password": "Motdepasse2024!" }), "weak_password"),
        (json!({ "accept_terms": false }), "terms_refused"),
        (json!({ "accept_terms": "oui" }), "invalid"),
    ] {
        let refused = register(&app, change.clone()).await;
        assert_eq!(problem(refused), (422, code.to_owned()), "{change}");
    }
}

async fn an_unknown_mail_and_a_wrong_password_get_the_same_answer(app: TestApp) {
    let person = app.person("claire").await;
    let unknown = app.login("nobody@hopital.example", PASSWORD).await;
    let wrong = app.login(&person.email, "une autre phrase de passe").await;
    assert_eq!((unknown.status, wrong.status), (401, 401));
    let [mut unknown, mut wrong] = [unknown, wrong].map(|answer| answer.json());
    for body in [&mut unknown, &mut wrong] {
        body["request_id"].take();
    }
    assert_eq!(unknown, wrong);
}

async fn a_person_sees_their_establishments(app: TestApp) {
    let person = app.person("claire").await;
    app.join(&person, "140000100", Role::Observateur, MembershipState::Pending).await;
    app.join(&person, "050000256", Role::Referent, MembershipState::Active).await;
    let (status, me) = app.get(&person, "/api/v1/me").await;
    assert_eq!(status, 200);
    assert_eq!(me["id"], person.id);
    assert_eq!(me["email"], "claire@hopital.example");
    let places: Vec<_> = me["memberships"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (m["finess"].as_str().unwrap(), m["role"].as_str().unwrap(), &m["state"]))
        .collect();
    assert_eq!(
        places,
        [
            ("050000256", "referent", &json!("active")),
            ("140000100", "observateur", &json!("pending"))
        ]
    );
}

async fn a_disabled_account_is_shut_out(app: TestApp) {
    let person = app.person("claire").await;
    let id = person.id;
    app.db()
        .write(move |conn| {
            use diesel::RunQueryDsl;
            let sql = format!("UPDATE users SET state = 'disabled' WHERE id = {id}");
            Ok(diesel::sql_query(sql).execute(conn)?)
        })
        .await
        .unwrap();
    assert_eq!(app.get(&person, "/api/v1/me").await.0, 401);
    assert_eq!(app.login(&person.email, PASSWORD).await.status, 401);
}
