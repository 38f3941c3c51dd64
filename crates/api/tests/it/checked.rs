//! Files checked in the browser: the verdict of the import worker is that of the server, and what it
//! sends is stored as if the file itself had come.

use std::io::Write;

use actix_web::test::TestRequest;
use api::{clock, db::pseudonym_secrets};
use checker::{ImportContext, Place};
use domain::{
    dto::{ColumnChoice, MappingChoice, MembershipState, PseudonymSecretInForce, Role, RowRepair},
    import::Exclusion,
    pseudonym::PseudonymSecret,
};
use flate2::{Compression, write::GzEncoder};
use import_worker::{Opening, Session};
use ingest::{Limits, Unwatched};
use serde_json::{Value, json};

use crate::harness::{Form, Hospital, TestApp, problem, samples};

on_both!(
    the_samples_of_the_project_are_judged_the_same_and_stored_the_same,
    the_large_samples_are_judged_the_same,
    an_answer_changes_the_verdict_without_the_rows_being_read_again,
    what_no_check_gives_is_refused_and_stores_nothing,
    a_structure_is_for_the_referent_also_when_it_was_checked_before,
    pseudonyms_of_a_secret_that_is_replaced_are_refused,
    the_same_lines_in_another_format_are_the_same_file,
    a_checked_file_sent_again_with_its_key_is_one_import,
    repairs_of_a_file_are_stored_and_told_by_row,
    a_code_corrected_in_one_file_is_offered_in_the_next,
    a_stored_import_is_given_back_with_its_anomalies,
);

/// The file as the import worker of a page opens it, with what the page gives it.
pub async fn open(
    hospital: &Hospital<'_>,
    (kind, period): (&str, &str),
    file: &str,
    bytes: Vec<u8>,
) -> Session {
    let context = context(hospital, kind, period).await;
    let opening = Opening {
        file_name: file.to_owned(),
        kind: serde_json::from_value(json!(kind)).unwrap(),
        period: period.parse().unwrap(),
        place: Place::default(),
    };
    Session::open(bytes, opening, Some(context), &Unwatched).unwrap()
}

async fn context(hospital: &Hospital<'_>, kind: &str, period: &str) -> ImportContext {
    let path = hospital.path(&format!("/import-context?kind={kind}&period={period}"));
    serde_json::from_value(hospital.get(&path).await).unwrap()
}

async fn secret(hospital: &Hospital<'_>) -> (i32, PseudonymSecret) {
    let found = hospital.get(&hospital.path("/pseudonym-secret")).await;
    let PseudonymSecretInForce { version, secret } = serde_json::from_value(found).unwrap();
    (version, secret.parse().unwrap())
}

/// The columns as the page sends them back when nobody changes them.
pub fn proposed(session: &Session) -> MappingChoice {
    let inspection = session.inspection();
    let fields = inspection
        .fields
        .iter()
        .filter_map(|field| Some((field.field.clone(), ColumnChoice::Index(field.column?))));
    let long =
        inspection.fields.iter().any(|one| one.field == "antibiotic" && one.column.is_some());
    let results = inspection.antibiotics.iter().filter(|one| one.proposed && !long).map(|one| {
        let code = ColumnChoice::Header(one.code.clone().unwrap_or_default());
        (format!("antibiotic:#{}", one.column), code)
    });
    fields.chain(results).collect()
}

fn packed(session: &Session) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&serde_json::to_vec(session.checked().unwrap()).unwrap()).unwrap();
    packed.finish().unwrap()
}

async fn send(hospital: &Hospital<'_>, bytes: &[u8]) -> (u16, Value) {
    let fields = [("acknowledge", "all")];
    let form = Form { file_name: "blob", bytes, fields: &fields };
    hospital.app.upload(&hospital.who, &hospital.path("/imports/checked"), &form, &[]).await
}

