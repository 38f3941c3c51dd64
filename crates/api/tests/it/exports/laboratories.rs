//! What the ECDC calls the laboratory of an establishment.

use serde_json::json;

use super::national;
use crate::harness::{Hospital, TestApp, problem};

on_both!(a_laboratory_has_its_code_once_and_the_journal_tells_it, a_code_that_is_none_is_refused);

const PATH: &str = "/api/v1/establishments/060000478/laboratory";

async fn a_laboratory_has_its_code_once_and_the_journal_tells_it(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let national = national(&app).await;
    let none = json!({ "code": null, "hospital": null });
    assert_eq!(app.get(&national, PATH).await, (200, none.clone()));
    let codes = json!({ "code": "FRn12", "hospital": "B" });
    for _ in 0..2 {
        assert_eq!(app.call(&national, "PUT", PATH, codes.clone()).await, (200, codes.clone()));
    }
    assert_eq!(app.get(&national, PATH).await.1, codes);
    let journal = hospital.get(&hospital.path("/journal")).await;
    let told: Vec<&str> = journal["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["action"] == "laboratory_coded")
        .map(|one| one["message"].as_str().unwrap())
        .collect();
    assert_eq!(told, ["Code EARS-Net\u{a0}: FRn12-B"]);
    let other = "/api/v1/establishments/050000256/laboratory";
    let refused = app.call(&national, "PUT", other, codes).await;
    assert_eq!(problem(refused), (422, "invalid".to_owned()));
    let beside = json!({ "code": "FRn12", "hospital": "C" });
    assert_eq!(app.call(&national, "PUT", other, beside).await.0, 200);
    assert_eq!(app.call(&national, "PUT", PATH, none.clone()).await, (200, none));
}

async fn a_code_that_is_none_is_refused(app: TestApp) {
    let national = national(&app).await;
    for codes in [
        json!({ "code": "FR1", "hospital": "A" }),
        json!({ "code": "fr001", "hospital": "A" }),
        json!({ "code": "FR001", "hospital": "1" }),
        json!({ "code": "FR001", "hospital": "" }),
        json!({ "code": "FR001", "hospital": null }),
        json!({ "code": null, "hospital": "A" }),
    ] {
        let refused = app.call(&national, "PUT", PATH, codes.clone()).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{codes}");
    }
    let unknown = "/api/v1/establishments/000000000/laboratory";
    assert_eq!(app.get(&national, unknown).await.0, 404);
}
