//! The single-page application: its files, its page, its policy.

use std::fs;

use actix_web::test::TestRequest;

use crate::harness::{Answer, Backend, TestApp};

const HASHED: &str = "app-1f2e3d4c5b6a7988/app.js";

async fn built() -> TestApp {
    let app = TestApp::new(Backend::Sqlite).await;
    let dist = app.folder().join("dist");
    fs::create_dir_all(dist.join("app-1f2e3d4c5b6a7988")).unwrap();
    fs::write(dist.join("index.html"), "<title>x</title><script>start()</script>").unwrap();
    fs::write(dist.join(HASHED), "plain").unwrap();
    fs::write(dist.join(format!("{HASHED}.br")), "compressed").unwrap();
    fs::write(dist.join("logo.svg"), "<svg/>").unwrap();
    app
}

async fn get(app: &TestApp, path: &str, encoding: &str) -> Answer {
    let request = TestRequest::get().uri(path).insert_header(("accept-encoding", encoding));
    app.send(request).await
}

#[actix_web::test]
async fn every_page_address_gets_the_page_with_its_policy() {
    let app = built().await;
    for path in ["/", "/index.html", "/etablissements/060000478/tableau-de-bord?annee=2024"] {
        let page = get(&app, path, "identity").await;
        assert_eq!((page.status, page.header("cache-control")), (200, "no-cache"), "{path}");
        assert!(page.text().contains("<title>"));
        let policy = page.header("content-security-policy");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
        assert!(!policy.contains("script-src 'self' 'unsafe-inline'"));
    }
}

#[actix_web::test]
async fn a_file_in_a_folder_named_by_its_hash_is_kept_for_ever() {
    let app = built().await;
    let file = get(&app, &format!("/{HASHED}"), "identity").await;
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(file.header("content-type"), "text/javascript");
    let file = get(&app, "/logo.svg", "identity").await;
    assert_eq!(file.header("cache-control"), "no-cache");
}

#[actix_web::test]
async fn a_file_compressed_beforehand_is_sent_to_who_can_read_it() {
    let app = built().await;
    let path = format!("/{HASHED}");
    let file = get(&app, &path, "gzip, br;q=0.9").await;
    assert_eq!((file.header("content-encoding"), file.text().as_str()), ("br", "compressed"));
    assert_eq!(file.header("content-type"), "text/javascript");
    for encoding in ["identity", "br;q=0"] {
        let file = get(&app, &path, encoding).await;
        assert_eq!((file.header("content-encoding"), file.text().as_str()), ("", "plain"));
    }
}

#[actix_web::test]
async fn the_import_worker_may_compile_its_program_and_reach_nothing() {
    let app = built().await;
    let worker = "app-1f2e3d4c5b6a7988/import-worker.js";
    fs::write(app.folder().join("dist").join(worker), "worker").unwrap();
    let file = get(&app, &format!("/{worker}"), "identity").await;
    let policy = file.header("content-security-policy");
    assert_eq!(policy, "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'");
    let other = get(&app, &format!("/{HASHED}"), "identity").await;
    assert!(!other.header("content-security-policy").contains("script-src"));
}

#[actix_web::test]
async fn a_missing_file_is_not_answered_by_the_page() {
    let app = built().await;
    for path in ["/app-1f2e3d4c5b6a7988/gone.js", "/../Cargo.toml", "/%2e%2e/test.db", "/.env"] {
        assert_eq!(get(&app, path, "identity").await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn without_the_application_a_page_says_what_to_do() {
    let app = TestApp::new(Backend::Sqlite).await;
    let page = get(&app, "/connexion", "identity").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("make run"));
}
