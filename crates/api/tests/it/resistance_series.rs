//! Figures of resistance over the years, and where they do not compare.

use serde_json::{Value, json};

use crate::harness::{Hospital, Laboratory, TestApp, coli, only, problem};

on_both!(
    before_2020_intermediate_isolates_count_with_the_resistant,
    years_on_both_sides_of_2020_are_never_added,
    a_measured_value_is_kept_and_shown_with_the_isolate,
    the_day_of_the_stay_tells_where_an_isolate_was_acquired,
    carbapenemases_have_their_types_and_those_that_are_not_told,
    a_year_that_lacks_quarters_carries_a_note,
    a_figure_of_one_specimen_is_deduplicated_by_itself,
);

/// Of each year 10 R, 5 I and 15 S to cefotaxime; the resistant have an ESBL.
async fn two_years(app: &TestApp) -> Laboratory<'_> {
    let laboratory = Laboratory::open(Hospital::grasse(app).await, 2019).await;
    for year in ["2019", "2020"] {
        laboratory.days(&[year]).await;
        let day = format!("04/03/{year}");
        let rows = [coli(0..10, &day, "R;S"), coli(10..15, &day, "I;S"), coli(15..30, &day, "S;S")];
        let rows: Vec<String> = rows.concat();
        laboratory.deliver(year, &rows).await;
    }
    laboratory
}

async fn before_2020_intermediate_isolates_count_with_the_resistant(app: TestApp) {
    let laboratory = two_years(&app).await;
    let query = "&organism=ESCCOL&antibiotic=CTX&by=year&years=2019..2020";
    let found = laboratory.analysis(query).await;
    let groups = found["groups"].as_array().unwrap();
    for (group, [resistant, intermediate, increased, counted, notes]) in
        groups.iter().zip([[10, 5, 0, 15, 1], [10, 0, 5, 10, 0]])
    {
        assert_eq!(group["resistant"], resistant, "{group}");
        assert_eq!(group["intermediate"], intermediate, "{group}");
        assert_eq!(group["increased"], increased, "{group}");
        for figure in ["proportion", "density"] {
            assert_eq!(group[figure]["numerator"], f64::from(counted), "{group}");
            let told = group[figure]["notes"].as_array().unwrap().len();
            assert_eq!(i32::try_from(told).unwrap(), notes, "{group}");
        }
    }
    assert_eq!(found["breaks"][0]["year"], 2020);
    let alone = laboratory.analysis("&organism=ESCCOL&antibiotic=CTX&by=year&years=2020").await;
    assert_eq!((&alone["breaks"], &alone["targets"]), (&json!([]), &json!([])));
    let blood = "&organism=STAAUR&antibiotic=METI&specimen=1&by=year&years=2020";
    let target = &laboratory.analysis(blood).await["targets"][0];
    assert_eq!((&target["metric"], &target["value"]), (&json!("proportion"), &json!(10.0)));
    // The isolates behind the figure of 2019 are those that are R or I.
    let hospital = &laboratory.hospital;
    let isolates = hospital.path("/isolates?organism=ESCCOL&antibiotic=CTX");
    let behind = hospital.get(&format!("{isolates}&year=2019&result=R,I")).await;
    assert_eq!(behind["total"], 15);
    let results: Vec<&Value> =
        behind["items"].as_array().unwrap().iter().map(|one| &one["results"][0][1]).collect();
    assert_eq!((results[0], results[14]), (&json!("R"), &json!("I")));
    let refused = app.get(&hospital.who, &format!("{isolates}&year=2020&result=I")).await;
    assert_eq!(problem(refused), (422, "invalid".to_owned()));
    let before = hospital.get(&hospital.path("/dashboard?year=2019")).await;
    assert!(before["resistance_notes"][0].as_str().unwrap().contains("I + R"), "{before}");
    // Nothing is compared across the change.
    let dashboard = hospital.get(&hospital.path("/dashboard?year=2020")).await;
    for card in dashboard["resistance_cards"].as_array().unwrap() {
        let phenotype = ["EBLSE", "EPC"].contains(&card["id"].as_str().unwrap());
        assert_eq!(card["previous"].is_object(), phenotype, "{card}");
    }
}

