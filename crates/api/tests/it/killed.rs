//! A server that is killed during an import leaves the year as it was, or as it will be.

use std::{fs, net::TcpStream, path::Path, thread, time::Duration};

use api::db::Db;
use serde_json::{Value, json};

use crate::harness::{
    Backend, Environment, Server, TestDatabase, available, count, read_answer, samples, wait_for,
};

const FINESS: &str = "060000478";
/// Consumption of the year in the quarterly files of the sample, and rows of its file.
const ROWS: u64 = 15_316;

#[test]
fn an_import_on_sqlite_is_whole_or_absent_after_a_kill() {
    kill_during_imports(Backend::Sqlite);
}

#[test]
fn an_import_on_postgres_is_whole_or_absent_after_a_kill() {
    if available() {
        kill_during_imports(Backend::Postgres);
    }
}

/// Kills later and later, until an import comes through.
fn kill_during_imports(backend: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(backend, folder.path());
    let samples = samples("ch-grasse").unwrap();
    let environment = Environment::new(&database, folder.path());
    environment.open_account();
    let mut server = environment.start();
    let token = server.log_in();
    let join = format!("/api/v1/establishments/{FINESS}/memberships");
    assert_eq!(server.request("POST", &join, &token, Some(json!({}))).0, 201);
    let charter = format!("/api/v1/establishments/{FINESS}/charter");
    let version = json!({ "version": "2026-2" });
    assert_eq!(server.request("PUT", &charter, &token, Some(version)).0, 200);
    let drugs: Value =
        serde_json::from_slice(&fs::read(samples.join("correspondences_2024.json")).unwrap())
            .unwrap();
    let path = format!("/api/v1/establishments/{FINESS}/correspondences/drug");
    let drugs = json!({ "items": drugs["drug"] });
    assert_eq!(server.request("PUT", &path, &token, Some(drugs)).0, 200);
    for (kind, file) in
        [("structure", "structure_2024.xlsx"), ("patient_days", "jh_trimestres_2024.xlsx")]
    {
        assert_eq!(server.import(&token, kind, &samples.join(file)).0, 202);
    }
    let file = samples.join("consommations_trimestres_2024.xlsx");
    let (mut delay, mut absent) = (Duration::from_millis(4), 0);
    loop {
        server.send_import(&token, &file);
        thread::sleep(delay);
        server.kill();
        server = environment.start();
        let token = server.log_in();
        if server.has_consumption(&token) {
            break;
        }
        absent += 1;
        delay = delay.mul_f64(1.6);
        assert!(delay < Duration::from_mins(1), "no import ever came through");
    }
    assert!(absent > 0, "the first kill came too late to interrupt anything");
    // The server makes the sums over establishments that the import has changed.
    let db = Db::open(&database.url(), 1).unwrap();
    let sql = "SELECT count(*) AS count FROM population_changes";
    wait_for(|| db.read_blocking(|conn| Ok(count(conn, sql))).ok().filter(|waiting| *waiting == 0));
    server.kill();
}

impl Server {
    fn import(&self, token: &str, kind: &str, file: &Path) -> (u16, Value) {
        read_answer(&mut self.deliver(token, kind, file))
    }

    /// Sends a file and does not wait for the answer.
    fn send_import(&self, token: &str, file: &Path) -> TcpStream {
        self.deliver(token, "consumption", file)
    }

    fn deliver(&self, token: &str, kind: &str, file: &Path) -> TcpStream {
        let path = format!("/api/v1/establishments/{FINESS}/imports");
        let fields = [("kind", kind), ("period", "2024")];
        let name = file.file_name().unwrap().to_str().unwrap();
        self.send_form(&path, token, &fields, name, &fs::read(file).unwrap())
    }

    /// Whether the import is there; whole when it is, and without any trace when it is not.
    fn has_consumption(&self, token: &str) -> bool {
        let get = |path: String| self.request("GET", &path, token, None).1;
        let imports = get(format!("/api/v1/establishments/{FINESS}/imports"));
        let found = imports["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|import| import["kind"] == "consumption");
        let analysis = get(format!(
            "/api/v1/analyses/consumption?establishment={FINESS}&years=2024&by=quarter"
        ));
        let lines = get(format!("/api/v1/establishments/{FINESS}/lines?year=2024&limit=1"));
        let journal = get(format!("/api/v1/establishments/{FINESS}/journal"));
        let told = journal["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|entry| entry["message"].as_str().unwrap().contains("Consommations"));
        let quarters = analysis["groups"].as_array().unwrap().len();
        match found {
            None => {
                assert_eq!((quarters, &lines["total"], told), (0, &json!(0), false));
                false
            }
            Some(import) => {
                assert_eq!(import["rows"]["read"], ROWS);
                assert!(quarters == 4 && lines["total"].as_u64().unwrap() > 1_000 && told);
                true
            }
        }
    }
}
