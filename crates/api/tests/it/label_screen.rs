//! The establishment's own labels: seen together, changed after a preview, handed on as a file.

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::harness::{Form, Hospital, TestApp, problem};

on_both!(
    labels_are_listed_with_who_says_what_they_mean,
    what_the_columns_of_an_import_say_is_told_apart,
    a_preview_tells_the_effect_and_stores_nothing,
    an_answer_changes_every_year_in_force,
    the_version_grows_with_each_change_and_stands_on_imports,
    a_file_comes_back_as_it_left,
    a_workbook_is_taken_and_its_preview_stores_nothing,
    a_wrong_row_refuses_the_whole_file_and_tells_nothing_of_people,
);

const FILE: &str = "resistances_2024.xlsx";

async fn grasse(app: &TestApp) -> (Hospital<'_>, Value) {
    let hospital = Hospital::grasse(app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let import = hospital.import("resistance", "2024", FILE).await;
    (hospital, import)
}

async fn labels(hospital: &Hospital<'_>) -> Value {
    hospital.get(&hospital.path("/labels")).await
}

fn find<'a>(labels: &'a Value, field: &str, label: &str) -> Option<&'a Value> {
    let mut items = labels["items"].as_array().unwrap().iter();
    items.find(|item| item["field"] == field && item["label"] == label)
}

async fn answer(hospital: &Hospital<'_>, field: &str, query: &str, body: Value) -> Value {
    let path = hospital.path(&format!("/correspondences/{field}{query}"));
    let (status, changed) = hospital.app.post(&hospital.who, &path, body).await;
    assert_eq!(status, 200, "{changed}");
    changed
}

async fn send(hospital: &Hospital<'_>, query: &str, name: &str, bytes: &[u8]) -> (u16, Value) {
    let path = hospital.path(&format!("/labels/workbook{query}"));
    let form = Form { file_name: name, bytes, fields: &[] };
    hospital.app.upload(&hospital.who, &path, &form, &[]).await
}

async fn labels_are_listed_with_who_says_what_they_mean(app: TestApp) {
    let (hospital, _) = grasse(&app).await;
    let listed = labels(&hospital).await;
    let known = find(&listed, "organism", "E. coli");
    let known = known.unwrap_or_else(|| panic!("{listed}"));
    assert_eq!((&known["code"], &known["source"]), (&json!("ESCCOL"), &json!("known")));
    assert_eq!(find(&listed, "organism", "Levures"), None, "nobody knows it yet");
    let body = json!({ "items": [
        { "label": "Levures", "code": "CANSPP" }, { "label": "E. coli", "code": null },
    ] });
    answer(&hospital, "organism", "", body).await;
    let listed = labels(&hospital).await;
    let own = json!({ "field": "organism", "label": "E. coli", "code": null, "source": "own" });
    assert_eq!(listed["items"][0], own);
    assert_eq!(find(&listed, "organism", "Levures").unwrap()["source"], "own");
    let twice = listed["items"].as_array().unwrap().iter();
    assert_eq!(twice.filter(|item| item["label"] == "E. coli").count(), 1);
}

async fn what_the_columns_of_an_import_say_is_told_apart(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let known = hospital.json("correspondences_2024.json");
    let mut mapping = known["mapping"]["resistance"].clone();
    let columns = mapping.as_object_mut().unwrap();
    columns.insert("antibiotic:Fosfomycine".to_owned(), json!("FOT"));
    let mapping = mapping.to_string();
    let more = [("mapping", mapping.as_str())];
    let (status, created) = hospital.send("resistance", "2024", FILE, &more).await;
    assert_eq!(status, 202, "{created}");
    let listed = labels(&hospital).await;
    let fosfomycin = find(&listed, "antibiotic", "Fosfomycine").unwrap();
    assert_eq!(fosfomycin["code"], "FOT");
    assert_eq!(fosfomycin["source"], "columns");
}

