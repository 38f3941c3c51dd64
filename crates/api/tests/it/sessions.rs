//! Refresh tokens, and access tokens out of time.

use actix_web::{cookie::Cookie, test::TestRequest};
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;

use crate::harness::{Answer, Backend, PASSWORD, TestApp};

on_both!(
    a_refresh_gives_a_new_token_of_each_kind,
    a_refresh_token_that_serves_again_later_ends_the_login,
    two_refreshes_at_once_both_succeed,
    after_the_logout_the_refresh_token_no_longer_serves,
    without_a_refresh_token_one_has_to_log_in,
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
    assert_eq!(app.send(refresh).await.status, 401);
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
