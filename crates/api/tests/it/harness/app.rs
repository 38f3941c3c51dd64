//! The real application over a database of its own.

use std::{net::SocketAddr, num::NonZeroU32, path::Path};

use actix_http::Request;
use actix_service::boxed::{BoxService, service};
use actix_web::{
    body::to_bytes,
    dev::ServiceResponse,
    http::Method,
    rt,
    test::{TestRequest, init_service},
    web,
};
use api::{
    app::{self, Parts},
    auth::passwords::Cost,
    config::{ATTEMPTS_PER_MINUTE, Config, Limits, LogFormat, MailConfig, Retention, Secret},
    db::{Db, DbUrl},
    operator::{self, Proof, Purged},
};
use chrono::TimeDelta;
use serde_json::Value;
use tempfile::TempDir;

use super::{Answer, Backend, Person, TestDatabase};

/// An application for one test. Fields are dropped in this order: connections first.
pub struct TestApp {
    service: BoxService<Request, ServiceResponse, actix_web::Error>,
    parts: Parts,
    _database: TestDatabase,
    folder: TempDir,
    backend: Backend,
}

impl TestApp {
    pub async fn new(backend: Backend) -> Self {
        Self::with(backend, |_| {}).await
    }

    /// With another configuration.
    pub async fn with(backend: Backend, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = TestDatabase::create(backend, folder.path());
        let mut config = config(database.url(), folder.path());
        change(&mut config);
        let db = Db::open(&config.database, config.database_connections).unwrap();
        let parts = Parts::new(config, db).unwrap();
        let service = service(init_service(app::app(&parts)).await);
        Self { service, parts, _database: database, folder, backend }
    }

    pub fn db(&self) -> &Db {
        self.parts.db()
    }

    pub const fn parts(&self) -> &Parts {
        &self.parts
    }

    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// The proof of a journal, as the command line gives it.
    pub async fn proof_of_journal(&self, finess: &'static str) -> Proof {
        let db = self.db().clone();
        let proofs = web::block(move || operator::prove_journals(&db).unwrap()).await.unwrap();
        proofs.into_iter().find(|(of, _)| of == finess).unwrap().1
    }

    /// Takes a second factor away, as the operator does.
    pub async fn remove_second_factor(&self, email: &str) {
        let (parts, email) = (self.parts.clone(), email.to_owned());
        web::block(move || {
            operator::remove_second_factor(parts.db(), parts.post(), &email).unwrap();
        })
        .await
        .unwrap();
    }

    /// Unlinks an account from its providers, as the operator does.
    pub async fn unlink(&self, email: &str) {
        let (db, email) = (self.db().clone(), email.to_owned());
        web::block(move || operator::unlink(&db, &email).unwrap()).await.unwrap();
    }

    /// Makes a new signing key, as the operator does.
    pub async fn rotate_keys(&self) {
        let (db, secret) = (self.db().clone(), self.parts.config().secret.clone());
        web::block(move || operator::rotate_keys(&db, &secret).unwrap()).await.unwrap();
    }

    /// Makes the sums over establishments that wait, as the server does after each change.
    pub async fn settle_sums(&self) {
        let db = self.db().clone();
        web::block(move || operator::settle_sums(&db).unwrap()).await.unwrap();
    }

    /// Erases what has been kept long enough, as the server does every day.
    pub async fn purge(&self) -> Purged {
        let (db, retention) = (self.db().clone(), self.parts.config().retention);
        web::block(move || operator::purge(&db, retention).unwrap()).await.unwrap()
    }

    /// The same application behind a socket of this machine.
    pub fn listen(&self) -> SocketAddr {
        let (server, address) = app::bind(self.parts.clone()).unwrap();
        rt::spawn(server);
        address
    }

    /// The folder of the test, with the folder of the application in `dist`.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Sends any request.
    pub async fn send(&self, request: TestRequest) -> Answer {
        let response = match self.service.call(request.to_request()).await {
            Ok(response) => response.into_parts().1,
            Err(error) => error.error_response(),
        };
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: to_bytes(response.into_body()).await.map(Into::into).unwrap_or_default(),
        }
    }

    /// Sends any request; its answer may still be under way.
    pub async fn open(&self, request: TestRequest) -> ServiceResponse {
        self.service.call(request.to_request()).await.unwrap()
    }

    /// Sends JSON, or nothing for `null`, as a person or as nobody; gives status and JSON.
    pub async fn call(
        &self,
        who: impl Into<Option<&Person>>,
        method: &str,
        path: &str,
        body: Value,
    ) -> (u16, Value) {
        let mut request =
            TestRequest::with_uri(path).method(Method::from_bytes(method.as_bytes()).unwrap());
        if let Some(person) = who.into() {
            request = request.insert_header(("authorization", format!("Bearer {}", person.token)));
        }
        if !body.is_null() {
            request = request.set_json(body);
        }
        let answer = self.send(request).await;
        (answer.status, answer.json())
    }

    pub async fn get(&self, who: impl Into<Option<&Person>>, path: &str) -> (u16, Value) {
        self.call(who, "GET", path, Value::Null).await
    }

    pub async fn post(
        &self,
        who: impl Into<Option<&Person>>,
        path: &str,
        body: Value,
    ) -> (u16, Value) {
        self.call(who, "POST", path, body).await
    }
}

/// The configuration of tests: cheap passwords, few connections.
pub fn config(database: DbUrl, folder: &Path) -> Config {
    Config {
        database,
        database_connections: 4,
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: "https://consores.example".to_owned(),
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
        open_per_minute: NonZeroU32::new(600).unwrap(),
        secret: Secret::given("the secret of tests is no secret").unwrap(),
        secret_file: None,
        retention: Retention::default(),
        cookie_secure: false,
        upload_max_bytes: 64 << 20,
        log: LogFormat::Text,
        log_level: "off".to_owned(),
        access_lifetime: TimeDelta::minutes(15),
        refresh_lifetime: TimeDelta::days(7),
        refresh_grace: TimeDelta::seconds(30),
        password_cost: Cost { memory_kib: 8, passes: 1 },
        exposed_files: Vec::new(),
    }
}
