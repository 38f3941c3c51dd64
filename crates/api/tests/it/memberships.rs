//! Joining an establishment, and the journal that tells of it.

use actix_web::{cookie::Cookie, test::TestRequest};
use serde_json::{Value, json};

use crate::harness::{PASSWORD, Person, TestApp, count, problem};

on_both!(
    the_first_person_becomes_referent_and_the_next_ones_wait,
    of_two_first_persons_at_once_one_becomes_referent,
    a_person_joins_an_establishment_once,
    an_unknown_establishment_cannot_be_joined,
    the_journal_tells_who_joined_newest_first,
    while_a_request_waits_the_establishment_stays_closed,
    the_journal_cannot_be_rewritten,
    the_referent_accepts_changes_and_removes,
    the_referent_refuses_a_request_that_may_be_made_again,
    a_member_leaves_but_the_referent_hands_over_first,
    the_role_of_referent_goes_to_one_other_person,
    nobody_becomes_referent_of_a_hospital_that_everyone_has_left,
    who_comes_back_leaves_no_place_to_a_stranger,
    what_a_member_made_no_longer_serves_once_they_are_removed,
    fifty_first_registrations_at_once_make_one_referent,
    fifty_hand_overs_at_once_leave_one_referent,
    the_national_team_deactivates_an_account_and_appoints_a_referent,
    scopes_are_given_and_taken_by_the_national_team,
);

const PATH: &str = "/api/v1/establishments/060000478/memberships";
const JOURNAL: &str = "/api/v1/establishments/060000478/journal";

async fn the_first_person_becomes_referent_and_the_next_ones_wait(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    let first = app.post(&claire, PATH, json!({ "role": "observateur" })).await;
    assert_eq!(first, (201, json!({ "role": "referent", "state": "active" })));
    let second = app.post(&paul, PATH, json!({})).await;
    assert_eq!(second, (201, json!({ "role": "contributeur", "state": "pending" })));
}

async fn of_two_first_persons_at_once_one_becomes_referent(app: TestApp) {
    let mut people = Vec::new();
    for name in ["anne", "bruno", "chloe", "denis"] {
        people.push(app.person(name).await);
    }
    let joins = people.iter().map(|person| app.post(person, PATH, json!({})));
    let answers = futures_util::future::join_all(joins).await;
    assert!(answers.iter().all(|(status, _)| *status == 201), "{answers:?}");
    assert_eq!(answers.iter().filter(|(_, body)| body["role"] == "referent").count(), 1);
}

async fn a_person_joins_an_establishment_once(app: TestApp) {
    let claire = app.person("claire").await;
    assert_eq!(app.post(&claire, PATH, json!({})).await.0, 201);
    let again = app.post(&claire, PATH, json!({})).await;
    assert_eq!(problem(again), (409, "member_already".to_owned()));
}

async fn an_unknown_establishment_cannot_be_joined(app: TestApp) {
    let claire = app.person("claire").await;
    let unknown = "/api/v1/establishments/000000000/memberships";
    assert_eq!(problem(app.post(&claire, unknown, json!({})).await).0, 404);
}

async fn the_journal_tells_who_joined_newest_first(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    app.post(&claire, PATH, json!({})).await;
    app.post(&paul, PATH, json!({ "role": "observateur" })).await;
    let (_, first) = app.get(&claire, &format!("{JOURNAL}?limit=1")).await;
    assert_eq!(first["total"], 2);
    assert_eq!(told(&first), ["paul: Demande de rattachement comme observateur"]);
    let next = first["next"].as_str().unwrap();
    let (_, second) = app.get(&claire, &format!("{JOURNAL}?limit=1&cursor={next}")).await;
    assert_eq!(told(&second), ["claire: Rattachement comme référent"]);
    assert_eq!(second["next"], Value::Null);
}

fn told(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|e| format!("{}: {}", e["who"].as_str().unwrap(), e["message"].as_str().unwrap()))
        .collect()
}

async fn while_a_request_waits_the_establishment_stays_closed(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    app.post(&claire, PATH, json!({})).await;
    app.post(&paul, PATH, json!({})).await;
    assert_eq!(problem(app.get(&paul, JOURNAL).await), (404, "not_found".to_owned()));
}

