//! Logins through a real identity provider.

use actix_web::{cookie::Cookie, test::TestRequest};
use diesel::connection::SimpleConnection;
use domain::dto::{LoginRefusal, MembershipState, Role};
use serde_json::{Value, json};

use crate::{
    harness::{Answer, Backend, IdentityProvider, PASSWORD, Person, TestApp, count, problem},
    second_factor::{code, enrol},
};

on_both_backends!(
    a_person_without_account_gets_one_and_keeps_it,
    an_account_is_linked_by_its_verified_mail,
    an_account_opened_with_the_mail_of_another_is_left_to_that_other,
    who_may_not_log_in_is_told_why,
    an_answer_that_is_not_the_providers_opens_nothing,
    an_answer_serves_the_login_that_asked_for_it_and_once,
    an_account_with_a_second_factor_asks_for_its_code,
    grants_do_not_come_by_a_weaker_way,
    a_provider_that_is_down_leaves_passwords_alone,
);

fn claire() -> Value {
    json!({ "sub": "rpps-1", "email": "Claire@hopital.example", "email_verified": true,
            "given_name": "Claire", "family_name": "Morel" })
}

/// Where an answer sends the browser.
fn place(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location")
}

fn check_refused(answer: &Answer, refusal: LoginRefusal) {
    assert_eq!(place(answer), format!("/connexion?erreur={}", refusal.as_str()));
    assert_eq!(answer.refresh_cookie(), None);
}

/// The person of a login.
async fn person(app: &TestApp, answer: &Answer) -> Person {
    assert_eq!(place(answer), "/etablissements");
    let cookie = answer.cookie("consores_refresh").unwrap();
    let renewed = app.send(TestRequest::post().uri("/api/v1/auth/refresh").cookie(cookie)).await;
    assert_eq!(renewed.status, 200, "{}", renewed.text());
    let token = renewed.json()["access_token"].as_str().unwrap().to_owned();
    let unnamed = Person { id: 0, email: String::new(), token };
    let me = me(app, &unnamed).await;
    Person {
        id: i32::try_from(me["id"].as_i64().unwrap()).unwrap(),
        email: me["email"].as_str().unwrap().to_owned(),
        ..unnamed
    }
}

async fn me(app: &TestApp, who: &Person) -> Value {
    let (status, me) = app.get(who, "/api/v1/me").await;
    assert_eq!(status, 200, "{me}");
    me
}

async fn execute(app: &TestApp, sql: &'static str) {
    app.db().write(move |conn| Ok(conn.batch_execute(sql)?)).await.unwrap();
}

/// Every mail was shown to be its holder's.
async fn verify_mails(app: &TestApp) {
    execute(app, "UPDATE users SET email_verified_at = created_at").await;
}

