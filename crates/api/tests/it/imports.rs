//! Imports through HTTP: replaced, cancelled, repeated, refused.

use serde_json::{Value, json};

use crate::harness::{Form, Hospital, TestApp, problem};

on_both!(
    a_dry_run_says_what_the_import_will_say_and_stores_nothing,
    cancelling_and_importing_again_gives_the_same_bytes,
    a_new_file_replaces_the_one_of_the_same_period,
    a_quarter_does_not_fit_beside_its_year,
    the_same_file_twice_is_refused,
    a_repeated_request_gives_the_first_import,
    consumption_before_days_waits_for_them,
    a_structure_serves_the_following_years,
    a_site_and_its_legal_entity_do_not_both_deliver,
    drugs_told_later_count_at_once,
    rows_of_another_period_are_refused_row_by_row,
    issues_come_in_pages_and_by_control,
    an_anomaly_with_an_import_leads_to_its_rows,
    a_verdict_shows_rows_of_every_case,
    a_structure_is_the_business_of_the_referent,
    a_csv_file_gives_the_same_figures,
);

async fn deliver(hospital: &Hospital<'_>) -> [Value; 3] {
    hospital.answer(2024, true).await;
    [
        hospital.import("structure", "2024", "structure_2024.xlsx").await,
        hospital.import("patient_days", "2024", "jh_2024.xls").await,
        hospital.import("consumption", "2024", "consommations_2024.xlsx").await,
    ]
}

/// Everything that is shown of the year, as text.
async fn shown(hospital: &Hospital<'_>) -> String {
    let mut dashboard = hospital.dashboard(2024).await;
    dashboard["journal"] = Value::Null;
    let anomalies = dashboard["anomalies"].as_array_mut().unwrap();
    for anomaly in anomalies {
        anomaly["import_id"] = Value::Null;
    }
    let analysis = hospital.analysis(2024, "sector,atc,route", "").await;
    let opened = hospital.get(&hospital.path("/explanation?year=2024")).await;
    format!("{dashboard}{analysis}{opened}")
}

async fn a_dry_run_says_what_the_import_will_say_and_stores_nothing(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    let before = shown(&hospital).await;
    let file = "consommations_2024.xlsx";
    let (status, verdict) =
        hospital.send("consumption", "2024", file, &[("dry_run", "true")]).await;
    assert_eq!(status, 200, "{verdict}");
    assert_eq!(shown(&hospital).await, before);
    let import = hospital.import("consumption", "2024", file).await;
    for field in ["rows", "reasons", "issues_by_code", "unmatched", "versions"] {
        assert_eq!(verdict[field], import[field], "{field}");
    }
    let rate = hospital.analysis(2024, "", "").await["totals"]["rate"]["value"].clone();
    assert_eq!(verdict["effect"]["after"]["rate"], rate);
    assert_eq!(verdict["effect"]["before"]["rate"], Value::Null);
    assert_eq!(verdict["mapping"]["quantity"], "QUANTITE");
}