async fn the_journal_cannot_be_rewritten(app: TestApp) {
    let claire = app.person("claire").await;
    app.post(&claire, PATH, json!({})).await;
    for sql in ["DELETE FROM journal", "UPDATE journal SET action = 'nothing'"] {
        let changed = app
            .db()
            .write(move |conn| {
                use diesel::RunQueryDsl;
                Ok(diesel::sql_query(sql).execute(conn)?)
            })
            .await;
        assert!(changed.unwrap_err().to_string().contains("append-only"), "{sql}");
    }
}

/// The path of the membership of a person.
fn of(person: &Person) -> String {
    format!("{PATH}/{}", person.id)
}

/// A référent, and someone who waits.
async fn two(app: &TestApp) -> (Person, Person) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    app.post(&claire, PATH, json!({})).await;
    app.post(&paul, PATH, json!({})).await;
    (claire, paul)
}

/// Roles in force, by name, and `waits` for requests.
async fn roles(app: &TestApp, who: &Person) -> Vec<String> {
    let (status, page) = app.get(who, PATH).await;
    assert_eq!(status, 200, "{page}");
    let items = page["items"].as_array().unwrap();
    assert_eq!(page["total"], items.len());
    let text = |one: &Value| {
        let role = if one["state"] == "pending" { "waits" } else { one["role"].as_str().unwrap() };
        format!("{} {role}", one["full_name"].as_str().unwrap())
    };
    items.iter().map(text).collect()
}

async fn the_referent_accepts_changes_and_removes(app: TestApp) {
    let (claire, paul) = two(&app).await;
    assert_eq!(roles(&app, &claire).await, ["paul waits", "claire referent"]);
    let accept = json!({ "role": "observateur" });
    let (status, member) = app.call(&claire, "PUT", &of(&paul), accept).await;
    assert_eq!((status, &member["state"]), (200, &json!("active")), "{member}");
    assert_eq!(app.get(&paul, JOURNAL).await.0, 200);
    app.call(&claire, "PUT", &of(&paul), json!({ "role": "contributeur" })).await;
    assert_eq!(roles(&app, &claire).await, ["claire referent", "paul contributeur"]);
    let referent = json!({ "role": "referent" });
    assert_eq!(app.call(&claire, "PUT", &of(&paul), referent).await.0, 422);
    assert_eq!(app.call(&claire, "DELETE", &of(&paul), Value::Null).await.0, 204);
    assert_eq!(roles(&app, &claire).await, ["claire referent"]);
    assert_eq!(app.get(&paul, JOURNAL).await.0, 404);
    let (_, page) = app.get(&claire, JOURNAL).await;
    assert_eq!(
        told(&page)[..3],
        [
            "claire: paul\u{a0}: fin du rattachement",
            "claire: paul\u{a0}: désormais contributeur",
            "claire: paul\u{a0}: rattachement accepté comme observateur",
        ]
    );
}

async fn the_referent_refuses_a_request_that_may_be_made_again(app: TestApp) {
    let (claire, paul) = two(&app).await;
    assert_eq!(app.call(&claire, "DELETE", &of(&paul), Value::Null).await.0, 204);
    assert_eq!(roles(&app, &claire).await, ["claire referent"]);
    let again = app.post(&paul, PATH, json!({ "role": "referent" })).await;
    assert_eq!(again, (201, json!({ "role": "contributeur", "state": "pending" })));
}

async fn a_member_leaves_but_the_referent_hands_over_first(app: TestApp) {
    let (claire, paul) = two(&app).await;
    app.call(&claire, "PUT", &of(&paul), json!({ "role": "contributeur" })).await;
    let left = app.call(&claire, "DELETE", &of(&claire), Value::Null).await;
    assert_eq!(problem(left), (409, "referent_stays".to_owned()));
    let demoted = app.call(&claire, "PUT", &of(&claire), json!({ "role": "observateur" })).await;
    assert_eq!(problem(demoted), (409, "referent_stays".to_owned()));
    assert_eq!(app.call(&paul, "DELETE", &of(&paul), Value::Null).await.0, 204);
    assert_eq!(roles(&app, &claire).await, ["claire referent"]);
    assert_eq!(app.post(&paul, PATH, json!({})).await.0, 201, "who left may come back");
}

const REFERENT: &str = "/api/v1/establishments/060000478/referent";

