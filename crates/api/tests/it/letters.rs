//! Who is told what, by mail.

use api::operator;
use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::{
    harness::{Hospital, PASSWORD, Person, TestApp},
    second_factor::enrol_with,
};

on_both!(
    a_request_is_told_to_the_referent_and_its_answer_to_who_asked,
    a_refusal_a_removal_and_another_role_are_told,
    both_are_told_when_the_role_of_referent_changes_hands,
    who_acts_on_themselves_is_told_nothing,
    what_changes_the_safety_of_an_account_is_told_to_its_holder,
    a_refused_request_sends_no_mail,
    no_mail_greets_by_name_or_lets_a_name_into_its_headers,
    a_reminder_tells_each_referent_what_is_missing,
);

const FINESS: &str = "060000478";
const PATH: &str = "/api/v1/establishments/060000478/memberships";

fn of(person: &Person) -> String {
    format!("{PATH}/{}", person.id)
}

/// A référent, and someone who waits.
async fn two(app: &TestApp) -> (Person, Person) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    app.post(&claire, PATH, json!({})).await;
    app.post(&paul, PATH, json!({ "role": "observateur" })).await;
    (claire, paul)
}

/// The subjects of what a person was sent after the link that verifies the mail.
async fn told(app: &TestApp, person: &Person) -> Vec<String> {
    app.subjects_to(&person.email).await.split_off(1)
}

