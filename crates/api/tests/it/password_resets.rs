//! A forgotten password leads to a new one, by mail alone.

use actix_web::{cookie::Cookie, test::TestRequest};
use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::{
    email_proofs::sql,
    harness::{PASSWORD, Person, TestApp, count, problem},
};

on_both!(
    a_forgotten_password_is_replaced_by_a_link_that_serves_once,
    a_mail_without_account_gets_the_same_answer_and_no_mail,
    one_link_in_three_minutes_is_sent_to_an_account,
    a_refused_password_leaves_the_link_good,
    one_link_used_ends_the_others,
    a_changed_password_ends_the_links,
    of_two_resets_at_once_one_succeeds,
    a_link_serves_for_an_hour_and_for_its_purpose_alone,
    an_account_that_is_inactive_gets_nothing,
    a_second_factor_stays,
    who_opened_an_account_with_the_mail_of_another_loses_it,
);

const FORGOT: &str = "/api/v1/auth/password/forgot";
const RESET: &str = "/api/v1/auth/password/reset";
const NEW: &str = "trois cerises dans le tiroir";

async fn forget(app: &TestApp, email: &str) -> (u16, Value) {
    app.post(None, FORGOT, json!({ "email": email })).await
}

async fn reset(app: &TestApp, token: &str, password: &str) -> (u16, Value) {
    app.post(None, RESET, json!({ "token": token, "new_password": password })).await
}

/// Someone who has forgotten their password, and the token of the link.
async fn forgetful(app: &TestApp) -> (Person, String) {
    let claire = app.person("claire").await;
    assert_eq!(forget(app, " CLAIRE@hopital.example ").await, (202, Value::Null));
    let token = app.last_mail(&claire.email).await.token("nouveau-mot-de-passe");
    (claire, token)
}

async fn a_forgotten_password_is_replaced_by_a_link_that_serves_once(app: TestApp) {
    let (claire, token) = forgetful(&app).await;
    let cookie = app.login(&claire.email, PASSWORD).await.refresh_cookie().unwrap();
    for _ in 0..5 {
        app.login(&claire.email, "wrong, wrong, wrong").await;
    }
    assert_eq!(reset(&app, &token, NEW).await, (204, Value::Null));
    assert_eq!(app.get(&claire, "/api/v1/me").await.0, 401, "every login has ended");
    let refresh = TestRequest::post()
        .uri("/api/v1/auth/refresh")
        .cookie(Cookie::new("consores_refresh", cookie));
    assert_eq!(app.send(refresh).await.status, 401);
    assert_eq!(app.login(&claire.email, NEW).await.status, 200, "wrong passwords are forgotten");
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 401);
    let token_again = reset(&app, &token, NEW).await;
    assert_eq!(problem(token_again), (410, "link_expired".to_owned()));
    let answer = app.login(&claire.email, NEW).await.json();
    let claire = Person { token: answer["access_token"].as_str().unwrap().to_owned(), ..claire };
    assert_eq!(
        app.get(&claire, "/api/v1/me").await.1["email_verified"],
        true,
        "the mail is theirs"
    );
    assert_eq!(
        app.subjects_to(&claire.email).await,
        [
            "confirmez votre adresse",
            "choisissez un nouveau mot de passe",
            "votre mot de passe a changé"
        ]
    );
}

async fn a_mail_without_account_gets_the_same_answer_and_no_mail(app: TestApp) {
    let claire = app.person("claire").await;
    let before = app.mails().await.len();
    let known = forget(&app, &claire.email).await;
    let unknown = forget(&app, "nobody@hopital.example").await;
    assert_eq!(known, unknown);
    // Before either is answered, both left the same trace.
    let sql = "SELECT count(*) AS count FROM outgoing_mails";
    assert_eq!(app.db().read(move |conn| Ok(count(conn, sql))).await.unwrap(), 2);
    let links = "SELECT count(*) AS count FROM mail_links WHERE purpose = 'reset_password'";
    assert_eq!(app.db().read(move |conn| Ok(count(conn, links))).await.unwrap(), 0);
    let mails = app.mails().await;
    assert_eq!(mails.len(), before + 1);
    assert!(mails.iter().all(|mail| mail.to == claire.email));
    assert_eq!(problem(forget(&app, "claire").await).0, 422, "no address at all");
}

async fn one_link_in_three_minutes_is_sent_to_an_account(app: TestApp) {
    let (claire, _) = forgetful(&app).await;
    assert_eq!(forget(&app, &claire.email).await.0, 202);
    assert_eq!(app.mails_to(&claire.email).await.len(), 2);
    sql(&app, "UPDATE mail_links SET created_at = '2024-01-01 00:00:00'").await;
    assert_eq!(forget(&app, &claire.email).await.0, 202);
    assert_eq!(app.mails_to(&claire.email).await.len(), 3);
}

async fn a_refused_password_leaves_the_link_good(app: TestApp) {
    let (_, token) = forgetful(&app).await;
    let weak = reset(&app, &token, "claire@hopital").await;
    assert_eq!(problem(weak), (422, "weak_password".to_owned()));
    assert_eq!(reset(&app, &token, NEW).await.0, 204);
}

