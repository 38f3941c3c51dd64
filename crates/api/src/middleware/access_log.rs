//! One log line and one measure per request. The query string stays out: it may be personal.

use std::time::Instant;

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};

use crate::metrics::Metrics;

/// Logs and counts the request once its answer is ready.
pub async fn record(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let metrics = req.app_data::<Data<Metrics>>().cloned();
    let (method, path) = (req.method().clone(), req.path().to_owned());
    let answer = next.call(req).await;
    let elapsed = started.elapsed();
    // The pattern, not the path: a series per establishment would never end.
    let (status, route) = match &answer {
        Ok(response) => (response.status(), response.request().match_pattern()),
        Err(error) => (error.as_response_error().status_code(), None),
    };
    let status = status.as_u16();
    if let Some(metrics) = metrics {
        metrics.observe(method.as_str(), route.as_deref().unwrap_or("other"), status, elapsed);
    }
    let duration_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(target: "access", status, duration_ms, "{method} {path} {status}");
    answer
}