async fn a_request_is_told_to_the_referent_and_its_answer_to_who_asked(app: TestApp) {
    let (claire, paul) = two(&app).await;
    assert_eq!(told(&app, &claire).await, ["une demande de rattachement vous attend"]);
    let text = app.last_mail(&claire.email).await.text;
    for part in [
        "paul demande à rejoindre l’établissement",
        "comme observateur",
        "https://consores.example/etablissements/060000478/utilisateurs",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    app.call(&claire, "PUT", &of(&paul), json!({ "role": "contributeur" })).await;
    assert_eq!(told(&app, &paul).await, ["votre rattachement est accepté"]);
    assert!(app.last_mail(&paul.email).await.text.contains("comme contributeur"));
}

async fn a_refusal_a_removal_and_another_role_are_told(app: TestApp) {
    let (claire, paul) = two(&app).await;
    app.call(&claire, "DELETE", &of(&paul), Value::Null).await;
    app.post(&paul, PATH, json!({})).await;
    app.call(&claire, "PUT", &of(&paul), json!({ "role": "observateur" })).await;
    app.call(&claire, "PUT", &of(&paul), json!({ "role": "observateur" })).await;
    app.call(&claire, "PUT", &of(&paul), json!({ "role": "contributeur" })).await;
    app.call(&claire, "DELETE", &of(&paul), Value::Null).await;
    assert_eq!(
        told(&app, &paul).await,
        [
            "votre demande n’est pas retenue",
            "votre rattachement est accepté",
            "votre rôle a changé",
            "fin de votre rattachement",
        ]
    );
}

async fn both_are_told_when_the_role_of_referent_changes_hands(app: TestApp) {
    let (claire, paul) = two(&app).await;
    let path = "/api/v1/establishments/060000478/referent";
    assert_eq!(app.call(&claire, "PUT", path, json!({ "user_id": paul.id })).await.0, 204);
    assert_eq!(told(&app, &claire).await.pop().unwrap(), "vous n’êtes plus référent");
    assert_eq!(told(&app, &paul).await, ["vous êtes désormais référent"]);
}

async fn who_acts_on_themselves_is_told_nothing(app: TestApp) {
    let (_, paul) = two(&app).await;
    assert_eq!(app.call(&paul, "DELETE", &of(&paul), Value::Null).await.0, 204);
    assert!(told(&app, &paul).await.is_empty());
}

async fn what_changes_the_safety_of_an_account_is_told_to_its_holder(app: TestApp) {
    let (claire, _) = two(&app).await;
    let new = "trois cerises dans le tiroir";
    let change = json!({ "current_password": PASSWORD, "new_password": new });
    assert_eq!(app.call(&claire, "PUT", "/api/v1/me/password", change).await.0, 204);
    let tokens = format!("/api/v1/establishments/{FINESS}/tokens");
    let today = chrono::Utc::now().date_naive().to_string();
    let token = json!({ "name": "pharmacie", "scopes": ["analyses:read"], "expires_on": today });
    assert_eq!(app.post(&claire, &tokens, token).await.0, 201);
    enrol_with(&app, &claire, new).await;
    app.post(&claire, "/api/v1/me/totp/remove", json!({ "password": new })).await;
    assert_eq!(
        told(&app, &claire).await.split_off(1),
        [
            "votre mot de passe a changé",
            "un jeton a été créé",
            "un authentificateur a été ajouté",
            "l’authentificateur a été retiré",
        ]
    );
}

async fn a_refused_request_sends_no_mail(app: TestApp) {
    let (claire, paul) = two(&app).await;
    let before = app.mails().await.len();
    // Queued, then undone with what it told about: the role of référent is not given away twice.
    let stranger = app.person("stranger").await;
    let path = "/api/v1/establishments/060000478/referent";
    assert_eq!(app.call(&claire, "PUT", path, json!({ "user_id": stranger.id })).await.0, 404);
    assert_eq!(app.call(&paul, "DELETE", &of(&claire), Value::Null).await.0, 404);
    assert_eq!(app.mails().await.len(), before + 1, "the link of the stranger alone");
}

async fn no_mail_greets_by_name_or_lets_a_name_into_its_headers(app: TestApp) {
    let claire = app.person("claire").await;
    app.post(&claire, PATH, json!({})).await;
    let register = "/api/v1/auth/register";
    let account = |email: &str, name: &str| {
        json!({
            "email": email, "password": PASSWORD, "accept_terms": true, "full_name": name,
        })
    };
    for (email, name) in [
        ("eve@hopital.example", "Eve\r\nBcc: everyone@hopital.example"),
        ("eve@hopital.example\r\nBcc: everyone@hopital.example", "Eve"),
    ] {
        assert_eq!(app.post(None, register, account(email, name)).await.0, 422, "{email} {name}");
    }
    let name = "Bcc: everyone@hopital.example";
    assert_eq!(app.post(None, register, account("paul@hopital.example", name)).await.0, 201);
    let login = app.login("paul@hopital.example", PASSWORD).await.json();
    let token = login["access_token"].as_str().unwrap().to_owned();
    app.post(&Person { token, ..claire.clone() }, PATH, json!({})).await;
    assert!(app.last_mail(&claire.email).await.text.contains(name));
    for mail in app.mails().await {
        let (headers, body) = mail.raw.split_once("\r\n\r\n").unwrap();
        assert!(body.starts_with("Bonjour,\r\n"), "{body}");
        assert!(mail.subject.starts_with("ConsoRes\u{a0}: "), "{}", mail.subject);
        assert!(headers.contains("Auto-Submitted: auto-generated"), "{headers}");
        assert!(!headers.contains("Bcc:"), "{headers}");
    }
}

async fn a_reminder_tells_each_referent_what_is_missing(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let claire = app.person("claire").await;
    app.join(&claire, "050000256", Role::Referent, MembershipState::Active).await;
    let paul = app.person("paul").await;
    app.join(&paul, "050000256", Role::Contributeur, MembershipState::Active).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let remind = || {
        let (db, post) = (app.db().clone(), app.parts().post().clone());
        let deadline = "2025-03-31".parse().unwrap();
        actix_web::web::block(move || operator::remind(&db, &post, 2024, deadline).unwrap())
    };
    assert_eq!(remind().await.unwrap(), 2);
    let text = app.last_mail(&hospital.who.email).await.text;
    for part in ["2024", "31/03/2025", "Journées d’hospitalisation, Consommations."] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Structure,"), "{text}");
    let text = app.last_mail(&claire.email).await.text;
    assert!(text.contains("Structure, Journées d’hospitalisation, Consommations."), "{text}");
    assert!(text.contains("/etablissements/050000256/imports"), "{text}");
    assert!(told(&app, &paul).await.is_empty());
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    assert_eq!(remind().await.unwrap(), 1, "who has delivered is left in peace");
}