async fn years_on_both_sides_of_2020_are_never_added(app: TestApp) {
    let laboratory = two_years(&app).await;
    let ask = async |query: &str| {
        let finess = &laboratory.hospital.finess;
        let path = format!("/api/v1/analyses/resistance?establishment={finess}{query}");
        app.get(&laboratory.hospital.who, &path).await
    };
    for query in ["&years=2019,2020&antibiotic=CTX", "&years=2018..2024&by=organism,antibiotic"] {
        assert_eq!(problem(ask(query).await), (422, "invalid".to_owned()), "{query}");
    }
    let esbl = only(&laboratory.analysis("&years=2019,2020&antibiotic=BLSE").await);
    assert_eq!(esbl["tested"], 60);
}

async fn a_measured_value_is_kept_and_shown_with_the_isolate(app: TestApp) {
    let laboratory = Laboratory::open(Hospital::grasse(&app).await, 2024).await;
    let rows =
        [coli(0..10, "04/03/2024", "S;S"), coli(10..11, "05/03/2024", "> 32 R;≤0,5")].concat();
    let import = laboratory.deliver("2024", &rows).await;
    let told = import["issues_by_code"].as_array().unwrap();
    let told = told.iter().find(|one| one["reason"] == "value_without_category").unwrap();
    assert_eq!((&told["code"], &told["count"]), (&json!("RE05"), &json!(1)));
    let path = "/isolates?year=2024&antibiotic=CTX&result=R";
    let hospital = &laboratory.hospital;
    let behind = hospital.get(&hospital.path(path)).await;
    let isolate = &behind["items"][0];
    assert_eq!(isolate["results"], json!([["CTX", "R"]]));
    assert_eq!(isolate["values"], json!([["CTX", "> 32 R"], ["GEN", "≤0,5"]]));
    // A value is no label: nobody can answer it, and no list has it.
    let answer = json!({ "items": [{ "label": "≤0,5", "code": "S" }] });
    let refused =
        app.call(&hospital.who, "PUT", &hospital.path("/correspondences/result"), answer).await;
    assert_eq!(problem(refused), (422, "invalid".to_owned()));
    let labels = hospital.get(&hospital.path("/labels")).await;
    assert!(!labels.to_string().contains("> 32 R"), "{labels}");
    let gentamicin = only(&laboratory.analysis("&years=2024&antibiotic=GEN").await);
    assert_eq!(gentamicin["tested"], 10);
}

async fn the_day_of_the_stay_tells_where_an_isolate_was_acquired(app: TestApp) {
    let laboratory = Laboratory::open(Hospital::grasse(&app).await, 2024).await;
    let row = |patient: u32, admitted: &str, result: &str| {
        format!("P{patient};60;{admitted};06/03/2024;ECBU;E. coli;;;;{result};S")
    };
    let rows = [
        row(1, "04/03/2024", "R"),
        row(2, "04/03/2024", "S"),
        row(3, "05/03/2024", "S"),
        row(4, "06/03/2024", "R"),
        row(5, "07/03/2024", "R"),
        row(6, "", ""),
    ];
    laboratory.deliver("2024", &rows).await;
    let hospital = &laboratory.hospital;
    let compared = hospital
        .get(&hospital.path("/deduplication?year=2024&organism=ESCCOL&antibiotic=CTX"))
        .await;
    let told = compared["onsets"].as_array().unwrap().iter();
    let told: Vec<Value> = told
        .map(|one| json!([one["onset"], one["isolates"], one["proportion"]["numerator"]]))
        .collect();
    let expected =
        [json!(["community", 2, 1.0]), json!(["hospital", 2, 1.0]), json!(["unknown", 2, 1.0])];
    assert_eq!(told, expected);
    for (onset, days) in [
        ("community", json!([2, 1])),
        ("hospital", json!([3, 3])),
        ("unknown", json!([null, null])),
    ] {
        let path = hospital.path(&format!("/isolates?year=2024&onset={onset}"));
        let isolates = hospital.get(&path).await;
        let items = isolates["items"].as_array().unwrap();
        let found: Vec<&Value> = items.iter().map(|one| &one["day_of_stay"]).collect();
        assert_eq!(json!(found), days, "{onset}");
        assert!(items.iter().all(|one| one["onset"] == onset));
    }
    let refused = app.get(&hospital.who, &hospital.path("/isolates?year=2024&onset=home")).await;
    assert_eq!(problem(refused), (422, "invalid".to_owned()));
}