async fn cancelling_and_importing_again_gives_the_same_bytes(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let [structure, days, consumption] = deliver(&hospital).await;
    let first = shown(&hospital).await;
    hospital.cancel(&consumption).await;
    assert_ne!(shown(&hospital).await, first);
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    assert_eq!(shown(&hospital).await, first);
    hospital.cancel(&days).await;
    hospital.cancel(&structure).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    assert_eq!(shown(&hospital).await, first);
    let path = format!("/api/v1/imports/{}", days["id"]);
    let again = app.call(&hospital.who, "DELETE", &path, Value::Null).await;
    assert_eq!(problem(again), (409, "import_not_stored".to_owned()));
    let journal = hospital.get(&hospital.path("/journal")).await;
    let actions: Vec<&str> = journal["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions.iter().filter(|action| **action == "import_cancelled").count(), 3);
    assert_eq!(actions.iter().filter(|action| **action == "import_created").count(), 6);
}

async fn a_new_file_replaces_the_one_of_the_same_period(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let [_, days, consumption] = deliver(&hospital).await;
    let annual = shown(&hospital).await;
    hospital.import("patient_days", "2024", "jh_trimestres_2024.xlsx").await;
    let file = "consommations_trimestres_2024.xlsx";
    let (_, verdict) = hospital.send("consumption", "2024", file, &[("dry_run", "true")]).await;
    assert_eq!(verdict["replaces"][0]["id"], consumption["id"]);
    let quarterly = hospital.import("consumption", "2024", file).await;
    assert_eq!(quarterly["rows"]["read"], 15_316);
    let replaced = hospital.read_import(consumption["id"].as_i64().unwrap()).await;
    assert_eq!(replaced["state"], "replaced");
    assert_eq!(replaced["rows"], consumption["rows"]);
    assert_eq!(hospital.read_import(days["id"].as_i64().unwrap()).await["state"], "replaced");
    assert_eq!(hospital.dashboard(2024).await["quarters"].as_array().unwrap().len(), 4);
    // Back to the annual files: nothing of the quarterly ones is left.
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    assert_eq!(shown(&hospital).await, annual);
}

async fn a_quarter_does_not_fit_beside_its_year(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    let file = "consommations_trimestres_2024.xlsx";
    let answer = hospital.send("consumption", "2024-Q1", file, &[]).await;
    assert_eq!(problem(answer), (409, "period_overlap".to_owned()));
}

async fn the_same_file_twice_is_refused(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    let answer = hospital.send("consumption", "2024", "consommations_2024.xlsx", &[]).await;
    assert_eq!(problem(answer), (409, "duplicate_import".to_owned()));
}

async fn a_repeated_request_gives_the_first_import(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let bytes = hospital.bytes("structure_2024.xlsx");
    let fields = [("kind", "structure"), ("period", "2024")];
    let form = Form { file_name: "structure.xlsx", bytes: &bytes, fields: &fields };
    let path = hospital.path("/imports");
    let key = [("idempotency-key", "envoi-1")];
    let first = app.upload(&hospital.who, &path, &form, &key).await;
    assert_eq!(first.0, 202, "{}", first.1);
    assert_eq!(app.upload(&hospital.who, &path, &form, &key).await, first);
    let bytes = hospital.bytes("structure_2023.xlsx");
    let other = Form { bytes: &bytes, ..form };
    let answer = app.upload(&hospital.who, &path, &other, &key).await;
    assert_eq!(problem(answer), (409, "duplicate_import".to_owned()));
    assert_eq!(hospital.get(&path).await["total"], 1);
}

async fn consumption_before_days_waits_for_them(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let early = hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    assert_eq!(early["reasons"]["kept"], json!({}));
    assert!(early["reasons"]["ignored"]["awaiting_days"].as_u64().unwrap() > 1_000);
    let card = &hospital.dashboard(2024).await["cards"][0]["figure"];
    assert_eq!(card["value"], Value::Null);
    assert!(card["notes"][0].as_str().unwrap().contains("JH"), "{card}");
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    let late = hospital.read_import(early["id"].as_i64().unwrap()).await;
    assert_eq!(late["reasons"]["kept"]["perimeter_antibiotic"], 1_859);
    assert_eq!(late["rows"]["read"], early["rows"]["read"]);
}

async fn a_structure_serves_the_following_years(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2023", "structure_2023.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    let with_2023 = hospital.analysis(2024, "", "").await["totals"]["ddd"].as_f64().unwrap();
    assert!(with_2023 > 0.0);
    let units = hospital.get(&hospital.path("/structure?year=2024")).await;
    assert_eq!(units["structure_year"], 2023);
    // The structure of the year itself takes over, and its cancelling gives the old one back.
    let structure = hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let with_2024 = hospital.analysis(2024, "", "").await["totals"]["ddd"].as_f64().unwrap();
    assert!((with_2024 - 37_959.787_302).abs() < 1e-6, "{with_2024}");
    hospital.cancel(&structure).await;
    let back = hospital.analysis(2024, "", "").await["totals"]["ddd"].as_f64().unwrap();
    assert!((back - with_2023).abs() < 1e-9);
}

/// Patient-days of the region of the hospital.
async fn days_of_region(hospital: &Hospital<'_>) -> Value {
    let analysis = hospital.get("/api/v1/analyses/consumption?region=93&years=2024").await;
    analysis["totals"]["patient_days"].clone()
}

async fn a_site_and_its_legal_entity_do_not_both_deliver(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    let path = format!("/api/v1/establishments/{}", hospital.finess);
    let site = hospital.get(&path).await;
    let legal = site["finess_legal"].as_str().unwrap().to_owned();
    assert_eq!(site["linked"][0]["finess"], legal.as_str());
    assert_eq!(days_of_region(&hospital).await, 107_175.0);
    let other = app.person("entite").await;
    let join = format!("/api/v1/establishments/{legal}/memberships");
    assert_eq!(app.post(&other, &join, json!({})).await.0, 201);
    app.sign_charter(&other, &legal).await;
    let entity = Hospital { app: &app, who: other, finess: legal, folder: hospital.folder.clone() };
    entity.import("structure", "2024", "structure_2024.xlsx").await;
    let answer = entity.send("patient_days", "2024", "jh_2024.xls", &[]).await;
    assert_eq!(problem(answer), (409, "delivered_elsewhere".to_owned()));
    assert_eq!(days_of_region(&hospital).await, 107_175.0);
    // Another year is another matter.
    entity.import("structure", "2023", "structure_2023.xlsx").await;
    entity.import("patient_days", "2023", "jh_2023.xlsx").await;
}

async fn drugs_told_later_count_at_once(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    let poor = hospital.import("consumption", "2024", "consommations_2024.xlsx").await;
    assert!(poor["reasons"]["rejected"]["unknown_code"].as_u64().unwrap() > 1_000);
    let bytes = hospital.bytes("medicaments_2024.xlsx");
    let form = Form { file_name: "livret.xlsx", bytes: &bytes, fields: &[] };
    let path = hospital.path("/correspondences/drug/workbook");
    let (status, drugs) = app.upload(&hospital.who, &path, &form, &[]).await;
    assert_eq!(status, 200, "{drugs}");
    let rich = hospital.read_import(poor["id"].as_i64().unwrap()).await;
    assert_eq!(rich["reasons"]["rejected"]["unknown_code"], 2);
    assert_eq!(rich["rows"]["read"], poor["rows"]["read"]);
}

async fn rows_of_another_period_are_refused_row_by_row(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let csv = "UF;JH;Trimestre\n237;100;T1 2024\n237;90;T2 2024\n237;80;hiver\n";
    let send = |period: &'static str| {
        let hospital = &hospital;
        async move { hospital.send_bytes("patient_days", period, "jh.csv", csv.as_bytes(), &[]).await }
    };
    let (status, created) = send("2024-Q2").await;
    assert_eq!(status, 202, "{created}");
    let id = created["id"].as_i64().unwrap();
    let import = hospital.read_import(id).await;
    assert_eq!(import["reasons"]["rejected"], json!({ "out_of_period": 1, "bad_period": 1 }));
    assert_eq!(import["reasons"]["kept"], json!({ "kept_perimeter": 1 }));
    let issues = hospital.get(&format!("/api/v1/imports/{id}/issues")).await;
    let first = &issues["items"][0];
    assert_eq!((&first["row"], &first["column"]), (&json!(2), &json!("Trimestre")), "{first}");
    assert!(first["message"].as_str().unwrap().contains("2024-Q1"), "{first}");
    assert_eq!(problem(send("2024-Q4").await), (422, "nothing_usable".to_owned()));
    let foreign = "UF;JH;Trimestre\n237;100;T1 2023\n";
    let answer =
        hospital.send_bytes("patient_days", "2024", "jh.csv", foreign.as_bytes(), &[]).await;
    assert_eq!(problem(answer), (422, "period_mismatch".to_owned()));
}

