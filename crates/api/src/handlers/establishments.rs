//! The registry of establishments.

use actix_web::{
    HttpResponse, get, post,
    web::{Data, Json, Path, Query},
};
use domain::dto::{Establishment, NewEhpad, Page, Problem};
use serde::Deserialize;

use crate::{
    auth::{Authenticated, Verified},
    clock, cursor,
    db::Db,
    error::ApiError,
    services::establishments::{self, Search},
};

/// What is looked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EstablishmentQuery {
    /// Words of the name or the town, or the beginning of a FINESS, in any order.
    #[serde(default)]
    q: String,
    /// INSEE code of a region.
    region: Option<String>,
    /// Code of an establishment type.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

/// Search the establishments.
///
/// Accents and case do not matter; the best matches come first, the largest establishments first
/// among equals.
#[utoipa::path(
    tag = "establishments",
    params(EstablishmentQuery),
    responses(
        (status = 200, body = Page<Establishment>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments")]
pub async fn list_establishments(
    _who: Authenticated,
    db: Data<Db>,
    query: Query<EstablishmentQuery>,
) -> Result<Json<Page<Establishment>>, ApiError> {
    let query = query.into_inner();
    let search = Search {
        text: query.q,
        region: query.region.filter(|code| !code.is_empty()),
        kind: query.kind.filter(|code| !code.is_empty()),
        cursor: query.cursor,
        limit: cursor::limit(query.limit),
    };
    Ok(Json(db.read(move |conn| establishments::list(conn, &search)).await?))
}

/// Find an establishment.
///
/// With its links: the sites of a legal entity, the legal entity of a site.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = Establishment),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}")]
pub async fn find_establishment(
    _who: Authenticated,
    db: Data<Db>,
    finess: Path<String>,
) -> Result<Json<Establishment>, ApiError> {
    Ok(Json(db.read(move |conn| establishments::find(conn, &finess)).await?))
}

/// Add an EHPAD that the registry lacks.
///
/// The key of its FINESS number is checked.
#[utoipa::path(
    tag = "establishments",
    responses(
        (status = 201, body = Establishment),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/establishments")]
pub async fn create_establishment(
    Verified(who): Verified,
    db: Data<Db>,
    new: Json<NewEhpad>,
) -> Result<HttpResponse, ApiError> {
    let created = db
        .write(move |conn| establishments::add_ehpad(conn, who.user_id, &new, clock::now()))
        .await?;
    Ok(HttpResponse::Created().json(created))
}