async fn carbapenemases_have_their_types_and_those_that_are_not_told(app: TestApp) {
    let laboratory = Laboratory::open(Hospital::grasse(&app).await, 2024).await;
    let row = |patient: u32, organism: &str, found: &str, kind: &str| {
        format!("P{patient};60;;06/03/2024;ECBU;{organism};;{found};{kind};S;S")
    };
    let rows = [
        row(1, "E. coli", "O", "NDM"),
        row(2, "K. pneumoniae", "O", "NDM"),
        row(3, "K. pneumoniae", "O", ""),
        row(4, "K. pneumoniae", "N", ""),
        row(5, "P. aeruginosa", "O", "VIM"),
    ];
    laboratory.deliver("2024", &rows).await;
    let found = laboratory.analysis("&years=2024&organism=Enterobacterales&by=antibiotic").await;
    let groups = found["groups"].as_array().unwrap();
    let number = |code: &str| {
        let of_code = groups.iter().find(|group| group["key"]["antibiotic"] == code);
        of_code.map(|group| group["resistant"].as_u64().unwrap())
    };
    for (code, expected) in
        [("EPC", Some(3)), ("EPC:NDM", Some(2)), ("EPC:unknown", Some(1)), ("EPC:VIM", None)]
    {
        assert_eq!(number(code), expected, "{code}");
    }
    let path = "/isolates?year=2024&organism=KLEPNE&antibiotic=EPC:unknown&result=R";
    let hospital = &laboratory.hospital;
    let behind = hospital.get(&hospital.path(path)).await;
    assert_eq!((&behind["total"], &behind["items"][0]["carbapenemase"]), (&json!(1), &json!(true)));
}

async fn a_year_that_lacks_quarters_carries_a_note(app: TestApp) {
    let laboratory = Laboratory::open(Hospital::grasse(&app).await, 2024).await;
    let quarters = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"];
    laboratory.days(&quarters).await;
    let day = ["04/03/2024", "04/06/2024", "04/09/2024", "04/12/2024"];
    let ask = async || only(&laboratory.analysis("&years=2024&antibiotic=CTX").await);
    for (place, quarter) in quarters.iter().enumerate() {
        laboratory.deliver(quarter, &coli(0..40, day[place], "R;S")).await;
        let group = ask().await;
        let whole = place == 3;
        let notes = group["proportion"]["notes"].to_string();
        assert_eq!(notes.contains("incomplète"), !whole, "{quarter}: {notes}");
        assert_eq!(group["density"]["value"].is_number(), whole, "{quarter}: {group}");
        let hospital = &laboratory.hospital;
        let dashboard = hospital.get(&hospital.path("/dashboard?year=2024")).await;
        let notes = dashboard["resistance_notes"].as_array().unwrap();
        assert_eq!(notes.is_empty(), whole, "{quarter}: {notes:?}");
    }
}

async fn a_figure_of_one_specimen_is_deduplicated_by_itself(app: TestApp) {
    let laboratory = Laboratory::open(Hospital::grasse(&app).await, 2024).await;
    let row = |specimen: &str, day: &str| format!("P1;60;;{day}/03/2024;{specimen};E. coli;;;;R;S");
    laboratory.deliver("2024", &[row("ECBU", "04"), row("HEMOC", "05")]).await;
    let hospital = &laboratory.hospital;
    for (specimen, kept) in
        [("", 1), ("&specimen=1", 1), ("&specimen=2", 1), ("&specimen=invasive", 1)]
    {
        let path = format!("year=2024&organism=ESCCOL&antibiotic=CTX{specimen}");
        let compared = hospital.get(&hospital.path(&format!("/deduplication?{path}"))).await;
        assert_eq!(compared["methods"][0]["kept"], kept, "{specimen}");
        let all = hospital.get(&hospital.path(&format!("/isolates?{path}&kept=true"))).await;
        assert_eq!(all["total"], kept, "{specimen}");
    }
}
