//! Files of resistances through HTTP: isolates by reason as in the answer keys, labels answered.

use api::{
    clock,
    db::{establishments, pseudonym_secrets},
};
use domain::dto::LabelField;
use serde_json::{Value, json};

use crate::harness::{Hospital, TestApp, count, problem, samples};

on_both!(
    grasse_and_embrun_agree_with_their_keys,
    caen_agrees_with_its_keys,
    the_large_set_agrees_with_its_key,
    a_file_with_one_row_per_result_replaces_one_with_one_row_per_isolate,
    without_answers_the_sectors_wait_and_the_labels_are_known,
    an_answer_counts_at_once,
    labels_are_replaced_or_added,
    what_is_no_answer_is_refused_without_being_told,
    a_cancelled_import_leaves_no_isolate,
    a_file_of_names_is_refused,
    a_trial_makes_no_secret,
    a_new_secret_lets_the_same_file_come_again,
    a_secret_replaced_while_a_file_is_read_refuses_the_file,
    isolates_alone_are_no_year_of_the_dashboard,
    a_site_and_its_legal_entity_deliver_isolates_once,
);

const GRASSE: &str = "060000478";

/// Answers everything that the key says of the labels.
pub async fn answer_labels(hospital: &Hospital<'_>, year: i32) {
    let values = &hospital.json(&format!("correspondences_{year}.json"))["values"];
    for field in LabelField::ALL.map(LabelField::as_str) {
        let labels = values[field].as_object().into_iter().flatten();
        let items: Vec<Value> =
            labels.map(|(label, code)| json!({ "label": label, "code": code })).collect();
        let path = hospital.path(&format!("/correspondences/{field}"));
        let (status, body) =
            hospital.app.call(&hospital.who, "PUT", &path, json!({ "items": items })).await;
        assert_eq!(status, 200, "{field}: {body}");
        assert_eq!(body["items"].as_array().unwrap().len(), items.len(), "{field}");
    }
}

pub async fn import(hospital: &Hospital<'_>, year: i32, file: &str, mapping: &str) -> Value {
    let known = hospital.json(&format!("correspondences_{year}.json"));
    let mapping = known["mapping"][mapping].to_string();
    let more = [("mapping", mapping.as_str())];
    let (status, verdict) =
        hospital.send("resistance", &year.to_string(), file, &[more[0], ("dry_run", "true")]).await;
    assert_eq!(status, 200, "{file}: {verdict}");
    let (status, created) = hospital.send("resistance", &year.to_string(), file, &more).await;
    assert_eq!(status, 202, "{file}: {created}");
    let stored = hospital.read_import(created["id"].as_i64().unwrap()).await;
    for part in ["rows", "reasons", "issues_by_code", "unmatched"] {
        assert_eq!(verdict[part], stored[part], "{file}: the verdict before is that after");
    }
    stored
}

/// The counts of an import are those of the key.
fn check_rows(import: &Value, expected: &Value, what: &str) {
    for side in ["ignored", "rejected"] {
        let none = json!({});
        let expected = expected.get(side).unwrap_or(&none);
        assert_eq!(&import["reasons"][side], expected, "{what}: {side}");
    }
    assert_eq!(import["rows"]["kept"], expected["kept"], "{what}: kept");
    assert_eq!(import["rows"]["read"], expected["read"], "{what}: read");
}

fn issues(import: &Value, reasons: &[&str]) -> u64 {
    let groups = import["issues_by_code"].as_array().unwrap().iter();
    let these = groups.filter(|group| reasons.contains(&group["reason"].as_str().unwrap()));
    these.map(|group| group["count"].as_u64().unwrap()).sum()
}

