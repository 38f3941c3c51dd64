//! Isolates for a study and for EARS-Net.

use domain::{
    dto::{ExportLayout, MembershipState, Role},
    interop::check_file,
};
use serde_json::{Value, json};

use super::{laboratory, national, post, unpacked};
use crate::harness::{Person, TestApp, problem};

on_both!(
    a_study_takes_the_flat_file_and_establishments_read_which,
    a_study_knows_no_establishment_unless_asked,
    results_for_ears_net_wait_for_the_code_of_the_laboratory,
    a_coverage_that_the_ecdc_would_refuse_does_not_leave,
    one_export_is_made_at_a_time,
    what_is_asked_in_another_way_is_told,
);

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

async fn code_laboratory(app: &TestApp, national: &Person) {
    let codes = json!({ "code": "FR001", "hospital": "A" });
    let path = "/api/v1/establishments/060000478/laboratory";
    assert_eq!(app.call(national, "PUT", path, codes).await.0, 200);
}

async fn a_study_takes_the_flat_file_and_establishments_read_which(app: TestApp) {
    let laboratory = laboratory(&app).await;
    let national = national(&app).await;
    let body = json!({ "study": "Résistances des BMR", "establishments": "finess" });
    let answer = post(&app, &national, "exports/spares/2024", body).await;
    let files = unpacked(&answer);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"spares_2024.zip\"");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["spares_2024.csv", "spares_2024.manifest.json"]);
    let made = &files["spares_2024.csv"];
    assert_eq!(check_file(ExportLayout::Spares, made), []);
    let expected = "\
060000478|2|Réanimation|04/03/2024|1|1|Escherichia coli|Céfotaxime|R|5|9|710|2|104|03|0
060000478|2|Réanimation|04/03/2024|1|1|Escherichia coli|Gentamicine|S|5|9|710|2|104|03|0
060000478|2|Réanimation|09/03/2024|2|1|Escherichia coli|Céfotaxime|R|5|9|710|2|104|03|1
060000478|2|Réanimation|09/03/2024|2|1|Escherichia coli|Gentamicine|S|5|9|710|2|104|03|1
060000478|1|Réanimation|05/05/2024|3|2|Escherichia coli|Céfotaxime|R|6|1|710|2|104|03|0
060000478|1|Réanimation|05/05/2024|3|2|Escherichia coli|Gentamicine|S|6|1|710|2|104|03|0
060000478|1|Réanimation|05/05/2024|3|2|Escherichia coli|BLSE|O|6|1|710|2|104|03|0
060000478|1|Réanimation|06/05/2024|4|3|Staphylococcus aureus|Gentamicine|R|4|9|710|2|104|03|0
";
    assert_eq!(made.split_once('\n').unwrap().1, expected);
    let manifest = json_of(&files["spares_2024.manifest.json"]);
    assert_eq!((&manifest["establishments"], &manifest["rows"]["written"]), (&json!(1), &json!(8)));

    let (_, told) = app.get(&national, "/api/v1/exports").await;
    let told = &told.as_array().unwrap()[0];
    assert_eq!((&told["recipient"], &told["year"]), (&json!("study"), &json!(2024)));
    assert_eq!(
        (&told["study"], &told["made_by"]),
        (&json!("Résistances des BMR"), &json!("nadia"))
    );
    assert_eq!(told["manifests"], json!([manifest]));
    let hospital = &laboratory.hospital;
    let own = hospital.get(&hospital.path("/exports")).await;
    assert_eq!((&own[0]["id"], &own[0]["manifests"]), (&told["id"], &json!([])));
    let member = app.person("member").await;
    app.join(&member, "050000256", Role::Observateur, MembershipState::Active).await;
    let (status, others) = app.get(&member, "/api/v1/establishments/050000256/exports").await;
    assert_eq!((status, others), (200, json!([])), "nothing was taken there");
    let (_, kept) = app.get(&national, "/api/v1/me/export").await;
    assert_eq!(kept["isolate_exports"][0]["study"], "Résistances des BMR");
}

async fn a_study_knows_no_establishment_unless_asked(app: TestApp) {
    laboratory(&app).await;
    let national = national(&app).await;
    let made = async |study: &str| {
        let answer = post(&app, &national, "exports/spares/2024", json!({ "study": study })).await;
        unpacked(&answer)["spares_2024.csv"].clone()
    };
    let (first, again, other) = (made("une").await, made("une").await, made("autre").await);
    assert_eq!(first, again);
    assert_ne!(first, other);
    assert!(!first.contains("060000478"));
    let code = |file: &str| file.lines().nth(1).unwrap().split('|').next().unwrap().to_owned();
    assert_eq!(code(&first).len(), 12);
    assert_eq!(first.replace(&code(&first), &code(&other)), other);
}

