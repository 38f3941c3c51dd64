//! Accounts, for the national team.

use actix_web::{
    get, patch,
    web::{Data, Json, Path, Query},
};
use domain::dto::{Account, AccountPatch, Page, Problem};
use serde::Deserialize;

use crate::{auth::National, clock, cursor, db::Db, error::ApiError, mail::Post, services::users};

/// Which accounts.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AccountQuery {
    /// A part of the mail or of the name.
    #[serde(default)]
    q: String,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

/// Search the accounts.
///
/// For the national team.
#[utoipa::path(
    tag = "users",
    params(AccountQuery),
    responses(
        (status = 200, body = Page<Account>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/users")]
pub async fn list_users(
    _who: National,
    db: Data<Db>,
    query: Query<AccountQuery>,
) -> Result<Json<Page<Account>>, ApiError> {
    let AccountQuery { q, cursor, limit } = query.into_inner();
    let limit = cursor::limit(limit);
    Ok(Json(db.read(move |conn| users::list(conn, &q, cursor.as_deref(), limit)).await?))
}

/// Change the scopes of an account, or deactivate it.
///
/// For the national team. Deactivation ends the sessions and the memberships of the account.
#[utoipa::path(
    tag = "users",
    params(("id" = i32, Path, description = "Number of the account")),
    responses(
        (status = 200, body = Account),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[patch("/users/{id}")]
pub async fn update_user(
    National(who): National,
    db: Data<Db>,
    post: Data<Post>,
    id: Path<i32>,
    patch: Json<AccountPatch>,
) -> Result<Json<Account>, ApiError> {
    let changed = db
        .write(move |conn| users::update(conn, &post, who.user_id, *id, &patch, clock::now()))
        .await?;
    Ok(Json(changed))
}
