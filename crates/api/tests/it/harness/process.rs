//! A server of its own process, as an operator starts it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use api::db::DbUrl;
use serde_json::{Value, json};

use super::TestDatabase;

/// The address as an operator writes it.
fn address_of(url: &DbUrl) -> String {
    match url {
        DbUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
        DbUrl::Postgres(url) => url.clone(),
    }
}

/// What every start of the server shares.
pub struct Environment {
    variables: Vec<(&'static str, String)>,
}

impl Environment {
    pub fn new(database: &TestDatabase, folder: &Path) -> Self {
        let variables = vec![
            ("DATABASE_URL", address_of(&database.url())),
            ("CONSORES_DATA_DIR", folder.to_string_lossy().into_owned()),
            ("CONSORES_SECRET", "the secret of tests is no secret".to_owned()),
            ("CONSORES_LOG_LEVEL", "info".to_owned()),
        ];
        Self { variables }
    }

    /// With another variable.
    pub fn with(mut self, name: &'static str, value: &Path) -> Self {
        self.variables.push((name, value.to_string_lossy().into_owned()));
        self
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_consores"));
        command.envs(self.variables.iter().cloned()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    pub fn open_account(&self) {
        let mut child = self
            .command()
            .args(["user", "create", "--email", "a@hopital.example", "--full-name", "A"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"quatre lampes sous la neige\n").unwrap();
        assert!(child.wait().unwrap().success());
    }

    pub fn start(&self) -> Server {
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
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Server {
    /// SIGKILL: nothing of the process runs afterwards.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    pub fn try_connect(&self) -> Option<TcpStream> {
        TcpStream::connect(self.address).ok()
    }

    pub fn log_in(&self) -> String {
        let credentials =
            json!({ "email": "a@hopital.example", "password": "quatre lampes sous la neige" });
        let (status, body) = self.request("POST", "/api/v1/auth/login", "", Some(credentials));
        assert_eq!(status, 200, "{body}");
        body["access_token"].as_str().unwrap().to_owned()
    }

    pub fn request(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let head = format!("content-type: application/json\r\nauthorization: Bearer {token}\r\n");
        let mut stream = self.send(method, path, &head, body.as_bytes());
        read_answer(&mut stream)
    }

    pub fn send(&self, method: &str, path: &str, head: &str, body: &[u8]) -> TcpStream {
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
}

/// Status and JSON of an answer, chunked or not.
pub fn read_answer(stream: &mut TcpStream) -> (u16, Value) {
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
