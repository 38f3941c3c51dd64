//! The OpenAPI document: the committed one is the one of the routes, and it is complete.

use std::{env, fs, path::Path};

use serde_json::Value;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");

#[test]
fn the_committed_document_is_the_one_of_the_routes() {
    let text = api::openapi::text().unwrap();
    if env::var("UPDATE_OPENAPI").is_ok_and(|value| value == "1") {
        fs::write(COMMITTED, text).unwrap();
        return;
    }
    let committed = fs::read_to_string(Path::new(COMMITTED)).unwrap_or_default();
    assert!(
        committed == text,
        "the contract changed: run again with UPDATE_OPENAPI=1, then review"
    );
}

#[test]
fn every_operation_says_what_it_is_for_who_may_and_how_it_fails() {
    for (name, operation) in operations() {
        for member in ["operationId", "summary", "tags", "security", "responses"] {
            assert!(!operation[member].is_null(), "{name} has no {member}");
        }
        let is_public = operation["security"] == serde_json::json!([{}]);
        let fails =
            operation["responses"].as_object().unwrap().values().any(|response| {
                !response["content"]["application/problem+json"]["schema"].is_null()
            });
        assert!(fails || is_public, "{name} tells no problem");
    }
    assert_eq!(document()["info"]["license"]["identifier"], "EUPL-1.2");
}

#[test]
fn every_operation_stands_under_a_tag_that_is_explained() {
    let document = document();
    let tags = document["tags"].as_array().unwrap();
    for (name, operation) in operations() {
        assert!(tags.iter().any(|tag| tag["name"] == operation["tags"][0]), "{name}");
    }
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let (text, document) = (api::openapi::text().unwrap(), document());
    for reference in text.split("\"$ref\": \"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

fn document() -> Value {
    serde_json::from_str(&api::openapi::text().unwrap()).unwrap()
}

/// Every operation as `GET /api/v1/me`, with its description.
pub fn operations() -> Vec<(String, Value)> {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let mut operations = Vec::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            operations.push((format!("{} {path}", method.to_uppercase()), operation.clone()));
        }
    }
    operations
}
