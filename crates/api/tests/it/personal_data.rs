//! Files full of people: nothing of them is left anywhere, and every row is accounted for.
//!
//! The server is a process of its own that tells its log everything. Afterwards the database, its
//! files, the log, every answer and the mails are searched. Only `POST /workbooks/inspect` shows what a
//! file holds, to the person who sends it.

use rust_xlsxwriter::{ExcelDateTime, Format, Note, Workbook};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::harness::{
    Backend, Environment, Server, TestDatabase, available, dump, files_of, found, read_answer,
};

const FINESS: &str = "060000478";
const NAME: &str = "QUENNEVILLE Theodorine";
const OTHER: &str = "Vanderschelden Abdonie";
const DATED: &str = "QUENNEVILLE Theodorine 12/03/1957";
const NIR: &str = "157030606904512";
const NIR_APART: &str = "1 57 03 06 069 045 12";
const IPP: &str = "8004417392";
const PHONE: &str = "06 12 34 98 76";
const MAIL: &str = "theodorine.q@example.org";
/// What must be nowhere.
const PEOPLE: &[&str] = &[
    "quenneville",
    "theodorine",
    "vanderschelden",
    "abdonie",
    "157030606904512",
    "157030606904500",
    "1 57 03",
    "8004417392",
    "800441739",
    "06 12 34",
    "0612349876",
    "612349876",
    "12/03/1957",
    "1957-03-12",
    "12 mars 1957",
    "1957-q1",
    "1957-t1",
    "23/11/48",
];
/// Where a code should be. An identifier of ten digits is like some codes of drugs.
const NO_CODES: &[&str] = &[
    NAME,
    DATED,
    NIR,
    NIR_APART,
    PHONE,
    "0612349876",
    MAIL,
    "IPP 8004417",
    "12/03/1957",
    "1957-03-12",
    "12 mars 1957",
    "Mme Quenneville",
    "23/11/48",
];
/// Where a label should be: a bare name is like one.
const NO_LABELS: &[&str] = &[
    DATED,
    NIR,
    NIR_APART,
    PHONE,
    MAIL,
    "Quenneville IPP 8004417",
    "Mme Theodorine Quenneville",
    "QUENNEVILLE nee le 12.03.1957",
    "12 mars 1957",
];
/// Where a number or a period should be.
const NO_NUMBERS: &[&str] =
    &[NAME, DATED, NIR, NIR_APART, IPP, PHONE, "0612349876", MAIL, "12/03/1957", "12 mars 1957"];

