//! The journal of an establishment.

use actix_web::{
    HttpResponse, get,
    http::header,
    web::{Data, Json, Query},
};
use chrono::{NaiveDate, NaiveTime};
use domain::dto::{JournalEntry, Page, Problem};
use serde::Deserialize;

use crate::{
    auth::Observer,
    cursor,
    db::{Db, journal::Filter},
    error::ApiError,
    services::journal,
};

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

/// Which entries of a journal.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct JournalQuery {
    /// For example `import_created`.
    action: Option<String>,
    /// First day, ISO 8601, in UTC.
    from: Option<NaiveDate>,
    /// Last day, ISO 8601, in UTC.
    to: Option<NaiveDate>,
}

impl JournalQuery {
    fn filter(self) -> Filter {
        let start = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        Filter {
            action: self.action.filter(|action| !action.is_empty()),
            from: self.from.map(start),
            until: self.to.and_then(|day| day.succ_opt()).map(start),
        }
    }
}

/// Read the journal.
///
/// Who did what in the establishment, newest first.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number"), JournalQuery, PageQuery),
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
    which: Query<JournalQuery>,
    query: Query<PageQuery>,
) -> Result<Json<Page<JournalEntry>>, ApiError> {
    let filter = which.into_inner().filter();
    let (cursor, limit) = query.into_inner().place();
    let page = db
        .read(move |conn| journal::list(conn, &who.finess, &filter, cursor.as_deref(), limit))
        .await?;
    Ok(Json(page))
}

/// Export the journal.
///
/// A CSV file for spreadsheets, newest first.
#[utoipa::path(
    tag = "establishments",
    params(("finess" = String, Path, description = "FINESS number"), JournalQuery),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/journal.csv")]
pub async fn export_journal(
    Observer(who): Observer,
    db: Data<Db>,
    which: Query<JournalQuery>,
) -> Result<HttpResponse, ApiError> {
    let filter = which.into_inner().filter();
    let name = format!("attachment; filename=\"journal_{}.csv\"", who.finess);
    let file = db.read(move |conn| journal::export(conn, &who.finess, &filter)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(file))
}
