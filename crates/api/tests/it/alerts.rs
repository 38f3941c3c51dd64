//! Alerts through HTTP: raised with an import, told by mail, decided by people.

use domain::dto::{MembershipState, Role};
use serde_json::{Value, json};

use crate::harness::{Hospital, Person, TestApp, problem};

on_both!(
    an_import_raises_alerts_and_tells_the_people_of_the_establishment,
    the_same_isolates_raise_nothing_again,
    a_new_patient_joins_the_alert_that_waits_and_is_told,
    what_is_found_in_screening_or_out_of_the_perimeter_is_told_with_the_reason,
    a_label_that_is_answered_later_raises_an_alert,
    people_decide_and_nothing_that_they_wrote_is_lost,
    a_decision_says_what_it_has_to,
    only_members_in_person_decide,
    an_alert_that_nobody_touched_goes_with_its_import,
    a_case_of_the_year_before_is_told_once_unless_that_year_goes,
    a_region_reads_numbers_and_no_patient,
    the_draft_is_completed_and_kept,
    a_draft_takes_no_person_and_no_other_field,
    alerts_come_page_by_page_and_by_state,
);

const GRASSE: &str = "060000478";
const STRUCTURE: &str = "Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n\
                         238;Réanimation;104;03\n900;Consultations;104;07\n";
const HEADER: &str = "UF;IPP;Âge;Date de prélèvement;Nature;Germe;Carbapénémase;Type de carbapénémase;\
                      Ertapénème;Vancomycine\n";
const EPC: &str = "238;8001;67;04/03/2024;Hémoculture;Klebsiella pneumoniae;O;OXA-48;R;";
const NEXT: &str = "238;8002;71;06/03/2024;ECBU;Escherichia coli;O;OXA-48;R;";
const ERG: &str = "237;8003;45;10/04/2024;ECBU;Enterococcus faecium;;;;R";
const OTHER: &str = "237;8004;33;11/04/2024;ECBU;Escherichia coli;N;;S;";

/// A hospital with a structure and an observateur beside the référent.
struct Ward<'a> {
    hospital: Hospital<'a>,
    observateur: Person,
}

impl<'a> Ward<'a> {
    async fn open(app: &'a TestApp) -> Self {
        let hospital = Hospital::grasse(app).await;
        let observateur = app.person("observateur").await;
        app.join(&observateur, GRASSE, Role::Observateur, MembershipState::Active).await;
        for year in ["2023", "2024"] {
            let sent = hospital.send_bytes("structure", year, "s.csv", STRUCTURE.as_bytes(), &[]);
            assert_eq!(sent.await.0, 202);
        }
        Self { hospital, observateur }
    }

    /// Delivers isolates; gives the import.
    async fn deliver(&self, year: i32, rows: &[&str]) -> Value {
        let text = format!("{HEADER}{}\n", rows.join("\n"));
        let text = text.replace("/2024;", &format!("/{year};"));
        let period = year.to_string();
        let sent =
            self.hospital.send_bytes("resistance", &period, "r.csv", text.as_bytes(), &[]).await;
        assert_eq!(sent.0, 202, "{}", sent.1);
        sent.1
    }

    async fn list(&self, query: &str) -> Vec<Value> {
        let path = format!("/api/v1/alerts?establishment={GRASSE}{query}");
        self.hospital.get(&path).await["items"].as_array().unwrap().clone()
    }

    async fn find(&self, id: &Value) -> Value {
        self.hospital.get(&format!("/api/v1/alerts/{id}")).await
    }

    async fn decide(&self, id: &Value, decision: Value) -> (u16, Value) {
        let path = format!("/api/v1/alerts/{id}");
        self.hospital.app.call(&self.hospital.who, "PATCH", &path, decision).await
    }

    async fn draft(&self, id: &Value, fields: Value) -> (u16, Value) {
        let path = format!("/api/v1/alerts/{id}/draft");
        let body = json!({ "fields": fields });
        self.hospital.app.call(&self.hospital.who, "PUT", &path, body).await
    }

    /// The mails about alerts that a member was sent.
    async fn mails(&self, who: &Person) -> usize {
        let subjects = self.hospital.app.subjects_to(&who.email).await;
        subjects.iter().filter(|one| *one == "des alertes attendent d’être examinées").count()
    }
}

