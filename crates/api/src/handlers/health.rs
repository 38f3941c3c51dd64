//! For the operator: is it alive, is it ready, how does it fare.

use actix_web::{
    HttpResponse, get,
    http::header::ContentType,
    web::{Data, ServiceConfig},
};

use crate::{
    db::{Db, settings},
    error::ApiError,
    metrics::Metrics,
};

/// The addresses outside of the API's base path.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(healthz).service(readyz).service(metrics);
}

/// The process answers.
#[get("/healthz")]
async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers too.
#[get("/readyz")]
async fn readyz(db: Data<Db>) -> Result<&'static str, ApiError> {
    db.read(|conn| Ok(settings::find(conn, "registry")?)).await?;
    Ok("ready\n")
}

/// Measures for Prometheus.
#[get("/metrics")]
async fn metrics(db: Data<Db>, metrics: Data<Metrics>) -> Result<HttpResponse, ApiError> {
    let text =
        metrics.text(db.connections()).map_err(|error| ApiError::Unexpected(error.into()))?;
    Ok(HttpResponse::Ok().content_type(ContentType::plaintext()).body(text))
}
