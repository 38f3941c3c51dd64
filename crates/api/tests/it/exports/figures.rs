//! Files of figures hold what analyses tell, for those who may see it.

use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use super::{file, laboratory, national, rows, sum};
use crate::{
    harness::{Person, TestApp, problem},
    nation,
};

on_both!(
    sums_of_a_file_are_those_of_analyses,
    results_of_a_file_are_those_of_analyses,
    a_small_base_is_written_cell_by_cell,
    a_frozen_base_is_written_like_the_live_one,
    a_centre_exports_its_region_and_a_member_its_establishment,
    what_cannot_be_exported_is_told,
);

async fn analysis(app: &TestApp, who: &Person, path: &str) -> Value {
    let (status, found) = app.get(who, &format!("/api/v1/analyses/{path}")).await;
    assert_eq!(status, 200, "{path}: {found}");
    found
}

fn check_close(sum: f64, told: &Value, what: &str) {
    let told = told.as_f64().unwrap_or_else(|| panic!("{what}: {told} is no number"));
    assert!((sum - told).abs() <= 1e-9 * told.abs().max(1.0), "{what}: {sum} is not {told}");
}

async fn sums_of_a_file_are_those_of_analyses(app: TestApp) {
    let national = nation::load(&app).await;
    let all = rows(&file(&app, &national, "exports/consumption.csv?nation=&years=2024").await);
    let (finess, region) = (all[0]["finess"].clone(), all[0]["region"].clone());
    for selection in [
        "nation=&years=2024".to_owned(),
        "nation=&years=2023..2024&family=C3G&perimeter=all".to_owned(),
        "nation=&years=2024&sector=MED&route=O".to_owned(),
        "nation=&years=2024&molecules=antifungals".to_owned(),
        format!("region={region}&years=2024"),
        format!("establishment={finess}&years=2024"),
    ] {
        let found =
            rows(&file(&app, &national, &format!("exports/consumption.csv?{selection}")).await);
        let told =
            analysis(&app, &national, &format!("consumption?{selection}&by=year,sector")).await;
        let groups = told["groups"].as_array().unwrap();
        assert!(!groups.is_empty(), "{selection}");
        for group in groups {
            let (year, sector) = (&group["key"]["year"], &group["key"]["sector"]);
            let here = |column: &str| {
                sum(&found, column, |row| {
                    row["annee"] == *year
                        && row["trimestre"].is_empty()
                        && row["secteur"] == *sector
                })
            };
            check_close(here("ddj"), &group["ddd"], &selection);
            check_close(here("jh"), &group["patient_days"], &selection);
        }
        let whole = |column: &str| sum(&found, column, |row| row["trimestre"].is_empty());
        check_close(whole("ddj"), &told["totals"]["ddd"], &selection);
        check_close(whole("jh"), &told["totals"]["patient_days"], &selection);
    }
}

async fn results_of_a_file_are_those_of_analyses(app: TestApp) {
    let national = nation::load(&app).await;
    for (more, axis, column) in
        [("", "specimen", "prelevement"), ("&by=sector&dedup=first_isolate", "sector", "secteur")]
    {
        let path = format!("exports/resistance.csv?nation=&years=2024&organism=ESCCOL{more}");
        let found = rows(&file(&app, &national, &path).await);
        let dedup = more.split('&').find(|part| part.starts_with("dedup")).unwrap_or_default();
        let path =
            format!("resistance?nation=&years=2024&organism=ESCCOL&by={axis},antibiotic&{dedup}");
        let groups = analysis(&app, &national, &path).await["groups"].as_array().unwrap().clone();
        assert!(groups.len() > 50, "{axis}");
        for group in &groups {
            let key = &group["key"];
            let of_part = |column_of: &str, with_antibiotic: bool| {
                let antibiotic =
                    if with_antibiotic { key["antibiotic"].as_str().unwrap() } else { "" };
                sum(&found, column_of, |row| {
                    row[column] == key[axis]
                        && row["antibiotique"] == antibiotic
                        && row["trimestre"].is_empty()
                })
            };
            check_close(of_part("r", true), &group["resistant"], axis);
            check_close(of_part("sfp", true), &group["increased"], axis);
            check_close(of_part("isolats", false), &group["isolates"], axis);
            let tested = of_part("testes", true);
            // All isolates are tested for a phenotype: they are told once.
            let tested = if tested > 0.0 { tested } else { of_part("isolats", false) };
            check_close(tested, &group["tested"], axis);
        }
        let all = analysis(
            &app,
            &national,
            "resistance?nation=&years=2024&organism=ESCCOL&antibiotic=C3G",
        );
        if dedup.is_empty() {
            let tested = sum(&found, "testes", |row| {
                row["prelevement"] == "all"
                    && row["secteur"] == "all"
                    && row["antibiotique"] == "C3G"
                    && row["trimestre"].is_empty()
            });
            check_close(tested, &all.await["groups"][0]["tested"], "all");
        }
    }
}