async fn a_person_without_account_gets_one_and_keeps_it(backend: Backend) {
    let provider = IdentityProvider::start();
    let app = provider.app(backend, |_| {}).await;
    let (_, providers) = app.get(None, "/api/v1/auth/providers").await;
    let item = json!({ "label": "Pro Santé Connect", "start": "/api/v1/auth/oidc/start" });
    assert_eq!(providers["items"], json!([item]));

    provider.tell(json!({ "account": claire() })).await;
    let first = person(&app, &provider.log_in(&app).await).await;
    let me_first = me(&app, &first).await;
    assert_eq!(me_first["email"], "claire@hopital.example");
    assert_eq!(me_first["full_name"], "Claire Morel");
    assert_eq!(
        (&me_first["password"], &me_first["identity_provider"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(me_first["terms_outdated"], true, "nobody accepted them for the person");
    for password in ["", PASSWORD] {
        assert_eq!(app.login(&first.email, password).await.status, 401, "there is no password");
    }
    let change = json!({ "current_password": "", "new_password": PASSWORD });
    let refused = app.call(&first, "PUT", "/api/v1/me/password", change).await;
    assert_eq!(problem(refused), (422, "wrong_password".to_owned()));
    let (_, refused) = app.post(&first, "/api/v1/me/totp", json!({ "password": "" })).await;
    let told = refused["detail"].as_str().unwrap();
    assert!(told.contains("Mot de passe oublié"), "it says how to choose one: {told}");

    // The account is that of the identity, whatever its mail becomes; a new key is found.
    let moved = json!({ "sub": "rpps-1", "email": "elsewhere@hopital.example" });
    provider.tell(json!({ "account": moved, "newKey": "second" })).await;
    assert_eq!(person(&app, &provider.log_in(&app).await).await.id, first.id);
    // The mail may stand in the ID token itself.
    let other = json!({ "email": "paul@hopital.example", "email_verified": true, "name": "Paul" });
    provider.tell(json!({ "account": { "sub": "rpps-2" }, "claims": other })).await;
    assert_eq!(person(&app, &provider.log_in(&app).await).await.email, "paul@hopital.example");
}

async fn an_account_is_linked_by_its_verified_mail(backend: Backend) {
    let provider = IdentityProvider::start();
    let app = provider.app(backend, |_| {}).await;
    let account = app.person("claire").await;
    verify_mails(&app).await;
    assert_eq!(me(&app, &account).await["identity_provider"], false);
    provider.tell(json!({ "account": claire() })).await;
    let same = person(&app, &provider.log_in(&app).await).await;
    assert_eq!(same.id, account.id);
    let me = me(&app, &account).await;
    assert_eq!((&me["password"], &me["identity_provider"]), (&json!(true), &json!(true)));
    assert_eq!(app.login(&account.email, PASSWORD).await.status, 200, "as before");
    // Another person of the provider with the same mail is not the one who is linked.
    let mut other = claire();
    other["sub"] = json!("rpps-2");
    provider.tell(json!({ "account": other })).await;
    check_refused(&provider.log_in(&app).await, LoginRefusal::Failed);
    // The holder was told, and the operator lets the other in once they have looked at it.
    let told = app.subjects_to(&account.email).await;
    assert_eq!(told.last().unwrap(), "un fournisseur d’identité a été relié");
    app.unlink(&account.email).await;
    assert_eq!(person(&app, &provider.log_in(&app).await).await.id, account.id);
}

async fn an_account_opened_with_the_mail_of_another_is_left_to_that_other(backend: Backend) {
    let finess = "060000478";
    let provider = IdentityProvider::start();
    let app = provider.app(backend, |_| {}).await;
    // Somebody registers with the mail of Claire, waits for her rights, keeps ways in.
    let somebody = app.person("claire").await;
    app.join(&somebody, finess, Role::Referent, MembershipState::Active).await;
    let expires_on = chrono::Utc::now().date_naive().to_string();
    let new = json!({ "name": "x", "scopes": ["analyses:read"], "expires_on": expires_on });
    let path = format!("/api/v1/establishments/{finess}/tokens");
    let (status, token) = app.post(&somebody, &path, new).await;
    assert_eq!(status, 201, "{token}");
    let token = token["token"].as_str().unwrap().to_owned();
    let script = Person { token, ..somebody.clone() };
    let (secret, _) = enrol(&app, &somebody).await;
    let journal = format!("/api/v1/establishments/{finess}/journal");
    assert_eq!(app.get(&script, &journal).await.0, 200);

    provider.tell(json!({ "account": claire() })).await;
    let claire = person(&app, &provider.log_in(&app).await).await;
    assert_eq!(claire.id, somebody.id);
    assert_eq!(app.get(&somebody, "/api/v1/me").await.0, 401, "the login");
    assert_eq!(app.get(&script, &journal).await.0, 401, "the token for scripts");
    let credentials =
        json!({ "email": claire.email, "password": PASSWORD, "totp": code(&secret, 1) });
    assert_eq!(app.post(None, "/api/v1/auth/login", credentials).await.0, 401, "the password");
    let me = me(&app, &claire).await;
    assert_eq!((&me["password"], &me["totp"]), (&json!(false), &json!(false)));
    // The next login finds a verified account and changes nothing.
    let again = person(&app, &provider.log_in(&app).await).await;
    assert_eq!(again.id, claire.id);
    assert_eq!(app.get(&claire, "/api/v1/me").await.0, 200);
}

async fn who_may_not_log_in_is_told_why(backend: Backend) {
    let provider = IdentityProvider::start();
    let app = provider.app(backend, |_| {}).await;
    app.person("claire").await;
    let account = |change: Value| {
        let mut account = claire();
        account.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        account
    };
    for (told, refusal) in [
        (json!({ "account": claire(), "refuse": true }), LoginRefusal::Denied),
        (json!({ "account": { "sub": "rpps-1" } }), LoginRefusal::MailMissing),
        (json!({ "account": account(json!({ "email": "no mail" })) }), LoginRefusal::MailMissing),
        (
            json!({ "account": account(json!({ "email_verified": false })) }),
            LoginRefusal::MailUnverified,
        ),
        (
            json!({ "account": { "sub": "rpps-1", "email": "claire@hopital.example" } }),
            LoginRefusal::MailUnverified,
        ),
    ] {
        provider.tell(told).await;
        check_refused(&provider.log_in(&app).await, refusal);
    }
    execute(&app, "UPDATE users SET state = 'inactive'").await;
    provider.tell(json!({ "account": claire() })).await;
    check_refused(&provider.log_in(&app).await, LoginRefusal::Inactive);
    execute(&app, "UPDATE users SET state = 'active'").await;
    person(&app, &provider.log_in(&app).await).await;
    execute(&app, "UPDATE users SET state = 'inactive'").await;
    check_refused(&provider.log_in(&app).await, LoginRefusal::Inactive);
}

async fn an_answer_that_is_not_the_providers_opens_nothing(backend: Backend) {
    let provider = IdentityProvider::start();
    let level = |config: &mut api::config::Config| {
        config.oidc.as_mut().unwrap().acr_values = vec!["eidas1".to_owned()];
    };
    let app = provider.app(backend, level).await;
    for wrong in [
        json!({ "claims": { "nonce": "another" } }),
        json!({ "claims": { "nonce": null } }),
        json!({ "claims": { "iss": "https://another.example" } }),
        json!({ "claims": { "aud": "another" } }),
        json!({ "claims": { "exp": 1_700_000_000 } }),
        json!({ "claims": { "sub": "rpps-9" } }),
        json!({ "claims": { "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" } }),
        json!({ "unknownKey": true }),
        json!({ "acr": "eidas2" }),
        json!({ "acr": null }),
    ] {
        let mut told = json!({ "account": claire(), "acr": "eidas1" });
        told.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        provider.tell(told).await;
        let answer = provider.log_in(&app).await;
        assert_eq!(place(&answer), "/connexion?erreur=failed", "{wrong}");
    }
    let accounts = app.db().read(|conn| Ok(count(conn, "SELECT count(*) AS count FROM users")));
    assert_eq!(accounts.await.unwrap(), 0);
    provider.tell(json!({ "account": claire(), "acr": "eidas1" })).await;
    person(&app, &provider.log_in(&app).await).await;
}

async fn an_answer_serves_the_login_that_asked_for_it_and_once(backend: Backend) {
    let provider = IdentityProvider::start();
    let app = provider.app(backend, |_| {}).await;
    provider.tell(json!({ "account": claire() })).await;
    let (path, cookie) = provider.come_back(&app).await;
    let (_, other) = provider.come_back(&app).await;
    let come = |path: &str, cookie: Option<Cookie<'static>>| {
        let request = TestRequest::get().uri(path);
        app.send(match cookie {
            Some(cookie) => request.cookie(cookie),
            None => request,
        })
    };
    let failed = LoginRefusal::Failed;
    check_refused(&come(&path, None).await, failed);
    check_refused(&come(&path, Some(other)).await, failed);
    let made_up = Cookie::new("consores_oidc", "made-up");
    check_refused(&come(&path, Some(made_up)).await, failed);
    let mixed_up = path.replace("iss=http", "iss=https");
    assert_ne!(mixed_up, path, "the provider names itself");
    check_refused(&come(&mixed_up, Some(cookie.clone())).await, failed);
    check_refused(&come("/api/v1/auth/oidc/callback", Some(cookie.clone())).await, failed);

    let answer = come(&path, Some(cookie.clone())).await;
    person(&app, &answer).await;
    assert_eq!(answer.cookie("consores_oidc").unwrap().value(), "", "it is taken away");
    assert_eq!(answer.header("cache-control"), "no-store");
    check_refused(&come(&path, Some(cookie)).await, failed);
}

/// The cookie of a login that waits for a code.
fn waiting(answer: &Answer) -> Cookie<'static> {
    assert_eq!(place(answer), "/connexion?etape=code&suite=%2Fetablissements");
    assert_eq!(answer.refresh_cookie(), None, "not yet");
    answer.cookie("consores_identified").unwrap()
}

async fn give(app: &TestApp, cookie: &Cookie<'static>, code: &str) -> Answer {
    let request = TestRequest::post().uri("/api/v1/auth/oidc/code").cookie(cookie.clone());
    app.send(request.set_json(json!({ "code": code }))).await
}

async fn an_account_with_a_second_factor_asks_for_its_code(backend: Backend) {
    let provider = IdentityProvider::start();
    let app = provider.app(backend, |_| {}).await;
    let account = app.person("claire").await;
    verify_mails(&app).await;
    let (secret, _) = enrol(&app, &account).await;
    provider.tell(json!({ "account": claire() })).await;
    let cookie = waiting(&provider.log_in(&app).await);
    let wrong = give(&app, &cookie, "000000").await;
    assert_eq!(problem((wrong.status, wrong.json())), (401, "totp_wrong".to_owned()));
    let right = code(&secret, 1);
    let answer = give(&app, &cookie, &right).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.refresh_cookie().is_some());
    assert_eq!(answer.cookie("consores_identified").unwrap().value(), "", "it is taken away");
    assert_eq!(give(&app, &cookie, &right).await.status, 401, "a code serves once");
    let made_up = Cookie::new("consores_identified", "made-up");
    assert_eq!(give(&app, &made_up, &right).await.status, 401);
    for _ in 0..4 {
        assert_eq!(give(&app, &cookie, "000000").await.status, 401);
    }
    assert_eq!(give(&app, &cookie, &code(&secret, 1)).await.status, 429, "guessing takes long");
}

