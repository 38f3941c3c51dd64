//! Findings to confirm: an import is stored once somebody has acknowledged each of them.

use serde_json::{Value, json};

use crate::{
    checked::{open, proposed},
    harness::{Form, Hospital, TestApp, problem},
};

on_both!(
    an_unusual_rate_is_acknowledged_with_a_comment_or_not_stored,
    everything_may_be_acknowledged_at_once,
    days_that_make_a_rate_unusual_are_acknowledged_too,
    findings_of_other_imports_do_not_count,
    implausible_isolates_are_told_by_their_first_rows,
    a_file_checked_in_the_browser_is_acknowledged_the_same_way,
    what_is_no_acknowledgement_is_refused_without_being_told,
);

const STRUCTURE: &str = "Code UF;Libelle UF;Code DE;Code TA\n237;Cardiologie;127;03\n";
const DAYS: &str = "Code UF;Nombre de journées\n237;1000\n";
/// One DDJ for a thousand patient-days of medicine.
const LITTLE: &str = "UF;UCD;Quantité\n237;9000255;3\n";

const UNUSUAL: &str = "implausible_rate";

async fn send(
    hospital: &Hospital<'_>,
    kind: &str,
    text: &str,
    more: &[(&str, &str)],
) -> (u16, Value) {
    hospital.send_fields(kind, "2024", ("fichier.csv", text.as_bytes()), more).await
}

async fn stored(hospital: &Hospital<'_>, kind: &str, text: &str, more: &[(&str, &str)]) -> Value {
    let (status, created) = send(hospital, kind, text, more).await;
    assert_eq!(status, 202, "{kind}: {created}");
    hospital.read_import(created["id"].as_i64().unwrap()).await
}

async fn with_structure(app: &TestApp) -> Hospital<'_> {
    let hospital = Hospital::grasse(app).await;
    stored(&hospital, "structure", STRUCTURE, &[]).await;
    hospital
}

async fn number_of_imports(hospital: &Hospital<'_>) -> Value {
    hospital.get(&hospital.path("/imports")).await["total"].clone()
}

fn severity(import: &Value, reason: &str) -> Value {
    let mut groups = import["issues_by_code"].as_array().unwrap().iter();
    groups.find(|group| group["reason"] == reason).unwrap()["severity"].clone()
}

async fn an_unusual_rate_is_acknowledged_with_a_comment_or_not_stored(app: TestApp) {
    let hospital = with_structure(&app).await;
    stored(&hospital, "patient_days", DAYS, &[]).await;
    let (status, verdict) = send(&hospital, "consumption", LITTLE, &[("dry_run", "true")]).await;
    assert_eq!((status, severity(&verdict, UNUSUAL)), (200, json!("confirm")), "{verdict}");

    let other = json!([{ "code": "CO07", "reason": "rate_changed" }]).to_string();
    for more in [&[][..], &[("acknowledgements", "[]")], &[("acknowledgements", &other)]] {
        let (status, refused) = send(&hospital, "consumption", LITTLE, more).await;
        assert_eq!((status, &refused["code"]), (409, &json!("unacknowledged")), "{refused}");
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains("CO06 Consommation inhabituelle (1)"), "{detail}");
        assert_eq!(refused["issues"].as_array().unwrap().len(), 1, "{refused}");
        assert_eq!(refused["issues"][0]["reason"], UNUSUAL);
        assert_eq!(refused["issues"][0]["row"], Value::Null, "it is about the whole file");
    }
    assert_eq!(number_of_imports(&hospital).await, 2, "nothing was stored");

    let given = json!([{ "code": "CO06", "reason": UNUSUAL, "comment": " lits fermés l’été " }]);
    let given = given.to_string();
    let import = stored(&hospital, "consumption", LITTLE, &[("acknowledgements", &given)]).await;
    let kept = &import["acknowledgements"];
    assert_eq!(kept.as_array().unwrap().len(), 1, "{kept}");
    assert_eq!((&kept[0]["code"], &kept[0]["reason"]), (&json!("CO06"), &json!(UNUSUAL)));
    assert_eq!(kept[0]["title"], "Consommation inhabituelle");
    assert_eq!(kept[0]["comment"], "lits fermés l’été");
    assert_eq!((&kept[0]["by"], &kept[0]["at"]), (&import["created_by"], &import["created_at"]));
    assert_eq!(severity(&import, UNUSUAL), "confirm", "it is still told");

    let export = hospital.get("/api/v1/me/export").await;
    assert_eq!(export["acknowledgements"][0]["comment"], "lits fermés l’été");
    assert_eq!(export["acknowledgements"][0]["import_id"], import["id"]);
    hospital.cancel(&import).await;
    let import = hospital.read_import(import["id"].as_i64().unwrap()).await;
    assert_eq!(import["acknowledgements"], *kept, "they stay with the entry");
    assert_eq!(import["issues_by_code"], json!([]));
}

async fn everything_may_be_acknowledged_at_once(app: TestApp) {
    let hospital = with_structure(&app).await;
    stored(&hospital, "patient_days", DAYS, &[]).await;
    let import = stored(&hospital, "consumption", LITTLE, &[("acknowledge", "all")]).await;
    assert_eq!(import["acknowledgements"][0]["reason"], UNUSUAL);
    assert_eq!(import["acknowledgements"][0]["comment"], Value::Null);
}