/// A file as rows of texts; `date` cells become dates in a workbook.
struct Sheet {
    kind: &'static str,
    rows: Vec<Vec<String>>,
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Good rows, then a row for each bad value in each column, with people in further columns.
fn sheet(kind: &'static str, header: &[&str], good: &[&[&str]], bad: &[(usize, &[&str])]) -> Sheet {
    let people = [NAME, IPP, NIR, "1957-03-12", MAIL];
    let mut rows = vec![row(header)];
    rows[0].extend(row(&["Patient", "N° IPP", DATED, "Né le", MAIL]));
    let mut push = |cells: Vec<String>| {
        let mut cells = cells;
        cells.extend(row(&people));
        rows.push(cells);
    };
    for cells in good {
        push(row(cells));
    }
    for (column, values) in bad {
        for value in *values {
            let mut cells = row(good[0]);
            (*value).clone_into(&mut cells[*column]);
            push(cells);
        }
    }
    Sheet { kind, rows }
}

fn structure() -> Sheet {
    let header = ["Code UF", "Libellé UF", "Code service", "Libellé service", "Code DE", "Code TA"];
    let good: [&[&str]; 2] = [
        &["237", "Cardiologie Bellerive", "12", "Cardiologie", "127", "03"],
        &["238", "Chirurgie B", "13", "Chirurgie", "131", "03"],
    ];
    let mut sheet = sheet(
        "structure",
        &header,
        &good,
        &[
            (0, NO_CODES),
            (0, &[IPP]),
            (1, NO_LABELS),
            (2, NO_CODES),
            (3, NO_LABELS),
            (4, NO_CODES),
            (5, NO_CODES),
        ],
    );
    // A code stands once in a structure.
    for (index, cells) in sheet.rows.iter_mut().enumerate().skip(3) {
        if cells[0] == "237" {
            cells[0] = format!("{}", 300 + index);
        }
    }
    sheet
}

fn patient_days() -> Sheet {
    let header = ["Code UF", "Nombre de JH", "Trimestre", "Admissions"];
    let good: [&[&str]; 2] = [&["237", "900", "T1 2024", "3"], &["238", "800", "T1 2024", "4"]];
    sheet(
        "patient_days",
        &header,
        &good,
        &[(0, NO_CODES), (0, &[IPP]), (1, NO_NUMBERS), (2, NO_CODES), (3, NO_NUMBERS)],
    )
}

fn consumption() -> Sheet {
    let header = ["Code UF", "Code UCD", "Libellé", "Quantité", "Trimestre"];
    let good: [&[&str]; 3] = [
        &["237", "9227679", "CEFTRIAXONE 2 G", "51", "T1 2024"],
        &["238", "9295505", "Produit Bellerive", "8", "T1 2024"],
        &["238", "PH00453", "Produit de la pharmacie", "2", "T1 2024"],
    ];
    sheet(
        "consumption",
        &header,
        &good,
        &[
            (0, NO_CODES),
            (0, &[IPP]),
            (1, NO_CODES),
            (2, NO_LABELS),
            (3, NO_NUMBERS),
            (4, NO_CODES),
        ],
    )
}

/// Isolates of one patient; the columns are told by their places.
fn resistance() -> Sheet {
    let header = [
        "Code UF",
        "IPP",
        "Naissance",
        "Sexe",
        "Entrée",
        "Prélèvement",
        "Dossier",
        "Souche",
        "Nature",
        "Germe",
        "BLSE",
        "Amoxicilline",
    ];
    let good: [&[&str]; 2] = [
        &[
            "237",
            IPP,
            "12/03/1957",
            "F",
            "01/03/2024",
            "04/03/2024",
            IPP,
            "1",
            "Hémoculture",
            "E. coli",
            "N",
            "R",
        ],
        &[
            "238",
            NIR,
            "1957-03-12",
            "F",
            "01/03/2024",
            "05/03/2024",
            NIR,
            "2",
            "ECBU",
            "Souche Bellerive",
            "O",
            "S",
        ],
    ];
    let bad: [(usize, &[&str]); 12] = [
        (0, NO_CODES),
        (1, &[DATED, NIR, NIR_APART, PHONE, MAIL]),
        (2, NO_NUMBERS),
        (3, NO_CODES),
        (4, NO_NUMBERS),
        (5, NO_NUMBERS),
        (6, NO_CODES),
        (7, NO_CODES),
        (8, NO_LABELS),
        (9, NO_LABELS),
        (10, NO_CODES),
        (11, NO_CODES),
    ];
    sheet("resistance", &header, &good, &bad)
}

const RESISTANCE_COLUMNS: &str = r#"{"unit_code":0,"patient_id":1,"birth_date":2,"sex":3,
    "admission_date":4,"sample_date":5,"sample_id":6,"isolate_no":7,"specimen":8,"organism":9,
    "esbl":10,"antibiotic:#11":"AMX"}"#;

fn drugs() -> Sheet {
    let header = ["Code", "Libellé", "ATC", "Voie", "Dosage", "Unité"];
    let good: [&[&str]; 1] = [&["PH00453", "Produit de la pharmacie", "J01CA04", "O", "500", "mg"]];
    sheet("drugs", &header, &good, &[(1, NO_LABELS)])
}

impl Sheet {
    fn csv(&self) -> Vec<u8> {
        let mut file = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        self.rows.iter().for_each(|row| file.write_record(row).unwrap());
        file.into_inner().unwrap()
    }

    /// With dates as dates, numbers as numbers, a note, and a hidden sheet of people.
    fn workbook(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(NAME).unwrap();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for (r, cells) in self.rows.iter().enumerate() {
            for (c, cell) in cells.iter().enumerate() {
                let (r, c) = (u32::try_from(r).unwrap(), u16::try_from(c).unwrap());
                if cell == "1957-03-12" || cell == "12/03/1957" {
                    let date = ExcelDateTime::from_ymd(1957, 3, 12).unwrap();
                    sheet.write_datetime_with_format(r, c, &date, &day).unwrap();
                } else if let (Ok(number), false) = (cell.parse::<f64>(), cell.starts_with('0')) {
                    sheet.write_number(r, c, number).unwrap();
                } else {
                    sheet.write_string(r, c, cell).unwrap();
                }
            }
        }
        sheet.insert_note(1, 1, &Note::new(DATED)).unwrap();
        let hidden = workbook.add_worksheet();
        hidden.set_name(OTHER).unwrap().set_hidden(true);
        hidden.write_string(0, 0, NAME).unwrap();
        workbook.save_to_buffer().unwrap()
    }
}

