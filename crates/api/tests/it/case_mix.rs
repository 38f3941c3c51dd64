//! What establishments are expected to consume: by the model of the nation where it can be fitted.

use std::collections::BTreeMap;

use api::db::rollups;
use domain::{
    casemix::{self, Row},
    consumption::{DaysKey, Place, Scope, Total, TotalKey, Totals},
    dto::{MembershipState, Role},
    import::Period,
    verdict::versions,
};
use serde_json::{Value, json};

use crate::{
    harness::{Person, TestApp},
    nation,
};

on_both!(
    ratios_are_those_of_the_model_of_the_whole_nation,
    a_region_is_compared_by_the_model_of_the_nation,
    a_change_is_in_the_next_answer_and_not_in_a_frozen_base,
    a_small_base_expects_by_sector_and_says_why,
    a_member_sees_the_card_and_no_other_establishment,
);

const YEAR: i32 = 2024;

/// Sector, ATC code, route and DDJ of 1000 patient-days.
const RATES: [(&str, &str, &str, f64); 4] = [
    ("MED", "J01CR02", "O", 300.0),
    ("MED", "J01DD04", "P", 90.0),
    ("CHIR", "J01CR02", "P", 250.0),
    ("REA", "J01DD04", "P", 700.0),
];

/// Twenty hospitals and twenty private clinics: FINESS and type.
async fn chosen(app: &TestApp, who: &Person) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for kind in ["CH", "MCO"] {
        let path = format!("/api/v1/establishments?type={kind}&limit=20");
        let (_, page) = app.get(who, &path).await;
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 20, "{page}");
        let finess = |one: &Value| one["finess"].as_str().unwrap().to_owned();
        found.extend(items.iter().map(|one| (finess(one), kind.to_owned())));
    }
    found
}

/// A year of an establishment, each one in its own manner.
fn totals(place: usize, kind: &str) -> Totals {
    let mut totals = Totals::default();
    let period = Period::year(YEAR);
    let of_kind = if kind == "CH" { 1.0 } else { 0.8 };
    let times = of_kind * (0.8 + 0.1 * (place % 5) as f64);
    for (sector, atc, route, rate) in RATES {
        if sector == "REA" && !place.is_multiple_of(3) {
            continue;
        }
        let at = Place { scope: Scope::Spares, sector: sector.into(), subsector: "".into() };
        let days = 1000.0 + 70.0 * ((place * 7) % 11) as f64;
        totals.days.insert(DaysKey { period, place: at.clone() }, days);
        let key = TotalKey { period, place: at, atc: atc.into(), route: route.into() };
        let ddj = rate * times * days / 1000.0;
        totals.consumption.insert(key, Total { ddj, quantity: ddj });
    }
    totals
}

/// The sectors of some totals as rows of the model.
fn rows(finess: &str, kind: &str, totals: &Totals) -> Vec<Row> {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (key, days) in &totals.days {
        sums.entry(&key.place.sector).or_default().1 += days;
    }
    for (key, total) in &totals.consumption {
        sums.entry(&key.place.sector).or_default().0 += total.ddj;
    }
    let row = |(sector, (ddj, days)): (&str, (f64, f64))| Row {
        finess: finess.to_owned(),
        kind: kind.to_owned(),
        sector: sector.to_owned(),
        ddj,
        days,
    };
    sums.into_iter().map(row).collect()
}

async fn store(app: &TestApp, all: Vec<(String, Totals)>) {
    let stored = app.db().write(move |conn| {
        for (finess, totals) in &all {
            rollups::replace(conn, finess, YEAR, totals, "{}")?;
        }
        Ok(())
    });
    stored.await.unwrap();
}

/// Forty establishments that the national team follows, and their rows.
async fn forty(app: &TestApp) -> (Person, Vec<Row>) {
    let national = app.person("national").await;
    app.grant(&national, "national").await;
    let (mut stored, mut all) = (Vec::new(), Vec::new());
    for (place, (finess, kind)) in chosen(app, &national).await.into_iter().enumerate() {
        let totals = totals(place, &kind);
        all.extend(rows(&finess, &kind, &totals));
        stored.push((finess, totals));
    }
    store(app, stored).await;
    (national, all)
}

async fn peers(app: &TestApp, who: &Person, of: &str) -> Value {
    let path = format!("/api/v1/analyses/consumption/peers?year={YEAR}&{of}");
    let (status, found) = app.get(who, &path).await;
    assert_eq!(status, 200, "{of}: {found}");
    found
}

/// The ratios of an answer are those of a model fitted here to these rows.
fn check(answer: &Value, rows: &[Row]) {
    let model = casemix::fit(rows, "Base en cours", &versions(YEAR)).unwrap();
    let members = answer["members"].as_array().unwrap();
    assert!(!members.is_empty());
    for one in members {
        let finess = one["finess"].as_str().unwrap();
        let own: Vec<Row> = rows.iter().filter(|row| row.finess == finess).cloned().collect();
        let expected = model.ratio(&own).0.unwrap();
        let interval = expected.interval.unwrap();
        assert_eq!(one["ratio"]["interval"]["method"], "quasi_poisson");
        for (got, right) in [
            (&one["ratio"]["value"], expected.value.unwrap()),
            (&one["ratio"]["numerator"], expected.numerator),
            (&one["ratio"]["denominator"], expected.denominator),
            (&one["ratio"]["interval"]["low"], interval.low),
            (&one["ratio"]["interval"]["high"], interval.high),
        ] {
            let got = got.as_f64().unwrap();
            assert!((got - right).abs() <= 1e-9 * right.abs(), "{finess}: {got} {right}");
        }
        let note = one["ratio"]["notes"][0].as_str().unwrap();
        assert!(note.contains("modèle de case-mix"), "{note}");
    }
    assert_eq!(answer["model"], json!(model.card()));
    assert_eq!(answer["without_model"], Value::Null);
}

