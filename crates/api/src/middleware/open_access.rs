//! Open figures may be asked from any page of the web, often but not without end, and kept for a while.

use actix_web::{
    Error, ResponseError,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderName, HeaderValue},
    middleware::Next,
    web::Data,
};

use crate::{auth::OpenThrottle, routes};

/// How long an answer may be used without asking whether it is still the one.
const KEPT: &str = "public, max-age=300";

/// Limits who asks for open figures, and says that everybody may read the answer.
pub async fn share(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let is_open =
        req.path().strip_prefix(routes::BASE).is_some_and(|path| path.starts_with("/open/"));
    if !is_open {
        return Ok(next.call(req).await?.map_into_left_body());
    }
    let throttle = req.app_data::<Data<OpenThrottle>>().cloned();
    let refused = throttle.and_then(|throttle| throttle.check(req.request()).err());
    let mut response = match refused {
        Some(error) => req.into_response(error.error_response()).map_into_right_body(),
        None => next.call(req).await?.map_into_left_body(),
    };
    let succeeded = response.status().is_success() || response.status().is_redirection();
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value| headers.insert(name, HeaderValue::from_static(value));
    put(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    put(header::ACCESS_CONTROL_EXPOSE_HEADERS, "etag, retry-after, x-request-id");
    put(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    if succeeded {
        put(header::CACHE_CONTROL, KEPT);
    }
    Ok(response)
}
