//! Refresh tokens, and access tokens out of time.

use actix_web::{cookie::Cookie, test::TestRequest};
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;

use serde_json::{Value, json};

use crate::harness::{Answer, Backend, PASSWORD, Person, TestApp, problem};

on_both!(
    a_refresh_gives_a_new_token_of_each_kind,
    a_refresh_token_that_serves_again_later_ends_the_login,
    two_refreshes_at_once_both_succeed,
    after_the_logout_the_refresh_token_no_longer_serves,
    without_a_refresh_token_one_has_to_log_in,
    a_person_sees_their_logins_and_ends_them,
    a_new_password_ends_the_other_logins,
    five_wrong_passwords_in_a_row_make_a_mail_wait,
    a_right_password_forgets_the_wrong_ones,
);

async fn auth(app: &TestApp, action: &str, token: &str) -> Answer {
    let cookie = Cookie::new("consores_refresh", token.to_owned());
    let uri = format!("/api/v1/auth/{action}");
    app.send(TestRequest::post().uri(&uri).cookie(cookie)).await
}

async fn first_token(app: &TestApp) -> String {
    let person = app.person("claire").await;
    app.login(&person.email, PASSWORD).await.refresh_cookie().unwrap()
}

async fn a_refresh_gives_a_new_token_of_each_kind(app: TestApp) {
    let first = first_token(&app).await;
    let answer = auth(&app, "refresh", &first).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let second = answer.refresh_cookie().unwrap();
    assert_ne!(first, second);
    assert_eq!(auth(&app, "refresh", &second).await.status, 200);
}

/// Moves every use of a token into the past.
async fn time_passes(app: &TestApp) {
    let sql = "UPDATE sessions SET used_at = '2024-01-01 00:00:00' WHERE used_at IS NOT NULL";
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
}

async fn a_refresh_token_that_serves_again_later_ends_the_login(app: TestApp) {
    let first = first_token(&app).await;
    let second = auth(&app, "refresh", &first).await.refresh_cookie().unwrap();
    time_passes(&app).await;
    assert_eq!(auth(&app, "refresh", &first).await.status, 401);
    assert_eq!(auth(&app, "refresh", &second).await.status, 401, "the thief's token dies too");
}

async fn two_refreshes_at_once_both_succeed(app: TestApp) {
    let first = first_token(&app).await;
    let (a, b) =
        futures_util::future::join(auth(&app, "refresh", &first), auth(&app, "refresh", &first))
            .await;
    assert_eq!([a.status, b.status], [200, 200]);
    // Whichever cookie the browser kept serves on.
    for answer in [a, b] {
        let token = answer.refresh_cookie().unwrap();
        assert_eq!(auth(&app, "refresh", &token).await.status, 200);
    }
}

async fn after_the_logout_the_refresh_token_no_longer_serves(app: TestApp) {
    let first = first_token(&app).await;
    let answer = auth(&app, "logout", &first).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.refresh_cookie().as_deref(), Some(""));
    assert_eq!(auth(&app, "refresh", &first).await.status, 401);
}

async fn without_a_refresh_token_one_has_to_log_in(app: TestApp) {
    let refresh = TestRequest::post().uri("/api/v1/auth/refresh");
    assert_eq!(app.send(refresh).await.status, 204);
    assert_eq!(auth(&app, "refresh", "made-up").await.status, 401);
    let logout = TestRequest::post().uri("/api/v1/auth/logout");
    assert_eq!(app.send(logout).await.status, 204);
}

#[actix_web::test]
async fn tokens_out_of_time_are_refused() {
    let app = TestApp::with(Backend::Sqlite, |config| {
        config.access_lifetime = TimeDelta::seconds(-1);
        config.refresh_lifetime = TimeDelta::seconds(-1);
    })
    .await;
    let person = app.person("claire").await;
    assert_eq!(app.get(&person, "/api/v1/me").await.0, 401);
    let token = app.login(&person.email, PASSWORD).await.refresh_cookie().unwrap();
    assert_eq!(auth(&app, "refresh", &token).await.status, 401);
}

#[actix_web::test]
async fn over_https_the_cookie_is_secure_and_browsers_are_told_to_stay() {
    let app = TestApp::with(Backend::Sqlite, |config| config.cookie_secure = true).await;
    let person = app.person("claire").await;
    let answer = app.login(&person.email, PASSWORD).await;
    assert!(answer.header("set-cookie").contains("Secure"));
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}

