//! The second factor: enrolment, login with a code, recovery, and what waits for it.

use actix_web::test::TestRequest;
use chrono::Utc;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::harness::{Answer, Backend, PASSWORD, Person, TestApp, count, problem};

on_both!(
    an_account_with_a_second_factor_logs_in_with_a_code,
    an_authenticator_is_added_with_the_password_only,
    a_code_serves_once,
    a_recovery_code_serves_once_in_place_of_the_authenticator,
    the_second_factor_goes_with_the_password,
    the_operator_takes_a_lost_second_factor_away,
);

const TOTP: &str = "/api/v1/me/totp";

/// The code of now, or of some steps of thirty seconds later.
pub fn code(secret: &str, later: u64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap());
    let now = u64::try_from(Utc::now().timestamp()).unwrap();
    totp.build().unwrap().generate(now + 30 * later).to_string()
}

/// Adds an authenticator; gives its secret and the recovery codes.
pub async fn enrol(app: &TestApp, who: &Person) -> (String, Vec<String>) {
    enrol_with(app, who, PASSWORD).await
}

/// [`enrol`] where the password is no longer that of the registration.
pub async fn enrol_with(app: &TestApp, who: &Person, password: &str) -> (String, Vec<String>) {
    let (status, enrolment) = app.post(who, TOTP, json!({ "password": password })).await;
    assert_eq!(status, 200, "{enrolment}");
    assert!(enrolment["uri"].as_str().unwrap().starts_with("otpauth://totp/ConsoRes:"));
    assert!(enrolment["qr_svg"].as_str().unwrap().contains("<svg"));
    let secret = enrolment["secret"].as_str().unwrap().to_owned();
    let wrong = app.post(who, "/api/v1/me/totp/confirm", json!({ "code": "000000" })).await;
    assert_eq!(problem(wrong), (422, "totp_unconfirmed".to_owned()));
    let confirm = json!({ "code": code(&secret, 0) });
    let (status, codes) = app.post(who, "/api/v1/me/totp/confirm", confirm).await;
    assert_eq!(status, 200, "{codes}");
    let codes = codes["codes"].as_array().unwrap();
    (secret, codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect())
}

async fn login(app: &TestApp, who: &Person, totp: &str) -> Answer {
    let credentials = json!({ "email": who.email, "password": PASSWORD, "totp": totp });
    app.send(TestRequest::post().uri("/api/v1/auth/login").set_json(credentials)).await
}

async fn an_account_with_a_second_factor_logs_in_with_a_code(app: TestApp) {
    let claire = app.person("claire").await;
    assert_eq!(app.get(&claire, "/api/v1/me").await.1["totp"], false);
    let (secret, _) = enrol(&app, &claire).await;
    assert_eq!(app.get(&claire, "/api/v1/me").await.1["totp"], true);
    let without = app.login(&claire.email, PASSWORD).await;
    assert_eq!((without.status, &without.json()["code"]), (401, &json!("totp_required")));
    let wrong = login(&app, &claire, "123").await;
    assert_eq!((wrong.status, &wrong.json()["code"]), (401, &json!("totp_wrong")));
    assert_eq!(login(&app, &claire, &code(&secret, 1)).await.status, 200);
    let again = app.post(&claire, TOTP, json!({ "password": PASSWORD })).await;
    assert_eq!(problem(again), (422, "invalid".to_owned()), "not a second one over it");
}

async fn an_authenticator_is_added_with_the_password_only(app: TestApp) {
    let claire = app.person("claire").await;
    let (status, _) = app.post(&claire, TOTP, Value::Null).await;
    assert_eq!(status, 422, "a login is not enough");
    let wrong = app.post(&claire, TOTP, json!({ "password": "not mine at all" })).await;
    assert_eq!(problem(wrong), (422, "wrong_password".to_owned()));
    let kept = "SELECT count(*) AS count FROM second_factors";
    assert_eq!(app.db().read(move |conn| Ok(count(conn, kept))).await.unwrap(), 0);
    enrol(&app, &claire).await;
}

async fn a_code_serves_once(app: TestApp) {
    let claire = app.person("claire").await;
    let (secret, _) = enrol(&app, &claire).await;
    let next = code(&secret, 1);
    assert_eq!(login(&app, &claire, &next).await.status, 200);
    assert_eq!(login(&app, &claire, &next).await.status, 401);
    assert_eq!(login(&app, &claire, &code(&secret, 0)).await.status, 401, "nor an earlier one");
}

async fn a_recovery_code_serves_once_in_place_of_the_authenticator(app: TestApp) {
    let claire = app.person("claire").await;
    let (_, codes) = enrol(&app, &claire).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(login(&app, &claire, &codes[3].to_uppercase()).await.status, 200);
    assert_eq!(login(&app, &claire, &codes[3]).await.status, 401);
    assert_eq!(login(&app, &claire, &codes[4]).await.status, 200);
}

async fn the_second_factor_goes_with_the_password(app: TestApp) {
    let claire = app.person("claire").await;
    enrol(&app, &claire).await;
    let path = "/api/v1/me/totp/remove";
    let wrong = app.post(&claire, path, json!({ "password": "not mine at all" })).await;
    assert_eq!(problem(wrong), (422, "wrong_password".to_owned()));
    assert_eq!(app.post(&claire, path, json!({ "password": PASSWORD })).await.0, 204);
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 200);
}

async fn the_operator_takes_a_lost_second_factor_away(app: TestApp) {
    let claire = app.person("claire").await;
    enrol(&app, &claire).await;
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 401);
    app.remove_second_factor(&claire.email).await;
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 200);
    assert_eq!(
        app.subjects_to(&claire.email).await.pop().unwrap(),
        "l’authentificateur a été retiré"
    );
}

#[actix_web::test]
async fn grants_wait_for_a_second_factor_where_the_operator_wants_it() {
    let app = TestApp::with(Backend::Sqlite, |config| config.require_totp = true).await;
    let team = app.person("team").await;
    app.grant(&team, "national").await;
    let establishment = "/api/v1/establishments/060000478/journal";
    assert_eq!(app.get(&team, "/api/v1/users").await.0, 403);
    assert_eq!(app.get(&team, establishment).await.0, 404);
    assert_eq!(app.get(&team, "/api/v1/me").await.1["totp_required"], true);
    enrol(&app, &team).await;
    assert_eq!(app.get(&team, "/api/v1/users").await.0, 200);
    assert_eq!(app.get(&team, establishment).await.0, 200);
}