async fn issues_come_in_pages_and_by_control(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let [_, _, consumption] = deliver(&hospital).await;
    let path = format!("/api/v1/imports/{}/issues?code=CO08&limit=200", consumption["id"]);
    let mut seen = 0;
    let mut next = Some(String::new());
    while let Some(cursor) = next {
        let cursor = if cursor.is_empty() { cursor } else { format!("&cursor={cursor}") };
        let page = hospital.get(&format!("{path}{cursor}")).await;
        seen += page["items"].as_array().unwrap().len();
        assert_eq!(page["total"], 1_493 + 562);
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, 1_493 + 562);
    for (reason, count) in [("unit_out_of_perimeter", 1_493), ("other_drug", 562), ("cip", 1)] {
        let path = format!("/api/v1/imports/{}/issues?reason={reason}", consumption["id"]);
        let page = hospital.get(&path).await;
        assert_eq!(page["total"], count, "{reason}");
        assert_eq!(page["items"][0]["reason"], reason);
    }
}

async fn a_structure_is_the_business_of_the_referent(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let colleague = app.person("interne").await;
    app.join(
        &colleague,
        &hospital.finess,
        domain::dto::Role::Contributeur,
        domain::dto::MembershipState::Active,
    )
    .await;
    let structure = hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let mine = Hospital { who: colleague, folder: hospital.folder.clone(), ..hospital };
    let answer = mine.send("structure", "2024", "structure_2023.xlsx", &[]).await;
    assert_eq!(problem(answer), (403, "forbidden".to_owned()));
    let path = format!("/api/v1/imports/{}", structure["id"]);
    let answer = app.call(&mine.who, "DELETE", &path, Value::Null).await;
    assert_eq!(problem(answer), (403, "forbidden".to_owned()));
    mine.import("patient_days", "2024", "jh_2024.xls").await;
}

