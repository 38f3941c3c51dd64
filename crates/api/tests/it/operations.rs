//! For the operator: health, metrics, documentation.

use actix_web::test::TestRequest;

use crate::harness::TestApp;

on_both!(the_server_tells_that_it_is_ready_and_how_it_fares);

async fn the_server_tells_that_it_is_ready_and_how_it_fares(app: TestApp) {
    for path in ["/healthz", "/readyz"] {
        assert_eq!(app.send(TestRequest::get().uri(path)).await.status, 200, "{path}");
    }
    app.get(None, "/api/v1/establishments/060000478").await;
    let metrics = app.send(TestRequest::get().uri("/metrics")).await.text();
    let line = "consores_http_requests_total{method=\"GET\",\
                route=\"/api/v1/establishments/{finess}\",status=\"401\"} 1";
    assert!(metrics.contains(line), "{metrics}");
    assert!(metrics.contains("consores_database_connections_open"));
}

#[actix_web::test]
async fn the_documentation_is_a_page_that_reads_the_contract() {
    let app = TestApp::new(crate::harness::Backend::Sqlite).await;
    let moved = app.send(TestRequest::get().uri("/api/docs")).await;
    assert_eq!((moved.status, moved.header("location")), (307, "/api/docs/"));
    let page = app.send(TestRequest::get().uri("/api/docs/")).await;
    assert!(page.text().contains("swagger-ui"));
    assert!(page.header("content-security-policy").contains("style-src 'self' 'unsafe-inline'"));
    let start = app.send(TestRequest::get().uri("/api/docs/swagger-initializer.js")).await;
    assert!(start.text().contains("/api/v1/openapi.json"));
}
