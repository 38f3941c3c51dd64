//! The columns of an import are proposed for the next file with the same headers.

use domain::dto::{MembershipState, Role};
use serde_json::Value;

use crate::harness::{Form, Hospital, Person, TestApp, problem};

on_both!(
    the_columns_of_the_last_import_come_first,
    a_header_that_is_not_kept_is_found_by_its_place,
    the_row_of_the_header_is_remembered,
    only_what_is_stored_is_remembered,
    other_headers_are_looked_at_anew,
    the_units_of_the_structure_tell_their_column,
    the_columns_of_others_are_not_told,
);

const FINESS: &str = "060000478";
const STRUCTURE: &[u8] =
    b"Code UF;Libelle UF;Code DE;Code TA\n0237;Cardiologie;127;03\n0238;Chirurgie;131;03\n";
const DAYS: &[u8] = b"UF;Total;Nombre de JH\n0237;900;1000\n0238;800;900\n";

async fn inspect(app: &TestApp, who: &Person, bytes: &[u8], more: &[(&str, &str)]) -> (u16, Value) {
    let fields = [&[("kind", "patient_days")], more].concat();
    let form = Form { file_name: "jh.csv", bytes, fields: &fields };
    app.upload(who, "/api/v1/workbooks/inspect", &form, &[]).await
}

/// Column, confidence and reason of a field.
async fn proposal(
    app: &TestApp,
    who: &Person,
    bytes: &[u8],
    more: &[(&str, &str)],
    field: &str,
) -> (Value, Value, String) {
    let (status, shown) = inspect(app, who, bytes, more).await;
    assert_eq!(status, 200, "{shown}");
    let fields = shown["fields"].as_array().unwrap();
    let found = fields.iter().find(|one| one["field"] == field).unwrap();
    let reason = found["reason"].as_str().unwrap_or_default().to_owned();
    (found["column"].clone(), found["confidence"].clone(), reason)
}

/// A hospital with a structure and patient-days whose columns were chosen.
async fn delivered<'a>(app: &'a TestApp, bytes: &[u8], more: &[(&str, &str)]) -> Hospital<'a> {
    let hospital = Hospital::grasse(app).await;
    let structure = hospital.send_bytes("structure", "2024", "s.csv", STRUCTURE, &[]).await;
    assert_eq!(structure.0, 202, "{}", structure.1);
    let days = hospital.send_bytes("patient_days", "2024", "jh.csv", bytes, more).await;
    assert_eq!(days.0, 202, "{}", days.1);
    hospital
}

const TOTAL: (&str, &str) = ("mapping", r#"{"unit_code":"UF","patient_days":"Total"}"#);
const MINE: (&str, &str) = ("finess", FINESS);

async fn the_columns_of_the_last_import_come_first(app: TestApp) {
    let hospital = delivered(&app, DAYS, &[TOTAL]).await;
    let moved = b"Nombre de JH;total ;U.F.\n1;2;0237\n";
    let (column, confidence, reason) =
        proposal(&app, &hospital.who, moved, &[MINE], "patient_days").await;
    assert_eq!((column, confidence), (1.into(), 1.0.into()));
    let today = chrono::Utc::now().format("%d/%m/%Y");
    assert_eq!(reason, format!("comme votre import du {today}"));
    let anyone = proposal(&app, &hospital.who, moved, &[], "patient_days").await;
    assert_eq!(anyone.0, 0);
    // A later choice for the same headers takes its place.
    let other = ("mapping", r#"{"unit_code":"UF","patient_days":"Nombre de JH"}"#);
    let again = hospital.send_bytes("patient_days", "2024", "jh.csv", DAYS, &[other]).await;
    assert_eq!(again.0, 202, "{}", again.1);
    let last = proposal(&app, &hospital.who, moved, &[MINE], "patient_days").await;
    assert_eq!(last.0, 0);
}

async fn a_header_that_is_not_kept_is_found_by_its_place(app: TestApp) {
    let bytes = b"UF;QUENNEVILLE\n0237;900\n";
    let mapping = ("mapping", r#"{"unit_code":"UF","patient_days":1}"#);
    let hospital = delivered(&app, bytes, &[mapping]).await;
    let other = b"UF;VANDERSCHELDEN\n0237;900\n";
    let found = proposal(&app, &hospital.who, other, &[MINE], "patient_days").await;
    assert_eq!((found.0, found.1), (1.into(), 1.0.into()));
}

async fn the_row_of_the_header_is_remembered(app: TestApp) {
    let titled = b"UF;Journees\nUF;Total;Nombre\n0237;900;1\n";
    let hospital = delivered(&app, titled, &[TOTAL, ("header_row", "2")]).await;
    let (status, shown) = inspect(&app, &hospital.who, titled, &[MINE]).await;
    assert_eq!((status, &shown["header_row"]), (200, &2.into()));
    let (_, chosen) = inspect(&app, &hospital.who, titled, &[MINE, ("header_row", "1")]).await;
    assert_eq!(chosen["header_row"], 1);
}

async fn only_what_is_stored_is_remembered(app: TestApp) {
    let hospital = delivered(&app, b"UF;Journees\n0237;900\n", &[]).await;
    let dry_run = [TOTAL, ("dry_run", "true")];
    let tried = hospital.send_bytes("patient_days", "2024", "jh.csv", DAYS, &dry_run).await;
    assert_eq!(tried.0, 200, "{}", tried.1);
    let found = proposal(&app, &hospital.who, DAYS, &[MINE], "patient_days").await;
    assert_eq!(found.0, 2);
}

async fn other_headers_are_looked_at_anew(app: TestApp) {
    let hospital = delivered(&app, DAYS, &[TOTAL]).await;
    let more = b"UF;Total;Nombre de JH;Trimestre\n0237;900;1000;T1 2024\n";
    let found = proposal(&app, &hospital.who, more, &[MINE], "patient_days").await;
    assert_eq!(found.0, 2);
}

async fn the_units_of_the_structure_tell_their_column(app: TestApp) {
    let hospital = delivered(&app, DAYS, &[TOTAL]).await;
    let unnamed = b"Quoi;Qui;Nombre de JH\n12;237;1000\n13;238;900\n";
    let found = proposal(&app, &hospital.who, unnamed, &[MINE], "unit_code").await;
    assert_eq!(found.0, 1);
    let anyone = proposal(&app, &hospital.who, unnamed, &[], "unit_code").await;
    assert_eq!(anyone.0, Value::Null);
}

async fn the_columns_of_others_are_not_told(app: TestApp) {
    delivered(&app, DAYS, &[TOTAL]).await;
    let outsider = app.person("outsider").await;
    let refused = problem(inspect(&app, &outsider, DAYS, &[MINE]).await);
    assert_eq!(refused, (404, "not_found".to_owned()));
    let observer = app.person("observer").await;
    app.join(&observer, FINESS, Role::Observateur, MembershipState::Active).await;
    let refused = problem(inspect(&app, &observer, DAYS, &[MINE]).await);
    assert_eq!(refused, (403, "forbidden".to_owned()));
}