async fn a_csv_file_gives_the_same_figures(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let utf8 = "Code UF;Nombre de journées\n237;11968\n604;3 410\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(utf8);
    for (index, bytes) in [utf8.as_bytes(), &windows].into_iter().enumerate() {
        let (status, body) =
            hospital.send_bytes("patient_days", "2024", "jh.csv", bytes, &[]).await;
        assert_eq!(status, 202, "{body}");
        let import = hospital.read_import(body["id"].as_i64().unwrap()).await;
        assert_eq!(import["rows"]["kept"], 2, "file {index}");
        // The same lines in another encoding are the same content.
        hospital.cancel(&import).await;
    }
}

async fn an_anomaly_with_an_import_leads_to_its_rows(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver(&hospital).await;
    let dashboard = hospital.get(&hospital.path("/dashboard?year=2024")).await;
    let mut followed = 0;
    for anomaly in dashboard["anomalies"].as_array().unwrap() {
        let Some(id) = anomaly["import_id"].as_i64() else { continue };
        let reason = anomaly["reason"].as_str().unwrap();
        let rows = hospital.get(&format!("/api/v1/imports/{id}/issues?reason={reason}")).await;
        assert!(rows["total"].as_i64().unwrap() > 0, "{anomaly}");
        followed += 1;
    }
    assert!(followed >= 2, "{}", dashboard["anomalies"]);
}

async fn a_verdict_shows_rows_of_every_case(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xls").await;
    let trial = [("dry_run", "true")];
    let (status, verdict) =
        hospital.send("consumption", "2024", "consommations_2024.xlsx", &trial).await;
    assert_eq!(status, 200, "{verdict}");
    let issues = verdict["issues"].as_array().unwrap();
    for group in verdict["issues_by_code"].as_array().unwrap() {
        let rows = issues.iter().filter(|issue| issue["reason"] == group["reason"]).count();
        let count = usize::try_from(group["count"].as_u64().unwrap()).unwrap();
        assert_eq!(rows, count.min(20), "{group}");
    }
}
