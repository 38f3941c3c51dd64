//! Gives every request an identifier: in its logs, its problems and its answer.

use actix_web::{
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};
use tokio::task_local;
use tracing::Instrument;

use crate::random;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

task_local! {
    static CURRENT: String;
}

/// The identifier of the request being answered; empty outside of one.
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// Runs on another thread what belongs to a request.
pub fn within<T>(id: String, run: impl FnOnce() -> T) -> T {
    CURRENT.sync_scope(id, run)
}

/// Takes the caller's identifier when it is a plain word, else makes one.
pub async fn assign(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = match req.headers().get(HEADER).and_then(|value| value.to_str().ok()) {
        Some(given) if is_plain(given) => given.to_owned(),
        _ => random::id()?,
    };
    let value = HeaderValue::from_str(&id)?;
    let span = tracing::info_span!("request", request.id = id);
    let mut response = CURRENT.scope(id, next.call(req)).instrument(span).await?;
    response.headers_mut().insert(HEADER, value);
    Ok(response.map_into_boxed_body())
}

/// Logs and answers repeat the word: nothing in it may be markup or a line break.
fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}
