//! Files for others: figures of establishments one by one, isolates in the layouts of those who take them.

mod figures;
mod isolates;
mod laboratories;
mod streamed;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use actix_web::test::TestRequest;
use serde_json::Value;
use zip::ZipArchive;

use crate::harness::{Answer, Hospital, Laboratory, Person, TestApp, coli};

/// A request of a person.
fn asked(who: &Person, path: &str) -> TestRequest {
    let token = format!("Bearer {}", who.token);
    TestRequest::with_uri(&format!("/api/v1/{path}")).insert_header(("authorization", token))
}

/// The answer to `GET`, which has to be there.
async fn file(app: &TestApp, who: &Person, path: &str) -> Answer {
    let answer = app.send(asked(who, path)).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer
}

/// The rows of a file of figures, each value by its column.
fn rows(file: &Answer) -> Vec<BTreeMap<String, String>> {
    let text = file.text();
    let text = text.strip_prefix('\u{feff}').expect("what spreadsheets know UTF-8 by");
    let rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    rows.into_deserialize().map(Result::unwrap).collect()
}

/// The sum of a column over the rows that fit.
fn sum(
    rows: &[BTreeMap<String, String>],
    column: &str,
    fits: impl Fn(&BTreeMap<String, String>) -> bool,
) -> f64 {
    let fitting = rows.iter().filter(|row| fits(row)).map(|row| &row[column]);
    fitting.filter(|cell| !cell.is_empty()).map(|cell| cell.parse::<f64>().unwrap()).sum()
}

/// Asks for files of isolates as a ZIP.
async fn post(app: &TestApp, who: &Person, path: &str, body: Value) -> Answer {
    app.send(asked(who, path).method("POST".parse().unwrap()).set_json(body)).await
}

/// The files of a ZIP by name.
fn unpacked(answer: &Answer) -> BTreeMap<String, String> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/zip");
    let mut archive = ZipArchive::new(Cursor::new(&answer.body)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        files.insert(name, text);
    }
    files
}

/// Someone of the national team.
async fn national(app: &TestApp) -> Person {
    let national = app.person("nadia").await;
    app.grant(&national, "national").await;
    national
}

/// A hospital with isolates of 2024: two of blood, and two of urine of one patient.
async fn laboratory(app: &TestApp) -> Laboratory<'_> {
    let laboratory = Laboratory::open(Hospital::grasse(app).await, 2024).await;
    laboratory.days(&["2024"]).await;
    let mut isolates = coli(1..2, "04/03/2024", "R;S");
    isolates.extend(coli(1..2, "09/03/2024", "R;S"));
    isolates.push("P2;71;01/05/2024;05/05/2024;Hémoculture;E. coli;O;;;R;S".to_owned());
    isolates.push("P3;34;;06/05/2024;Hémoculture;S. aureus;;;;;R".to_owned());
    laboratory.deliver("2024", &isolates).await;
    laboratory
}
