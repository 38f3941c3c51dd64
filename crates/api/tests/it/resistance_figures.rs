//! Figures of resistance through HTTP: every one of the answer keys, isolates with their decisions, and what
//! several establishments may see of one another.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use serde_json::{Value, json};

use crate::harness::{Hospital, TestApp, problem, samples};
use crate::resistance_keys::{answer_labels, import};

on_both!(
    grasse_and_embrun_agree_with_their_keys,
    caen_agrees_with_its_keys,
    quarters_and_sectors_are_deduplicated_by_themselves,
    an_isolate_that_does_not_count_tells_why,
    every_rule_of_deduplication_is_compared,
    a_cancelled_import_leaves_no_figure,
    densities_need_no_consumption,
    sums_of_few_are_hidden_from_their_neighbours,
    what_cannot_be_asked_is_told,
);

const GRASSE: &str = "060000478";
/// Keys are rounded to six decimals.
const TOLERANCE: f64 = 6e-7;

/// Delivers a year whole, consumption and patient-days too.
async fn deliver(hospital: &Hospital<'_>, year: i32) {
    let period = year.to_string();
    hospital.answer(year, true).await;
    hospital.import("structure", &period, &format!("structure_{year}.xlsx")).await;
    hospital.import("patient_days", &period, &format!("jh_{year}.xlsx")).await;
    hospital.import("consumption", &period, &format!("consommations_{year}.xlsx")).await;
    answer_labels(hospital, year).await;
    import(hospital, year, &format!("resistances_{year}.xlsx"), "resistance").await;
}

/// Groups of an answer, and their places by antibiotic, organism and specimen.
struct Answer {
    groups: Vec<Value>,
    places: HashMap<[String; 3], usize>,
}

impl Answer {
    fn of(groups: Vec<Value>) -> Self {
        let place = |(place, group): (usize, &Value)| {
            let code = |axis: &str| group["key"][axis].as_str().unwrap_or_default().to_owned();
            (["antibiotic", "organism", "specimen"].map(code), place)
        };
        let places = groups.iter().enumerate().map(place).collect();
        Self { groups, places }
    }
}

/// Figures of a key and of the API that were compared.
struct Compared<'a> {
    hospital: &'a Hospital<'a>,
    year: i32,
    known: HashMap<String, Rc<Answer>>,
    figures: usize,
}

impl<'a> Compared<'a> {
    fn new(hospital: &'a Hospital<'a>, year: i32) -> Self {
        Self { hospital, year, known: HashMap::new(), figures: 0 }
    }

    async fn groups(&mut self, by: &str, more: &str) -> Vec<Value> {
        self.answer(by, more).await.groups.clone()
    }

    async fn answer(&mut self, by: &str, more: &str) -> Rc<Answer> {
        let Hospital { finess, .. } = self.hospital;
        let year = self.year;
        let path = format!(
            "/api/v1/analyses/resistance?establishment={finess}&years={year}&by={by}{more}"
        );
        if let Some(known) = self.known.get(&path) {
            return Rc::clone(known);
        }
        let found = self.hospital.get(&path).await["groups"].as_array().unwrap().clone();
        let answer = Rc::new(Answer::of(found));
        self.known.insert(path, Rc::clone(&answer));
        answer
    }

    /// A group of an organism, or a group of organisms, and an antibiotic; `part` is a filter, or
    /// the specimen of a split.
    async fn one(&mut self, organism: &str, antibiotic: &str, part: &str) -> Value {
        let species = organism.chars().all(char::is_uppercase) && !organism.is_empty();
        // Those tested are told of every antibiotic at once; of a phenotype also those without it.
        let phenotype = antibiotic == "BLSE" || antibiotic.starts_with("EPC");
        let mut by = vec!["antibiotic"];
        let mut more = String::new();
        if species {
            by.push("organism");
        } else if !organism.is_empty() {
            more = format!("&organism={organism}");
        }
        if phenotype {
            more.push_str("&antibiotic=");
            more.push_str(antibiotic);
        }
        let specimen = part.parse::<u8>().is_ok();
        if specimen {
            by.push("specimen");
        } else {
            more += part;
        }
        let answer = self.answer(&by.join(","), &more).await;
        let place =
            [antibiotic, if species { organism } else { "" }, if specimen { part } else { "" }];
        let found = answer.places.get(&place.map(str::to_owned));
        let none = || json!({ "isolates": 0, "tested": 0, "resistant": 0 });
        found.map_or_else(none, |place| answer.groups[*place].clone())
    }