async fn an_answer_changes_every_year_in_force(app: TestApp) {
    let (hospital, _) = grasse(&app).await;
    let older = hospital.send("resistance", "2023", "resistances_2023.xlsx", &[]).await;
    assert_eq!(problem(older), (409, "structure_absent".to_owned()));
    hospital.import("structure", "2023", "structure_2023.xlsx").await;
    let older = hospital.import("resistance", "2023", "resistances_2023.xlsx").await;
    let body = json!({ "items": [{ "label": "E. coli", "code": null }] });
    let told = answer(&hospital, "organism", "?preview=true", body.clone()).await;
    let years = told["effect"]["years"].as_array().unwrap();
    let named: Vec<i64> = years.iter().map(|year| year["year"].as_i64().unwrap()).collect();
    assert_eq!(named, [2023, 2024]);
    answer(&hospital, "organism", "", body).await;
    let after = hospital.read_import(older["id"].as_i64().unwrap()).await;
    assert_eq!(after["rows"]["kept"], years[0]["after"]["kept"]);
    assert_eq!(after["label_version"], 1);
}

async fn a_preview_tells_the_effect_and_stores_nothing(app: TestApp) {
    let (hospital, import) = grasse(&app).await;
    let unmatched = import["unmatched"]["labels"].as_array().unwrap();
    let levures = unmatched.iter().find(|one| one["label"] == "Levures").unwrap();
    let body = json!({ "items": [{ "label": "Levures", "code": "CANSPP" }] });
    let told = answer(&hospital, "organism", "?preview=true", body.clone()).await;
    assert_eq!(told["items"], body["items"]);
    assert_eq!(told["effect"]["changed"], 1);
    let year = &told["effect"]["years"][0];
    assert_eq!(year["year"], 2024);
    for count in ["kept", "ignored", "rejected"] {
        assert_eq!(year["before"][count], import["rows"][count], "{count} before");
    }
    let moved: u64 = year["moves"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["from"] == "rejected")
        .map(|one| one["isolates"].as_u64().unwrap())
        .sum();
    assert!((1..=levures["rows"].as_u64().unwrap()).contains(&moved), "{year}");
    let id = import["id"].as_i64().unwrap();
    assert_eq!(hospital.read_import(id).await, import, "nothing is stored");
    assert_eq!(labels(&hospital).await["version"], 0);

    let stored = answer(&hospital, "organism", "", body).await;
    assert_eq!(stored["effect"], json!({ "changed": 1, "years": [] }));
    let after = hospital.read_import(id).await;
    for count in ["kept", "ignored", "rejected"] {
        assert_eq!(year["after"][count], after["rows"][count], "{count} after");
    }

    let other = json!({ "items": [{ "label": "E. coli", "code": "KLEPNE" }] });
    let told = answer(&hospital, "organism", "?preview=true", other).await;
    assert_eq!(told["effect"]["years"][0]["moves"], json!([]));
    assert!(told["effect"]["years"][0]["recoded"].as_u64().unwrap() > 100, "{told}");

    let back = json!({ "items": [], "taken_back": ["Levures"] });
    let told = answer(&hospital, "organism", "?preview=true", back.clone()).await;
    assert_eq!(told["effect"]["years"][0]["after"], year["before"]);
    assert_eq!(answer(&hospital, "organism", "", back).await["items"], json!([]));
    assert_eq!(hospital.read_import(id).await["rows"], import["rows"]);
}

