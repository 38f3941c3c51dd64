//! People asked to come to an establishment, by mail.

use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::{
    email_proofs::sql,
    harness::{Person, TestApp, problem},
};

on_both!(
    an_invited_person_without_account_registers_and_belongs,
    an_invitation_serves_the_account_of_its_mail_alone,
    inviting_again_replaces_the_invitation_before,
    a_withdrawn_or_expired_invitation_no_longer_serves,
    an_invitation_accepts_a_request_and_never_takes_a_role_away,
    of_two_acceptances_at_once_one_succeeds,
    what_is_no_invitation_is_refused_by_its_code,
    a_person_invites_fifty_people_in_a_day_wherever_they_belong,
    the_invitations_of_a_deactivated_account_are_withdrawn,
    the_journal_tells_of_invitations_by_their_number,
);

const FINESS: &str = "060000478";
/// Another establishment.
const OTHER: &str = "050000256";
const PATH: &str = "/api/v1/establishments/060000478/invitations";
const PREVIEW: &str = "/api/v1/invitations/preview";
const ACCEPT: &str = "/api/v1/invitations/accept";
const PAUL: &str = "paul@hopital.example";

/// The référent, and the token of an invitation of Paul.
async fn invited(app: &TestApp, role: &str) -> (Person, String) {
    let claire = app.person("claire").await;
    app.join(&claire, FINESS, Role::Referent, MembershipState::Active).await;
    let token = invite(app, &claire, role).await;
    (claire, token)
}

async fn invite(app: &TestApp, referent: &Person, role: &str) -> String {
    let new = json!({ "email": "Paul@Hopital.example", "role": role });
    let (status, invitation) = app.post(referent, PATH, new).await;
    assert_eq!((status, &invitation["email"]), (201, &json!(PAUL)), "{invitation}");
    app.last_mail(PAUL).await.token("invitation")
}

async fn accept(app: &TestApp, who: &Person, token: &str) -> (u16, Value) {
    app.post(who, ACCEPT, json!({ "token": token })).await
}

async fn an_invited_person_without_account_registers_and_belongs(app: TestApp) {
    let (claire, token) = invited(&app, "observateur").await;
    let (status, preview) = app.post(None, PREVIEW, json!({ "token": token })).await;
    assert_eq!(status, 200, "{preview}");
    assert_eq!(preview["finess"], FINESS);
    assert_eq!(
        [&preview["role"], &preview["email"], &preview["invited_by"]],
        ["observateur", PAUL, "claire"]
    );
    assert_eq!(preview["has_account"], false);
    let mail = app.last_mail(PAUL).await;
    for part in ["claire vous invite", preview["name"].as_str().unwrap(), "comme observateur"] {
        assert!(mail.text.contains(part), "{part}: {}", mail.text);
    }
    let paul = app.person("paul").await;
    let (_, preview) = app.post(None, PREVIEW, json!({ "token": token })).await;
    assert_eq!(preview["has_account"], true);
    let (status, place) = accept(&app, &paul, &token).await;
    assert_eq!(
        (status, &place["role"], &place["state"]),
        (201, &json!("observateur"), &json!("active"))
    );
    let (_, me) = app.get(&paul, "/api/v1/me").await;
    assert_eq!((&me["email_verified"], &me["memberships"][0]), (&json!(true), &place));
    assert_eq!(problem(accept(&app, &paul, &token).await), (410, "link_expired".to_owned()));
    assert_eq!(app.post(None, PREVIEW, json!({ "token": token })).await.0, 410);
    assert_eq!(app.get(&claire, PATH).await.1["total"], 0);
    assert_eq!(app.subjects_to(&claire.email).await.pop().unwrap(), "invitation acceptée");
}

async fn an_invitation_serves_the_account_of_its_mail_alone(app: TestApp) {
    let (_, token) = invited(&app, "contributeur").await;
    let other = app.person("other").await;
    assert_eq!(problem(accept(&app, &other, &token).await), (403, "forbidden".to_owned()));
    let paul = app.person("paul").await;
    assert_eq!(accept(&app, &paul, &token).await.0, 201, "it still serves");
}

async fn inviting_again_replaces_the_invitation_before(app: TestApp) {
    let (claire, first) = invited(&app, "observateur").await;
    let second = invite(&app, &claire, "contributeur").await;
    let (_, page) = app.get(&claire, PATH).await;
    assert_eq!((&page["total"], &page["items"][0]["role"]), (&json!(1), &json!("contributeur")));
    let paul = app.person("paul").await;
    assert_eq!(accept(&app, &paul, &first).await.0, 410);
    assert_eq!(accept(&app, &paul, &second).await.1["role"], "contributeur");
}