/// Definition, unit, patients and isolates of alerts, the newest first.
fn told(alerts: &[Value]) -> Vec<String> {
    let told = |alert: &Value| {
        let content = &alert["content"];
        let [definition, unit] = [&alert["definition"], &content["unit_code"]];
        let numbers = format!("{}/{}", content["patients"], content["isolates"]);
        format!("{} {} {numbers}", definition.as_str().unwrap(), unit.as_str().unwrap())
    };
    alerts.iter().map(told).collect()
}

async fn an_import_raises_alerts_and_tells_the_people_of_the_establishment(app: TestApp) {
    let ward = Ward::open(&app).await;
    let asks = app.person("asks").await;
    app.join(&asks, GRASSE, Role::Contributeur, MembershipState::Pending).await;
    let import = ward.deliver(2024, &[EPC, ERG, OTHER]).await;
    let alerts = ward.list("").await;
    assert_eq!(told(&alerts), ["ERG 237 1/1", "EPC 238 1/1"]);
    let epc = &alerts[1];
    assert_eq!(
        (&epc["state"], &epc["kind"], &epc["found"]),
        (&json!("new"), &json!("bhre"), &json!(true))
    );
    assert_eq!(epc["content"]["mechanisms"], json!(["OXA-48-like"]));
    assert_eq!(epc["content"]["first_on"], "2024-03-04");
    assert_eq!(epc["content"]["sector"], "REA");

    for person in [&ward.hospital.who, &ward.observateur] {
        assert_eq!(ward.mails(person).await, 1);
        let text = app.last_mail(&person.email).await.text;
        assert!(
            text.contains("https://consores.example/etablissements/060000478/alertes"),
            "{text}"
        );
        assert!(text.contains("2\u{a0}alertes attendent"), "{text}");
        for word in ["Klebsiella", "OXA", "238", "animation", "8001", "faecium"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
    assert_eq!(ward.mails(&asks).await, 0);
    let journal = ward.hospital.get(&ward.hospital.path("/journal?action=alerts_raised")).await;
    assert_eq!(journal["items"][0]["import_id"], import["id"]);
    assert_eq!(ward.hospital.dashboard(2024).await["waiting_alerts"], 2);

    let detail = ward.find(&epc["id"]).await;
    let isolate = &detail["isolates"][0];
    assert_eq!((&isolate["patient"], &isolate["counted"]), (&json!(1), &json!(true)));
    assert_eq!(isolate["pseudonym"].as_str().unwrap().len(), 43);
    assert_eq!(detail["figure"], "Enterobacterales:EPC");
    let text = detail["draft"]["text"].as_str().unwrap();
    assert!(text.contains("UF 238, Réanimation, secteur Réanimation"), "{text}");
    assert!(!text.contains(isolate["pseudonym"].as_str().unwrap()), "{text}");
}

async fn the_same_isolates_raise_nothing_again(app: TestApp) {
    let ward = Ward::open(&app).await;
    ward.deliver(2024, &[EPC, ERG]).await;
    let before = ward.list("").await;
    ward.deliver(2024, &[OTHER, ERG, EPC]).await;
    assert_eq!(ward.list("").await, before);
    // The same patient in the same unit once more is the same case.
    let again = EPC.replace("04/03", "09/09");
    ward.deliver(2024, &[OTHER, ERG, EPC, &again]).await;
    assert_eq!(told(&ward.list("").await), ["ERG 237 1/1", "EPC 238 1/2"]);
    assert_eq!(ward.mails(&ward.observateur).await, 1);
}

async fn a_new_patient_joins_the_alert_that_waits_and_is_told(app: TestApp) {
    let ward = Ward::open(&app).await;
    ward.deliver(2024, &[EPC]).await;
    ward.deliver(2024, &[EPC, NEXT]).await;
    let alerts = ward.list("").await;
    assert_eq!(told(&alerts), ["EPC 238 2/2"]);
    assert_eq!(ward.mails(&ward.observateur).await, 2);
    assert_eq!(ward.decide(&alerts[0]["id"], json!({ "state": "reviewed" })).await.0, 200);
    let third = NEXT.replace("8002", "8005");
    ward.deliver(2024, &[EPC, NEXT, &third]).await;
    assert_eq!(told(&ward.list("").await), ["EPC 238 1/1", "EPC 238 2/2"]);
    assert_eq!(ward.mails(&ward.observateur).await, 3);
}

async fn what_is_found_in_screening_or_out_of_the_perimeter_is_told_with_the_reason(app: TestApp) {
    let ward = Ward::open(&app).await;
    let screening = EPC.replace("Hémoculture", "Dépistage BMR");
    let outside = ERG.replace("237;", "900;");
    ward.deliver(2024, &[&screening, &outside, OTHER]).await;
    let alerts = ward.list("").await;
    assert_eq!(told(&alerts), ["ERG 900 1/1", "EPC 238 1/1"]);
    assert_eq!(alerts[0]["content"]["uncounted"], json!({ "unit_out_of_perimeter": 1 }));
    assert_eq!(alerts[1]["content"]["uncounted"], json!({ "screening": 1 }));
    let isolate = &ward.find(&alerts[1]["id"]).await["isolates"][0];
    let said = (&isolate["counted"], &isolate["reason_label"], &isolate["specimen"]);
    let expected = (&json!(false), &json!("Prélèvements de dépistage"), &json!("Dépistage"));
    assert_eq!(said, expected);
}

async fn a_label_that_is_answered_later_raises_an_alert(app: TestApp) {
    let ward = Ward::open(&app).await;
    ward.deliver(2024, &[&EPC.replace("Klebsiella pneumoniae", "Germe maison"), OTHER]).await;
    assert!(ward.list("").await.is_empty());
    let items = json!({ "items": [{ "label": "Germe maison", "code": "KLEPNE" }] });
    let path = ward.hospital.path("/correspondences/organism");
    assert_eq!(app.post(&ward.hospital.who, &path, items).await.0, 200);
    assert_eq!(told(&ward.list("").await), ["EPC 238 1/1"]);
    assert_eq!(ward.mails(&ward.observateur).await, 1);
}

async fn people_decide_and_nothing_that_they_wrote_is_lost(app: TestApp) {
    let ward = Ward::open(&app).await;
    let import = ward.deliver(2024, &[EPC]).await;
    let id = ward.list("").await[0]["id"].clone();
    let reviewed = json!({ "state": "reviewed", "note": "Vu avec l’équipe d’hygiène" });
    let (status, detail) = ward.decide(&id, reviewed).await;
    assert_eq!((status, &detail["alert"]["state"]), (200, &json!("reviewed")), "{detail}");
    let reported = json!({ "state": "reported", "reported_on": "2025-03-18" });
    let (_, detail) = ward.decide(&id, reported).await;
    assert_eq!(detail["alert"]["decision"]["reported_on"], "2025-03-18");
    assert_eq!(detail["decisions"][1]["note"], "Vu avec l’équipe d’hygiène");
    assert_eq!(detail["decisions"][0]["by"], "pharmacie");
    assert_eq!(ward.hospital.dashboard(2024).await["waiting_alerts"], 0);
    let journal = ward.hospital.get(&ward.hospital.path("/journal?action=alert_decided")).await;
    assert_eq!(journal["total"], 2);
    assert_eq!(journal["items"][0]["message"], format!("Alerte n°\u{a0}{id}\u{a0}: signalée"));

    // Cancelled, it stays as it was decided; delivered again, it is known.
    ward.hospital.cancel(&import).await;
    let gone = ward.find(&id).await;
    assert_eq!((&gone["alert"]["found"], &gone["isolates"]), (&json!(false), &json!([])));
    assert_eq!(gone["alert"]["content"]["patients"], 1);
    assert_eq!(gone["decisions"], detail["decisions"]);
    ward.deliver(2024, &[EPC, OTHER]).await;
    let back = ward.list("").await;
    assert_eq!(
        (back.len(), &back[0]["found"], &back[0]["state"]),
        (1, &json!(true), &json!("reported"))
    );
    assert_eq!(ward.mails(&ward.observateur).await, 1);
    let (_, export) = app.get(&ward.hospital.who, "/api/v1/me/export").await;
    assert_eq!(export["alert_decisions"].as_array().unwrap().len(), 2);
}

async fn a_decision_says_what_it_has_to(app: TestApp) {
    let ward = Ward::open(&app).await;
    ward.deliver(2024, &[EPC]).await;
    let id = ward.list("").await[0]["id"].clone();
    let tomorrow = (chrono::Utc::now().date_naive() + chrono::TimeDelta::days(2)).to_string();
    for decision in [
        json!({ "state": "new" }),
        json!({ "state": "reported" }),
        json!({ "state": "reported", "reported_on": "hier" }),
        json!({ "state": "reported", "reported_on": tomorrow }),
        json!({ "state": "dismissed" }),
        json!({ "state": "dismissed", "note": "  " }),
        json!({ "state": "reviewed", "note": "M. Martin né le 12/03/1957" }),
    ] {
        let refused = problem(ward.decide(&id, decision.clone()).await);
        assert_eq!(refused, (422, "invalid".to_owned()), "{decision}");
    }
    assert_eq!(ward.list("").await[0]["state"], "new");
    let dismissed = json!({ "state": "dismissed", "note": "Erreur de saisie" });
    assert_eq!(ward.decide(&id, dismissed).await.0, 200);
}

async fn only_members_in_person_decide(app: TestApp) {
    let ward = Ward::open(&app).await;
    ward.deliver(2024, &[EPC]).await;
    let id = ward.list("").await[0]["id"].clone();
    let national = app.person("national").await;
    app.grant(&national, "national").await;
    let decision = json!({ "state": "reviewed" });
    for (who, expected) in
        [(&ward.observateur, (403, "forbidden")), (&national, (403, "forbidden"))]
    {
        let path = format!("/api/v1/alerts/{id}");
        let (status, code) = problem(app.call(who, "PATCH", &path, decision.clone()).await);
        assert_eq!((status, code.as_str()), expected);
    }
}

async fn an_alert_that_nobody_touched_goes_with_its_import(app: TestApp) {
    let ward = Ward::open(&app).await;
    let import = ward.deliver(2024, &[EPC, ERG]).await;
    let id = ward.list("").await[0]["id"].clone();
    ward.hospital.cancel(&import).await;
    assert!(ward.list("").await.is_empty());
    let path = format!("/api/v1/alerts/{id}");
    assert_eq!(app.get(&ward.hospital.who, &path).await.0, 404);
    // A file that corrects the first one, too.
    ward.deliver(2024, &[EPC, ERG]).await;
    ward.deliver(2024, &[&EPC.replace(";O;OXA-48;", ";N;;"), ERG]).await;
    assert_eq!(told(&ward.list("").await), ["ERG 237 1/1"]);
}

async fn a_case_of_the_year_before_is_told_once_unless_that_year_goes(app: TestApp) {
    let ward = Ward::open(&app).await;
    let before = ward.deliver(2023, &[EPC]).await;
    ward.deliver(2024, &[EPC, NEXT]).await;
    assert_eq!(told(&ward.list("&year=2024").await), ["EPC 238 1/1"]);
    assert_eq!(told(&ward.list("&year=2023").await), ["EPC 238 1/1"]);
    ward.hospital.cancel(&before).await;
    assert_eq!(told(&ward.list("").await), ["EPC 238 2/2"]);
    assert_eq!(ward.mails(&ward.observateur).await, 3, "the case is told again with its year");
}

async fn a_region_reads_numbers_and_no_patient(app: TestApp) {
    let ward = Ward::open(&app).await;
    ward.deliver(2024, &[EPC, NEXT]).await;
    let id = ward.list("").await[0]["id"].clone();
    let [regional, elsewhere, national] =
        [app.person("regional").await, app.person("elsewhere").await, app.person("national").await];
    app.grant(&regional, "region:93").await;
    app.grant(&elsewhere, "region:28").await;
    app.grant(&national, "national").await;
    for (who, path) in [
        (&regional, "/api/v1/alerts?region=93"),
        (&national, "/api/v1/alerts?nation="),
        (&national, "/api/v1/alerts?region=93&state=new&year=2024"),
    ] {
        let (status, page) = app.get(who, path).await;
        assert_eq!((status, &page["total"]), (200, &json!(1)), "{path}: {page}");
        assert_eq!(page["items"][0]["content"]["patients"], 2);
        assert_eq!(page["items"][0]["finess"], GRASSE);
    }
    assert_eq!(app.get(&elsewhere, "/api/v1/alerts?region=28").await.1["total"], 0);
    for (who, path) in [
        (&regional, "/api/v1/alerts?nation="),
        (&elsewhere, "/api/v1/alerts?region=93"),
        (&ward.hospital.who, "/api/v1/alerts?region=93"),
        (&ward.hospital.who, "/api/v1/alerts?nation="),
    ] {
        assert_eq!(problem(app.get(who, path).await), (403, "forbidden".to_owned()), "{path}");
    }
    let path = format!("/api/v1/alerts/{id}");
    assert_eq!(app.get(&elsewhere, &path).await.0, 404);
    let own = ward.find(&id).await;
    for who in [&regional, &national] {
        let (_, detail) = app.get(who, &path).await;
        assert_eq!(detail["isolates"].as_array().unwrap().len(), 2);
        for isolate in own["isolates"].as_array().unwrap() {
            let pseudonym = isolate["pseudonym"].as_str().unwrap();
            assert!(!detail.to_string().contains(pseudonym), "{detail}");
        }
    }
}

async fn the_draft_is_completed_and_kept(app: TestApp) {
    let ward = Ward::open(&app).await;
    let import = ward.deliver(2024, &[EPC]).await;
    let id = ward.list("").await[0]["id"].clone();
    let fields =
        json!({ "status": "1 infecté", "measures": "Précautions contact\nCohorte", "help": " " });
    let (status, detail) = ward.draft(&id, fields).await;
    assert_eq!(status, 200, "{detail}");
    let text = detail["draft"]["text"].as_str().unwrap().to_owned();
    assert!(text.contains("Infectés, colonisés\u{a0}: 1 infecté\n"), "{text}");
    assert!(text.contains("Aide demandée\u{a0}: «\u{a0}à compléter\u{a0}»"), "{text}");
    // Words that somebody wrote keep the alert, although nobody has decided.
    ward.hospital.cancel(&import).await;
    assert_eq!(ward.find(&id).await["draft"]["text"], text.as_str());
    ward.deliver(2024, &[EPC, OTHER]).await;
    assert_eq!(told(&ward.list("&state=new").await), ["EPC 238 1/1"]);
    assert_eq!(ward.find(&id).await["draft"]["text"], text.as_str());
    assert_eq!(ward.hospital.dashboard(2024).await["waiting_alerts"], 1);
}

async fn a_draft_takes_no_person_and_no_other_field(app: TestApp) {
    let ward = Ward::open(&app).await;
    ward.deliver(2024, &[EPC]).await;
    let id = ward.list("").await[0]["id"].clone();
    for fields in [
        json!({ "finess": "1" }),
        json!({ "sender": "Claire" }),
        json!({ "unknown": "x" }),
        json!({ "measures": "a@b.example" }),
        json!({ "measures": "x".repeat(1001) }),
    ] {
        let refused = problem(ward.draft(&id, fields.clone()).await);
        assert_eq!(refused, (422, "invalid".to_owned()), "{fields}");
    }
}

async fn alerts_come_page_by_page_and_by_state(app: TestApp) {
    let ward = Ward::open(&app).await;
    let third = NEXT.replace("OXA-48", "NDM");
    ward.deliver(2024, &[EPC, ERG, &third]).await;
    let path = format!("/api/v1/alerts?establishment={GRASSE}&limit=2");
    let first = ward.hospital.get(&path).await;
    assert_eq!((first["items"].as_array().unwrap().len(), &first["total"]), (2, &json!(3)));
    let next = first["next"].as_str().unwrap();
    let last = ward.hospital.get(&format!("{path}&cursor={next}")).await;
    assert_eq!((last["items"].as_array().unwrap().len(), &last["next"]), (1, &Value::Null));
    let id = &last["items"][0]["id"];
    let dismissed = json!({ "state": "dismissed", "note": "Déjà connu" });
    assert_eq!(ward.decide(id, dismissed).await.0, 200);
    assert_eq!(ward.list("&state=new").await.len(), 2);
    assert_eq!(&ward.list("&state=dismissed").await[0]["id"], id);
    let unread =
        app.get(&ward.hospital.who, "/api/v1/alerts?establishment=060000478&state=x").await;
    assert_eq!(problem(unread), (422, "invalid".to_owned()));
    assert_eq!(problem(app.get(&ward.hospital.who, "/api/v1/alerts").await).0, 422);
}
