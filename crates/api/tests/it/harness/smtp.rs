//! A real mail server, with a certificate of an authority that nobody knows.

use std::{
    env, fs,
    io::{Write, stderr},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Once,
    thread,
    time::{Duration, Instant},
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use serde_json::Value;

use super::process::free_address;

/// The program of the server.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/harness/smtp.py");

/// Whether there is a Python with `aiosmtpd`; when not, says so loudly, and fails where it is required.
pub fn smtp_available() -> bool {
    static SAID: Once = Once::new();
    if env::var_os("TEST_SMTP_PYTHON").is_some() {
        return true;
    }
    let required = env::var("CI").is_ok_and(|value| value == "1" || value == "true");
    assert!(!required, "TEST_SMTP_PYTHON is not set: run through scripts/test");
    SAID.call_once(|| {
        let line = "\n*** Mail server tests did NOT run: use scripts/test rust ***\n\n";
        stderr().write_all(line.as_bytes()).unwrap();
    });
    false
}

/// Who signs the certificate of the server.
pub struct Authority {
    folder: PathBuf,
}

impl Authority {
    /// Signs a certificate for `localhost`; everything is in `folder`.
    pub fn new(folder: &Path) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Authority of a test");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let authority = params.self_signed(&key).unwrap();
        let issuer = Issuer::new(params, key);
        let key = KeyPair::generate().unwrap();
        let server = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = server.signed_by(&key, &issuer).unwrap();
        let put = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
        put("authority.pem", authority.pem());
        put("certificate.pem", certificate.pem());
        put("key.pem", key.serialize_pem());
        Self { folder: folder.to_owned() }
    }

    /// The certificate to trust.
    pub fn path(&self) -> String {
        self.folder.join("authority.pem").to_string_lossy().into_owned()
    }
}

/// A mail server of its own process, or the place where it will be.
pub struct SmtpServer {
    folder: PathBuf,
    address: SocketAddr,
    child: Option<Child>,
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl SmtpServer {
    /// A server that is not there yet.
    pub fn planned(authority: &Authority) -> Self {
        Self { folder: authority.folder.clone(), address: free_address(), child: None }
    }

    /// Where mails are sent, with the login.
    pub fn url(&self) -> String {
        format!("smtp://consores:p%40ss%20word@localhost:{}?tls=required", self.address.port())
    }

    pub fn start(&mut self) {
        let child = Command::new(env::var_os("TEST_SMTP_PYTHON").unwrap())
            .arg(SCRIPT)
            .arg(&self.folder)
            .arg(self.address.port().to_string())
            .stdin(Stdio::piped())
            .spawn()
            .expect("TEST_SMTP_PYTHON leads to a Python");
        self.child = Some(child);
        wait_for(|| TcpStream::connect(self.address).ok());
    }

    /// The mails that have come, oldest first.
    pub fn mails(&self) -> Vec<Value> {
        let mut files: Vec<PathBuf> = fs::read_dir(&self.folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        files.iter().map(|file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap()).collect()
    }

    /// The mails, once there are so many.
    pub fn wait_for_mails(&self, number: usize) -> Vec<Value> {
        wait_for(|| Some(self.mails()).filter(|mails| mails.len() >= number))
    }
}

/// What `look` finds within half a minute.
pub fn wait_for<T>(look: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "waited too long");
        thread::sleep(Duration::from_millis(20));
    }
}