async fn results_for_ears_net_wait_for_the_code_of_the_laboratory(app: TestApp) {
    laboratory(&app).await;
    let national = national(&app).await;
    let files = unpacked(&post(&app, &national, "exports/ears-net/2024", json!({})).await);
    let names = [
        "amrtest_2024.csv",
        "amrtest_2024.manifest.json",
        "covered_2024.json",
        "without_code_2024.json",
    ];
    assert_eq!(files.keys().collect::<Vec<_>>(), names);
    assert_eq!(json_of(&files["without_code_2024.json"]), json!(["060000478"]));
    assert_eq!(files["amrtest_2024.csv"].lines().count(), 1, "the header alone");
    let manifest = json_of(&files["amrtest_2024.manifest.json"]);
    let left_out = manifest["isolates"]["left_out"].as_array().unwrap();
    let waiting = left_out.iter().find(|one| one["code"] == "no_laboratory_code").unwrap();
    assert_eq!(waiting["count"], 2, "{manifest}");

    code_laboratory(&app, &national).await;
    let coverage = json!({
        "population_share": 0.25, "regions": "high", "hospitals": "medium", "isolates": "low",
        "beds": 1200, "culture_sets": null,
    });
    let body = json!({ "coverage": coverage });
    let answer = post(&app, &national, "exports/ears-net/2024", body).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"ears-net_2024.zip\"");
    let files = unpacked(&answer);
    let results = &files["amrtest_2024.csv"];
    assert_eq!(check_file(ExportLayout::Amrtest, results), []);
    let ids: Vec<&str> =
        results.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(
        ids,
        [
            "FR-FR001-1-ESCCOL-BLOOD-CTX-2024-05-05-24-000001",
            "FR-FR001-1-ESCCOL-BLOOD-GEN-2024-05-05-24-000001",
        ],
        "{results}"
    );
    let covered = json_of(&files["covered_2024.json"]);
    assert_eq!((&covered["establishments"], &covered["patient_days"]), (&json!(1), &json!(1000)));
    assert_eq!((&covered["regions"], &covered["without_beds"]), (&json!({ "93": 1 }), &json!(1)));
    let cover = &files["amrcover_2024.csv"];
    assert_eq!(check_file(ExportLayout::Amrcover, cover), []);
    let line = cover.lines().nth(1).unwrap();
    assert!(line.contains("0.25") && line.ends_with("1200,UNK,UNK,UNK"), "{line}");
    let (_, told) = app.get(&national, "/api/v1/exports").await;
    let establishments: Vec<&Value> =
        told.as_array().unwrap().iter().map(|one| &one["establishments"]).collect();
    assert_eq!(establishments, [1, 0], "of the second, then of the first");
    assert!(!files.contains_key("without_code_2024.json"));
    assert_eq!(told[0]["manifests"].as_array().unwrap().len(), 2);
}

async fn a_coverage_that_the_ecdc_would_refuse_does_not_leave(app: TestApp) {
    laboratory(&app).await;
    let national = national(&app).await;
    code_laboratory(&app, &national).await;
    let coverage = |share: f64| {
        json!({
            "population_share": share, "regions": "high", "hospitals": "high", "isolates": "high",
        })
    };
    for body in [
        json!({ "coverage": coverage(2.0) }),
        json!({ "coverage_by_pathogen": { "ESCCOL": coverage(0.5) } }),
    ] {
        let answer = post(&app, &national, "exports/ears-net/2024", body).await;
        let refused = answer.json();
        assert_eq!((answer.status, &refused["code"]), (422, &json!("invalid")), "{refused}");
        let issue = &refused["issues"][0];
        assert_eq!(
            (&issue["code"], &issue["severity"]),
            (&json!("number_of_records"), &json!("blocking"))
        );
        assert!(refused["detail"].as_str().unwrap().contains("amrcover_2024.csv"));
    }
    assert_eq!(app.get(&national, "/api/v1/exports").await.1, json!([]), "nothing left");
}

async fn one_export_is_made_at_a_time(app: TestApp) {
    let national = national(&app).await;
    let place = app.parts().turns().take().unwrap();
    let answer = post(&app, &national, "exports/spares/2024", json!({ "study": "x" })).await;
    assert_eq!((answer.status, answer.json()["code"].as_str()), (503, Some("busy")));
    assert!(!answer.header("retry-after").is_empty());
    drop(place);
    let answer = post(&app, &national, "exports/spares/2024", json!({ "study": "x" })).await;
    assert_eq!(unpacked(&answer)["spares_2024.csv"].lines().count(), 1, "nobody delivered");
}

async fn what_is_asked_in_another_way_is_told(app: TestApp) {
    let national = national(&app).await;
    let coverage = json!({ "regions": "high", "hospitals": "high", "isolates": "high" });
    for (path, body) in [
        ("spares/2024", json!({ "study": "  " })),
        ("spares/2024", json!({ "study": "claire@hopital.example" })),
        ("spares/2024", json!({ "study": "x", "establishments": "names" })),
        ("spares/1789", json!({ "study": "x" })),
        ("ears-net/2024", json!({ "coverages": {} })),
        (
            "ears-net/2024",
            json!({ "coverage": coverage, "coverage_by_pathogen": { "ESCCOL": coverage } }),
        ),
    ] {
        let refused = app.post(&national, &format!("/api/v1/exports/{path}"), body).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{path}");
    }
}