async fn a_withdrawn_or_expired_invitation_no_longer_serves(app: TestApp) {
    let (claire, first) = invited(&app, "observateur").await;
    let paul = app.person("paul").await;
    let (_, page) = app.get(&claire, PATH).await;
    let path = format!("{PATH}/{}", page["items"][0]["id"]);
    assert_eq!(app.call(&claire, "DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(app.call(&claire, "DELETE", &path, Value::Null).await.0, 404);
    assert_eq!(accept(&app, &paul, &first).await.0, 410);
    let second = invite(&app, &claire, "observateur").await;
    sql(&app, "UPDATE invitations SET expires_at = '2024-01-01 00:00:00'").await;
    assert_eq!(accept(&app, &paul, &second).await.0, 410);
    assert_eq!(app.get(&claire, PATH).await.1["items"][0]["expired"], true);
}

async fn an_invitation_accepts_a_request_and_never_takes_a_role_away(app: TestApp) {
    let (claire, first) = invited(&app, "observateur").await;
    let paul = app.person("paul").await;
    app.join(&paul, FINESS, Role::Contributeur, MembershipState::Pending).await;
    assert_eq!(accept(&app, &paul, &first).await.1["role"], "observateur");
    let member = app.post(&claire, PATH, json!({ "email": PAUL, "role": "contributeur" })).await;
    assert_eq!(problem(member), (409, "member_already".to_owned()));
    let anne = app.person("anne").await;
    let new = json!({ "email": anne.email, "role": "observateur" });
    assert_eq!(app.post(&claire, PATH, new).await.0, 201);
    let token = app.last_mail(&anne.email).await.token("invitation");
    app.join(&anne, FINESS, Role::Contributeur, MembershipState::Active).await;
    assert_eq!(accept(&app, &anne, &token).await.1["role"], "contributeur");
}

async fn of_two_acceptances_at_once_one_succeeds(app: TestApp) {
    let (_, token) = invited(&app, "observateur").await;
    let paul = app.person("paul").await;
    let accepts = (0..6).map(|_| accept(&app, &paul, &token));
    let mut answers: Vec<u16> = futures_util::future::join_all(accepts)
        .await
        .into_iter()
        .map(|(status, _)| status)
        .collect();
    answers.sort_unstable();
    assert_eq!(answers, [201, 410, 410, 410, 410, 410]);
}

async fn what_is_no_invitation_is_refused_by_its_code(app: TestApp) {
    let (claire, _) = invited(&app, "observateur").await;
    for new in [
        json!({ "email": PAUL, "role": "referent" }),
        json!({ "email": "paul", "role": "observateur" }),
        json!({ "email": "paul@hopital.example\r\nBcc: x@y.example", "role": "observateur" }),
        json!({ "email": PAUL, "role": "national" }),
    ] {
        let refused = app.post(&claire, PATH, new.clone()).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{new}");
    }
    let made_up = app.post(None, PREVIEW, json!({ "token": "made-up" })).await;
    assert_eq!(problem(made_up), (410, "link_expired".to_owned()));
}

async fn a_person_invites_fifty_people_in_a_day_wherever_they_belong(app: TestApp) {
    let (claire, _) = invited(&app, "observateur").await;
    app.join(&claire, OTHER, Role::Referent, MembershipState::Active).await;
    let elsewhere = PATH.replace(FINESS, OTHER);
    for number in 1..50 {
        let path = if number % 2 == 0 { PATH } else { &elsewhere };
        let new = json!({ "email": format!("n{number}@hopital.example"), "role": "observateur" });
        assert_eq!(app.post(&claire, path, new).await.0, 201);
    }
    let new = json!({ "email": "late@hopital.example", "role": "observateur" });
    for path in [PATH, &elsewhere] {
        let refused = problem(app.post(&claire, path, new.clone()).await);
        assert_eq!(refused, (429, "too_many_attempts".to_owned()));
    }
    let team = app.person("team").await;
    app.grant(&team, "national").await;
    assert_eq!(app.post(&team, PATH, new).await.0, 201, "another person is not bound by that");
}

async fn the_invitations_of_a_deactivated_account_are_withdrawn(app: TestApp) {
    let (claire, token) = invited(&app, "observateur").await;
    let (team, paul) = (app.person("team").await, app.person("paul").await);
    app.grant(&team, "national").await;
    let account = format!("/api/v1/users/{}", claire.id);
    app.call(&team, "PATCH", &account, json!({ "active": false })).await;
    assert_eq!(accept(&app, &paul, &token).await.0, 410);
    assert_eq!(app.subjects_to(&claire.email).await.pop().unwrap(), "votre compte est désactivé");
}

async fn the_journal_tells_of_invitations_by_their_number(app: TestApp) {
    let (claire, token) = invited(&app, "observateur").await;
    let id = app.get(&claire, PATH).await.1["items"][0]["id"].clone();
    let paul = app.person("paul").await;
    accept(&app, &paul, &token).await;
    let (_, page) = app.get(&claire, "/api/v1/establishments/060000478/journal").await;
    let told: Vec<String> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| format!("{}: {}", entry["who"], entry["message"]).replace('"', ""))
        .collect();
    assert_eq!(
        told,
        [
            format!("paul: Invitation n°\u{a0}{id} acceptée, comme observateur"),
            format!("claire: Invitation n°\u{a0}{id} envoyée, comme observateur"),
        ]
    );
    let details = "SELECT count(*) AS count FROM journal WHERE detail LIKE '%@%'";
    let found = app.db().read(move |conn| Ok(crate::harness::count(conn, details))).await.unwrap();
    assert_eq!(found, 0);
}
