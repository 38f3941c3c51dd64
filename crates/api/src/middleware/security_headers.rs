//! Headers that tell browsers what a page or an answer may not do.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web::Data,
};

use crate::{config::Config, spa};

const COMMON: [(HeaderName, &str); 6] = [
    // Files of the application say otherwise.
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// An answer of the API is data: it runs and loads nothing.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The page of the API's documentation styles itself and shows embedded images.
const DOCUMENTATION: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
                             img-src 'self' data:; frame-ancestors 'none'";

/// Adds the headers that the answer does not set itself.
pub async fn add(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let secure = req.app_data::<Data<Config>>().is_some_and(|config| config.cookie_secure);
    let is_documentation = req.path().starts_with("/api/docs");
    let is_embedded = req.path() == spa::EMBEDDED;
    let mut response = next.call(req).await?;
    let headers = response.headers_mut();
    for (name, value) in COMMON {
        set_default(headers, name, value);
    }
    // A chart of open figures stands in the pages of others; its own policy says so.
    if is_embedded {
        headers.remove(header::X_FRAME_OPTIONS);
    }
    set_default(
        headers,
        header::CONTENT_SECURITY_POLICY,
        if is_documentation { DOCUMENTATION } else { NOTHING },
    );
    if secure {
        set_default(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    Ok(response)
}

fn set_default(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