async fn check_year(hospital: &Hospital<'_>, year: i32) {
    let expected = hospital.json(&format!("expected_{year}.json"));
    hospital.answer(year, true).await;
    hospital.import("structure", &year.to_string(), &format!("structure_{year}.xlsx")).await;
    answer_labels(hospital, year).await;
    let file = format!("resistances_{year}.xlsx");
    let import = import(hospital, year, &file, "resistance").await;
    check_rows(&import, &expected["resistance"]["rows"], &file);
    let invalid = &expected["resistance"]["invalid_results"];
    for (reasons, name) in [
        (vec!["invalid_result", "flag_as_result"], "antibiotic_cells"),
        (vec!["result_as_phenotype"], "phenotype_cells"),
    ] {
        assert_eq!(issues(&import, &reasons), invalid[name].as_u64().unwrap(), "{file}: {name}");
    }
    let controls = &expected["controls"];
    for (control, reasons) in [
        ("RE01_unknown", vec!["unknown_unit"]),
        ("RE02", vec!["specimen_unmapped", "organism_unmapped"]),
        ("RE03", vec!["bad_date", "out_of_period", "birth_after_sampling"]),
        ("RE04", vec!["age_out_of_range"]),
        ("RE07", vec!["exact_duplicate"]),
        ("RE08", vec!["isolate_in_two_units"]),
        ("RE09", vec!["screening"]),
        ("RE10", vec!["no_result"]),
    ] {
        assert_eq!(issues(&import, &reasons), controls[control].as_u64().unwrap(), "{control}");
    }
}

async fn check_hospital(app: &TestApp, folder: &str, finess: &str, years: &[i32]) {
    let Some(path) = samples(folder) else { return };
    let hospital = Hospital::open(app, path, finess).await;
    for year in years {
        check_year(&hospital, *year).await;
    }
}

async fn grasse_and_embrun_agree_with_their_keys(app: TestApp) {
    check_hospital(&app, "ch-grasse", GRASSE, &[2023, 2024]).await;
    let Some(path) = samples("embrun-clean") else { return };
    let hospital = Hospital::led_by(&app, "laboratoire", path, "050000256").await;
    check_year(&hospital, 2024).await;
}

async fn caen_agrees_with_its_keys(app: TestApp) {
    check_hospital(&app, "chu-caen", "140000100", &[2023, 2024]).await;
}

async fn the_large_set_agrees_with_its_key(app: TestApp) {
    check_hospital(&app, "bench-caen", "140000100", &[2024]).await;
}

async fn grasse(app: &TestApp) -> Hospital<'_> {
    let hospital = Hospital::grasse(app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital
}

async fn a_file_with_one_row_per_result_replaces_one_with_one_row_per_isolate(app: TestApp) {
    let hospital = grasse(&app).await;
    answer_labels(&hospital, 2024).await;
    let wide = import(&hospital, 2024, "resistances_2024.xlsx", "resistance").await;
    let file = "resistances_long_2024.csv";
    let beside = hospital.folder.join("../../../shared/samples/ch-grasse").join(file);
    let Ok(bytes) = std::fs::read(&beside) else {
        eprintln!("NOT RUN: {file} is not on this machine");
        return;
    };
    let known = hospital.json("correspondences_2024.json");
    let mapping = known["mapping"]["resistance_long"].to_string();
    let more = [("mapping", mapping.as_str())];
    let (status, created) = hospital.send_bytes("resistance", "2024", file, &bytes, &more).await;
    assert_eq!(status, 202, "{created}");
    let long = hospital.read_import(created["id"].as_i64().unwrap()).await;
    let key = hospital.json("expected_2024.json");
    check_rows(&long, &key["resistance"]["rows"], file);
    assert_eq!(hospital.read_import(wide["id"].as_i64().unwrap()).await["state"], "replaced");
    let isolates = "SELECT count(*) AS count FROM isolates";
    assert_eq!(app.db().read(move |conn| Ok(count(conn, isolates))).await.unwrap(), 2_237);
}