    fn count(&mut self, found: &Value, expected: &Value, what: &str) {
        assert_eq!(found.as_u64(), expected.as_u64(), "{what}");
        self.figures += 1;
    }

    fn number(&mut self, found: f64, expected: &Value, what: &str) {
        let expected = expected.as_f64().unwrap();
        assert!((found - expected).abs() <= TOLERANCE, "{what}: {found}, not {expected}");
        self.figures += 1;
    }

    /// Numerator, denominator and percentage, hidden or not.
    fn ratio(&mut self, group: &Value, expected: &Value, what: &str) {
        self.count(&group["resistant"], &expected["n"], what);
        self.count(&group["tested"], &expected["N"], what);
        if let Some(value) = group["proportion"]["value"].as_f64() {
            self.number(value, &expected["value"], what);
        } else if group["tested"].as_u64().unwrap() > 0 {
            assert!(group["tested"].as_u64().unwrap() < 10, "{what} is hidden");
        }
    }

    fn density(&mut self, figure: &Value, expected: &Value, what: &str) {
        self.number(figure["numerator"].as_f64().unwrap(), &expected["n"], what);
        self.number(figure["denominator"].as_f64().unwrap(), &expected["N"], what);
        self.number(figure["value"].as_f64().unwrap(), &expected["value"], what);
    }

    /// The block `summary` of all isolates, or of blood cultures.
    async fn summary(&mut self, expected: &Value, part: &str) {
        for (name, expected) in expected.as_object().unwrap() {
            let (organism, antibiotic) = match name.as_str() {
                "SARM" => ("STAAUR", "METI"),
                "EBLSE" => ("Enterobacterales", "BLSE"),
                "EPC" => ("Enterobacterales", "EPC"),
                "ENTEROB_CARBA_R" => ("Enterobacterales", "CARBA"),
                other => match other.split_once('_').unwrap() {
                    (organism, "ERV") => (organism, "VAN"),
                    // Ertapenem is not read for those that resist it by nature.
                    (organism, "CARBA_R") => (organism, "CARBA_IM"),
                    both => both,
                },
            };
            let specimen = if part.is_empty() { "" } else { "&specimen=" };
            let query = format!("&organism={organism}&antibiotic={antibiotic}{specimen}{part}");
            let group = self.groups("", &query).await[0].clone();
            let what = format!("{name} {part}");
            self.ratio(&group, &expected["pct"], &what);
            self.density(&group["density"], &expected["density"], &what);
            for (kind, expected) in expected["by_type"].as_object().into_iter().flatten() {
                let group = self.one(organism, &format!("EPC:{kind}"), part).await;
                self.count(&group["resistant"], expected, &format!("{what} {kind}"));
            }
        }
    }

    /// Every species with its molecules and classes, and its isolates by specimen.
    async fn species(&mut self, expected: &Value) {
        let groups = self.groups("organism,antibiotic", "").await;
        let found: BTreeMap<(String, String), &Value> = groups
            .iter()
            .map(|group| ((text(group, "organism"), text(group, "antibiotic")), group))
            .collect();
        let by_specimen = self.groups("organism,specimen", "&antibiotic=BLSE").await;
        for (organism, expected) in expected.as_object().unwrap() {
            let blocks = ["antibiotics", "classes"].map(|block| expected[block].as_object());
            for (antibiotic, expected) in blocks.into_iter().flatten().flatten() {
                let what = format!("{organism} {antibiotic}");
                let group = found.get(&(organism.clone(), antibiotic.clone()));
                let group = group.unwrap_or_else(|| panic!("{what} is missing"));
                self.ratio(group, expected, &what);
                if let Some(increased) = expected.get("sfp") {
                    self.count(&group["increased"], increased, &what);
                }
            }
            let all = self.one(organism, "BLSE", "").await;
            self.count(&all["isolates"], &expected["kept"], organism);
            self.density(&all["isolates_density"], &expected["density"], organism);
            for (code, expected) in expected["kept_by_specimen"].as_object().unwrap() {
                let of = |group: &&Value| {
                    text(group, "organism") == *organism && text(group, "specimen") == *code
                };
                let group = by_specimen.iter().find(of).unwrap();
                self.count(&group["isolates"], expected, &format!("{organism} in {code}"));
            }
        }
    }

