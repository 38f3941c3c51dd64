//! Mails reach a real server, by STARTTLS and with a login; while it is down they wait.

use std::{fs, fs::File, process::Stdio};

use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection};
use serde_json::{Value, json};

use api::db::DbUrl;

use crate::harness::{
    Authority, Backend, Environment, Server, SmtpServer, TestDatabase, available, smtp_available,
};

#[test]
fn mails_on_sqlite_reach_a_server_that_was_down_after_a_restart() {
    if smtp_available() {
        mails_reach_a_server(Backend::Sqlite);
    }
}

#[test]
fn mails_on_postgres_reach_a_server_that_was_down_after_a_restart() {
    if smtp_available() && available() {
        mails_reach_a_server(Backend::Postgres);
    }
}

fn mails_reach_a_server(backend: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(backend, folder.path());
    let authority = Authority::new(folder.path());
    let mut smtp = SmtpServer::planned(&authority);
    let log = folder.path().join("log");
    let environment = Environment::new(&database, folder.path())
        .with("CONSORES_MAIL", smtp.url())
        .with("CONSORES_MAIL_FROM", "ConsoRes <no-reply@consores.example>")
        .with("CONSORES_PUBLIC_URL", "https://consores.example");
    let trusting =
        |environment: Environment| environment.with("CONSORES_MAIL_CA", authority.path());
    let start = |environment: &Environment| {
        environment.start_logging(Stdio::from(
            File::options().create(true).append(true).open(&log).unwrap(),
        ))
    };

    // Nobody listens there: the mail waits.
    let server = start(&environment);
    register(&server, "claire@hopital.example");
    wait_for_log(&log, "Put off a mail");
    drop(server);

    // A server of an authority that is not trusted gets nothing.
    smtp.start();
    is_due_again(&database);
    let server = start(&environment);
    wait_for_log(&log, "certificate");
    assert!(smtp.mails().is_empty());
    drop(server);

    // Once it is trusted, the mail of before the restart leaves, and those of now at once.
    is_due_again(&database);
    let environment = trusting(environment);
    let server = start(&environment);
    let first = &smtp.wait_for_mails(1)[0];
    assert_eq!(first["to"], json!(["claire@hopital.example"]));
    assert_eq!(first["from"], "no-reply@consores.example");
    assert_eq!((&first["encrypted"], &first["user"]), (&json!(true), &json!("consores")));
    let content = first["content"].as_str().unwrap();
    assert!(content.contains("From: ConsoRes <no-reply@consores.example>"), "{content}");
    register(&server, "unknown@hopital.example");
    register(&server, "paul@hopital.example");
    let mails = smtp.wait_for_mails(2);
    assert_eq!(mails[1]["to"], json!(["paul@hopital.example"]), "a refused one holds up no other");
    wait_for_log(&log, "the mail server answered 550");
    drop(server);

    let log = fs::read_to_string(&log).unwrap();
    for secret in ["@hopital.example", "jeton=", "p@ss", "p%40ss"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

fn register(server: &Server, email: &str) {
    let account = json!({
        "email": email, "password": "quatre lampes sous la neige",
        "full_name": "Claire", "accept_terms": true,
    });
    let (status, created): (u16, Value) =
        server.request("POST", "/api/v1/auth/register", "", Some(account));
    assert_eq!(status, 201, "{created}");
}

fn wait_for_log(log: &std::path::Path, text: &str) {
    crate::harness::wait_for(|| fs::read_to_string(log).unwrap().contains(text).then_some(()));
}

/// Time passes: it is the turn of every mail again.
fn is_due_again(database: &TestDatabase) {
    let sql = "UPDATE outgoing_mails SET next_attempt_at = '2024-01-01 00:00:00'";
    match database.url() {
        DbUrl::Sqlite(path) => {
            SqliteConnection::establish(&path.to_string_lossy())
                .unwrap()
                .batch_execute(sql)
                .unwrap();
        }
        DbUrl::Postgres(url) => PgConnection::establish(&url).unwrap().batch_execute(sql).unwrap(),
    }
}
