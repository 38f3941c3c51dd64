//! A server that is killed during an import leaves the year as it was, or as it will be.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use api::db::DbUrl;
use serde_json::{Value, json};

use crate::harness::{Backend, TestDatabase, available, samples};

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
    server.kill();
}

/// The address as an operator writes it.
fn address_of(url: &DbUrl) -> String {
    match url {
        DbUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
        DbUrl::Postgres(url) => url.clone(),
    }
}

/// What every start of the server shares.
struct Environment {
    variables: Vec<(&'static str, String)>,
}

impl Environment {
    fn new(database: &TestDatabase, folder: &Path) -> Self {
        let variables = vec![
            ("DATABASE_URL", address_of(&database.url())),
            ("CONSORES_DATA_DIR", folder.to_string_lossy().into_owned()),
            ("CONSORES_SECRET", "the secret of tests is no secret".to_owned()),
            ("CONSORES_LOG_LEVEL", "info".to_owned()),
        ];
        Self { variables }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_consores"));
        command.envs(self.variables.iter().cloned()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn open_account(&self) {
        let mut child = self
            .command()
            .args(["user", "create", "--email", "a@hopital.example", "--full-name", "A"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"quatre lampes sous la neige\n").unwrap();
        assert!(child.wait().unwrap().success());
    }

    fn start(&self) -> Server {
        // A port that was free a moment ago.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = self
            .command()
            .env("CONSORES_LISTEN", address.to_string())
            .arg("serve")
            .spawn()
            .unwrap();
        let server = Server { child, address };
        while server.try_connect().is_none() {
            thread::sleep(Duration::from_millis(20));
        }
        server
    }
}

/// A server of its own process.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Server {
    /// SIGKILL: nothing of the process runs afterwards.
    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn try_connect(&self) -> Option<TcpStream> {
        TcpStream::connect(self.address).ok()
    }

    fn log_in(&self) -> String {
        let credentials =
            json!({ "email": "a@hopital.example", "password": "quatre lampes sous la neige" });
        let (status, body) = self.request("POST", "/api/v1/auth/login", "", Some(credentials));
        assert_eq!(status, 200, "{body}");
        body["access_token"].as_str().unwrap().to_owned()
    }

    fn request(&self, method: &str, path: &str, token: &str, body: Option<Value>) -> (u16, Value) {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let head = format!("content-type: application/json\r\nauthorization: Bearer {token}\r\n");
        let mut stream = self.send(method, path, &head, body.as_bytes());
        read_answer(&mut stream)
    }

    fn import(&self, token: &str, kind: &str, file: &Path) -> (u16, Value) {
        read_answer(&mut self.send_form(token, kind, file))
    }

    /// Sends a file and does not wait for the answer.
    fn send_import(&self, token: &str, file: &Path) -> TcpStream {
        self.send_form(token, "consumption", file)
    }

    fn send_form(&self, token: &str, kind: &str, file: &Path) -> TcpStream {
        let name: PathBuf = file.file_name().unwrap().into();
        let mut body = Vec::new();
        for (field, value) in [("kind", kind), ("period", "2024")] {
            let part = format!(
                "--frontier\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let part = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\r\n",
            name.display()
        );
        body.extend_from_slice(part.as_bytes());
        body.extend(fs::read(file).unwrap());
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        let head = format!(
            "content-type: multipart/form-data; boundary=frontier\r\n\
             authorization: Bearer {token}\r\n"
        );
        self.send("POST", &format!("/api/v1/establishments/{FINESS}/imports"), &head, &body)
    }

    fn send(&self, method: &str, path: &str, head: &str, body: &[u8]) -> TcpStream {
        let mut stream = self.try_connect().unwrap();
        let start = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{head}content-length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(start.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        stream
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

/// Status and JSON of an answer, chunked or not.
fn read_answer(stream: &mut TcpStream) -> (u16, Value) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut chunked = false;
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        chunked |= line.to_ascii_lowercase().starts_with("transfer-encoding: chunked");
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            line.clear();
            reader.read_line(&mut line).unwrap();
            let size = usize::from_str_radix(line.trim(), 16).unwrap();
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk).unwrap();
            body.extend_from_slice(&chunk[..size]);
            if size == 0 {
                break;
            }
        }
    } else {
        reader.read_to_end(&mut body).unwrap();
    }
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}