    /// Isolates, and resistant over tested, by nature of specimen.
    async fn specimens(&mut self, expected: &Value) {
        for (code, expected) in expected.as_object().unwrap() {
            let all = self.one("", "BLSE", code).await;
            self.count(&all["isolates"], &expected["kept"], code);
            for (organism, expected) in expected["species"].as_object().unwrap() {
                for (antibiotic, pair) in
                    expected["R_over_tested"].as_object().into_iter().flatten()
                {
                    let group = self.one(organism, antibiotic, code).await;
                    self.pair(&group, pair, &format!("{organism} {antibiotic} in {code}"));
                }
            }
        }
    }

    /// Resistant and tested.
    fn pair(&mut self, group: &Value, pair: &Value, what: &str) {
        self.count(&group["resistant"], &pair[0], what);
        self.count(&group["tested"], &pair[1], what);
    }

    /// The lines of the national panel that have isolates, each nature of specimen among them.
    async fn panels(&mut self, expected: &Value) {
        let Hospital { finess, .. } = self.hospital;
        let path =
            format!("/api/v1/analyses/resistance-panel?establishment={finess}&year={}", self.year);
        let found = self.hospital.get(&path).await;
        let known = expected.as_object().unwrap();
        let mut compared = 0;
        for item in found["items"].as_array().unwrap() {
            let id = item["id"].as_str().unwrap();
            let Some(expected) = known.get(id) else { continue };
            compared += 1;
            self.pair(item, &expected["global"], id);
            if expected["density"].is_number() {
                self.number(item["density"]["value"].as_f64().unwrap(), &expected["density"], id);
            }
            let by_specimen = item["by_specimen"].as_array().unwrap();
            let Some(expected) = expected["by_specimen"].as_object() else { continue };
            assert_eq!(by_specimen.len(), expected.len(), "{id}");
            for one in by_specimen {
                let code = one["specimen"].as_str().unwrap();
                self.pair(one, &expected[code], &format!("{id} in {code}"));
            }
        }
        assert_eq!(compared, known.len());
    }

    async fn indicators(&mut self, expected: &Value) {
        let Hospital { finess, .. } = self.hospital;
        let path = format!("/api/v1/indicators?establishment={finess}&year={}", self.year);
        let found = self.hospital.get(&path).await;
        let items = found["items"].as_array().unwrap();
        assert_eq!(items.len(), 10);
        for item in items {
            let id = item["id"].as_str().unwrap();
            let expected = &expected[id];
            if let (Some(value), Some(_)) =
                (item["figure"]["value"].as_f64(), expected["value"].as_f64())
            {
                self.number(value, &expected["value"], id);
            }
        }
    }

    async fn all(&mut self) {
        let key = self.hospital.json(&format!("expected_{}.json", self.year));
        let resistance = &key["resistance"];
        let all = self.one("", "BLSE", "").await;
        self.count(&all["isolates"], &resistance["kept"]["global"], "kept");
        for (code, expected) in resistance["kept"]["by_specimen"].as_object().unwrap() {
            let of_specimen = self.one("", "BLSE", code).await;
            self.count(&of_specimen["isolates"], expected, code);
        }
        self.summary(&resistance["summary"], "").await;
        self.summary(&resistance["summary_blood_cultures"], "1").await;
        self.species(&resistance["species"]).await;
        self.specimens(&resistance["by_specimen"]).await;
        self.panels(&resistance["panels"]).await;
        self.indicators(&key["indicators"]).await;
    }
}

fn text(group: &Value, axis: &str) -> String {
    group["key"][axis].as_str().unwrap().to_owned()
}

async fn check(app: &TestApp, folder: &str, finess: &str, years: &[i32], least: usize) {
    let Some(path) = samples(folder) else { return };
    let hospital = Hospital::led_by(app, folder, path, finess).await;
    for year in years {
        deliver(&hospital, *year).await;
        let mut compared = Compared::new(&hospital, *year);
        compared.all().await;
        assert!(compared.figures > least, "{folder} {year}: {} figures", compared.figures);
        eprintln!("{folder} {year}: {} figures agree with the key", compared.figures);
    }
}

async fn grasse_and_embrun_agree_with_their_keys(app: TestApp) {
    check(&app, "ch-grasse", GRASSE, &[2023, 2024], 2_000).await;
    check(&app, "embrun-clean", "050000256", &[2024], 300).await;
}

