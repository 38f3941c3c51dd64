//! Open access: what everybody reads equals the frozen base, or is hidden.

use std::io::Read;

use actix_web::test::TestRequest;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::{
    harness::{Answer, Person, TestApp, problem},
    nation,
};

on_both!(
    open_figures_are_those_of_the_frozen_base_or_hidden,
    what_is_not_chosen_is_not_answered_and_what_is_hidden_does_not_change,
    an_edition_is_published_once_and_can_be_taken_back,
    answers_carry_a_tag_and_may_be_asked_from_any_page,
    tables_hold_every_row_as_text_and_page_by_page,
);

/// Freezes the years of a small nation, and publishes them. Years without a campaign count as they are.
async fn published(app: &TestApp) -> (Person, i64) {
    let national = nation::load_many(app, 12).await;
    let campaign = json!({ "opens_on": "2026-01-15", "deadline": "2999-12-31" });
    let set = app.call(&national, "PUT", "/api/v1/campaigns/2025", campaign).await;
    assert_eq!(set.0, 200, "{}", set.1);
    let new = json!({ "kind": "definitive", "name": "Base 2025" });
    let (status, base) = app.post(&national, "/api/v1/campaigns/2025/snapshots", new).await;
    assert_eq!(status, 201, "{base}");
    app.settle_sums().await;
    let id = base["id"].as_i64().unwrap();
    let (status, told) =
        app.post(&national, "/api/v1/open-access/editions", json!({ "snapshot": id })).await;
    assert_eq!(status, 201, "{told}");
    (national, id)
}

async fn open(app: &TestApp, path: &str) -> Value {
    let (status, answer) = app.get(None, &format!("/api/v1/open/{path}")).await;
    assert_eq!(status, 200, "{path}: {answer}");
    answer
}

async fn raw(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = TestRequest::get().uri(path);
    let with = |request: TestRequest, header: &(&str, &str)| request.insert_header(*header);
    app.send(headers.iter().fold(request, with)).await
}

/// Two groups tell the same, but for what the first one hides; gives how many it hides.
fn compare(open: &Value, closed: &Value, counts: &[&str], figures: &[&str]) -> usize {
    let mut hidden = 0;
    for name in counts {
        if open[name].is_null() {
            hidden += 1;
        } else {
            assert_eq!(open[name], closed[name], "{name} of {open} and {closed}");
        }
    }
    for name in figures {
        let (ours, theirs) = (&open[name], &closed[name]);
        if !ours["value"].is_null() {
            assert_eq!(ours, theirs, "{name} of {open}");
        }
    }
    hidden
}

async fn open_figures_are_those_of_the_frozen_base_or_hidden(app: TestApp) {
    let (national, base) = published(&app).await;
    let (mut shown, mut hidden) = (0, 0);
    for place in ["", "&region=93", "&region=11", "&type=CH"] {
        for (question, counts, figures) in [
            (
                "consumption?years=2023..2024&by=year,sector&family=C3G",
                &["ddd", "patient_days"][..],
                &["rate"][..],
            ),
            ("consumption?years=2024&by=family", &["ddd", "patient_days"], &["rate"]),
            (
                "resistance?years=2023..2024&by=year&organism=ESCCOL&antibiotic=C3G",
                &["isolates", "tested"],
                &["proportion", "density"],
            ),
            (
                "resistance?years=2024&by=organism,antibiotic&specimen=1",
                &["isolates", "tested"],
                &["proportion"],
            ),
        ] {
            let told = open(&app, &format!("analyses/{question}{place}")).await;
            let whole = if place.is_empty() { "&nation=true" } else { place };
            let path = format!("/api/v1/analyses/{question}{whole}&snapshot={base}");
            let (status, closed) = app.get(&national, &path).await;
            assert_eq!(status, 200, "{closed}");
            for group in told["groups"].as_array().unwrap() {
                let same = |one: &&Value| one["key"] == group["key"];
                let beside = closed["groups"].as_array().unwrap().iter().find(same);
                let Some(beside) = beside else {
                    // Nothing of it: the other answer has no such group.
                    let nothing = ["ddd", "resistant"].map(|name| group[name].as_f64());
                    assert!(nothing.into_iter().flatten().all(|number| number <= 0.0), "{group}");
                    continue;
                };
                let of_group = compare(group, beside, counts, figures);
                hidden += of_group;
                shown += counts.len() - of_group;
            }
        }
    }
    assert!(shown > 50 && hidden > 10, "{shown} shown, {hidden} hidden");
    let indicators = open(&app, "indicators?year=2024").await;
    let path = format!("/api/v1/indicators?year=2024&nation=true&snapshot={base}");
    let closed = app.get(&national, &path).await.1;
    for (ours, theirs) in indicators["items"].as_array().unwrap().iter().map(|one| {
        let items = closed["items"].as_array().unwrap();
        (one, items.iter().find(|other| other["id"] == one["id"]).unwrap())
    }) {
        if !ours["figure"]["value"].is_null() {
            assert_eq!(ours["figure"], theirs["figure"]);
            assert_eq!(ours["target"], theirs["target"]);
        }
    }
}

