//! Turns a panic of a handler into an internal problem, so that the caller gets an answer.

use std::panic::AssertUnwindSafe;

use actix_web::{
    Error, ResponseError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    middleware::Next,
};
use futures_util::FutureExt;

use crate::error::ApiError;

/// Answers 500 when the handler panics. The panic hook has logged where.
pub async fn catch(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    // Nothing of the request outlives the panic, so no broken state can be seen.
    AssertUnwindSafe(next.call(req)).catch_unwind().await.unwrap_or_else(|_| {
        let error = ApiError::Unexpected("answer: the handler panicked".into());
        // The answer is made here, while the identifier of the request is known.
        let response = error.error_response();
        Err(InternalError::from_response("panic", response).into())
    })
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, middleware::from_fn, test, web};

    use super::*;

    async fn faulty() -> HttpResponse {
        panic!("as the test wants");
    }

    #[actix_web::test]
    async fn a_panic_is_answered_by_an_internal_problem() {
        let app = App::new().wrap(from_fn(catch)).route("/", web::get().to(faulty));
        let app = test::init_service(app).await;
        let request = test::TestRequest::get().uri("/").to_request();
        let error = test::try_call_service(&app, request).await.err().unwrap();
        assert_eq!(error.error_response().status(), 500);
    }
}