async fn caen_agrees_with_its_keys(app: TestApp) {
    check(&app, "chu-caen", "140000100", &[2024], 3_000).await;
}

async fn grasse(app: &TestApp) -> Hospital<'_> {
    let hospital = Hospital::grasse(app).await;
    deliver(&hospital, 2024).await;
    hospital
}

async fn quarters_and_sectors_are_deduplicated_by_themselves(app: TestApp) {
    let hospital = grasse(&app).await;
    let key = &hospital.json("expected_2024.json")["resistance"];
    let mut compared = Compared::new(&hospital, 2024);
    for (name, organism, antibiotic) in [
        ("SARM", "STAAUR", "METI"),
        ("EBLSE", "Enterobacterales", "BLSE"),
        ("EPC", "Enterobacterales", "EPC"),
    ] {
        let query = format!("&organism={organism}&antibiotic={antibiotic}");
        let quarters = compared.groups("quarter", &query).await;
        for (quarter, expected) in key["quarters"].as_object().unwrap() {
            let period = format!("2024-{quarter}");
            let group = quarters.iter().find(|group| text(group, "quarter") == period).unwrap();
            compared.ratio(group, &expected[name], &format!("{name} {period}"));
        }
        let sectors = compared.groups("sector", &query).await;
        for (sector, expected) in key["by_sector"].as_object().unwrap() {
            let group = sectors.iter().find(|group| text(group, "sector") == *sector).unwrap();
            let what = format!("{name} {sector}");
            compared.ratio(group, &expected[name]["pct"], &what);
            compared.density(&group["density"], &expected[name]["density"], &what);
        }
    }
}

async fn an_isolate_that_does_not_count_tells_why(app: TestApp) {
    let hospital = grasse(&app).await;
    let key = &hospital.json("expected_2024.json")["resistance"]["species"]["STAAUR"];
    let path = hospital.path("/isolates?year=2024&organism=STAAUR&limit=200");
    let all = hospital.get(&path).await;
    assert_eq!(all["total"], key["before"]);
    let kept = hospital.get(&format!("{path}&kept=true")).await;
    assert_eq!(kept["total"], key["kept"]);
    let dropped = hospital.get(&format!("{path}&kept=false")).await;
    let items = dropped["items"].as_array().unwrap();
    assert!(!items.is_empty());
    let by_number = |number: &Value| {
        let all = all["items"].as_array().unwrap();
        all.iter().find(|one| one["number"] == *number).cloned()
    };
    for item in items {
        let decision = &item["decision"];
        let standing = by_number(&decision["of"]);
        if let Some(standing) = standing {
            assert_eq!(standing["patient"], item["patient"]);
            assert_eq!(standing["decision"]["kept"], true);
        }
        let because = decision["because"].as_str().unwrap();
        assert!(["more_tested", "older"].contains(&because), "{decision}");
        assert!(decision["label"].as_str().unwrap().starts_with("Même souche"));
    }
    // The isolates of a figure, and those of one patient.
    let resistant = hospital.get(&format!("{path}&kept=true&antibiotic=METI&result=R")).await;
    let figure = &hospital.json("expected_2024.json")["resistance"]["summary"]["SARM"]["pct"]["n"];
    assert_eq!(resistant["total"], *figure);
    let patient = items[0]["patient"].as_str().unwrap();
    let of_patient = hospital.get(&format!("{path}&patient={patient}")).await;
    assert!(of_patient["total"].as_u64().unwrap() >= 2);
}

async fn every_rule_of_deduplication_is_compared(app: TestApp) {
    let hospital = grasse(&app).await;
    let path = hospital.path("/deduplication?year=2024&organism=STAAUR&antibiotic=METI");
    let compared = hospital.get(&path).await;
    let key = &hospital.json("expected_2024.json")["resistance"];
    let methods = compared["methods"].as_array().unwrap();
    let names: Vec<&str> = methods.iter().map(|one| one["method"].as_str().unwrap()).collect();
    assert_eq!(names, ["spares", "none", "first_isolate", "episode_30", "episode_365", "glass"]);
    assert_eq!(methods[0]["proportion"]["numerator"], json!(14.0));
    assert_eq!(methods[0]["kept"], key["species"]["STAAUR"]["kept"]);
    assert_eq!(methods[1]["kept"], key["species"]["STAAUR"]["before"]);
    assert!(methods[2]["kept"].as_u64() <= methods[0]["kept"].as_u64());
    // What is rolled up is what the facts give.
    for method in ["none", "first_isolate"] {
        let finess = &hospital.finess;
        let path = format!(
            "/api/v1/analyses/resistance?establishment={finess}&years=2024&organism=STAAUR\
             &antibiotic=METI&dedup={method}"
        );
        let group = hospital.get(&path).await["groups"][0].clone();
        let told = methods.iter().find(|one| one["method"] == method).unwrap();
        assert_eq!(group["proportion"], told["proportion"], "{method}");
        assert_eq!(group["density"], told["density"], "{method}");
    }
}