/// A session that remembers every answer.
struct Talk<'a> {
    server: &'a Server,
    token: String,
    said: Vec<(String, Vec<u8>)>,
}

impl Talk<'_> {
    fn ask(&mut self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let (status, head, body) = self.server.exchange(method, path, &self.token, body);
        self.said.push((
            format!("{method} {path}: {status}"),
            [head.into_bytes(), body.clone()].concat(),
        ));
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    fn form(
        &mut self,
        tail: &str,
        fields: &[(&str, &str)],
        file_name: &str,
        bytes: &[u8],
    ) -> (u16, Value) {
        let path = format!("/api/v1/establishments/{FINESS}{tail}");
        let mut stream = self.server.send_form(&path, &self.token, fields, file_name, bytes);
        let (status, body) = read_answer(&mut stream);
        self.said.push((format!("{fields:?}: {status}"), body.to_string().into_bytes()));
        (status, body)
    }

    /// Sends a sheet as it is, for a year; gives status and answer.
    fn import(&mut self, sheet: &Sheet, bytes: &[u8], more: &[(&str, &str)]) -> (u16, Value) {
        let mut fields = vec![("kind", sheet.kind), ("period", "2024")];
        fields.extend(more);
        self.form("/imports", &fields, "QUENNEVILLE Theodorine 12-03-1957 export_2024.xlsx", bytes)
    }
}

#[test]
fn nothing_of_the_people_in_files_is_left_on_sqlite() {
    search(Backend::Sqlite);
}

#[test]
fn nothing_of_the_people_in_files_is_left_on_postgres() {
    if available() {
        search(Backend::Postgres);
    }
}

fn search(backend: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(backend, folder.path());
    let mut environment = Environment::new(&database, folder.path());
    environment.set("CONSORES_LOG_LEVEL", Some("trace"));
    environment.open_account();
    let mut server = environment.start();
    let (status, head, body) = server.exchange(
        "POST",
        "/api/v1/auth/login",
        "",
        Some(json!({
            "email": "a@hopital.example", "password": PASSWORD,
        })),
    );
    assert_eq!(status, 200);
    let body: Value = serde_json::from_slice(&body).unwrap();
    let token = body["access_token"].as_str().unwrap().to_owned();
    let cookie =
        head.split("consores_refresh=").nth(1).unwrap().split(';').next().unwrap().to_owned();
    let mut secrets = vec![PASSWORD.to_owned(), token.clone(), cookie];
    let mut talk = Talk { server: &server, token, said: Vec::new() };
    let path = |tail: &str| format!("/api/v1/establishments/{FINESS}{tail}");
    assert_eq!(talk.ask("POST", &path("/memberships"), Some(json!({}))).0, 201);
    talk.ask("PUT", &path("/charter"), Some(json!({ "version": "2026-2" })));

    deliver(&mut talk);
    refuse(&mut talk);
    mistype(&mut talk, &path("/correspondences/drug"), &path("/correspondences/sector"));
    read_everything(&mut talk);
    secrets.extend(secrets_of_a_person(&server, &talk.token));
    let said = talk.said;
    server.kill();

    for (what, answer) in &said {
        assert_eq!(found(answer, PEOPLE), None, "{what}");
    }
    let kept = dump(&database.url());
    assert_eq!(found(kept.as_bytes(), &["Cardiologie Bellerive"]), Some("Cardiologie Bellerive"));
    let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
    let log = environment.log();
    assert!(log.contains("/imports"), "the log tells of requests");
    let mut places = files_of(folder.path());
    assert!(places.iter().all(|(name, _)| !name.contains("/uploads/")), "no upload is left");
    places.push(("tables".to_owned(), kept.into_bytes()));
    for (name, bytes) in &places {
        for texts in [PEOPLE, secrets.as_slice()] {
            assert_eq!(found(bytes, texts), None, "{name}");
        }
    }
}