async fn ratios_are_those_of_the_model_of_the_whole_nation(app: TestApp) {
    let (national, rows) = forty(&app).await;
    let answer = peers(&app, &national, "nation=").await;
    assert_eq!(answer["members"].as_array().unwrap().len(), 40);
    check(&answer, &rows);
    // The same question again, then another one.
    assert_eq!(peers(&app, &national, "nation=").await, answer);
    let other = peers(&app, &national, "nation=&route=O").await;
    assert_ne!(other["model"], answer["model"]);
    let days = |answer: &Value| answer["members"][0]["figure"]["denominator"].clone();
    assert_eq!(days(&other), days(&answer), "patient-days are those of the places");
}

async fn a_region_is_compared_by_the_model_of_the_nation(app: TestApp) {
    let (national, rows) = forty(&app).await;
    let whole = peers(&app, &national, "nation=").await;
    let finess = whole["members"][0]["finess"].as_str().unwrap();
    let (_, known) = app.get(&national, &format!("/api/v1/establishments/{finess}")).await;
    let code = known["region"].as_str().unwrap();
    let centre = app.person("centre").await;
    let scope: &'static str = format!("region:{code}").leak();
    app.grant(&centre, scope).await;
    let region = peers(&app, &centre, &format!("region={code}")).await;
    check(&region, &rows);
    let inside = region["members"].as_array().unwrap();
    assert!(inside.len() < 40, "some are elsewhere");
    let same = |one: &&Value| one["finess"] == finess;
    let (here, there) = (inside.iter().find(same).unwrap(), &whole["members"][0]);
    assert_eq!((&here["ratio"], &here["figure"]), (&there["ratio"], &there["figure"]));
    let hospitals = peers(&app, &national, "type=CH").await;
    assert_eq!(hospitals["members"].as_array().unwrap().len(), 20);
    check(&hospitals, &rows);
}

async fn a_change_is_in_the_next_answer_and_not_in_a_frozen_base(app: TestApp) {
    let (national, mut rows_before) = forty(&app).await;
    let before = peers(&app, &national, "nation=").await;
    let new = json!({ "opens_on": "2025-01-15", "deadline": "2999-12-31" });
    let campaign = app.call(&national, "PUT", "/api/v1/campaigns/2024", new).await;
    assert!(campaign.0 < 300, "{campaign:?}");
    let new = json!({ "kind": "provisional", "name": "Base de juin" });
    let (_, taken) = app.post(&national, "/api/v1/campaigns/2024/snapshots", new).await;
    let Row { finess, kind, .. } = rows_before[0].clone();
    let changed = totals(9, &kind);
    store(&app, vec![(finess.clone(), changed.clone())]).await;
    rows_before.retain(|row| row.finess != finess);
    rows_before.extend(rows(&finess, &kind, &changed));
    let after = peers(&app, &national, "nation=").await;
    check(&after, &rows_before);
    assert_ne!(after["model"]["terms"], before["model"]["terms"]);
    let frozen = peers(&app, &national, &format!("nation=&snapshot={}", taken["id"])).await;
    assert_eq!(frozen["members"], before["members"]);
    assert_eq!(frozen["model"]["base"], "Base de juin");
    assert_eq!(frozen["model"]["terms"], before["model"]["terms"]);
}

async fn a_small_base_expects_by_sector_and_says_why(app: TestApp) {
    let national = nation::load(&app).await;
    let answer = peers(&app, &national, "nation=").await;
    assert_eq!(answer["model"], Value::Null);
    let why = answer["without_model"].as_str().unwrap();
    assert!(why.contains("au moins 30 établissements"), "{why}");
    assert!(answer["notes"].as_array().unwrap().contains(&json!(why)));
    for one in answer["members"].as_array().unwrap() {
        assert_eq!(one["ratio"]["interval"]["method"], "poisson_exact");
        let note = one["ratio"]["notes"][0].as_str().unwrap();
        assert!(note.contains("taux de la nation par secteur"), "{note}");
    }
}

async fn a_member_sees_the_card_and_no_other_establishment(app: TestApp) {
    let (national, rows) = forty(&app).await;
    let finess = &rows[0].finess;
    let pharmacist = app.person("pharmacist").await;
    app.join(&pharmacist, finess, Role::Observateur, MembershipState::Active).await;
    let whole = peers(&app, &national, "nation=").await;
    let own = peers(&app, &pharmacist, "nation=").await;
    assert_eq!(own["model"], whole["model"]);
    assert_eq!(own["members"], json!([]));
    let mine = whole["members"].as_array().unwrap().iter().find(|one| one["finess"] == **finess);
    assert_eq!(own["own"], json!([mine.unwrap()]));
    let told = own.to_string();
    for row in rows.iter().filter(|row| row.finess != *finess) {
        assert!(!told.contains(&row.finess), "{}", row.finess);
    }
    // Every level of the card is that of ten establishments at least.
    let few = |term: &&Value| term["establishments"].as_u64().unwrap() < 10;
    assert_eq!(own["model"]["terms"].as_array().unwrap().iter().find(few), None);
}
