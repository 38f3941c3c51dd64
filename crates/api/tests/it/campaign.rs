//! A whole campaign of three establishments: a university hospital, a small one, a nursing home.

use serde_json::{Value, json};

use crate::{
    closures::{close, deliver, reopen, without_laboratory},
    harness::{Hospital, Person, TestApp, problem, samples},
};

on_both!(three_establishments_go_from_the_opening_to_the_national_report);

const CAMPAIGN: &str = "/api/v1/campaigns/2024";
const UNITS: &str = "Code UF;Libellé UF;Code DE;Code TA\n";
const DAYS: &str = "Code UF;Nombre de JH\n";
const DRUGS: &str = "Code UF;Code UCD;Libellé;Quantité\n";

async fn set_deadline(app: &TestApp, national: &Person, deadline: &str) {
    let campaign = json!({ "opens_on": "2025-01-15", "deadline": deadline });
    assert_eq!(app.call(national, "PUT", CAMPAIGN, campaign).await.0, 200);
}

async fn send(hospital: &Hospital<'_>, kind: &str, rows: [&str; 2]) -> (u16, Value) {
    let file = rows.concat();
    hospital.send_bytes(kind, "2024", "export.csv", file.as_bytes(), &[]).await
}

async fn beds(hospital: &Hospital<'_>, sector: &str, beds: u32) {
    let body = json!({ "items": [{ "sector": sector, "beds": beds }] });
    let path = hospital.path("/beds?year=2024");
    assert_eq!(hospital.app.call(&hospital.who, "PUT", &path, body).await.0, 200);
}

/// A small hospital without a laboratory; a row of its first file was refused.
async fn small(app: &TestApp) -> Hospital<'_> {
    let files = samples("ch-grasse").unwrap();
    let hospital = Hospital::led_by(app, "paule", files, "130002827").await;
    send(&hospital, "structure", [UNITS, "101;Médecine;223;03\n102;Orthopédie;628;03\n"]).await;
    let (status, sent) =
        send(&hospital, "patient_days", [DAYS, "101;12400\n102;huit mille\n"]).await;
    assert_eq!(status, 202, "{sent}");
    let stored = hospital.read_import(sent["id"].as_i64().unwrap()).await;
    let rows = json!({ "read": 2, "kept": 1, "ignored": 0, "rejected": 1, "blank": 0 });
    assert_eq!(stored["rows"], rows, "the row that is no number is told, not lost");
    let drugs = "101;9231735;CEFTRIAXONE 2 G;2600\n102;9227679;CEFTRIAXONE 2 G;900\n";
    assert_eq!(send(&hospital, "consumption", [DRUGS, drugs]).await.0, 202);
    beds(&hospital, "MED", 40).await;
    hospital
}

/// A nursing home that the registry does not hold.
async fn nursing_home(app: &TestApp) -> Hospital<'_> {
    let finess = "130099997";
    let adding = app.person("aline").await;
    let home =
        json!({ "finess": finess, "name": "EHPAD les Oliviers", "city": "Arles", "region": "93" });
    assert_eq!(app.post(&adding, "/api/v1/establishments", home).await.0, 201);
    let hospital = Hospital::led_by(app, "noelle", samples("ch-grasse").unwrap(), finess).await;
    let files = [
        ("structure", [UNITS, "E1;Hébergement;924;11\n"]),
        ("patient_days", [DAYS, "E1;28400\n"]),
        ("consumption", [DRUGS, "E1;9227679;CEFTRIAXONE 2 G;190\n"]),
    ];
    for (kind, rows) in files {
        let (status, sent) = send(&hospital, kind, rows).await;
        assert_eq!(status, 202, "{kind}: {sent}");
    }
    beds(&hospital, "EHPAD", 80).await;
    hospital
}

async fn report(app: &TestApp, who: &Person, scope: &str, perimeter: &str) -> Value {
    let asked =
        json!({ "scope": scope, "year": 2024, "kind": "definitive", "perimeter": perimeter });
    let (status, made) = app.post(who, "/api/v1/reports", asked).await;
    assert_eq!(status, 202, "{made}");
    assert_eq!(made["base"], "Base définitive 2024");
    made
}