/// Judges a file in both places, sends what the worker gives, and compares the import.
pub async fn deliver(hospital: &Hospital<'_>, kind: &str, period: &str, file: &str) {
    let bytes = hospital.bytes(file);
    let mut session = open(hospital, (kind, period), file, bytes.clone()).await;
    let columns = proposed(&session);
    let (version, secret) = secret(hospital).await;
    session.check(&columns, Some((version, secret))).unwrap();
    let verdict = serde_json::to_value(session.verdict().unwrap()).unwrap();

    let columns = serde_json::to_string(&columns).unwrap();
    let sheet = session.inspection();
    let header_row = sheet.header_row.unwrap_or(0).to_string();
    let more = [
        ("mapping", columns.as_str()),
        ("sheet", sheet.sheet.as_str()),
        ("header_row", header_row.as_str()),
        ("dry_run", "true"),
    ];
    let (status, of_server) = hospital.send_bytes(kind, period, file, &bytes, &more).await;
    assert_eq!(status, 200, "{file}: {of_server}");
    assert_eq!(verdict, of_server, "{file}: the two verdicts");

    let (status, created) = send(hospital, &packed(&session)).await;
    assert_eq!(status, 202, "{file}: {created}");
    let stored = hospital.read_import(created["id"].as_i64().unwrap()).await;
    for part in ["rows", "reasons", "issues_by_code", "unmatched", "file_name", "versions"] {
        assert_eq!(verdict[part], stored[part], "{file}: {part} as stored");
    }
    let again = hospital.send_bytes(kind, period, file, &bytes, &more[..3]).await;
    assert_eq!(problem(again), (409, "duplicate_import".to_owned()), "{file}: the file itself");
}

async fn deliver_year(hospital: &Hospital<'_>, year: i32, answered: bool) {
    if answered {
        hospital.answer(year, true).await;
    }
    let period = year.to_string();
    let file = |name: String| hospital.folder.join(&name).is_file().then_some(name);
    let days = file(format!("jh_{year}.xls")).or(file(format!("jh_{year}.xlsx")));
    for (kind, name) in [
        ("structure", file(format!("structure_{year}.xlsx"))),
        ("patient_days", days),
        ("consumption", file(format!("consommations_{year}.xlsx"))),
        ("resistance", file(format!("resistances_{year}.xlsx"))),
    ] {
        let Some(name) = name else { continue };
        deliver(hospital, kind, &period, &name).await;
    }
}

async fn the_samples_of_the_project_are_judged_the_same_and_stored_the_same(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    deliver_year(&hospital, 2023, false).await;
    deliver_year(&hospital, 2024, true).await;
    let days = "jh_trimestres_2024.xlsx";
    let path = hospital.path("/imports");
    for import in hospital.get(&path).await["items"].as_array().unwrap().clone() {
        if import["kind"] == "patient_days" && import["period"] == "2024" {
            hospital.cancel(&import).await;
        }
    }
    deliver(&hospital, "patient_days", "2024-Q2", days).await;
    let clean =
        Hospital::led_by(&app, "laboratoire", samples("embrun-clean").unwrap(), "050000256");
    deliver_year(&clean.await, 2024, true).await;
}

async fn the_large_samples_are_judged_the_same(app: TestApp) {
    for (folder, name) in [("chu-caen", "caen"), ("bench-caen", "grand")] {
        let Some(path) = samples(folder) else { continue };
        let finess = if folder == "chu-caen" { "140000100" } else { "060000478" };
        let hospital = Hospital::led_by(&app, name, path, finess).await;
        deliver_year(&hospital, 2024, true).await;
    }
    let Some(path) =
        samples("ch-grasse").filter(|path| path.join("resistances_long_2024.csv").is_file())
    else {
        eprintln!("NOT RUN: the file with one row per result is not on this machine");
        return;
    };
    let hospital = Hospital::led_by(&app, "longue", path, "050000256").await;
    deliver(&hospital, "structure", "2024", "structure_2024.xlsx").await;
    deliver(&hospital, "resistance", "2024", "resistances_long_2024.csv").await;
}

async fn an_answer_changes_the_verdict_without_the_rows_being_read_again(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let of = ("structure", "2024");
    let file = "structure_2024.xlsx";
    let mut session = open(&hospital, of, file, hospital.bytes(file)).await;
    session.check(&proposed(&session), None).unwrap();
    assert_eq!(session.verdict().unwrap().unmatched.sectors.len(), 2);
    hospital.answer(2024, true).await;
    session.set_context(context(&hospital, of.0, of.1).await);
    assert_eq!(session.verdict().unwrap().unmatched.sectors, []);
}

async fn days_checked(hospital: &Hospital<'_>) -> Value {
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let file = "jh_2024.xls";
    let mut session = open(hospital, ("patient_days", "2024"), file, hospital.bytes(file)).await;
    session.check(&proposed(&session), None).unwrap();
    serde_json::to_value(session.checked().unwrap()).unwrap()
}