async fn without_answers_the_sectors_wait_and_the_labels_are_known(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    // Columns as proposed, labels as everybody knows them.
    let import = hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    let key = hospital.json("expected_2024.json");
    check_rows(&import, &key["if_unanswered"]["rows"]["resistance"], "unanswered");
    let labels = import["unmatched"]["labels"].as_array().unwrap();
    let asked: Vec<(&str, &str)> = labels
        .iter()
        .map(|one| (one["field"].as_str().unwrap(), one["label"].as_str().unwrap()))
        .collect();
    assert!(asked.contains(&("antibiotic", "Fosfomycine")), "{asked:?}");
    let fosfomycin = labels.iter().find(|one| one["label"] == "Fosfomycine").unwrap();
    assert_eq!(fosfomycin["proposal"]["ambiguous"], true);
    assert_eq!(fosfomycin["proposal"]["runner_up"], "FOT");
}

async fn an_answer_counts_at_once(app: TestApp) {
    let hospital = grasse(&app).await;
    let import = hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    let unmapped = import["reasons"]["rejected"]["organism_unmapped"].as_u64().unwrap();
    assert!(unmapped > 0, "{import}");
    let labels = import["unmatched"]["labels"].as_array().unwrap();
    let items: Vec<Value> = labels
        .iter()
        .filter(|one| one["field"] == "organism")
        .map(|one| json!({ "label": one["label"], "code": "ETBSPP" }))
        .collect();
    let path = hospital.path("/correspondences/organism");
    let (status, _) = app.post(&hospital.who, &path, json!({ "items": items })).await;
    assert_eq!(status, 200);
    let after = hospital.read_import(import["id"].as_i64().unwrap()).await;
    assert_eq!(after["reasons"]["rejected"].get("organism_unmapped"), None, "{after}");
    let (_, journal) = app.get(&hospital.who, &hospital.path("/journal")).await;
    assert_eq!(journal["items"][0]["action"], "labels_answered");
}

async fn labels_are_replaced_or_added(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let path = hospital.path("/correspondences/esbl");
    let put = |method: &'static str, items: Value| {
        let body = json!({ "items": items });
        let path = path.clone();
        let (app, who) = (&app, &hospital.who);
        async move { app.call(who, method, &path, body).await }
    };
    let first = json!([{ "label": "O", "code": true }, { "label": " ? ", "code": null }]);
    let (status, stored) = put("PUT", first).await;
    assert_eq!(status, 200, "{stored}");
    let told = json!([{ "label": "?", "code": null }, { "label": "O", "code": "true" }]);
    assert_eq!(stored["items"], told);
    let (_, stored) = put("POST", json!([{ "label": "?", "code": "false" }])).await;
    assert_eq!(stored["items"][0], json!({ "label": "?", "code": "false" }));
    assert_eq!(stored["items"].as_array().unwrap().len(), 2);
    let (_, stored) = put("PUT", json!([])).await;
    assert_eq!(stored["items"], json!([]));
    let unknown = hospital.path("/correspondences/moon");
    assert_eq!(app.get(&hospital.who, &unknown).await.0, 404);
}

async fn what_is_no_answer_is_refused_without_being_told(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let path = hospital.path("/correspondences/organism");
    for (label, code) in [
        ("E. coli", "ESCHERICHIA"),
        ("", "ESCCOL"),
        ("Mme Dupont", "ESCCOL"),
        ("DUPONT Jean né le 12/03/1957", "ESCCOL"),
    ] {
        let body = json!({ "items": [{ "label": label, "code": code }] });
        let (status, refused) = app.call(&hospital.who, "PUT", &path, body).await;
        assert!(!refused.to_string().contains("upont"), "{refused}");
        assert_eq!(problem((status, refused)), (422, "invalid".to_owned()), "{label}");
    }
}

async fn a_cancelled_import_leaves_no_isolate(app: TestApp) {
    let hospital = grasse(&app).await;
    let import = hospital.import("resistance", "2024", "resistances_2024.xlsx").await;
    hospital.cancel(&import).await;
    for table in ["isolates", "import_labels"] {
        let left = format!("SELECT count(*) AS count FROM {table}");
        let left = app.db().read(move |conn| Ok(count(conn, &left))).await.unwrap();
        assert_eq!(left, 0, "{table}");
    }
}