const PASSWORD: &str = "quatre lampes sous la neige";

/// Every kind of file, as workbook and as text, tried and stored: every row is accounted for.
fn deliver(talk: &mut Talk<'_>) {
    for sheet in [structure(), patient_days(), consumption(), resistance()] {
        let of_isolates = [("mapping", RESISTANCE_COLUMNS)];
        let columns = if sheet.kind == "resistance" { &of_isolates[..] } else { &[] };
        for (place, bytes) in [sheet.workbook(), sheet.csv()].into_iter().enumerate() {
            let rows = u64::try_from(sheet.rows.len() - 1).unwrap();
            let trial = [columns, &[("dry_run", "true")]].concat();
            let (status, verdict) = talk.import(&sheet, &bytes, &trial);
            assert_eq!(status, 200, "{verdict}");
            accounted_for(&verdict["rows"], rows);
            let looked_at = [columns, &[("acknowledge", "all")]].concat();
            let (status, created) = talk.import(&sheet, &bytes, &looked_at);
            assert_eq!(status, 202, "{created}");
            let id = created["id"].to_string();
            let (_, import) = talk.ask("GET", &format!("/api/v1/imports/{id}"), None);
            accounted_for(&import["rows"], rows);
            let (_, issues) =
                talk.ask("GET", &format!("/api/v1/imports/{id}/issues?limit=200"), None);
            assert!(issues["total"].as_u64().unwrap() > 5, "{issues}");
            // The same lines in another format are the same file, while the first one is in force.
            if place == 0 {
                assert_eq!(talk.ask("DELETE", &format!("/api/v1/imports/{id}"), None).0, 204);
            }
        }
    }
    let drugs = drugs();
    let workbook = drugs.workbook();
    let (status, body) = talk.form("/correspondences/drug/workbook", &[], NAME, &workbook);
    assert_eq!(status, 200, "{body}");
}

fn accounted_for(rows: &Value, read: u64) {
    let number = |name: &str| rows[name].as_u64().unwrap();
    assert_eq!(number("read"), read);
    assert_eq!(number("read"), number("kept") + number("ignored") + number("rejected"));
}

/// Wrong columns, wrong header, wrong sheet, wrong kind; what is refused is told without the file.
fn refuse(talk: &mut Talk<'_>) {
    let sheet = consumption();
    let bytes = sheet.workbook();
    let patient = r#"{"unit_code":"Patient","drug_code":7,"quantity":"N° IPP","period":"Né le"}"#;
    let twice = r#"{"unit_code":7,"drug_code":7,"quantity":3}"#;
    let nowhere = r#"{"unit_code":"Vanderschelden"}"#;
    let by_place = r#"{"unit_code":0,"drug_code":1,"quantity":3,"drug_label":7}"#;
    let person = r#"{"unit_code":5,"drug_code":9,"quantity":6}"#;
    for dry_run in ["true", "false"] {
        for more in [
            &[("mapping", patient)][..],
            &[("mapping", twice)],
            &[("mapping", nowhere)],
            &[("mapping", by_place), ("header_row", "4")],
            &[("mapping", person), ("header_row", "0")],
            &[("sheet", OTHER)],
            &[("sheet", "Vanderschelden")],
        ] {
            let mut fields = more.to_vec();
            fields.push(("dry_run", dry_run));
            talk.import(&sheet, &bytes, &fields);
        }
    }
    for other in ["structure", "patient_days"] {
        let sheet = Sheet { kind: other, rows: consumption().rows };
        talk.import(&sheet, &bytes, &[]);
    }
    let refused =
        Sheet { kind: "patient_days", rows: vec![row(&["UF", "JH"]), row(&["237", NAME])] };
    assert_eq!(talk.import(&refused, &refused.csv(), &[]).0, 422);
    let damaged = [&bytes[..600], NAME.as_bytes()].concat();
    assert_eq!(talk.import(&sheet, &damaged, &[]).0, 422);
    // Shown to who sends it, and kept nowhere.
    let said = talk.said.len();
    let fields = [("kind", "consumption")];
    let mut stream =
        talk.server.send_form("/api/v1/workbooks/inspect", &talk.token, &fields, NAME, &bytes);
    let (status, shown) = read_answer(&mut stream);
    assert_eq!(status, 200, "{shown}");
    assert!(shown.to_string().contains("QUENNEVILLE"));
    let fields = [("kind", "consumption"), ("finess", FINESS)];
    let mut stream =
        talk.server.send_form("/api/v1/workbooks/inspect", &talk.token, &fields, NAME, &bytes);
    assert_eq!(read_answer(&mut stream).0, 200);
    assert_eq!(talk.said.len(), said);
}