async fn what_no_check_gives_is_refused_and_stores_nothing(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let checked = days_checked(&hospital).await;
    let with = |pointer: &str, value: Value| {
        let mut changed = checked.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        serde_json::to_vec(&changed).unwrap()
    };
    let name = "DUPONT Jean 12/03/1957";
    for bytes in [
        Vec::new(),
        b"Code UF;JH\n710;12\n".to_vec(),
        vec![0x1f, 0x8b, 0, 1, 2],
        with("/file_name", json!("DUPONT.xls")),
        with("/delivery/lines/patient_days/0/unit_code", json!(name)),
        with("/delivery/lines/patient_days/0/rows", json!("1-4000000000")),
        with("/delivery/lines/patient_days/0/period", json!("2023")),
        with("/delivery/lines/patient_days/0/days", json!(-3)),
        with("/sheet", json!(name)),
    ] {
        let (status, body) = send(&hospital, &bytes).await;
        assert_eq!((status, body["code"].as_str()), (422, Some("invalid")), "{body}");
        assert!(!body.to_string().contains("DUPONT"), "{body}");
    }
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    let blanks = vec![b' '; 1 << 20];
    (0..129).for_each(|_| bomb.write_all(&blanks).unwrap());
    let answer = send(&hospital, &bomb.finish().unwrap()).await;
    assert_eq!(problem(answer), (413, "file_too_large".to_owned()));
    assert_eq!(hospital.get(&hospital.path("/imports")).await["total"], 1);
}

async fn a_structure_is_for_the_referent_also_when_it_was_checked_before(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let file = "structure_2024.xlsx";
    let mut session = open(&hospital, ("structure", "2024"), file, hospital.bytes(file)).await;
    session.check(&proposed(&session), None).unwrap();
    let helper = app.person("aide").await;
    app.join(&helper, &hospital.finess, Role::Contributeur, MembershipState::Active).await;
    let bytes = packed(&session);
    let form = Form { file_name: "blob", bytes: &bytes, fields: &[] };
    let path = hospital.path("/imports/checked");
    assert_eq!(app.upload(&helper, &path, &form, &[]).await.0, 403);
    assert_eq!(send(&hospital, &bytes).await.0, 202);
}

async fn pseudonyms_of_a_secret_that_is_replaced_are_refused(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let file = "resistances_2024.xlsx";
    let mut session = open(&hospital, ("resistance", "2024"), file, hospital.bytes(file)).await;
    let (version, known) = secret(&hospital).await;
    session.check(&proposed(&session), Some((version, known))).unwrap();
    let finess = hospital.finess.clone();
    let replaced = move |conn: &mut _| {
        Ok(pseudonym_secrets::replace(conn, (&finess, version + 1), "sealed", clock::now())?)
    };
    app.db().write(replaced).await.unwrap();
    assert_eq!(problem(send(&hospital, &packed(&session)).await), (503, "busy".to_owned()));
    assert_eq!(hospital.get(&hospital.path("/imports")).await["total"], 1);
}

async fn the_same_lines_in_another_format_are_the_same_file(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let one = "UF;Code UCD;Quantité\n237;9206536;12\n238;9206536;3\n";
    let other = "Quantité,Code UCD,UF\n3,9206536,238\n12,9206536,237\n";
    let send = |text: &'static str| {
        hospital.send_bytes("consumption", "2024", "conso.csv", text.as_bytes(), &[])
    };
    assert_eq!(send(one).await.0, 202);
    assert_eq!(problem(send(other).await), (409, "duplicate_import".to_owned()));
}

async fn a_checked_file_sent_again_with_its_key_is_one_import(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let bytes = serde_json::to_vec(&days_checked(&hospital).await).unwrap();
    let form = Form { file_name: "blob", bytes: &bytes, fields: &[] };
    let path = hospital.path("/imports/checked");
    let key = [("idempotency-key", "envoi-7")];
    let first = app.upload(&hospital.who, &path, &form, &key).await;
    assert_eq!(first.0, 202, "{}", first.1);
    assert_eq!(app.upload(&hospital.who, &path, &form, &key).await, first);
}