async fn one_link_used_ends_the_others(app: TestApp) {
    let (claire, first) = forgetful(&app).await;
    sql(&app, "UPDATE mail_links SET created_at = '2024-01-01 00:00:00'").await;
    forget(&app, &claire.email).await;
    let second = app.last_mail(&claire.email).await.token("nouveau-mot-de-passe");
    assert_ne!(first, second);
    assert_eq!(reset(&app, &first, NEW).await.0, 204);
    assert_eq!(reset(&app, &second, "une autre phrase de passe").await.0, 410);
    assert_eq!(app.login(&claire.email, NEW).await.status, 200);
}

async fn a_changed_password_ends_the_links(app: TestApp) {
    let (claire, token) = forgetful(&app).await;
    let change = json!({ "current_password": PASSWORD, "new_password": NEW });
    assert_eq!(app.call(&claire, "PUT", "/api/v1/me/password", change).await.0, 204);
    let refused = reset(&app, &token, "deux prunes sous le buffet").await;
    assert_eq!(problem(refused), (410, "link_expired".to_owned()));
    assert_eq!(app.login(&claire.email, NEW).await.status, 200);
}

async fn of_two_resets_at_once_one_succeeds(app: TestApp) {
    let (claire, first) = forgetful(&app).await;
    sql(&app, "UPDATE mail_links SET created_at = '2024-01-01 00:00:00'").await;
    forget(&app, &claire.email).await;
    let second = app.last_mail(&claire.email).await.token("nouveau-mot-de-passe");
    let tokens = [&first, &second, &first, &second, &first, &second];
    let resets = tokens.iter().map(|token| reset(&app, token, NEW));
    let mut answers: Vec<u16> = futures_util::future::join_all(resets)
        .await
        .into_iter()
        .map(|(status, _)| status)
        .collect();
    answers.sort_unstable();
    assert_eq!(answers, [204, 410, 410, 410, 410, 410]);
}

async fn a_link_serves_for_an_hour_and_for_its_purpose_alone(app: TestApp) {
    let (claire, token) = forgetful(&app).await;
    let verify = app.post(&claire, "/api/v1/auth/email/verify", json!({ "token": token })).await;
    assert_eq!(verify.0, 410);
    let mails = app.mails_to(&claire.email).await;
    assert_eq!(reset(&app, &mails[0].token("verification"), NEW).await.0, 410);
    sql(&app, "UPDATE mail_links SET expires_at = '2024-01-01 00:00:00'").await;
    assert_eq!(reset(&app, &token, NEW).await.0, 410);
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 200);
}

async fn an_account_that_is_inactive_gets_nothing(app: TestApp) {
    let (claire, token) = forgetful(&app).await;
    sql(&app, "UPDATE users SET state = 'inactive'").await;
    sql(&app, "UPDATE mail_links SET created_at = '2024-01-01 00:00:00'").await;
    let before = app.mails_to(&claire.email).await.len();
    assert_eq!(forget(&app, &claire.email).await.0, 202);
    assert_eq!(app.mails_to(&claire.email).await.len(), before);
    assert_eq!(reset(&app, &token, NEW).await.0, 410);
}

async fn a_second_factor_stays(app: TestApp) {
    let (claire, token) = forgetful(&app).await;
    sql(&app, "UPDATE users SET email_verified_at = '2024-01-01 00:00:00'").await;
    app.post(&claire, "/api/v1/me/totp", json!({ "password": PASSWORD })).await;
    sql(&app, "UPDATE second_factors SET confirmed_at = '2024-01-01 00:00:00'").await;
    assert_eq!(reset(&app, &token, NEW).await.0, 204);
    let answer = app.login(&claire.email, NEW).await;
    assert_eq!((answer.status, &answer.json()["code"]), (401, &json!("totp_required")));
}

async fn who_opened_an_account_with_the_mail_of_another_loses_it(app: TestApp) {
    const FINESS: &str = "060000478";
    let (squatter, token) = forgetful(&app).await;
    app.join(&squatter, FINESS, Role::Referent, MembershipState::Active).await;
    let tokens = format!("/api/v1/establishments/{FINESS}/tokens");
    let last_day = chrono::Utc::now().date_naive().to_string();
    let new = json!({ "name": "x", "scopes": ["analyses:read"], "expires_on": last_day });
    let (_, made) = app.post(&squatter, &tokens, new).await;
    let script = Person { token: made["token"].as_str().unwrap().to_owned(), ..squatter.clone() };
    app.post(&squatter, "/api/v1/me/totp", json!({ "password": PASSWORD })).await;
    sql(&app, "UPDATE second_factors SET confirmed_at = '2024-01-01 00:00:00'").await;
    assert_eq!(reset(&app, &token, NEW).await.0, 204);
    assert_eq!(app.login(&squatter.email, NEW).await.status, 200);
    let journal = format!("/api/v1/establishments/{FINESS}/journal");
    assert_eq!(app.get(&script, &journal).await.0, 401);
}
