//! The national memory of synonyms: shared by three, accepted by the nation, proposed elsewhere.

use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::{
    checked::deliver,
    harness::{Hospital, Person, TestApp, problem},
};

on_both!(
    what_three_say_is_a_candidate_and_once_accepted_a_suggestion_elsewhere,
    a_browser_proposes_what_the_server_does,
    what_is_refused_is_no_candidate_again,
    what_was_accepted_is_taken_back,
    two_establishments_are_not_enough_however_often_they_say_it,
    other_meanings_stand_beside_and_one_alone_is_accepted,
    candidates_come_page_by_page,
    nobody_else_reads_candidates_and_nothing_names_an_establishment,
);

const PATH: &str = "/api/v1/national-synonyms";
/// Establishments that answer; the hospital of Grasse is another one.
const OTHERS: [&str; 4] = ["060780277", "060000510", "060000544", "830000154"];

/// Someone who answers for each of the establishments, and the national team.
struct Nation<'a> {
    app: &'a TestApp,
    members: Vec<Person>,
    team: Person,
}

impl<'a> Nation<'a> {
    async fn open(app: &'a TestApp) -> Self {
        let team = app.person("team").await;
        app.grant(&team, "national").await;
        let mut members = Vec::new();
        for finess in OTHERS {
            let person = app.person(&format!("biologist-{finess}")).await;
            app.join(&person, finess, Role::Referent, MembershipState::Active).await;
            app.sign_charter(&person, finess).await;
            members.push(person);
        }
        Self { app, members, team }
    }

    /// The establishment at a place of the list says what organisms labels stand for.
    async fn answer(&self, place: usize, answers: &[(&str, Option<&str>)]) {
        let items: Vec<Value> =
            answers.iter().map(|(label, code)| json!({ "label": label, "code": code })).collect();
        let path = format!("/api/v1/establishments/{}/correspondences/organism", OTHERS[place]);
        let body = json!({ "items": items });
        let (status, answer) = self.app.post(&self.members[place], &path, body).await;
        assert_eq!(status, 200, "{answer}");
    }

    async fn three_say_yeasts(&self) {
        for (place, label) in ["Levures", "LEVURES", "levures."].iter().enumerate() {
            self.answer(place, &[(*label, Some("CANSPP"))]).await;
        }
    }

    async fn list(&self, query: &str) -> Value {
        let (status, page) = self.app.get(&self.team, &format!("{PATH}{query}")).await;
        assert_eq!(status, 200, "{page}");
        page
    }

    async fn decide(&self, label: &str, code: Option<&str>, accepted: bool) -> (u16, Value) {
        let body =
            json!({ "field": "organism", "label": label, "code": code, "accepted": accepted });
        self.app.post(&self.team, PATH, body).await
    }
}

