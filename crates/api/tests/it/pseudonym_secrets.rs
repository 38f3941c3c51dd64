//! The secret that makes pseudonyms: who has it, that it stays the same, and what takes its place.

use actix_web::test::TestRequest;
use domain::{
    dto::{MembershipState, Role},
    pseudonym::PseudonymSecret,
};
use serde_json::{Value, json};

use crate::harness::{Person, TestApp, count, problem};

on_both!(
    members_who_deliver_share_one_secret,
    every_establishment_has_its_own,
    who_is_no_member_never_gets_it,
    a_new_secret_takes_the_place_of_the_old_one,
);

const FINESS: &str = "060000478";

fn path(finess: &str) -> String {
    format!("/api/v1/establishments/{finess}/pseudonym-secret")
}

/// Version and secret, as text.
async fn secret(app: &TestApp, who: &Person, finess: &str) -> (i64, String) {
    let (status, body) = app.get(who, &path(finess)).await;
    assert_eq!(status, 200, "{body}");
    let secret = body["secret"].as_str().unwrap().to_owned();
    secret.parse::<PseudonymSecret>().unwrap();
    (body["version"].as_i64().unwrap(), secret)
}

async fn journalled(app: &TestApp, who: &Person) -> Value {
    let journal = format!("/api/v1/establishments/{FINESS}/journal");
    app.get(who, &format!("{journal}?action=pseudonym_secret_made")).await.1
}

async fn members_who_deliver_share_one_secret(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let first = secret(&app, &cast.contributeur, FINESS).await;
    assert_eq!(first.0, 1);
    assert_eq!(secret(&app, &cast.referent, FINESS).await, first);
    assert_eq!(secret(&app, &cast.contributeur, FINESS).await, first);
    assert_eq!(journalled(&app, &cast.referent).await["total"], 1);
    let request = TestRequest::get()
        .uri(&path(FINESS))
        .insert_header(("authorization", format!("Bearer {}", cast.referent.token)));
    assert_eq!(app.send(request).await.header("cache-control"), "no-store");
}

async fn every_establishment_has_its_own(app: TestApp) {
    let person = app.person("claire").await;
    for finess in [FINESS, "140000209"] {
        app.join(&person, finess, Role::Contributeur, MembershipState::Active).await;
    }
    let ours = secret(&app, &person, FINESS).await;
    assert_ne!(ours.1, secret(&app, &person, "140000209").await.1);
}

async fn who_is_no_member_never_gets_it(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let as_national = problem(app.get(&cast.national, &path(FINESS)).await);
    assert_eq!(as_national, (403, "forbidden".to_owned()));
    // Nor by a token for scripts, which the national team may make everywhere.
    let new = json!({
        "name": "x",
        "scopes": ["imports:write"],
        "expires_on": chrono::Utc::now().date_naive(),
    });
    let tokens = format!("/api/v1/establishments/{FINESS}/tokens");
    let (status, created) = app.post(&cast.national, &tokens, new).await;
    assert_eq!(status, 201, "{created}");
    let token = created["token"].as_str().unwrap().to_owned();
    let script = Person { token, ..cast.national.clone() };
    assert_eq!(problem(app.get(&script, &path(FINESS)).await).0, 403);
    // An observateur with the right of the nation is still an observateur.
    app.grant(&cast.observateur, "national").await;
    assert_eq!(problem(app.get(&cast.observateur, &path(FINESS)).await).0, 403);
    // Nor by asking to belong.
    let asking = app.person("asking").await;
    app.join(&asking, FINESS, Role::Contributeur, MembershipState::Pending).await;
    assert_eq!(problem(app.get(&asking, &path(FINESS)).await).0, 404);
    app.grant(&asking, "national").await;
    assert_eq!(problem(app.get(&asking, &path(FINESS)).await).0, 403);
    // Nor by deciding for oneself, nor as a member whom the référent accepted.
    let place = format!("/api/v1/establishments/{FINESS}/memberships/{}", asking.id);
    let role = json!({ "role": "contributeur" });
    assert_eq!(app.call(&asking, "PUT", &place, role.clone()).await.0, 403);
    let referent = format!("/api/v1/establishments/{FINESS}/referent");
    let oneself = json!({ "user_id": asking.id });
    assert_eq!(app.call(&asking, "PUT", &referent, oneself).await.0, 403);
    assert_eq!(app.call(&cast.referent, "PUT", &place, role).await.0, 200);
    assert_eq!(problem(app.get(&asking, &path(FINESS)).await).0, 403);
    let rotation = format!("{}/rotation", path(FINESS));
    assert_eq!(app.post(&cast.national, &rotation, Value::Null).await.0, 403);
}

async fn a_new_secret_takes_the_place_of_the_old_one(app: TestApp) {
    let cast = app.cast(FINESS).await;
    let before = secret(&app, &cast.contributeur, FINESS).await;
    let rotation = format!("{}/rotation", path(FINESS));
    let (status, rotated) = app.post(&cast.referent, &rotation, Value::Null).await;
    assert_eq!((status, rotated), (200, json!({ "version": 2 })));
    let after = secret(&app, &cast.contributeur, FINESS).await;
    assert_eq!(after.0, 2);
    assert_ne!(after.1, before.1);
    let entries = journalled(&app, &cast.referent).await;
    assert_eq!(entries["total"], 2);
    assert!(entries["items"][0]["message"].as_str().unwrap().contains("version 2"), "{entries}");
    let kept =
        app.db().read(|conn| Ok(count(conn, "SELECT count(*) AS count FROM pseudonym_secrets")));
    assert_eq!(kept.await.unwrap(), 1, "nobody needs the old one");
}