async fn the_role_of_referent_goes_to_one_other_person(app: TestApp) {
    let (claire, paul) = two(&app).await;
    let stranger = app.person("stranger").await;
    let to = |person: &Person| json!({ "user_id": person.id });
    assert_eq!(app.call(&claire, "PUT", REFERENT, to(&stranger)).await.0, 404);
    assert_eq!(app.call(&claire, "PUT", REFERENT, to(&paul)).await.0, 204);
    assert_eq!(roles(&app, &paul).await, ["paul referent", "claire contributeur"]);
    assert_eq!(app.call(&claire, "PUT", REFERENT, to(&claire)).await.0, 403);
}

async fn nobody_becomes_referent_of_a_hospital_that_everyone_has_left(app: TestApp) {
    let (claire, _) = two(&app).await;
    let team = app.person("team").await;
    app.grant(&team, "national").await;
    let account = format!("/api/v1/users/{}", claire.id);
    app.call(&team, "PATCH", &account, json!({ "active": false })).await;
    let late = app.person("late").await;
    let joined = app.post(&late, PATH, json!({})).await;
    assert_eq!(joined, (201, json!({ "role": "contributeur", "state": "pending" })));
}

/// Number of référents in force, as the database has it.
async fn referents(app: &TestApp) -> i64 {
    let sql = "SELECT count(*) AS count FROM memberships \
               WHERE role = 'referent' AND state = 'active'";
    app.db().read(move |conn| Ok(count(conn, sql))).await.unwrap()
}

async fn fifty_first_registrations_at_once_make_one_referent(app: TestApp) {
    let mut people = Vec::new();
    for number in 0..50 {
        people.push(app.person(&format!("person{number}")).await);
    }
    let joins = people.iter().map(|person| app.post(person, PATH, json!({})));
    let answers = futures_util::future::join_all(joins).await;
    assert!(answers.iter().all(|(status, _)| *status == 201), "{answers:?}");
    assert_eq!(referents(&app).await, 1);
}

async fn fifty_hand_overs_at_once_leave_one_referent(app: TestApp) {
    let (claire, paul) = two(&app).await;
    let hands: Vec<(&Person, &Person)> =
        (0..25).flat_map(|_| [(&claire, &paul), (&paul, &claire)]).collect();
    let overs = hands
        .iter()
        .map(|(from, to)| app.call(*from, "PUT", REFERENT, json!({ "user_id": to.id })));
    let answers = futures_util::future::join_all(overs).await;
    let done = answers.iter().filter(|(status, _)| *status == 204).count();
    assert!(done >= 1, "{answers:?}");
    // Who has not, or no longer, the role at that moment is refused.
    assert!(answers.iter().all(|(status, _)| [204, 403, 404].contains(status)), "{answers:?}");
    assert_eq!(referents(&app).await, 1);
}

async fn the_national_team_deactivates_an_account_and_appoints_a_referent(app: TestApp) {
    let (claire, paul) = two(&app).await;
    let team = app.person("team").await;
    app.grant(&team, "national").await;
    let cookie = app.login(&claire.email, PASSWORD).await.refresh_cookie().unwrap();
    let account = format!("/api/v1/users/{}", claire.id);
    let (status, changed) = app.call(&team, "PATCH", &account, json!({ "active": false })).await;
    assert_eq!((status, &changed["active"]), (200, &json!(false)), "{changed}");
    assert_eq!(app.get(&claire, "/api/v1/me").await.0, 401, "at once");
    assert_eq!(app.login(&claire.email, PASSWORD).await.status, 401);
    let refresh = TestRequest::post()
        .uri("/api/v1/auth/refresh")
        .cookie(Cookie::new("consores_refresh", cookie));
    assert_eq!(app.send(refresh).await.status, 401);
    assert_eq!(referents(&app).await, 0);
    let appointed = app.call(&team, "PUT", REFERENT, json!({ "user_id": paul.id })).await;
    assert_eq!(appointed.0, 204);
    assert_eq!(roles(&app, &paul).await, ["paul referent"]);
    let own = format!("/api/v1/users/{}", team.id);
    assert_eq!(app.call(&team, "PATCH", &own, json!({ "active": false })).await.0, 422);
}