async fn a_cancelled_import_leaves_no_figure(app: TestApp) {
    let hospital = grasse(&app).await;
    assert_eq!(hospital.dashboard(2024).await["resistance_cards"].as_array().unwrap().len(), 4);
    let imports = hospital.get(&hospital.path("/imports")).await;
    let found = imports["items"].as_array().unwrap().iter().find(|one| one["kind"] == "resistance");
    hospital.cancel(found.unwrap()).await;
    let mut compared = Compared::new(&hospital, 2024);
    assert_eq!(compared.groups("organism,antibiotic", "").await, Vec::<Value>::new());
    assert_eq!(hospital.dashboard(2024).await["resistance_cards"], json!([]));
}

async fn densities_need_no_consumption(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.answer(2024, true).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    hospital.import("patient_days", "2024", "jh_2024.xlsx").await;
    answer_labels(&hospital, 2024).await;
    import(&hospital, 2024, "resistances_2024.xlsx", "resistance").await;
    let mut compared = Compared::new(&hospital, 2024);
    let group = compared.one("STAAUR", "METI", "").await;
    let key = &hospital.json("expected_2024.json")["resistance"]["summary"]["SARM"]["density"];
    compared.density(&group["density"], key, "SARM");
}

async fn sums_of_few_are_hidden_from_their_neighbours(app: TestApp) {
    let grasse = grasse(&app).await;
    let embrun =
        Hospital::led_by(&app, "laboratoire", samples("embrun-clean").unwrap(), "050000256").await;
    deliver(&embrun, 2024).await;
    let path = "/api/v1/analyses/resistance?region=93&years=2024&organism=STAAUR&antibiotic=METI";
    for (hospital, settled) in
        [(&grasse, false), (&embrun, false), (&grasse, true), (&embrun, true)]
    {
        if settled {
            app.settle_sums().await;
        }
        let group = hospital.get(path).await["groups"][0].clone();
        assert_eq!((&group["tested"], &group["proportion"]["value"]), (&Value::Null, &Value::Null));
        let indicators = hospital.get("/api/v1/indicators?region=93&year=2024").await;
        for item in indicators["items"].as_array().unwrap() {
            assert_eq!(item["figure"]["value"], Value::Null, "{item}");
        }
        let panel = hospital.get("/api/v1/analyses/resistance-panel?region=93&year=2024").await;
        let items = panel["items"].as_array().unwrap();
        // Both have S. aureus: no line of it is shown, and no density of any.
        for item in items {
            assert_eq!(item["density"]["value"], Value::Null, "{item}");
            if item["organism"] == "Staphylococcus aureus" {
                assert_eq!(item["tested"], Value::Null, "{item}");
                assert_eq!(item["proportion"]["numerator"], 0.0, "{item}");
            }
        }
    }
}

async fn what_cannot_be_asked_is_told(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    for query in [
        "by=patient",
        "by=specimen,sector",
        "by=specimen&specimen=1",
        "by=quarter&sector=REA",
        "organism=XXXXXX",
        "antibiotic=XXX",
        "specimen=16",
        "sector=XXX",
        "specimen=1&sector=REA",
        "dedup=mine",
    ] {
        let path = format!("/api/v1/analyses/resistance?establishment={GRASSE}&years=2024&{query}");
        let refused = app.get(&hospital.who, &path).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{query}");
    }
    for path in [
        format!("/api/v1/indicators?establishment={GRASSE}&year=-2147483648"),
        hospital.path("/isolates?year=-2147483648"),
        hospital.path("/deduplication?year=-2147483648&antibiotic=METI"),
        hospital.path("/dashboard?year=-2147483648"),
    ] {
        let refused = app.get(&hospital.who, &path).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{path}");
    }
}