async fn a_file_of_names_is_refused(app: TestApp) {
    let hospital = grasse(&app).await;
    let file = "Code UF;Patient;Age;Prélèvement;Nature;Germe;Céfotaxime\n\
                237;DUPONT Jean;67;04/03/2024;ECBU;E. coli;S\n\
                237;MARTIN Anne;54;04/03/2024;ECBU;E. coli;R\n";
    let (status, refused) =
        hospital.send_bytes("resistance", "2024", "r.csv", file.as_bytes(), &[]).await;
    assert!(!refused.to_string().contains("DUPONT"), "{refused}");
    assert_eq!(problem((status, refused)), (422, "names_in_file".to_owned()));
}

const FILE: &str = "resistances_2024.xlsx";

async fn a_trial_makes_no_secret(app: TestApp) {
    let hospital = grasse(&app).await;
    let tried = hospital.send("resistance", "2024", FILE, &[("dry_run", "true")]).await;
    assert_eq!(tried.0, 200, "{}", tried.1);
    let secrets = "SELECT count(*) AS count FROM pseudonym_secrets";
    assert_eq!(app.db().read(move |conn| Ok(count(conn, secrets))).await.unwrap(), 0);
}

async fn a_new_secret_lets_the_same_file_come_again(app: TestApp) {
    let hospital = grasse(&app).await;
    let first = hospital.import("resistance", "2024", FILE).await;
    let again = problem(hospital.send("resistance", "2024", FILE, &[]).await);
    assert_eq!(again, (409, "duplicate_import".to_owned()));
    let rotation = hospital.path("/pseudonym-secret/rotation");
    assert_eq!(app.post(&hospital.who, &rotation, Value::Null).await.0, 200);
    hospital.import("resistance", "2024", FILE).await;
    let first = hospital.read_import(first["id"].as_i64().unwrap()).await;
    assert_eq!(first["state"], "replaced");
}

async fn a_secret_replaced_while_a_file_is_read_refuses_the_file(app: TestApp) {
    let hospital = grasse(&app).await;
    hospital.get(&hospital.path("/pseudonym-secret")).await;
    // Another request holds the establishment and replaces the secret; the file is read meanwhile,
    // under the secret of before.
    let replacing = app.db().write(|conn| {
        establishments::lock(conn, GRASSE)?;
        std::thread::sleep(std::time::Duration::from_secs(1));
        Ok(pseudonym_secrets::replace(conn, (GRASSE, 2), "sealed", clock::now())?)
    });
    let sending = hospital.send("resistance", "2024", FILE, &[]);
    let (replaced, refused) = futures_util::future::join(replacing, sending).await;
    replaced.unwrap();
    assert_eq!(problem(refused), (503, "busy".to_owned()));
    let isolates = "SELECT count(*) AS count FROM isolates";
    assert_eq!(app.db().read(move |conn| Ok(count(conn, isolates))).await.unwrap(), 0);
}

async fn isolates_alone_are_no_year_of_the_dashboard(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2023", "structure_2023.xlsx").await;
    hospital.import("resistance", "2024", FILE).await;
    let dashboard = hospital.get(&hospital.path("/dashboard")).await;
    assert_eq!((&dashboard["year"], &dashboard["steps"][0]["done"]), (&json!(2023), &json!(true)));
}

async fn a_site_and_its_legal_entity_deliver_isolates_once(app: TestApp) {
    let hospital = grasse(&app).await;
    hospital.import("resistance", "2024", FILE).await;
    let site = hospital.get(&hospital.path("")).await;
    let legal = site["finess_legal"].as_str().unwrap();
    let entity = Hospital::led_by(&app, "entite", hospital.folder.clone(), legal).await;
    entity.import("structure", "2024", "structure_2024.xlsx").await;
    // Its days are nobody's yet; its isolates are those of the site.
    entity.import("patient_days", "2024", "jh_2024.xls").await;
    let refused = problem(entity.send("resistance", "2024", FILE, &[]).await);
    assert_eq!(refused, (409, "delivered_elsewhere".to_owned()));
}