async fn days_that_make_a_rate_unusual_are_acknowledged_too(app: TestApp) {
    let hospital = with_structure(&app).await;
    let import = stored(&hospital, "consumption", LITTLE, &[]).await;
    assert_eq!(import["acknowledgements"], json!([]), "without days there is no rate");
    let refused = send(&hospital, "patient_days", DAYS, &[]).await;
    assert_eq!(problem(refused), (409, "unacknowledged".to_owned()));
    let all = [("acknowledge", "all")];
    let import = stored(&hospital, "patient_days", DAYS, &all).await;
    assert_eq!(import["acknowledgements"][0]["code"], "CO06");
    assert_eq!(severity(&import, UNUSUAL), "confirm");
}

/// Isolates of which so many cannot be: susceptible to amoxicillin and resistant to cefotaxime.
fn isolates(number: usize, implausible: usize) -> String {
    let head = "UF;IPP;Date de naissance;Sexe;Date d'entrée;Date de prélèvement;N° de prélèvement;\
                Nature;Germe;BLSE;Amoxicilline;Céfotaxime\n";
    let rows = (0..number).map(|place| {
        let marks = if place < implausible { "S;R" } else { "R;S" };
        format!(
            "237;{};12/03/1957;F;01/03/2024;04/03/2024;P{place};Hémoculture;E. coli;N;{marks}\n",
            8000 + place
        )
    });
    std::iter::once(head.to_owned()).chain(rows).collect()
}

async fn findings_of_other_imports_do_not_count(app: TestApp) {
    let hospital = with_structure(&app).await;
    let all = [("acknowledge", "all")];
    stored(&hospital, "resistance", &isolates(3, 1), &all).await;
    stored(&hospital, "patient_days", DAYS, &[]).await;
    stored(&hospital, "consumption", LITTLE, &all).await;
    // Isolates have nothing to do with the rate, nor a structure; and what was implausible is replaced.
    let import = stored(&hospital, "resistance", &isolates(4, 0), &[]).await;
    assert_eq!(import["acknowledgements"], json!([]));
    let longer = format!("{STRUCTURE}238;Pneumologie;127;03\n");
    stored(&hospital, "structure", &longer, &[]).await;
}

async fn implausible_isolates_are_told_by_their_first_rows(app: TestApp) {
    let hospital = with_structure(&app).await;
    let text = isolates(30, 25);
    let (status, refused) = send(&hospital, "resistance", &text, &[]).await;
    assert_eq!((status, &refused["code"]), (409, &json!("unacknowledged")), "{refused}");
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.contains("PH2") && detail.contains("(25)"), "{detail}");
    assert_eq!(refused["issues"].as_array().unwrap().len(), 20);
    assert_eq!(refused["issues"][0]["row"], 2);
    let given = json!([{ "code": "PH2", "reason": "penicillin_without_cephalosporin" }]);
    let given = given.to_string();
    let import = stored(&hospital, "resistance", &text, &[("acknowledgements", &given)]).await;
    assert_eq!(import["rows"]["kept"], 30, "they count as they are");
}

async fn a_file_checked_in_the_browser_is_acknowledged_the_same_way(app: TestApp) {
    let hospital = with_structure(&app).await;
    stored(&hospital, "patient_days", DAYS, &[]).await;
    let of = ("consumption", "2024");
    let mut session = open(&hospital, of, "fichier.csv", LITTLE.into()).await;
    session.check(&proposed(&session), None).unwrap();
    let verdict = session.verdict().unwrap();
    let asked: Vec<&str> = verdict.to_confirm().map(|group| group.reason.as_str()).collect();
    assert_eq!(asked, [UNUSUAL]);
    let bytes = serde_json::to_vec(session.checked().unwrap()).unwrap();
    let path = hospital.path("/imports/checked");
    let send = async |fields: &[(&str, &str)]| {
        let form = Form { file_name: "blob", bytes: &bytes, fields };
        app.upload(&hospital.who, &path, &form, &[]).await
    };
    assert_eq!(problem(send(&[]).await), (409, "unacknowledged".to_owned()));
    let given = json!([{ "code": "CO06", "reason": UNUSUAL, "comment": "ouverture" }]).to_string();
    let (status, created) = send(&[("acknowledgements", &given)]).await;
    assert_eq!(status, 202, "{created}");
    let import = hospital.read_import(created["id"].as_i64().unwrap()).await;
    assert_eq!(import["acknowledgements"][0]["comment"], "ouverture");
}

async fn what_is_no_acknowledgement_is_refused_without_being_told(app: TestApp) {
    let hospital = with_structure(&app).await;
    let of = |comment: &str| {
        json!([{ "code": "CO06", "reason": UNUSUAL, "comment": comment }]).to_string()
    };
    let (long, named) = (of(&"é".repeat(501)), of("Mme DUPONT, née le 12/03/1957"));
    for (field, value) in [
        ("acknowledge", "some"),
        ("acknowledgements", "all"),
        ("acknowledgements", "[{\"code\":\"CO06\"}]"),
        ("acknowledgements", &long),
        ("acknowledgements", &named),
    ] {
        let (status, body) = send(&hospital, "patient_days", DAYS, &[(field, value)]).await;
        assert_eq!((status, &body["code"]), (422, &json!("invalid")), "{field}: {body}");
        assert!(!body.to_string().contains("DUPONT"), "{body}");
    }
    assert_eq!(number_of_imports(&hospital).await, 1);
}
