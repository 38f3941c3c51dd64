//! Addresses that are no operation: of the application, unknown, or asked with another method.

use actix_web::{HttpRequest, HttpResponse, ResponseError, http::header, web::Data};
use domain::dto::ProblemCode;

use crate::{config::Config, error::ApiError, openapi::Contract, spa};

/// Answers every address that is no operation.
pub async fn answer(
    request: HttpRequest,
    config: Data<Config>,
    contract: Data<Contract>,
) -> Result<HttpResponse, ApiError> {
    let path = request.path();
    if !path.starts_with("/api/") {
        return spa::serve(request, config).await;
    }
    let methods = contract.methods_of(path);
    if methods.is_empty() {
        return Err(ApiError::not_found());
    }
    let allowed = methods.join(", ");
    let detail = format!("Cette adresse répond à {allowed}, pas à {}.", request.method());
    let mut response = ApiError::rule(ProblemCode::MethodNotAllowed, detail).error_response();
    if let Ok(allowed) = header::HeaderValue::from_str(&allowed) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    Ok(response)
}