async fn scopes_are_given_and_taken_by_the_national_team(app: TestApp) {
    let (team, paul) = (app.person("team").await, app.person("Paul").await);
    app.grant(&team, "national").await;
    let (_, found) = app.get(&team, "/api/v1/users?q=paul").await;
    assert_eq!((&found["total"], &found["items"][0]["id"]), (&json!(1), &json!(paul.id)));
    let account = format!("/api/v1/users/{}", paul.id);
    let scopes = json!({ "scopes": ["region:93"] });
    assert_eq!(app.call(&team, "PATCH", &account, scopes).await.0, 200);
    assert_eq!(app.get(&paul, "/api/v1/me").await.1["scopes"], json!(["region:93"]));
    assert_eq!(app.get(&paul, JOURNAL).await.0, 200);
    let unknown = json!({ "scopes": ["region:00"] });
    assert_eq!(app.call(&team, "PATCH", &account, unknown).await.0, 422);
    app.call(&team, "PATCH", &account, json!({ "scopes": [] })).await;
    assert_eq!(app.get(&paul, JOURNAL).await.0, 404);
}

async fn who_comes_back_leaves_no_place_to_a_stranger(app: TestApp) {
    let (claire, stranger) = (app.person("claire").await, app.person("stranger").await);
    let national = app.person("national").await;
    app.grant(&national, "national").await;
    assert_eq!(app.post(&claire, PATH, json!({})).await.1["role"], "referent");
    let account = format!("/api/v1/users/{}", claire.id);
    for active in [false, true] {
        let changed = app.call(&national, "PATCH", &account, json!({ "active": active })).await;
        assert_eq!(changed.0, 200, "{changed:?}");
    }
    let answer = app.login(&claire.email, PASSWORD).await;
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let claire = Person { token, ..claire };
    let waits = json!({ "role": "contributeur", "state": "pending" });
    assert_eq!(app.post(&claire, PATH, json!({})).await, (201, waits.clone()));
    assert_eq!(app.post(&stranger, PATH, json!({})).await, (201, waits.clone()));
    // Nor does she come back by taking the request back.
    let own = format!("{PATH}/{}", claire.id);
    assert_eq!(app.call(&claire, "DELETE", &own, Value::Null).await.0, 204);
    assert_eq!(app.post(&claire, PATH, json!({})).await, (201, waits));
}

async fn what_a_member_made_no_longer_serves_once_they_are_removed(app: TestApp) {
    const FINESS: &str = "060000478";
    let cast = app.cast(FINESS).await;
    let invitations = format!("/api/v1/establishments/{FINESS}/invitations");
    // Invited and accepted: the invitation is used up by the decision.
    let guest = app.person("guest").await;
    let new = json!({ "email": guest.email, "role": "contributeur" });
    assert_eq!(app.post(&cast.referent, &invitations, new).await.0, 201);
    let link = app.last_mail(&guest.email).await.token("invitation");
    assert_eq!(app.post(&guest, PATH, json!({})).await.0, 201);
    let place = format!("{PATH}/{}", guest.id);
    let role = json!({ "role": "observateur" });
    assert_eq!(app.call(&cast.referent, "PUT", &place, role).await.0, 200);
    assert_eq!(app.call(&cast.referent, "DELETE", &place, Value::Null).await.0, 204);
    let late = app.post(&guest, "/api/v1/invitations/accept", json!({ "token": link })).await;
    assert_eq!(problem(late), (410, "link_expired".to_owned()));
    // The tokens of who handed over and left are revoked in the list, too.
    let tokens = format!("/api/v1/establishments/{FINESS}/tokens");
    let last_day = chrono::Utc::now().date_naive().to_string();
    let new = json!({ "name": "x", "scopes": ["analyses:read"], "expires_on": last_day });
    assert_eq!(app.post(&cast.referent, &tokens, new).await.0, 201);
    let referent = format!("/api/v1/establishments/{FINESS}/referent");
    let next = json!({ "user_id": cast.contributeur.id });
    assert_eq!(app.call(&cast.referent, "PUT", &referent, next).await.0, 204);
    let old = format!("{PATH}/{}", cast.referent.id);
    assert_eq!(app.call(&cast.contributeur, "DELETE", &old, Value::Null).await.0, 204);
    let (_, listed) = app.get(&cast.contributeur, &tokens).await;
    assert_eq!(listed["items"][0]["state"], "revoked", "{listed}");
}
