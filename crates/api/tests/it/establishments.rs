//! The registry: search, links, an EHPAD added by hand.

use domain::nomenclature::normalise_finess;
use serde_json::{Value, json};

use crate::harness::{PASSWORD, TestApp, problem};

on_both!(
    a_search_ignores_accents_case_and_the_order_of_words,
    a_search_by_number_finds_one_establishment,
    a_search_is_narrowed_by_region_and_type,
    the_pages_of_a_search_hold_every_establishment_once,
    a_legal_entity_and_its_sites_lead_to_each_other,
    an_ehpad_is_added_once_with_a_right_number,
    the_first_person_of_an_ehpad_added_by_hand_is_its_referent,
    a_person_adds_twenty_establishments_in_a_day,
    a_name_holds_no_address_of_a_site,
);

const CAEN: &str = "140000100";

async fn search(app: &TestApp, query: &str) -> Value {
    let person = app.person("claire").await;
    let (status, page) = app.get(&person, &format!("/api/v1/establishments?{query}")).await;
    assert_eq!(status, 200, "{page}");
    page
}

fn numbers(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["finess"].as_str().unwrap().to_owned()).collect()
}

async fn a_search_ignores_accents_case_and_the_order_of_words(app: TestApp) {
    let page = search(&app, "q=NACRE%20chu%20C%C3%B4te%20caen").await;
    assert_eq!(numbers(&page)[0], CAEN);
    assert_eq!(page["items"][0]["region_label"], "Normandie");
    assert_eq!(page["items"][0]["type"], "CHU");
}

async fn a_search_by_number_finds_one_establishment(app: TestApp) {
    let page = search(&app, "q=050000256").await;
    assert_eq!(numbers(&page), ["050000256"]);
    assert_eq!(page["items"][0]["city"], "EMBRUN");
}

async fn a_search_is_narrowed_by_region_and_type(app: TestApp) {
    let page = search(&app, "q=&region=28&type=CHU").await;
    assert!(numbers(&page).contains(&CAEN.to_owned()));
    for item in page["items"].as_array().unwrap() {
        assert_eq!((&item["region"], &item["type"]), (&json!("28"), &json!("CHU")));
    }
}

async fn the_pages_of_a_search_hold_every_establishment_once(app: TestApp) {
    let person = app.person("claire").await;
    let mut seen = Vec::new();
    let mut path = "/api/v1/establishments?region=94&limit=10".to_owned();
    let total = loop {
        let (status, page) = app.get(&person, &path).await;
        assert_eq!(status, 200, "{page}");
        seen.extend(numbers(&page));
        let Some(next) = page["next"].as_str() else { break page["total"].as_u64() };
        path = format!("/api/v1/establishments?region=94&limit=10&cursor={next}");
    };
    let found = seen.len();
    seen.sort();
    seen.dedup();
    assert!(found > 10 && found == seen.len());
    assert_eq!(total, Some(found as u64));
}

async fn a_legal_entity_and_its_sites_lead_to_each_other(app: TestApp) {
    let person = app.person("claire").await;
    let (_, legal) = app.get(&person, &format!("/api/v1/establishments/{CAEN}")).await;
    assert_eq!((&legal["level"], &legal["finess_legal"]), (&json!("legal_entity"), &json!(CAEN)));
    let site = legal["linked"][0]["finess"].as_str().unwrap();
    let (_, site) = app.get(&person, &format!("/api/v1/establishments/{site}")).await;
    assert_eq!((&site["level"], &site["linked"][0]["finess"]), (&json!("site"), &json!(CAEN)));
    let unknown = app.get(&person, "/api/v1/establishments/000000000").await;
    assert_eq!(problem(unknown), (404, "not_found".to_owned()));
}

async fn an_ehpad_is_added_once_with_a_right_number(app: TestApp) {
    let person = app.person("claire").await;
    let ehpad = |finess: &str, region: &str| json!({ "finess": finess, "name": "Les Grands Tilleuls", "city": "Ifs", "region": region });
    let add = |body: Value| app.post(&person, "/api/v1/establishments", body);
    assert_eq!(problem(add(ehpad("140999991", "28")).await), (422, "invalid_finess".to_owned()));
    assert_eq!(problem(add(ehpad("140999996", "00")).await), (422, "invalid".to_owned()));
    let (status, added) = add(ehpad("140999996", "28")).await;
    assert_eq!(status, 201, "{added}");
    assert_eq!((&added["type"], &added["level"]), (&json!("EHPAD_A"), &json!("site")));
    let again = add(ehpad("140999996", "28")).await;
    assert_eq!(problem(again), (409, "establishment_exists".to_owned()));
    let (_, found) = app.get(&person, "/api/v1/establishments?q=tilleuls%20ifs").await;
    assert_eq!(numbers(&found), ["140999996"]);
}

fn ehpad(finess: &str, name: &str) -> Value {
    json!({ "finess": finess, "name": name, "city": "Ifs", "region": "28" })
}

async fn a_person_adds_twenty_establishments_in_a_day(app: TestApp) {
    let claire = app.person("claire").await;
    let free = (140_990_000..).map(|number: u32| number.to_string());
    let free: Vec<String> = free.filter(|one| normalise_finess(one).is_ok()).take(22).collect();
    let path = "/api/v1/establishments";
    for finess in &free[..20] {
        assert_eq!(app.post(&claire, path, ehpad(finess, "Les Tilleuls")).await.0, 201);
    }
    let refused = problem(app.post(&claire, path, ehpad(&free[20], "Les Tilleuls")).await);
    assert_eq!(refused, (429, "too_many_attempts".to_owned()));
    let paul = app.person("paul").await;
    let other = app.post(&paul, path, ehpad(&free[21], "Les Tilleuls")).await;
    assert_eq!(other.0, 201, "another person is not bound by that");
}

async fn a_name_holds_no_address_of_a_site(app: TestApp) {
    let claire = app.person("claire").await;
    for name in ["Tilleuls https://gain.example", "WWW.gain.example"] {
        let refused = app.post(&claire, "/api/v1/establishments", ehpad("140999996", name)).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{name}");
        let account = json!({
            "email": "p@hopital.example", "password": PASSWORD, "full_name": name,
            "accept_terms": true,
        });
        let refused = app.post(None, "/api/v1/auth/register", account).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{name}");
    }
}

async fn the_first_person_of_an_ehpad_added_by_hand_is_its_referent(app: TestApp) {
    let (claire, paul) = (app.person("claire").await, app.person("paul").await);
    let new = ehpad("140999996", "Les Tilleuls");
    assert_eq!(app.post(&claire, "/api/v1/establishments", new).await.0, 201);
    let join = "/api/v1/establishments/140999996/memberships";
    let first = json!({ "role": "referent", "state": "active" });
    assert_eq!(app.post(&claire, join, json!({})).await, (201, first));
    assert_eq!(app.post(&paul, join, json!({})).await.1["state"], "pending");
}
