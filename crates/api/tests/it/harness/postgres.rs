//! Databases of PostgreSQL: copies of one that was migrated once, on the server of
//! `TEST_POSTGRES_URL`.

use std::{
    env, fs,
    io::{Write, stderr},
    path::Path,
    process,
    sync::{
        Once, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use api::db::DbUrl;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, connection::SimpleConnection,
    sql_query, sql_types::Bool,
};
use sha2::{Digest, Sha256};

use super::{app::config, database::prepare};

/// Whether a server was given; when not, says so loudly, and fails where it is required.
pub fn available() -> bool {
    static SAID: Once = Once::new();
    if env::var_os("TEST_POSTGRES_URL").is_some() {
        return true;
    }
    let required = ["CI", "REQUIRE_POSTGRES"]
        .iter()
        .any(|name| env::var(name).is_ok_and(|value| value == "1" || value == "true"));
    assert!(!required, "TEST_POSTGRES_URL is not set: run through scripts/with-postgres");
    // Straight to standard error: the test runner would keep the line of a test that passes.
    SAID.call_once(|| {
        let line = "\n*** PostgreSQL tests did NOT run: use scripts/with-postgres ***\n\n";
        stderr().write_all(line.as_bytes()).unwrap();
    });
    false
}

/// A database that is dropped with its test.
pub struct PostgresDatabase {
    name: String,
}

impl PostgresDatabase {
    pub fn create() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("consores_test_{}_{number}", process::id());
        execute(&format!("CREATE DATABASE {name} TEMPLATE {}", template()));
        Self { name }
    }

    pub fn url(&self) -> DbUrl {
        url_of(&self.name)
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// The migrated database; it stays on the server for the next run of the same migrations.
fn template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("consores_template_{}", &version()[..16]);
        let mut admin = connect();
        // Another process may be making the same one.
        admin.batch_execute("SELECT pg_advisory_lock(2026)").unwrap();
        if !exists(&mut admin, &name) {
            let draft = format!("{name}_draft");
            admin.batch_execute(&format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).unwrap();
            admin.batch_execute(&format!("CREATE DATABASE {draft}")).unwrap();
            prepare(&config(url_of(&draft), Path::new(".")));
            admin.batch_execute(&format!("ALTER DATABASE {draft} RENAME TO {name}")).unwrap();
        }
        name
    })
}

/// Changes with the migrations and the registry.
fn version() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut migrations: Vec<_> = fs::read_dir(root.join("../../migrations/postgres"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("up.sql"))
        .collect();
    migrations.sort();
    migrations.push(root.join("data/establishments.csv"));
    let mut hash = Sha256::new();
    for path in migrations {
        hash.update(fs::read(path).unwrap());
    }
    URL_SAFE_NO_PAD.encode(hash.finalize()).to_lowercase().replace('-', "_")
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Bool)]
    found: bool,
}

fn exists(admin: &mut PgConnection, name: &str) -> bool {
    let query =
        format!("SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') AS found");
    sql_query(query).get_result::<Found>(admin).unwrap().found
}

fn execute(sql: &str) {
    connect().batch_execute(sql).unwrap();
}

fn connect() -> PgConnection {
    PgConnection::establish(&admin_url()).expect("TEST_POSTGRES_URL leads to a server")
}

fn admin_url() -> String {
    env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL is set")
}

/// The address of another database on the same server.
fn url_of(name: &str) -> DbUrl {
    let admin = admin_url();
    let (base, query) = admin.split_once('?').unwrap_or((&admin, ""));
    let (server, _) = base.rsplit_once('/').unwrap();
    DbUrl::parse(&format!("{server}/{name}?{query}")).unwrap()
}
