//! Under the requests: TLS, other sites, slow callers.

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    time::Duration,
};

use actix_web::{test::TestRequest, web};
use api::config::Limits;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::{Certificate, Client};
use serde_json::json;

use crate::harness::{Backend, Environment, PASSWORD, TestApp, TestDatabase};

/// A time that has passed as soon as the server looks.
const AT_ONCE: Duration = Duration::from_millis(20);

async fn with_limits(change: impl FnOnce(&mut Limits)) -> TestApp {
    TestApp::with(Backend::Sqlite, |config| change(&mut config.limits)).await
}

/// Sends bytes and nothing more; gives all that the server says until it hangs up.
async fn say(address: SocketAddr, bytes: &'static str) -> String {
    web::block(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(bytes.as_bytes()).unwrap();
        let mut heard = Vec::new();
        stream.read_to_end(&mut heard).unwrap();
        String::from_utf8_lossy(&heard).into_owned()
    })
    .await
    .unwrap()
}

const HALF_A_LOGIN: &str = "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n\
    Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"email\":";

#[actix_web::test]
async fn who_never_ends_the_head_of_a_request_is_hung_up_on() {
    let app = with_limits(|limits| limits.head = AT_ONCE).await;
    let heard = say(app.listen(), "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
    assert!(heard.starts_with("HTTP/1.1 408"), "{heard}");
}

#[actix_web::test]
async fn a_body_that_does_not_arrive_is_a_problem() {
    let app = with_limits(|limits| limits.body = AT_ONCE).await;
    let address = app.listen();
    let heard = say(address, HALF_A_LOGIN).await;
    assert!(heard.starts_with("HTTP/1.1 408") && heard.contains("\"too_slow\""), "{heard}");
    let claire = app.person("claire").await;
    let form = format!(
        "POST /api/v1/workbooks/inspect HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n",
        claire.token
    );
    let heard = say(address, form.leak()).await;
    assert!(heard.starts_with("HTTP/1.1 408") && heard.contains("\"too_slow\""), "{heard}");
}

#[actix_web::test]
async fn an_answer_that_is_not_ready_in_time_is_a_problem() {
    let app = with_limits(|limits| limits.answer = AT_ONCE).await;
    let heard = say(app.listen(), HALF_A_LOGIN).await;
    assert!(heard.starts_with("HTTP/1.1 503") && heard.contains("\"busy\""), "{heard}");
}

#[actix_web::test]
async fn a_connection_that_is_not_used_is_closed() {
    let app = with_limits(|limits| limits.keep_alive = AT_ONCE).await;
    let heard = say(app.listen(), "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(heard.starts_with("HTTP/1.1 200"), "{heard}");
}

fn preflight(origin: &'static str) -> TestRequest {
    TestRequest::with_uri("/api/v1/imports/1")
        .method("OPTIONS".parse().unwrap())
        .insert_header(("origin", origin))
        .insert_header(("access-control-request-method", "DELETE"))
        .insert_header(("access-control-request-headers", "authorization"))
}

fn regions(origin: &'static str) -> TestRequest {
    TestRequest::get().uri("/api/v1/regions").insert_header(("origin", origin))
}

#[actix_web::test]
async fn pages_of_other_sites_may_read_nothing_unless_configured() {
    let app = TestApp::new(Backend::Sqlite).await;
    for request in [preflight("https://tool.example"), regions("https://tool.example")] {
        let answer = app.send(request).await;
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[actix_web::test]
async fn pages_of_a_configured_site_call_with_a_token_and_never_with_the_cookie() {
    let app = TestApp::with(Backend::Sqlite, |config| {
        config.cors_origins = vec!["https://tool.example".to_owned()];
    })
    .await;
    let answer = app.send(preflight("https://tool.example")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "https://tool.example");
    assert!(answer.header("access-control-allow-headers").contains("authorization"));
    let answer = app.send(regions("https://tool.example")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "https://tool.example");
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    assert!(answer.header("vary").to_lowercase().contains("origin"));
    for origin in ["https://evil.example", "https://tool.example.evil.example", "null"] {
        for request in [preflight(origin), regions(origin)] {
            let answer = app.send(request).await;
            assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
        }
    }
    assert_eq!(app.send(regions("https://evil.example")).await.status, 200, "our own page");
}

#[actix_web::test]
async fn over_https_the_refresh_cookie_belongs_to_this_host_alone() {
    let app = TestApp::with(Backend::Sqlite, |config| config.cookie_secure = true).await;
    let person = app.person("claire").await;
    let answer = app.login(&person.email, PASSWORD).await;
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-consores_refresh="), "{cookie}");
    for word in ["Path=/;", "Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let token = answer.refresh_cookie().unwrap();
    let post = |action: &str, name: &str| {
        TestRequest::post()
            .uri(&format!("/api/v1/auth/{action}"))
            .insert_header(("cookie", format!("{name}={token}")))
    };
    let planted = app.send(post("refresh", "consores_refresh")).await;
    assert_eq!(planted.status, 204, "a cookie that a neighbour of the domain can set is none");
    assert_eq!(app.send(post("refresh", "__Host-consores_refresh")).await.status, 200);
    let left = app.send(post("logout", "__Host-consores_refresh")).await;
    let cookie = left.header("set-cookie");
    assert!(cookie.starts_with("__Host-consores_refresh=;") && cookie.contains("Max-Age=0"));
    assert!(cookie.contains("Path=/;") && cookie.contains("Secure"), "{cookie}");
}

/// Writes a new certificate for this machine and its key; gives the certificate.
fn renew(cert: &Path, key: &Path) -> Certificate {
    let CertifiedKey { cert: made, signing_key } =
        generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    fs::write(cert, made.pem()).unwrap();
    fs::write(key, signing_key.serialize_pem()).unwrap();
    Certificate::from_pem(made.pem().as_bytes()).unwrap()
}

/// A client that trusts one certificate and nobody else.
fn client(trusted: Certificate) -> Client {
    let builder = Client::builder().no_proxy().tls_built_in_root_certs(false);
    builder.add_root_certificate(trusted).build().unwrap()
}

#[actix_web::test]
async fn the_server_speaks_https_and_takes_a_renewed_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    let first = client(renew(&cert, &key));
    let database = TestDatabase::create(Backend::Sqlite, folder.path());
    let environment = Environment::new(&database, folder.path())
        .with("CONSORES_TLS_CERT", cert.to_string_lossy())
        .with("CONSORES_TLS_KEY", key.to_string_lossy());
    environment.open_account();
    let server = environment.start();
    let url = format!("https://{}", server.address);
    let credentials = json!({ "email": "a@hopital.example", "password": PASSWORD });
    let login = first.post(format!("{url}/api/v1/auth/login")).json(&credentials);
    let answer = login.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert!(header("strict-transport-security").starts_with("max-age="));
    assert!(header("set-cookie").starts_with("__Host-consores_refresh="));
    let ready = |client: Client| client.get(format!("{url}/readyz")).send();
    assert!(
        ready(client(renew(&folder.path().join("c"), &folder.path().join("k")))).await.is_err()
    );
    let plain = client_of_everyone().get(format!("http://{}/readyz", server.address)).send().await;
    assert!(plain.is_err(), "nothing is answered in clear");

    let second = client(renew(&cert, &key));
    assert_eq!(ready(second).await.unwrap().status(), 200);
    fs::write(&key, "half a key").unwrap();
    let third = ready(client(Certificate::from_pem(&fs::read(&cert).unwrap()).unwrap())).await;
    assert_eq!(third.unwrap().status(), 200, "the last that fitted serves on");
}

fn client_of_everyone() -> Client {
    Client::builder().no_proxy().tls_built_in_root_certs(false).build().unwrap()
}

#[test]
fn without_its_certificate_the_server_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::create(Backend::Sqlite, folder.path());
    let nowhere = folder.path().join("nowhere.pem");
    let environment = Environment::new(&database, folder.path())
        .with("CONSORES_TLS_CERT", nowhere.to_string_lossy())
        .with("CONSORES_TLS_KEY", nowhere.to_string_lossy());
    let status = environment.command().arg("serve").status().unwrap();
    assert!(!status.success());
}
