//! What every request goes through: identifiers, problems, headers, compression.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::harness::{Backend, TestApp, problem};

on_both!(an_odd_request_is_refused_and_never_fails);

async fn an_odd_request_is_refused_and_never_fails(app: TestApp) {
    let claire = app.person("claire").await;
    let many_words = format!("/api/v1/establishments?q={}", "chu%20".repeat(1500));
    for path in [
        "/api/v1/establishments/%00",
        "/api/v1/establishments/%00/journal",
        "/api/v1/establishments/%FF",
        "/api/v1/establishments?q=%00&region=%00&type=%00",
        "/api/v1/establishments?q=%25_%27%22",
        "/api/v1/establishments?limit=18446744073709551615",
        &many_words,
    ] {
        let (status, body) = app.get(&claire, path).await;
        assert!(status < 500, "{path}: {body}");
    }
    for account in [
        json!({ "email": "a\0@hopital.example", "password": "quatre lampes", "full_name": "a",
                "accept_terms": true }),
        json!({ "email": "a@hopital.example", "password": "quatre\0 lampes", "full_name": "a\0",
                "accept_terms": true }),
    ] {
        let refused = app.post(None, "/api/v1/auth/register", account).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()));
    }
    let login = json!({ "email": "a\0", "password": "x" });
    assert!(app.post(None, "/api/v1/auth/login", login).await.0 < 500);
}

async fn app() -> TestApp {
    TestApp::new(Backend::Sqlite).await
}

#[actix_web::test]
async fn an_answer_carries_the_identifier_of_its_request() {
    let app = app().await;
    let request = || TestRequest::get().uri("/api/v1/nothing");
    let own = app.send(request().insert_header(("x-request-id", "pharmacy-42"))).await;
    assert_eq!(own.header("x-request-id"), "pharmacy-42");
    assert_eq!(own.json()["request_id"], "pharmacy-42");
    for bad in ["", "a b", "<script>", &"x".repeat(65)] {
        let made = app.send(request().insert_header(("x-request-id", bad))).await;
        assert_eq!(made.header("x-request-id").len(), 22, "{bad}");
        assert_eq!(made.json()["request_id"], made.header("x-request-id"));
    }
}

#[actix_web::test]
async fn a_request_that_cannot_be_read_is_an_invalid_problem() {
    let app = app().await;
    let claire = app.person("claire").await;
    for (path, body) in [
        ("/api/v1/auth/login", json!({ "email": 3 })),
        ("/api/v1/auth/login", json!([])),
        ("/api/v1/establishments", json!({ "finess": "1" })),
    ] {
        let refused = app.post(&claire, path, body).await;
        assert_eq!(problem(refused), (422, "invalid".to_owned()), "{path}");
    }
    for path in ["/api/v1/establishments?limit=x", "/api/v1/establishments?cursor=x"] {
        assert_eq!(problem(app.get(&claire, path).await), (422, "invalid".to_owned()), "{path}");
    }
    let text = TestRequest::post().uri("/api/v1/auth/login").set_payload("email=a");
    let answer = app.send(text).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(problem((answer.status, answer.json())), (422, "invalid".to_owned()));
}

#[actix_web::test]
async fn a_body_that_is_too_large_is_refused() {
    let app = app().await;
    let account = json!({ "email": "x".repeat(9 << 20) });
    let refused = app.post(None, "/api/v1/auth/register", account).await;
    assert_eq!(problem(refused), (413, "payload_too_large".to_owned()));
}

#[actix_web::test]
async fn an_unknown_address_of_the_api_is_a_problem_whatever_the_method() {
    let app = app().await;
    for (method, path) in
        [("GET", "/api/v1/nothing"), ("GET", "/api/nothing"), ("POST", "/anything")]
    {
        let answer = app.call(None, method, path, Value::Null).await;
        assert_eq!(problem(answer), (404, "not_found".to_owned()), "{method} {path}");
    }
}

#[actix_web::test]
async fn a_form_that_is_none_is_a_problem() {
    let app = app().await;
    let claire = app.person("claire").await;
    let odd = "--x\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--x--\r\n";
    for (kind, body) in [
        ("", ""),
        ("application/json", "{}"),
        ("multipart/form-data", ""),
        ("multipart/form-data; boundary=x", odd),
        ("multipart/form-data; boundary=x", "--x"),
    ] {
        let mut request = TestRequest::post()
            .uri("/api/v1/workbooks/inspect")
            .insert_header(("authorization", format!("Bearer {}", claire.token)))
            .set_payload(body);
        if !kind.is_empty() {
            request = request.insert_header(("content-type", kind));
        }
        let answer = app.send(request).await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (422, &"invalid".into()),
            "{kind} {body}"
        );
    }
}

#[actix_web::test]
async fn an_operation_asked_with_another_method_names_its_methods() {
    let app = app().await;
    for (method, path, allowed) in [
        ("DELETE", "/api/v1/me", "GET"),
        ("PATCH", "/api/v1/establishments/060000478/charter", "GET, PUT"),
        ("DELETE", "/api/v1/establishments/060000478/imports", "GET, POST"),
    ] {
        let request = TestRequest::with_uri(path).method(method.parse().unwrap());
        let answer = app.send(request).await;
        assert_eq!((answer.status, answer.header("allow")), (405, allowed), "{method} {path}");
        assert_eq!(answer.json()["code"], "method_not_allowed");
    }
}

#[actix_web::test]
async fn who_has_to_log_in_is_told_how() {
    let app = app().await;
    for token in ["", "Bearer", "Bearer x.y.z", "Basic Y2xhaXJl"] {
        let request = TestRequest::get().uri("/api/v1/me").insert_header(("authorization", token));
        let answer = app.send(request).await;
        assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"), "{token}");
    }
}

#[actix_web::test]
async fn an_answer_of_the_api_can_do_nothing_in_a_browser() {
    let app = app().await;
    let answer = app.send(TestRequest::get().uri("/api/v1/regions")).await;
    for (name, value) in [
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("strict-transport-security", ""),
    ] {
        assert_eq!(answer.header(name), value);
    }
}

#[actix_web::test]
async fn a_large_answer_is_compressed_for_who_can_read_it() {
    let app = app().await;
    let request =
        TestRequest::get().uri("/api/v1/openapi.json").insert_header(("accept-encoding", "br"));
    let answer = app.send(request).await;
    assert_eq!(answer.header("content-encoding"), "br");
}