/// Logs in with a browser of a name; gives a person with the token of that login.
async fn login_with(app: &TestApp, person: &Person, agent: &str) -> Person {
    let credentials = json!({ "email": person.email, "password": PASSWORD });
    let request = TestRequest::post()
        .uri("/api/v1/auth/login")
        .insert_header(("User-Agent", agent))
        .set_json(credentials);
    let token = app.send(request).await.json()["access_token"].as_str().unwrap().to_owned();
    Person { token, ..person.clone() }
}

async fn a_person_sees_their_logins_and_ends_them(app: TestApp) {
    let desk = app.person("claire").await;
    let phone = login_with(&app, &desk, "Phone/1").await;
    let (_, page) = app.get(&phone, "/api/v1/me/sessions").await;
    assert_eq!(page["total"], 2);
    let mine = &page["items"][0];
    assert_eq!((&mine["current"], &mine["agent"]), (&json!(true), &json!("Phone/1")));
    let other = format!("/api/v1/me/sessions/{}", page["items"][1]["id"].as_str().unwrap());
    assert_eq!(app.call(&phone, "DELETE", &other, Value::Null).await.0, 204);
    assert_eq!(app.get(&desk, "/api/v1/me").await.0, 401, "its access token dies too");
    assert_eq!(app.get(&phone, "/api/v1/me").await.0, 200);
    let stranger = app.person("stranger").await;
    let mine = format!("/api/v1/me/sessions/{}", mine["id"].as_str().unwrap());
    assert_eq!(app.call(&stranger, "DELETE", &mine, Value::Null).await.0, 404);
    let third = login_with(&app, &desk, "Tablet/1").await;
    assert_eq!(app.call(&phone, "DELETE", "/api/v1/me/sessions", Value::Null).await.0, 204);
    for person in [&phone, &third] {
        assert_eq!(app.get(person, "/api/v1/me").await.0, 401);
    }
}

async fn a_new_password_ends_the_other_logins(app: TestApp) {
    let desk = app.person("claire").await;
    let phone = login_with(&app, &desk, "Phone/1").await;
    let path = "/api/v1/me/password";
    let change =
        |current: &str, new: &str| json!({ "current_password": current, "new_password": new });
    let new = "trois cerises dans le tiroir";
    let wrong = app.call(&phone, "PUT", path, change("not mine at all", new)).await;
    assert_eq!(problem(wrong), (422, "wrong_password".to_owned()));
    let weak = app.call(&phone, "PUT", path, change(PASSWORD, "azertyuiop123")).await;
    assert_eq!(problem(weak), (422, "weak_password".to_owned()));
    assert_eq!(app.call(&phone, "PUT", path, change(PASSWORD, new)).await.0, 204);
    assert_eq!(app.get(&desk, "/api/v1/me").await.0, 401);
    assert_eq!(app.get(&phone, "/api/v1/me").await.0, 200);
    assert_eq!(app.login(&desk.email, PASSWORD).await.status, 401);
    assert_eq!(app.login(&desk.email, new).await.status, 200);
}

async fn five_wrong_passwords_in_a_row_make_a_mail_wait(app: TestApp) {
    let claire = app.person("claire").await;
    for email in [claire.email.as_str(), "nobody@hopital.example"] {
        for _ in 0..5 {
            assert_eq!(app.login(email, "wrong, wrong, wrong").await.status, 401);
        }
        let answer = app.login(email, PASSWORD).await;
        assert_eq!(answer.status, 429, "{email}: even with the right one");
        assert_eq!(answer.header("retry-after"), "60");
        assert_eq!(answer.json()["code"], "too_many_attempts");
    }
    let sql = "UPDATE login_failures SET blocked_until = '2024-01-01 00:00:00'";
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 200, "once it has waited");
}

async fn a_right_password_forgets_the_wrong_ones(app: TestApp) {
    let claire = app.person("claire").await;
    for _ in 0..3 {
        for _ in 0..4 {
            app.login(&claire.email, "wrong, wrong, wrong").await;
        }
        assert_eq!(app.login(&claire.email, PASSWORD).await.status, 200);
    }
}

#[actix_web::test]
async fn an_address_that_tries_too_often_has_to_wait() {
    let app = TestApp::with(Backend::Sqlite, |config| {
        config.attempts_per_minute = 3.try_into().unwrap();
    })
    .await;
    let attempt = |address: &str| {
        TestRequest::post()
            .uri("/api/v1/auth/login")
            .peer_addr(format!("{address}:1000").parse().unwrap())
            .set_json(json!({ "email": "a@b.example", "password": "wrong" }))
    };
    for _ in 0..3 {
        assert_eq!(app.send(attempt("192.0.2.1")).await.status, 401);
    }
    assert_eq!(app.send(attempt("192.0.2.1")).await.status, 429);
    assert_eq!(app.send(attempt("192.0.2.2")).await.status, 401, "another address does not wait");
}
