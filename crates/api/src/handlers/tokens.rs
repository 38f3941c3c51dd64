//! Tokens for scripts of an establishment.

use actix_web::{
    HttpResponse, delete, get, post,
    web::{Data, Json, Path},
};
use domain::dto::{NewToken, Page, Problem, Token, TokenCreated};

use crate::{
    auth::Referent, clock, db::Db, error::ApiError, mail::Post, sealer::Sealer, services::tokens,
};

/// Make a token for scripts.
///
/// It acts in the name of who makes it, in this establishment, as far as its scopes go; it is shown
/// this one time.
#[utoipa::path(
    tag = "tokens",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 201, body = TokenCreated),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments/{finess}/tokens")]
pub async fn create_token(
    Referent(who): Referent,
    db: Data<Db>,
    sealer: Data<Sealer>,
    post: Data<Post>,
    new: Json<NewToken>,
) -> Result<HttpResponse, ApiError> {
    let created = db
        .write(move |conn| tokens::create(conn, &sealer, &post, &who, &new, clock::now()))
        .await?;
    Ok(HttpResponse::Created().json(created))
}

/// List the tokens.
///
/// Newest first, also those that no longer serve.
#[utoipa::path(
    tag = "tokens",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = Page<Token>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/tokens")]
pub async fn list_tokens(
    Referent(who): Referent,
    db: Data<Db>,
) -> Result<Json<Page<Token>>, ApiError> {
    Ok(Json(db.read(move |conn| tokens::list(conn, &who.finess, clock::now())).await?))
}

/// Revoke a token.
///
/// It no longer serves from the next request on.
#[utoipa::path(
    tag = "tokens",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        ("id" = i32, Path, description = "Number of the token"),
    ),
    responses(
        (status = 204),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[delete("/establishments/{finess}/tokens/{id}")]
pub async fn revoke_token(
    Referent(who): Referent,
    db: Data<Db>,
    path: Path<(String, i32)>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = path.into_inner();
    db.write(move |conn| tokens::revoke(conn, &who, id, clock::now())).await?;
    Ok(HttpResponse::NoContent().finish())
}