/// The state of an establishment's year in the matrix of the campaign.
async fn state(app: &TestApp, national: &Person, finess: &str) -> Value {
    let (_, found) = app.get(national, &format!("{CAMPAIGN}/cockpit")).await;
    let rows = found["items"].as_array().unwrap();
    rows.iter().find(|row| row["finess"] == finess).unwrap()["state"].clone()
}

async fn three_establishments_go_from_the_opening_to_the_national_report(app: TestApp) {
    let national = app.person("nadia").await;
    app.grant(&national, "national").await;
    set_deadline(&app, &national, "2999-12-31").await;

    let chu = Hospital::led_by(&app, "ursule", samples("ch-grasse").unwrap(), "060785003").await;
    deliver(&chu).await;
    chu.import("resistance", "2024", "resistances_2024.xlsx").await;
    let (small, home) = (small(&app).await, nursing_home(&app).await);

    let mended = send(&small, "patient_days", [DAYS, "101;12400\n102;8000\n"]).await;
    assert_eq!(mended.0, 202, "{}", mended.1);
    let remind = json!({ "establishments": [small.finess, home.finess] });
    let (_, reminded) = app.post(&national, &format!("{CAMPAIGN}/reminders"), remind).await;
    assert_eq!(reminded["people"], 2, "{reminded}");
    assert!(app.last_mail(&home.who.email).await.text.contains("clôture"));

    assert_eq!(close(&chu, json!([])).await.0, 201);
    for hospital in [&small, &home] {
        let (status, closed) = close(hospital, without_laboratory()).await;
        assert_eq!(status, 201, "{closed}");
    }
    assert_eq!(state(&app, &national, &home.finess).await, "closed");

    set_deadline(&app, &national, "2025-04-30").await;
    let asked = reopen(&small, "des journées manquent").await;
    assert_eq!(asked.1["state"], "reopening_asked");
    assert_eq!(state(&app, &national, &small.finess).await, "reopening_asked");
    let consent = small.path("/closures/2024/reopening");
    assert_eq!(app.post(&national, &consent, json!({ "reason": "" })).await.1["state"], "open");
    assert_eq!(send(&small, "patient_days", [DAYS, "101;12400\n102;9000\n"]).await.0, 202);
    assert_eq!(close(&small, without_laboratory()).await.0, 201);

    let base = json!({ "kind": "definitive", "name": "Base définitive 2024" });
    let (status, frozen) = app.post(&national, &format!("{CAMPAIGN}/snapshots"), base).await;
    assert_eq!(status, 201, "{frozen}");
    let mut digests = Vec::new();
    for (hospital, perimeter) in [(&chu, "spares"), (&small, "spares"), (&home, "ehpad")] {
        let made = report(&app, &hospital.who, &hospital.finess, perimeter).await;
        digests.push(made["digest"].as_str().unwrap().to_owned());
    }
    for scope in ["region:93", "nation"] {
        let made = report(&app, &national, scope, "spares").await;
        digests.push(made["digest"].as_str().unwrap().to_owned());
    }

    let days = async |hospital: &Hospital<'_>| -> f64 {
        let totals = hospital.analysis(2024, "", "").await["totals"].clone();
        totals["patient_days"].as_f64().unwrap()
    };
    let together = days(&chu).await + days(&small).await;
    let path = format!(
        "/api/v1/analyses/consumption?nation=true&years=2024&by=&snapshot={}",
        frozen["id"]
    );
    let (_, nation) = app.get(&national, &path).await;
    assert!(
        (nation["totals"]["patient_days"].as_f64().unwrap() - together).abs() < 1e-6,
        "{nation}"
    );
    let again = reopen(&small, "encore").await;
    assert_eq!(again.1["state"], "reopening_asked");
    for digest in digests {
        let (_, proof) = app.get(&national, &format!("/api/v1/verify/{digest}")).await;
        assert_eq!(proof["unchanged"], true, "{proof}");
    }
    assert_eq!(
        problem(send(&small, "patient_days", [DAYS, "101;1\n"]).await),
        (409, "year_closed".to_owned())
    );
}