async fn the_version_grows_with_each_change_and_stands_on_imports(app: TestApp) {
    let (hospital, import) = grasse(&app).await;
    assert_eq!(import["label_version"], 0);
    let id = import["id"].as_i64().unwrap();
    let body = json!({ "items": [
        { "label": "Levures", "code": "CANSPP" }, { "label": "Flore", "code": null },
    ] });
    answer(&hospital, "organism", "", body.clone()).await;
    // The same answers again change nothing.
    assert_eq!(answer(&hospital, "organism", "", body).await["effect"]["changed"], 0);
    let back = json!({ "items": [], "taken_back": ["Flore", "nobody’s"] });
    answer(&hospital, "organism", "", back).await;
    assert_eq!(labels(&hospital).await["version"], 2);
    assert_eq!(hospital.read_import(id).await["label_version"], 2);
    let journal = hospital.get(&hospital.path("/journal?action=labels_answered")).await;
    let messages: Vec<&str> = journal["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["message"].as_str().unwrap())
        .collect();
    let expected = [
        "Correspondances des micro-organismes\u{a0}: 1\u{a0}libellé changé (version 2)",
        "Correspondances des micro-organismes\u{a0}: 2\u{a0}libellés changés (version 1)",
    ];
    assert_eq!(messages, expected);
    let structure = hospital.get(&hospital.path("/imports")).await["items"][1]["id"].clone();
    let structure = hospital.read_import(structure.as_i64().unwrap()).await;
    assert_eq!(structure["label_version"], Value::Null);
}

async fn a_file_comes_back_as_it_left(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let esbl = json!({ "items": [
        { "label": "+", "code": true }, { "label": "?", "code": null },
    ] });
    answer(&hospital, "esbl", "", esbl).await;
    let specimen = json!({ "items": [{ "label": "Nez; gorge", "code": "excluded:screening" }] });
    answer(&hospital, "specimen", "", specimen).await;
    let before = labels(&hospital).await;
    let text = hospital.get(&hospital.path("/labels.csv")).await;
    let text = text.as_str().unwrap();
    let expected = "\u{feff}champ;libellé;code\n\
                    Nature de prélèvement;\"Nez; gorge\";excluded:screening\n\
                    BLSE;'+;true\nBLSE;?;ne pas compter\n";
    assert_eq!(text, expected);

    let (status, same) = send(&hospital, "", "libelles.csv", text.as_bytes()).await;
    assert_eq!((status, &same["changed"]), (200, &json!(0)), "{same}");
    for field in ["esbl", "specimen"] {
        let path = hospital.path(&format!("/correspondences/{field}"));
        let (status, _) = app.call(&hospital.who, "PUT", &path, json!({ "items": [] })).await;
        assert_eq!(status, 200);
    }
    let (status, stored) = send(&hospital, "", "libelles.csv", text.as_bytes()).await;
    assert_eq!((status, &stored["changed"]), (200, &json!(3)), "{stored}");
    let after = labels(&hospital).await;
    assert_eq!(after["items"], before["items"]);
    assert_eq!(after["version"], 5, "one version for the whole file");
}

async fn a_workbook_is_taken_and_its_preview_stores_nothing(app: TestApp) {
    let (hospital, _) = grasse(&app).await;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Champ", "Libellé", "Code"]).unwrap();
    sheet.write_row(1, 0, ["Micro-organisme", "Levures", "CANSPP"]).unwrap();
    sheet.write_row(2, 0, ["carbapenemase", "Prés."]).unwrap();
    sheet.write_boolean(2, 2, true).unwrap();
    sheet.write_row(3, 0, ["specimen", "Divers labo"]).unwrap();
    sheet.write_number(3, 2, 1).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let (status, told) = send(&hospital, "?preview=true", "labels.xlsx", &bytes).await;
    assert_eq!((status, &told["changed"]), (200, &json!(3)), "{told}");
    assert_ne!(told["years"][0]["moves"], json!([]));
    assert_eq!(labels(&hospital).await["version"], 0);
    let (status, _) = send(&hospital, "", "labels.xlsx", &bytes).await;
    assert_eq!(status, 200);
    let listed = labels(&hospital).await;
    assert_eq!(find(&listed, "carbapenemase", "Prés.").unwrap()["code"], "true");
    assert_eq!(find(&listed, "specimen", "Divers labo").unwrap()["code"], "1");
}

async fn a_wrong_row_refuses_the_whole_file_and_tells_nothing_of_people(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let file = "champ;libellé;code\n\
                organism;Levures;CANSPP\n\
                organism;Mme Dupont;ESCCOL\n\
                lune;Levures;CANSPP\n\
                organism;Flore;M. DUPONT\n\
                organism;Levures;CANSPP\n";
    let (status, refused) = send(&hospital, "", "l.csv", file.as_bytes()).await;
    assert!(!refused.to_string().to_lowercase().contains("dupont"), "{refused}");
    let rows: Vec<(u64, &str)> = refused["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| (issue["row"].as_u64().unwrap(), issue["reason"].as_str().unwrap()))
        .collect();
    let expected =
        [(3, "bad_label"), (4, "unknown_field"), (5, "unknown_code"), (6, "duplicate_label")];
    assert_eq!(rows, expected);
    assert_eq!(problem((status, refused)), (422, "invalid".to_owned()));
    assert_eq!(labels(&hospital).await, json!({ "version": 0, "items": [] }));
    for (bytes, code) in
        [(&b"UF;Libell\xc3\xa9\n710;x\n"[..], "missing_column"), (b"", "empty_file")]
    {
        let refused = problem(send(&hospital, "", "l.csv", bytes).await);
        assert_eq!(refused, (422, code.to_owned()));
    }
}