/// The hospital of Grasse, which met yeasts.
async fn grasse(app: &TestApp) -> (Hospital<'_>, i64) {
    let hospital = Hospital::grasse(app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let import = hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    (hospital, import["id"].as_i64().unwrap())
}

/// What is proposed for yeasts.
fn proposal(verdict: &Value) -> Value {
    let labels = verdict["unmatched"]["labels"].as_array().unwrap();
    labels.iter().find(|one| one["label"] == "Levures").unwrap()["proposal"].clone()
}

async fn what_three_say_is_a_candidate_and_once_accepted_a_suggestion_elsewhere(app: TestApp) {
    let nation = Nation::open(&app).await;
    let (hospital, id) = grasse(&app).await;
    let before = hospital.read_import(id).await;
    assert_eq!(proposal(&before), Value::Null);
    nation.three_say_yeasts().await;
    let candidate = json!({
        "field": "organism", "label": "levures", "code": "CANSPP", "state": "candidate",
        "establishments": 3, "others": [], "decision": null,
    });
    let expected = json!({ "items": [candidate], "total": 1, "next": null });
    assert_eq!(nation.list("").await, expected);
    assert_eq!(proposal(&hospital.read_import(id).await), Value::Null, "not before it is accepted");

    let (status, accepted) = nation.decide("Levures", Some("CANSPP"), true).await;
    assert_eq!((status, &accepted["state"]), (201, &json!("accepted")), "{accepted}");
    assert_eq!(accepted["decision"]["by"], "team");
    assert_eq!(nation.list("").await["total"], 0);
    assert_eq!(nation.list("?state=accepted").await["items"], json!([accepted]));

    let after = hospital.read_import(id).await;
    let offered = json!({
        "code": "CANSPP", "score": 100, "ambiguous": false, "national": 3, "runner_up": null,
    });
    assert_eq!(proposal(&after), offered);
    assert_eq!(after["rows"], before["rows"], "offered, not applied");

    // Whoever confirms it answers as ever.
    let body = json!({ "items": [{ "label": "Levures", "code": offered["code"] }] });
    let path = hospital.path("/correspondences/organism");
    assert_eq!(app.post(&hospital.who, &path, body).await.0, 200);
    let labels = hospital.read_import(id).await["unmatched"]["labels"].to_string();
    assert!(!labels.contains("Levures"), "{labels}");
    assert_eq!(nation.list("?state=accepted").await["items"][0]["establishments"], 4);

    let (_, export) = app.get(&nation.team, "/api/v1/me/export").await;
    assert_eq!(export["synonym_decisions"][0]["label"], "levures");
}

async fn a_browser_proposes_what_the_server_does(app: TestApp) {
    let nation = Nation::open(&app).await;
    nation.three_say_yeasts().await;
    assert_eq!(nation.decide("levures", Some("CANSPP"), true).await.0, 201);
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    deliver(&hospital, "resistance", "2024", "resistances_2024.xlsx").await;
    let imports = hospital.get(&hospital.path("/imports")).await;
    let id = imports["items"][0]["id"].as_i64().unwrap();
    assert_eq!(proposal(&hospital.read_import(id).await)["national"], 3);
}

async fn what_is_refused_is_no_candidate_again(app: TestApp) {
    let nation = Nation::open(&app).await;
    nation.three_say_yeasts().await;
    assert_eq!(nation.decide("levures", Some("CANSPP"), false).await.0, 201);
    nation.answer(3, &[("Levures", Some("CANSPP"))]).await;
    assert_eq!(nation.list("").await["items"], json!([]));
    let refused = nation.list("?state=refused").await;
    assert_eq!(refused["items"][0]["establishments"], 4);
    let (hospital, id) = grasse(&app).await;
    assert_eq!(proposal(&hospital.read_import(id).await), Value::Null);
}

async fn what_was_accepted_is_taken_back(app: TestApp) {
    let nation = Nation::open(&app).await;
    let (hospital, id) = grasse(&app).await;
    nation.three_say_yeasts().await;
    for (accepted, offered) in [(true, json!(3)), (false, Value::Null), (true, json!(3))] {
        assert_eq!(nation.decide("levures", Some("CANSPP"), accepted).await.0, 201);
        assert_eq!(proposal(&hospital.read_import(id).await)["national"], offered);
    }
    // Once too few say so it can be taken back, and not accepted any more.
    nation.answer(2, &[("levures.", Some("CANALB"))]).await;
    assert_eq!(nation.decide("levures", Some("CANSPP"), false).await.0, 201);
    let refused = problem(nation.decide("levures", Some("CANSPP"), true).await);
    assert_eq!(refused, (422, "invalid".to_owned()));
}

async fn two_establishments_are_not_enough_however_often_they_say_it(app: TestApp) {
    let nation = Nation::open(&app).await;
    for place in 0..2 {
        let writings = ["Levures", "LEVURES", "levures."].map(|label| (label, Some("CANSPP")));
        nation.answer(place, &writings).await;
    }
    nation.answer(2, &[("Levures", Some("CANALB"))]).await;
    assert_eq!(nation.list("").await, json!({ "items": [], "total": 0, "next": null }));
    let decided = problem(nation.decide("levures", Some("CANSPP"), true).await);
    assert_eq!(decided, (404, "not_found".to_owned()));
}

async fn other_meanings_stand_beside_and_one_alone_is_accepted(app: TestApp) {
    let nation = Nation::open(&app).await;
    nation.three_say_yeasts().await;
    nation.answer(0, &[("LEVURES", None)]).await;
    nation.answer(1, &[("levures", None)]).await;
    nation.answer(3, &[("Levures", None)]).await;
    let others = |code: Option<&str>, number| json!([{ "code": code, "establishments": number }]);
    let listed = nation.list("").await;
    let told: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["code"].clone(), one["others"].clone()))
        .collect();
    let expected = [(Value::Null, others(Some("CANSPP"), 3)), (json!("CANSPP"), others(None, 3))];
    assert_eq!(told, expected);
    assert_eq!(nation.decide("levures", None, true).await.0, 201);
    let second = problem(nation.decide("levures", Some("CANSPP"), true).await);
    assert_eq!(second, (422, "invalid".to_owned()));
}

async fn candidates_come_page_by_page(app: TestApp) {
    let nation = Nation::open(&app).await;
    for place in 0..3 {
        let codes = ["Levures", "Flore mixte", "Champignons"].map(|label| (label, Some("CANSPP")));
        nation.answer(place, &codes).await;
    }
    nation.answer(3, &[("Levures", Some("CANSPP"))]).await;
    let first = nation.list("?limit=2").await;
    let label = |page: &Value, place: usize| page["items"][place]["label"].clone();
    assert_eq!((label(&first, 0), label(&first, 1)), (json!("levures"), json!("champignons")));
    assert_eq!(first["total"], 3);
    let next = first["next"].as_str().unwrap();
    let last = nation.list(&format!("?limit=2&cursor={next}")).await;
    assert_eq!((label(&last, 0), &last["next"]), (json!("flore mixte"), &Value::Null));
}

async fn nobody_else_reads_candidates_and_nothing_names_an_establishment(app: TestApp) {
    let nation = Nation::open(&app).await;
    nation.three_say_yeasts().await;
    let text = nation.list("").await.to_string();
    for finess in OTHERS {
        assert!(!text.contains(finess), "{text}");
    }
    let regional = app.person("regional").await;
    app.grant(&regional, "region:93").await;
    for person in [&regional, &nation.members[0]] {
        let refused = problem(app.get(person, PATH).await);
        assert_eq!(refused, (403, "forbidden".to_owned()));
    }
}
