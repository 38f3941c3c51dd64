//! How long the server takes for a large import, against the bare reading of the same file.
//!
//! Prints medians and their ratio to calamine's reading, for SQLite and, when `TEST_POSTGRES_URL`
//! is set, PostgreSQL. `BENCH_SAMPLES` names the folder of the large set.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints and may fail")]

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use actix_web::{
    body::{BoxBody, to_bytes},
    dev::{Service, ServiceResponse},
    http::Method,
    test::{TestRequest, init_service},
};
use api::{
    app::{Parts, app},
    auth::passwords::Cost,
    config::{ATTEMPTS_PER_MINUTE, Config, Limits, LogFormat, MailConfig, Retention, Secret},
    db::DbUrl,
    setup,
};
use calamine::{Reader, Xlsx};
use chrono::TimeDelta;
use serde_json::{Value, json};

const FINESS: &str = "140000100";
const ROUNDS: usize = 7;

#[actix_web::main]
async fn main() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let default = project.join("../shared/samples/bench-caen");
    let samples = std::env::var_os("BENCH_SAMPLES").map_or(default, PathBuf::from);
    if !samples.is_dir() {
        println!("NOT RUN: the large set is not at {}", samples.display());
        return;
    }
    let file = fs::read(samples.join("consommations_2024.xlsx")).unwrap();
    let bare = median((0..ROUNDS).map(|_| bare_read(&file)).collect());
    println!("bare calamine read        {:>7.0} ms", millis(bare));
    let folder = tempfile::tempdir().unwrap();
    let sqlite = DbUrl::Sqlite(folder.path().join("bench.db"));
    report("SQLite", whole_import(sqlite, folder.path(), &samples, &file).await, bare, 3.0);
    match std::env::var("TEST_POSTGRES_URL") {
        Ok(url) => {
            let time = whole_import(DbUrl::Postgres(url), folder.path(), &samples, &file).await;
            report("PostgreSQL", time, bare, 4.0);
        }
        Err(_) => println!("NOT RUN: PostgreSQL (TEST_POSTGRES_URL is not set)"),
    }
}

fn report(name: &str, time: Duration, bare: Duration, limit: f64) {
    let ratio = time.as_secs_f64() / bare.as_secs_f64();
    println!("whole import, {name:<11} {:>7.0} ms  ratio {ratio:.2} (limit {limit})", millis(time));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn bare_read(bytes: &[u8]) -> Duration {
    let start = Instant::now();
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.sheet_names()[0].clone();
    let range = workbook.worksheet_range(&sheet).unwrap();
    assert!(range.height() > 90_000);
    start.elapsed()
}

/// Median time of storing the file through HTTP; it is cancelled between the rounds.
async fn whole_import(url: DbUrl, folder: &Path, samples: &Path, file: &[u8]) -> Duration {
    let config = Config {
        database: url,
        database_connections: 4,
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: "http://127.0.0.1".to_owned(),
        tls: None,
        cors_origins: Vec::new(),
        limits: Limits::default(),
        oidc: None,
        workers: 1,
        spa_dir: folder.join("dist"),
        data_dir: folder.to_owned(),
        texts_dir: None,
        trusted_proxies: Vec::new(),
        require_charter: true,
        require_totp: false,
        mail: MailConfig::outbox(folder).unwrap(),
        attempts_per_minute: ATTEMPTS_PER_MINUTE,
        open_per_minute: ATTEMPTS_PER_MINUTE,
        secret: Secret::given("the secret of benches is no secret").unwrap(),
        secret_file: None,
        retention: Retention::default(),
        cookie_secure: false,
        upload_max_bytes: 64 << 20,
        log: LogFormat::Text,
        log_level: "off".to_owned(),
        access_lifetime: TimeDelta::hours(1),
        refresh_lifetime: TimeDelta::days(7),
        refresh_grace: TimeDelta::seconds(30),
        password_cost: Cost { memory_kib: 8, passes: 1 },
        exposed_files: Vec::new(),
    };
    let db = setup::open_database(&config).unwrap();
    let parts = Parts::new(config, db).unwrap();
    let service = init_service(app(&parts)).await;
    let password = "quatre lampes sous la neige";
    let account = json!({
        "email": "bench@hopital.example", "password": password, "full_name": "Bench",
        "accept_terms": true,
    });
    call(&service, "", "POST", "/api/v1/auth/register", account).await;
    let credentials = json!({ "email": "bench@hopital.example", "password": password });
    let login = call(&service, "", "POST", "/api/v1/auth/login", credentials).await;
    let token = login["access_token"].as_str().unwrap().to_owned();
    let establishment = format!("/api/v1/establishments/{FINESS}");
    call(&service, &token, "POST", &format!("{establishment}/memberships"), json!({})).await;
    let charter = call(&service, "", "GET", "/api/v1/texts/charter", Value::Null).await;
    let version = json!({ "version": charter["version"] });
    call(&service, &token, "PUT", &format!("{establishment}/charter"), version).await;
    let known = fs::read(samples.join("correspondences_2024.json")).unwrap();
    let known: Value = serde_json::from_slice(&known).unwrap();
    let drugs = json!({ "items": known["drug"] });
    call(&service, &token, "PUT", &format!("{establishment}/correspondences/drug"), drugs).await;
    for (kind, name) in [("structure", "structure_2024.xlsx"), ("patient_days", "jh_2024.xlsx")] {
        let bytes = fs::read(samples.join(name)).unwrap();
        upload(&service, &token, &establishment, kind, &bytes).await;
    }
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let created = upload(&service, &token, &establishment, "consumption", file).await;
        times.push(start.elapsed());
        let path = format!("/api/v1/imports/{}", created["id"]);
        call(&service, &token, "DELETE", &path, Value::Null).await;
    }
    median(times)
}

async fn call<S>(service: &S, token: &str, method: &str, path: &str, body: Value) -> Value
where
    S: Service<actix_http::Request, Response = ServiceResponse<BoxBody>, Error = actix_web::Error>,
{
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = TestRequest::with_uri(path).method(method);
    if !token.is_empty() {
        request = request.insert_header(("authorization", format!("Bearer {token}")));
    }
    if !body.is_null() {
        request = request.set_json(body);
    }
    answer(service, request).await
}

async fn upload<S>(service: &S, token: &str, establishment: &str, kind: &str, file: &[u8]) -> Value
where
    S: Service<actix_http::Request, Response = ServiceResponse<BoxBody>, Error = actix_web::Error>,
{
    let mut body = Vec::with_capacity(file.len() + 1_000);
    for (field, value) in [("kind", kind), ("period", "2024")] {
        let part = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    body.extend_from_slice(
        b"--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.xlsx\"\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--frontier--\r\n");
    let request = TestRequest::with_uri(&format!("{establishment}/imports"))
        .method(Method::POST)
        .insert_header(("authorization", format!("Bearer {token}")))
        .insert_header(("content-type", "multipart/form-data; boundary=frontier"))
        .set_payload(body);
    answer(service, request).await
}

async fn answer<S>(service: &S, request: TestRequest) -> Value
where
    S: Service<actix_http::Request, Response = ServiceResponse<BoxBody>, Error = actix_web::Error>,
{
    let response = service.call(request.to_request()).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body()).await.unwrap_or_default();
    assert!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&body));
    serde_json::from_slice(&body).unwrap_or(Value::Null)
}
