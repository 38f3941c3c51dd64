//! The national memory of synonyms, for the national team.

use actix_web::{
    HttpResponse, get, post,
    web::{Data, Json, Query},
};
use domain::dto::{NationalSynonym, NewSynonymDecision, Page, Problem, SynonymState};
use serde::Deserialize;

use crate::{auth::National, clock, cursor, db::Db, error::ApiError, services::national_synonyms};

/// Which synonyms.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SynonymQuery {
    /// `candidate` (default), `accepted` or `refused`.
    #[serde(default)]
    #[param(inline)]
    state: SynonymState,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

/// List the synonyms that establishments agree on.
///
/// For the national team. A candidate is a meaning that three establishments or more gave to the
/// same label; which ones is never told.
#[utoipa::path(
    tag = "correspondences",
    params(SynonymQuery),
    responses(
        (status = 200, body = Page<NationalSynonym>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/national-synonyms")]
pub async fn list_national_synonyms(
    _who: National,
    db: Data<Db>,
    query: Query<SynonymQuery>,
) -> Result<Json<Page<NationalSynonym>>, ApiError> {
    let SynonymQuery { state, cursor, limit } = query.into_inner();
    let limit = cursor::limit(limit);
    let page =
        db.read(move |conn| national_synonyms::list(conn, state, cursor.as_deref(), limit)).await?;
    Ok(Json(page))
}

/// Accept or refuse a synonym.
///
/// For the national team. What is accepted is proposed to every establishment that meets the label,
/// and counts for none before its own answer. A new decision takes the place of the one before.
#[utoipa::path(
    tag = "correspondences",
    responses(
        (status = 201, body = NationalSynonym),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/national-synonyms")]
pub async fn decide_national_synonym(
    National(who): National,
    db: Data<Db>,
    wanted: Json<NewSynonymDecision>,
) -> Result<HttpResponse, ApiError> {
    let wanted = wanted.into_inner();
    let decided = db
        .write(move |conn| national_synonyms::decide(conn, who.user_id, wanted, clock::now()))
        .await?;
    Ok(HttpResponse::Created().json(decided))
}
