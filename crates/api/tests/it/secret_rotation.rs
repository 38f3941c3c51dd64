//! The secret of the configuration is replaced: what it sealed opens under the new one alone.

use std::{fs, process::Command};

use chrono::Utc;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::harness::{Backend, Environment, Server, TestDatabase, available};

const NEW: &str = "another secret for tests, as long as it must";
const SECRET: &str = "/api/v1/establishments/060000478/pseudonym-secret";

#[test]
fn everything_opens_under_the_new_secret_alone_on_sqlite() {
    rotate_a_given_secret(Backend::Sqlite);
}

#[test]
fn everything_opens_under_the_new_secret_alone_on_postgres() {
    if available() {
        rotate_a_given_secret(Backend::Postgres);
    }
}

fn code(secret: &str, later: u64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap());
    let now = u64::try_from(Utc::now().timestamp()).unwrap();
    totp.build().unwrap().generate(now + 30 * later).to_string()
}

fn succeeds(mut command: Command) -> bool {
    command.status().unwrap().success()
}

/// Joins a hospital, adds an authenticator; gives its secret and the one that makes pseudonyms.
fn seal_something(server: &Server) -> (String, Value) {
    let token = server.log_in();
    let join = "/api/v1/establishments/060000478/memberships";
    assert_eq!(server.request("POST", join, &token, Some(json!({}))).0, 201);
    let (status, secret) = server.request("GET", SECRET, &token, None);
    assert_eq!(status, 200, "{secret}");
    let password = json!({ "password": "quatre lampes sous la neige" });
    let (_, enrolment) = server.request("POST", "/api/v1/me/totp", &token, Some(password));
    let totp = enrolment["secret"].as_str().unwrap().to_owned();
    let confirm = json!({ "code": code(&totp, 0) });
    assert_eq!(server.request("POST", "/api/v1/me/totp/confirm", &token, Some(confirm)).0, 200);
    (totp, secret)
}

/// Logs in with the authenticator, and reads the secret that makes pseudonyms.
fn everything_opens(server: &Server, (totp, secret): &(String, Value)) {
    let credentials = json!({
        "email": "a@hopital.example",
        "password": "quatre lampes sous la neige",
        "totp": code(totp, 1),
    });
    let (status, body) = server.request("POST", "/api/v1/auth/login", "", Some(credentials));
    assert_eq!(status, 200, "{body}");
    let token = body["access_token"].as_str().unwrap();
    assert_eq!(server.request("GET", SECRET, token, None), (200, secret.clone()));
}

fn rotate_a_given_secret(backend: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(backend, folder.path());
    let mut environment = Environment::new(&database, folder.path());
    environment.open_account();
    let mut server = environment.start();
    let before = seal_something(&server);
    server.kill();

    let rotate = |environment: &Environment| {
        let mut command = environment.command();
        command.args(["secret", "rotate"]);
        succeeds(command)
    };
    assert!(!rotate(&environment), "there is no new secret");
    environment.set("CONSORES_NEW_SECRET", Some(NEW));
    assert!(rotate(&environment));
    assert!(!rotate(&environment), "the old secret opens nothing");
    let mut serve = environment.command();
    serve.env("CONSORES_LISTEN", "127.0.0.1:0").arg("serve");
    assert!(!succeeds(serve), "nor does a server start with it");

    environment.set("CONSORES_SECRET", Some(NEW));
    environment.set("CONSORES_NEW_SECRET", None);
    let mut server = environment.start();
    everything_opens(&server, &before);
    server.kill();
}

#[test]
fn a_kept_secret_is_replaced_in_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(Backend::Sqlite, folder.path());
    let mut environment = Environment::new(&database, folder.path());
    environment.set("CONSORES_SECRET", None);
    environment.open_account();
    let mut server = environment.start();
    let before = seal_something(&server);
    server.kill();
    let file = folder.path().join("secret");
    let old = fs::read(&file).unwrap();
    let mut command = environment.command();
    command.args(["secret", "rotate"]);
    assert!(succeeds(command));
    assert_ne!(fs::read(&file).unwrap(), old);
    assert!(!folder.path().join("secret.new").exists());
    let mut server = environment.start();
    everything_opens(&server, &before);
    server.kill();
}
