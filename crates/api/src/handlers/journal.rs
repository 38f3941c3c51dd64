//! The journal of an establishment.

use actix_web::{
    get,
    web::{Data, Json, Query},
};
use domain::dto::{JournalEntry, Page, Problem};
use serde::Deserialize;

use crate::{auth::Observer, cursor, db::Db, error::ApiError, services::journal};

/// A page of a list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

impl PageQuery {
    /// Cursor and number of items.
    pub fn place(self) -> (Option<String>, usize) {
        (self.cursor, cursor::limit(self.limit))
    }
}

/// Read the journal.
///
/// Who did what in the establishment, newest first.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number"), PageQuery),
    responses(
        (status = 200, body = Page<JournalEntry>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/journal")]
pub async fn list_journal(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<PageQuery>,
) -> Result<Json<Page<JournalEntry>>, ApiError> {
    let (cursor, limit) = query.into_inner().place();
    let page =
        db.read(move |conn| journal::list(conn, &who.finess, cursor.as_deref(), limit)).await?;
    Ok(Json(page))
}