async fn grants_do_not_come_by_a_weaker_way(backend: Backend) {
    let provider = IdentityProvider::start();
    provider.tell(json!({ "account": claire() })).await;
    for strong in [false, true] {
        let app = provider
            .app(backend, |config| {
                config.require_totp = true;
                config.oidc.as_mut().unwrap().strong = strong;
            })
            .await;
        let account = app.person("claire").await;
        verify_mails(&app).await;
        app.grant(&account, "national").await;
        let came = person(&app, &provider.log_in(&app).await).await;
        let allowed = if strong { 200 } else { 403 };
        assert_eq!(app.get(&came, "/api/v1/users").await.0, allowed, "strong: {strong}");
        assert_eq!(me(&app, &came).await["totp_required"], !strong);
        assert_eq!(app.get(&account, "/api/v1/users").await.0, 403, "by password alone");
        enrol(&app, &account).await;
        let answer = provider.log_in(&app).await;
        if strong {
            person(&app, &answer).await;
        } else {
            waiting(&answer);
        }
    }
}

async fn a_provider_that_is_down_leaves_passwords_alone(backend: Backend) {
    let provider = IdentityProvider::start();
    let app = provider.app(backend, |_| {}).await;
    let account = app.person("claire").await;
    drop(provider);
    let answer = app.get(None, "/api/v1/auth/oidc/start").await;
    assert_eq!(problem(answer), (503, "provider_unreachable".to_owned()));
    assert_eq!(app.login(&account.email, PASSWORD).await.status, 200);
}

#[actix_web::test]
async fn without_a_provider_there_is_none_to_choose() {
    let app = TestApp::new(Backend::Sqlite).await;
    let (status, providers) = app.get(None, "/api/v1/auth/providers").await;
    assert_eq!((status, &providers["items"]), (200, &json!([])));
}