async fn what_is_not_chosen_is_not_answered_and_what_is_hidden_does_not_change(app: TestApp) {
    let (national, _) = published(&app).await;
    let families = |told: &Value| -> Vec<(Value, Value)> {
        let groups = told["groups"].as_array().unwrap().iter();
        groups.map(|one| (one["key"]["family"].clone(), one["ddd"].clone())).collect()
    };
    let path = "analyses/consumption?years=2024&by=family";
    let before = families(&open(&app, path).await);
    assert!(before.len() > 5);
    let choice = json!({ "indicators": ["DDJ_TOTAL", "DDJ_C3G"] });
    let chosen = app.call(&national, "PUT", "/api/v1/open-access/indicators", choice).await;
    assert_eq!(chosen.0, 200, "{}", chosen.1);
    let after = families(&open(&app, path).await);
    assert_eq!(after.len(), 2);
    assert!(after.iter().all(|one| before.contains(one)));
    for refused in [
        "analyses/consumption?years=2024&family=CARBA",
        "analyses/consumption?years=2024&by=atc",
        "analyses/consumption?years=2024&perimeter=all",
        "analyses/consumption?years=2023..2024",
        "analyses/consumption?years=2012",
        "analyses/resistance?years=2024&organism=ESCCOL&antibiotic=C3G",
        "analyses/consumption?years=2024&region=93&type=CH",
    ] {
        let answer = app.get(None, &format!("/api/v1/open/{refused}")).await;
        assert_eq!(problem(answer), (422, "invalid".to_owned()), "{refused}");
    }
    for indicators in [json!([]), json!(["NOTHING"])] {
        let choice = json!({ "indicators": indicators });
        let answer = app.call(&national, "PUT", "/api/v1/open-access/indicators", choice).await;
        assert_eq!(problem(answer), (422, "invalid".to_owned()));
    }
}

async fn an_edition_is_published_once_and_can_be_taken_back(app: TestApp) {
    let none = app.get(None, "/api/v1/open/edition").await;
    assert_eq!(problem(none), (404, "not_found".to_owned()));
    let (national, base) = published(&app).await;
    let edition = open(&app, "edition").await;
    assert_eq!(edition["years"], json!([2023, 2024]));
    assert!(edition["hidden"].as_u64().unwrap() > 0);
    let path = format!("/api/v1/open-access/editions/{base}");
    let (status, told) = app.call(&national, "DELETE", &path, Value::Null).await;
    assert_eq!((status, &told["bases"][0]["is_current"]), (200, &json!(false)));
    let gone = app.get(None, "/api/v1/open/edition").await;
    assert_eq!(problem(gone), (404, "not_found".to_owned()));
    let twice = app.call(&national, "DELETE", &path, Value::Null).await;
    assert_eq!(problem(twice), (404, "not_found".to_owned()));
    let again = json!({ "snapshot": base });
    let (status, _) = app.post(&national, "/api/v1/open-access/editions", again).await;
    assert_eq!(status, 201);
    assert_eq!(open(&app, "edition").await["version"], edition["version"]);
}

async fn answers_carry_a_tag_and_may_be_asked_from_any_page(app: TestApp) {
    let (national, _) = published(&app).await;
    let path = "/api/v1/open/analyses/consumption?years=2024";
    let origin = ("Origin", "https://journal.example");
    let first = raw(&app, path, &[origin]).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert_eq!(first.header("cache-control"), "public, max-age=300");
    let tag = first.header("etag").to_owned();
    let packed = raw(&app, path, &[("Accept-Encoding", "gzip, deflate, br")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("etag"), tag);
    let mut unpacked = Vec::new();
    GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, first.body);
    let same = raw(&app, path, &[("If-None-Match", &tag)]).await;
    assert_eq!((same.status, same.body.len()), (304, 0));
    let choice = json!({ "indicators": ["DDJ_TOTAL"] });
    app.call(&national, "PUT", "/api/v1/open-access/indicators", choice).await;
    let other = raw(&app, path, &[("If-None-Match", &tag)]).await;
    assert_eq!(other.status, 200);
    let refused = raw(&app, "/api/v1/open/analyses/consumption?years=x", &[origin]).await;
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    let closed = raw(&app, "/api/v1/reference-tables", &[origin]).await;
    assert_eq!(closed.header("access-control-allow-origin"), "");
}

async fn tables_hold_every_row_as_text_and_page_by_page(app: TestApp) {
    published(&app).await;
    let package = open(&app, "datapackage.json").await;
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let path = format!("/api/v1/open/{}", resource["path"].as_str().unwrap());
        let whole = raw(&app, &path, &[]).await;
        assert_eq!(whole.status, 200);
        let text = String::from_utf8(whole.body).unwrap();
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let header: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let named: Vec<&str> = fields.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(header, named);
        let records: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let mut next = String::new();
        let mut listed: Vec<Value> = Vec::new();
        loop {
            let page = open(&app, &format!("tables/{name}?limit=200{next}")).await;
            assert_eq!(page["total"], json!(records.len()));
            listed.extend(page["items"].as_array().unwrap().iter().cloned());
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(listed.len(), records.len());
        for (row, record) in listed.iter().zip(&records) {
            for (name, text) in header.iter().zip(record) {
                let cell = match &row[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    number => number.to_string(),
                };
                assert_eq!(cell, text);
            }
        }
    }
}
