//! Establishments side by side, and populations by their parts.

use serde_json::Value;

use crate::{
    harness::{Hospital, Person, TestApp, problem},
    nation,
};

on_both!(
    a_centre_sees_each_establishment_as_its_own_analysis_has_it,
    what_sectors_explain_adds_up_to_the_nation,
    a_member_sees_its_own_place_alone,
    parts_of_a_population_add_up_to_it,
    regions_side_by_side_are_for_centres_or_of_a_frozen_base,
    what_cannot_be_compared_is_told,
);

async fn get(app: &TestApp, who: &Person, what: &str) -> Value {
    let (status, found) = app.get(who, &format!("/api/v1/{what}")).await;
    assert_eq!(status, 200, "{what}: {found}");
    found
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn close(one: &Value, other: &Value) {
    let (one, other) = (number(one), number(other));
    assert!((one - other).abs() <= 1e-9 * one.abs().max(1.0), "{one} {other}");
}

async fn a_centre_sees_each_establishment_as_its_own_analysis_has_it(app: TestApp) {
    let national = nation::load(&app).await;
    let peers =
        get(&app, &national, "analyses/consumption/peers?nation=&year=2024&family=C3G").await;
    let members = peers["members"].as_array().unwrap();
    assert_eq!((members.len(), &peers["establishments"]), (4, &Value::from(4)));
    for one in members {
        let finess = one["finess"].as_str().unwrap();
        let path = format!("analyses/consumption?establishment={finess}&years=2024&family=C3G");
        close(
            &one["figure"]["value"],
            &get(&app, &national, &path).await["totals"]["rate"]["value"],
        );
        assert!(!one["name"].as_str().unwrap().is_empty());
    }
    let question = "organism=ESCCOL&antibiotic=C3G&years=2024";
    let peers =
        get(&app, &national, &format!("analyses/resistance/peers?nation=&{question}")).await;
    for one in peers["members"].as_array().unwrap() {
        let finess = one["finess"].as_str().unwrap();
        let path = format!("analyses/resistance?establishment={finess}&{question}");
        let own = get(&app, &national, &path).await;
        assert_eq!(one["figure"], own["groups"][0]["proportion"], "{finess}");
    }
    let nation = get(&app, &national, &format!("analyses/resistance?nation=&{question}")).await;
    assert_eq!(peers["pooled"], nation["groups"][0]["proportion"]);
}

async fn what_sectors_explain_adds_up_to_the_nation(app: TestApp) {
    let national = nation::load(&app).await;
    let peers = get(&app, &national, "analyses/consumption/peers?nation=&year=2024").await;
    let (mut observed, mut expected) = (0.0, 0.0);
    for one in peers["members"].as_array().unwrap() {
        observed += number(&one["ratio"]["numerator"]);
        expected += number(&one["ratio"]["denominator"]);
        assert_eq!(one["not_standardised"], Value::Array(Vec::new()));
    }
    assert!((observed - expected).abs() < 1e-6 * observed, "{observed} {expected}");
    close(&peers["pooled"]["numerator"], &Value::from(observed));
}

async fn a_member_sees_its_own_place_alone(app: TestApp) {
    let national = nation::load(&app).await;
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xlsx").await;
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    let path = "analyses/consumption/peers?nation=&year=2024";
    let peers = get(&app, &hospital.who, path).await;
    assert_eq!(peers["members"], Value::Array(Vec::new()));
    assert_eq!(peers["own"][0]["finess"], hospital.finess);
    assert_eq!((&peers["values"], &peers["own"][0]["percentile"]), (&Value::Null, &Value::Null));
    assert!(peers["notes"][0].as_str().unwrap().contains("Moins de 10"));
    assert!(peers["pooled"]["value"].is_number());
    let centre = get(&app, &national, path).await;
    assert_eq!((centre["own"].as_array().unwrap().len(), centre["values"].is_object()), (0, true));
}

async fn parts_of_a_population_add_up_to_it(app: TestApp) {
    let national = nation::load(&app).await;
    for (across, settled) in [("region", false), ("type", false), ("region", true), ("type", true)]
    {
        if settled {
            app.settle_sums().await;
        }
        let path = format!("analyses/consumption?nation=&years=2024&across={across}");
        let analysis = get(&app, &national, &path).await;
        let groups = analysis["groups"].as_array().unwrap();
        let sum = |side: &str| groups.iter().map(|group| number(&group[side])).sum::<f64>();
        for side in ["ddd", "patient_days"] {
            close(&Value::from(sum(side)), &analysis["totals"][side]);
        }
        for group in groups {
            let part = group["key"][across].as_str().unwrap();
            let alone = format!("analyses/consumption?{across}={part}&years=2024");
            close(&group["ddd"], &get(&app, &national, &alone).await["totals"]["ddd"]);
            assert!(group["labels"][across].as_str().is_some_and(|label| label != part));
        }
        let resistance = "years=2024&organism=ESCCOL&antibiotic=C3G";
        let path = format!("analyses/resistance?nation=&{resistance}&across={across}");
        let parts = get(&app, &national, &path).await;
        let tested =
            parts["groups"].as_array().unwrap().iter().map(|group| number(&group["tested"]));
        let whole =
            get(&app, &national, &format!("analyses/resistance?nation=&{resistance}")).await;
        close(&Value::from(tested.sum::<f64>()), &whole["groups"][0]["tested"]);
    }
    let by_sector = "analyses/consumption?nation=&years=2024&across=type&by=sector";
    let analysis = get(&app, &national, by_sector).await;
    let first = &analysis["groups"][0]["key"];
    assert!(first["type"].is_string() && first["sector"].is_string(), "{first}");
}

async fn regions_side_by_side_are_for_centres_or_of_a_frozen_base(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let path = "/api/v1/analyses/consumption?nation=&years=2024&across=region";
    let refused = app.get(&hospital.who, path).await;
    assert_eq!(problem(refused), (403, "forbidden".to_owned()));
    get(&app, &hospital.who, "analyses/consumption?nation=&years=2024&across=type").await;
}

async fn what_cannot_be_compared_is_told(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    for path in [
        "analyses/consumption/peers?establishment=060000478&year=2024",
        "analyses/consumption/peers?type=XX&year=2024",
        "analyses/consumption/peers?type=CH&nation=&year=2024",
        "analyses/consumption/peers?type=CH&year=1789",
        "analyses/resistance/peers?type=CH&years=2024",
        "analyses/resistance/peers?type=CH&years=2024&antibiotic=C3G&by=organism",
        "analyses/consumption?establishment=060000478&years=2024&across=type",
        "analyses/consumption?nation=&years=2024&across=sector",
    ] {
        let refused = app.get(&hospital.who, &format!("/api/v1/{path}")).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{path}");
    }
}
