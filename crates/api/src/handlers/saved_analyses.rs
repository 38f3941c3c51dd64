//! Analyses that people keep under a name.

use actix_web::{
    HttpResponse, delete, get, post,
    web::{Data, Json, Path},
};
use domain::dto::{NewSavedAnalysis, Page, Problem, SavedAnalysis};

use crate::{auth::LoggedIn, clock, db::Db, error::ApiError, services::saved_analyses};

/// List my analyses.
///
/// The questions that the caller keeps, the newest first. Nobody else reads them.
#[utoipa::path(
    tag = "figures",
    responses(
        (status = 200, body = Page<SavedAnalysis>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/saved-analyses")]
pub async fn list_saved_analyses(
    who: LoggedIn,
    db: Data<Db>,
) -> Result<Json<Page<SavedAnalysis>>, ApiError> {
    Ok(Json(db.read(move |conn| saved_analyses::list(conn, &who.caller)).await?))
}

/// Keep an analysis.
///
/// A question of the page of analyses, under a name that the caller has not used yet; at most a hundred.
#[utoipa::path(
    tag = "figures",
    responses(
        (status = 201, body = SavedAnalysis),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/saved-analyses")]
pub async fn create_saved_analysis(
    who: LoggedIn,
    db: Data<Db>,
    new: Json<NewSavedAnalysis>,
) -> Result<HttpResponse, ApiError> {
    let created =
        db.write(move |conn| saved_analyses::create(conn, &who.caller, &new, clock::now())).await?;
    Ok(HttpResponse::Created().json(created))
}

/// Forget one of my analyses.
#[utoipa::path(
    tag = "figures",
    params(("id" = i32, Path, description = "Number of the analysis")),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/saved-analyses/{id}")]
pub async fn delete_saved_analysis(
    who: LoggedIn,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<HttpResponse, ApiError> {
    db.write(move |conn| saved_analyses::delete(conn, &who.caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
