//! Serves the built single-page application: its files, and its page for every other address.

mod asset;
mod index;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::{self, Data},
};

use crate::{config::Config, error::ApiError};

/// The page of one open chart, which other sites may show in a frame.
pub const EMBEDDED: &str = "/integrer";

/// A page that says what to do when the application is not there.
const NOT_BUILT: &str = "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\">\
    <title>ConsoRes</title><h1>ConsoRes</h1><p>L’application n’est pas construite. Lancez \
    <code>make run</code>, puis rechargez cette page.</p></html>\n";

/// Answers every address outside the API.
pub async fn serve(request: HttpRequest, config: Data<Config>) -> Result<HttpResponse, ApiError> {
    let path = request.path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(ApiError::not_found());
    }
    if let Some(file) = asset::find(&config.spa_dir, path) {
        return asset::answer(&request, &file);
    }
    // A missing script must not be answered by a page.
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file && path != "/index.html" {
        return Err(ApiError::not_found());
    }
    let path = config.spa_dir.join("index.html");
    let frames = if request.path() == EMBEDDED { "*" } else { "'none'" };
    let page = web::block(move || index::Page::read(&path, frames))
        .await
        .map_err(|error| ApiError::Unexpected(error.into()))?;
    let mut response = HttpResponse::Ok();
    response
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"));
    Ok(match page {
        Some(page) => {
            response.insert_header((header::CONTENT_SECURITY_POLICY, page.policy)).body(page.html)
        }
        None => response.body(NOT_BUILT),
    })
}