async fn repairs_of_a_file_are_stored_and_told_by_row(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let text = "Code UF,Nombre de JH\n237,12\n604,douze\nTOTAL,24\n";
    let mut session = open(&hospital, ("patient_days", "2024"), "jh.csv", text.into()).await;
    session.check(&proposed(&session), None).unwrap();
    session.verdict().unwrap();
    session.repair(3, RowRepair::Correct(vec![(1, "13".to_owned())])).unwrap();
    session.repair(4, RowRepair::Exclude(Exclusion::Total)).unwrap();
    let verdict = serde_json::to_value(session.verdict().unwrap()).unwrap();
    assert_eq!(
        verdict["rows"],
        json!({"read": 3, "kept": 2, "ignored": 1, "rejected": 0, "blank": 0})
    );
    let (status, created) = send(&hospital, &packed(&session)).await;
    assert_eq!(status, 202, "{created}");
    let stored = hospital.read_import(created["id"].as_i64().unwrap()).await;
    for part in ["rows", "reasons", "issues_by_code"] {
        assert_eq!(verdict[part], stored[part], "{part}");
    }
    let path = format!("/api/v1/imports/{}/issues?severity=information", created["id"]);
    let told: Vec<(u64, String)> = hospital.get(&path).await["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| Some((row["row"].as_u64()?, row["reason"].as_str()?.to_owned())))
        .collect();
    assert_eq!(told, [(3, "corrected".to_owned()), (4, "excluded".to_owned())]);
}

async fn a_code_corrected_in_one_file_is_offered_in_the_next(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    hospital.import("structure", "2024", "structure_2024.xlsx").await;
    let first = "Code UF,Nombre de JH\n237,12\nCARDIO,13\n";
    let mut session = open(&hospital, ("patient_days", "2024-Q1"), "jh.csv", first.into()).await;
    session.check(&proposed(&session), None).unwrap();
    session.verdict().unwrap();
    assert_eq!(session.offers().unwrap(), []);
    session.repair(3, RowRepair::Correct(vec![(0, "604".to_owned())])).unwrap();
    session.verdict().unwrap();
    let (status, created) = send(&hospital, &packed(&session)).await;
    assert_eq!(status, 202, "{created}");

    let next = "Code UF,Nombre de JH\nCARDIO,14\n237,12\nCARDIO,15\n";
    let mut session = open(&hospital, ("patient_days", "2024-Q2"), "jh.csv", next.into()).await;
    session.check(&proposed(&session), None).unwrap();
    session.verdict().unwrap();
    let offers = serde_json::to_value(session.offers().unwrap()).unwrap();
    let again = json!([{"header": "Code UF", "found": "CARDIO", "meant": "604", "rows": 2}]);
    assert_eq!(offers, again);
    session.take_offers().unwrap();
    let verdict = session.verdict().unwrap();
    assert_eq!((verdict.rows.kept, verdict.rows.rejected), (3, 0));
    assert_eq!(session.offers().unwrap(), []);

    // What is no code is refused, whoever sends it.
    let mut sent: Value = serde_json::to_value(session.checked().unwrap()).unwrap();
    sent["corrections"][0]["found"] = json!("Jeanne Martin, née le 12/03/1950");
    let (status, refused) = send(&hospital, &serde_json::to_vec(&sent).unwrap()).await;
    assert_eq!((status, &refused["code"]), (422, &json!("invalid")), "{refused}");
}

async fn a_stored_import_is_given_back_with_its_anomalies(app: TestApp) {
    let hospital = Hospital::grasse(&app).await;
    let mut read = Vec::new();
    for (kind, file) in [
        ("structure", "structure_2024.xlsx"),
        ("patient_days", "jh_2024.xls"),
        ("consumption", "consommations_2024.xlsx"),
        ("resistance", "resistances_2024.xlsx"),
    ] {
        let import = hospital.import(kind, "2024", file).await;
        let path = format!("/api/v1/imports/{}", import["id"]);
        let get = |tail: &str| {
            let request = TestRequest::get().uri(&format!("{path}{tail}"));
            let token = format!("Bearer {}", hospital.who.token);
            app.send(request.insert_header(("authorization", token)))
        };
        let book = get("/annotated.xlsx").await;
        assert_eq!(book.status, 200, "{file}");
        let sheet = ingest::read(&book.body, Some("Fichier annoté"), &Limits::default()).unwrap();
        let text = |row: usize, column: usize| {
            sheet.table.display(sheet.table.cell(row, column)).into_owned()
        };
        let lines = (0..sheet.table.height()).filter(|row| !text(*row, 1).is_empty()).count();
        let told = (0..sheet.table.height()).filter(|row| !text(*row, 0).is_empty()).count();
        assert!(lines > 30 && told > 1, "{file}: {lines} lines, {told} told");
        read.push(told);

        let list = get("/issues.csv").await.text();
        let total =
            hospital.get(&format!("{path}/issues?limit=1")).await["total"].as_u64().unwrap();
        assert_eq!(list.lines().count() as u64, total + 1, "{file}");
    }
    assert!(read.iter().all(|told| *told > 1), "{read:?}");
}
