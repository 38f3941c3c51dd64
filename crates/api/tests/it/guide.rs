//! The guide for integrators is run as it stands.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::json;

use crate::harness::{Backend, Environment, TestDatabase, samples};

const FINESS: &str = "050000256";

/// The fenced blocks of a page that are in a language, one after the other.
fn blocks(page: &str, language: &str) -> String {
    let mut code = String::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(name) => inside = !inside && name == language,
            None if inside => {
                code.push_str(line);
                code.push('\n');
            }
            None => {}
        }
    }
    code
}

#[test]
fn every_example_of_the_guide_works_as_it_is_written() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/scripts.md");
    let guide = fs::read_to_string(guide).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(Backend::Sqlite, folder.path());
    let environment = Environment::new(&database, folder.path());
    environment.open_account();
    let server = environment.start();
    let person = server.log_in();
    let path = |tail: &str| format!("/api/v1/establishments/{FINESS}/{tail}");
    server.request("POST", &path("memberships"), &person, Some(json!({})));
    let charter = json!({ "version": "2026-2" });
    assert_eq!(server.request("PUT", &path("charter"), &person, Some(charter)).0, 200);
    let expires_on = chrono::Utc::now().date_naive().to_string();
    let new = json!({ "name": "guide", "scopes": ["imports:write"], "expires_on": expires_on });
    let (status, created) = server.request("POST", &path("tokens"), &person, Some(new));
    assert_eq!(status, 201, "{created}");
    let run = |program: &str, option: &str, code: &str| -> Output {
        Command::new(program)
            .args([option, code])
            .current_dir(samples("embrun-clean").unwrap())
            .env("CONSORES_URL", format!("http://{}", server.address))
            .env("CONSORES_TOKEN", created["token"].as_str().unwrap())
            .env("FINESS", FINESS)
            .output()
            .unwrap()
    };

    let shell = run("bash", "-c", &format!("set -euo pipefail\n{}", blocks(&guide, "sh")));
    let told = String::from_utf8_lossy(&shell.stdout).into_owned();
    assert!(shell.status.success(), "{told}{}", String::from_utf8_lossy(&shell.stderr));
    // The trial tells a verdict, the three deliveries an import each, and so do the repetition and the
    // events of the one that was not waited for.
    assert!(told.contains("\"issues_by_code\""), "{told}");
    let ids: Vec<&str> = told.split("{\"id\":").skip(1).collect();
    assert_eq!(ids.len(), 5, "{told}");
    for again in &ids[3..] {
        assert_eq!(ids[2].split(',').next(), again.split(',').next(), "stored once: {told}");
    }
    assert!(told.contains("event: ended"), "{told}");

    let python = run("python3", "-c", &blocks(&guide, "python"));
    let told = String::from_utf8_lossy(&python.stdout).into_owned();
    assert!(python.status.success(), "{told}{}", String::from_utf8_lossy(&python.stderr));
    assert!(told.contains(" rows = "), "{told}");
}