/// People in the place of drugs and units, by JSON.
fn mistype(talk: &mut Talk<'_>, drugs: &str, sectors: &str) {
    let drug = |field: &str, value: Value| {
        let mut drug = json!({
            "code": "PH1", "label": "x", "atc": "J01CA04", "route": "O", "strength": 1.0, "unit": "g",
        });
        drug[field] = value;
        json!({ "items": [drug] })
    };
    for (field, value) in [
        ("code", json!(NAME)),
        ("code", json!(NIR)),
        ("atc", json!("QUENNEVILLE")),
        ("route", json!(NAME)),
        ("unit", json!(NAME)),
        ("strength", json!(NAME)),
    ] {
        assert_eq!(talk.ask("PUT", drugs, Some(drug(field, value))).0, 422, "{field}");
    }
    let organisms = sectors.replace("sector", "organism");
    for label in NO_LABELS {
        let body = json!({ "items": [{ "label": label, "code": "ESCCOL" }] });
        assert_eq!(talk.ask("POST", &organisms, Some(body)).0, 422, "{label}");
    }
    for unit in [NAME, NIR, MAIL, "[QUENNEVILLE, ligne 3]"] {
        let body = json!({ "items": [{ "label": unit, "code": "MED" }] });
        assert_eq!(talk.ask("PUT", sectors, Some(body)).0, 422);
    }
}

/// Every page that tells of what was delivered.
fn read_everything(talk: &mut Talk<'_>) {
    for tail in [
        "/imports?limit=200",
        "/structure?year=2024",
        "/dashboard?year=2024",
        "/explanation?year=2024",
        "/lines?year=2024&limit=200",
        "/journal?limit=200",
        "/journal.csv",
        "/correspondences/drug",
        "/correspondences/sector",
        "/correspondences/organism",
        "/memberships",
    ] {
        let path = format!("/api/v1/establishments/{FINESS}{tail}");
        assert_eq!(talk.ask("GET", &path, None).0, 200, "{tail}");
    }
    for path in ["/api/v1/me/export", "/api/v1/me", "/metrics"] {
        assert_eq!(talk.ask("GET", path, None).0, 200, "{path}");
    }
    let analysis = "/api/v1/analyses/consumption?years=2024&by=sector,atc,quarter&establishment=";
    assert_eq!(talk.ask("GET", &format!("{analysis}{FINESS}"), None).0, 200);
}

/// What a person keeps to themself: an authenticator, its recovery codes, a token for scripts, the
/// secret that makes pseudonyms.
fn secrets_of_a_person(server: &Server, token: &str) -> Vec<String> {
    let post = |path: &str, body: Value| server.request("POST", path, token, Some(body)).1;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let totp = text(&post("/api/v1/me/totp", json!({ "password": PASSWORD }))["secret"]);
    let code = Builder::new().with_secret(Secret::try_from_base32(&totp).unwrap()).build().unwrap();
    let now = u64::try_from(chrono::Utc::now().timestamp()).unwrap();
    let codes = post("/api/v1/me/totp/confirm", json!({ "code": code.generate(now).to_string() }));
    let mut secrets: Vec<String> = codes["codes"].as_array().unwrap().iter().map(text).collect();
    let path = format!("/api/v1/establishments/{FINESS}");
    let expires_on = chrono::Utc::now().date_naive();
    let new = json!({ "name": "x", "scopes": ["analyses:read"], "expires_on": expires_on });
    secrets.push(text(&post(&format!("{path}/tokens"), new)["token"]));
    let secret = server.request("GET", &format!("{path}/pseudonym-secret"), token, None).1;
    secrets.push(text(&secret["secret"]));
    secrets.push(totp);
    secrets
}