async fn a_small_base_is_written_cell_by_cell(app: TestApp) {
    let laboratory = laboratory(&app).await;
    laboratory.send("consumption", "2024", "UF;UCD;Quantité\n710;9000255;300\n").await;
    let who = &laboratory.hospital.who;
    let path = "exports/consumption.csv?establishment=060000478&years=2024";
    let found = file(&app, who, path).await;
    assert_eq!(
        found.header("content-disposition"),
        "attachment; filename=\"consommations_060000478_2024_base-vivante.csv\""
    );
    assert_eq!(found.header("content-type"), "text/csv; charset=utf-8");
    let text = found.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}finess;etablissement;region;region_libelle;type;type_libelle;annee;trimestre;perimetre;secteur;\
         secteur_libelle;sous_secteur;sous_secteur_libelle;atc;molecule;voie;voie_libelle;ddj;quantite;unite;jh"
    );
    let days = lines[1].split(';').collect::<Vec<_>>();
    assert_eq!(days[6..13], ["2024", "", "spares", "REA", "Réanimation", "", ""], "{text}");
    assert_eq!(days[13..], ["", "", "", "", "", "", "", "1000"], "{text}");
    let drug = lines[2].split(';').collect::<Vec<_>>();
    assert_eq!(
        (drug[0], &drug[6..10]),
        ("060000478", &["2024", "", "spares", "REA"][..]),
        "{text}"
    );
    let told = laboratory.hospital.analysis(2024, "atc,route", "").await;
    let group = &told["groups"][0];
    assert_eq!([drug[13], drug[15]], [&group["key"]["atc"], &group["key"]["route"]], "{text}");
    check_close(drug[17].parse().unwrap(), &group["ddd"], "ddj");
    assert_eq!((lines.len(), drug[20]), (3, ""), "{text}");

    let path =
        "exports/resistance.csv?establishment=060000478&years=2024&specimen=1&antibiotic=CTX";
    let text = file(&app, who, path).await.text();
    let of_results: Vec<&str> =
        text.lines().skip(1).map(|line| line.splitn(7, ';').nth(6).unwrap()).collect();
    let coli = "1;Hémoculture;all;;ESCCOL;Escherichia coli";
    let aureus = "1;Hémoculture;all;;STAAUR;Staphylococcus aureus";
    let each = |period: &str| {
        [
            format!("{period};{aureus};;;1;1;;;;;"),
            format!("{period};{coli};;;1;1;;;;;"),
            format!("{period};{coli};CTX;Céfotaxime;;;1;0;0;0;1"),
        ]
    };
    let mut expected = [each("2024;"), each("2024;2")].concat();
    let mut found: Vec<String> = of_results.into_iter().map(str::to_owned).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

async fn a_frozen_base_is_written_like_the_live_one(app: TestApp) {
    let laboratory = laboratory(&app).await;
    laboratory.send("consumption", "2024", "UF;UCD;Quantité\n710;9000255;300\n").await;
    let national = national(&app).await;
    let campaign = json!({ "opens_on": "2025-01-15", "deadline": "2999-12-31" });
    assert_eq!(app.call(&national, "PUT", "/api/v1/campaigns/2024", campaign).await.0, 200);
    let new = json!({ "kind": "provisional", "name": "Base 2024" });
    let (status, taken) = app.post(&national, "/api/v1/campaigns/2024/snapshots", new).await;
    assert_eq!(status, 201, "{taken}");
    for what in ["consumption", "resistance"] {
        let path = format!("exports/{what}.csv?region=93&years=2024");
        let live = file(&app, &national, &path).await;
        let frozen = file(&app, &national, &format!("{path}&snapshot={}", taken["id"])).await;
        assert!(live.text().lines().count() > 1);
        assert_eq!(live.text(), frozen.text());
        let name = format!("_region-93_2024_base-{}.csv\"", taken["id"]);
        assert!(frozen.header("content-disposition").ends_with(&name));
    }
}

async fn a_centre_exports_its_region_and_a_member_its_establishment(app: TestApp) {
    let laboratory = laboratory(&app).await;
    let (centre, elsewhere) = (app.person("centre").await, app.person("elsewhere").await);
    app.grant(&centre, "region:93").await;
    app.grant(&elsewhere, "region:28").await;
    let member = app.person("member").await;
    app.join(&member, "060000478", Role::Observateur, MembershipState::Active).await;
    for what in ["consumption", "resistance"] {
        let region = format!("/api/v1/exports/{what}.csv?region=93&years=2024");
        let nation = format!("/api/v1/exports/{what}.csv?nation=&years=2024");
        let own = format!("/api/v1/exports/{what}.csv?establishment=060000478&years=2024");
        assert_eq!(app.get(&centre, &region).await.0, 200);
        assert_eq!(app.get(&centre, &own).await.0, 200);
        for refused in [
            app.get(&elsewhere, &region).await,
            app.get(&centre, &nation).await,
            app.get(&member, &region).await,
            app.get(&member, &nation).await,
        ] {
            assert_eq!(problem(refused), (403, "forbidden".to_owned()));
        }
        assert_eq!(app.get(&member, &own).await.0, 200);
        assert_eq!(app.get(&elsewhere, &own).await.0, 404);
    }
    assert_eq!(laboratory.hospital.finess, "060000478");
}

async fn what_cannot_be_exported_is_told(app: TestApp) {
    let national = national(&app).await;
    for path in [
        "consumption.csv?years=2024",
        "consumption.csv?nation=",
        "consumption.csv?nation=&years=1789",
        "consumption.csv?region=00&years=2024",
        "resistance.csv?nation=&years=2024&dedup=glass",
        "resistance.csv?nation=&years=2024&by=organism",
        "resistance.csv?nation=&years=2024&by=sector&specimen=1",
    ] {
        let refused = app.get(&national, &format!("/api/v1/exports/{path}")).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{path}");
    }
    let unknown = "/api/v1/exports/consumption.csv?nation=&years=2024&snapshot=99";
    assert_eq!(app.get(&national, unknown).await.0, 404);
}
