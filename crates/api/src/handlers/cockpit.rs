//! The cockpit of a campaign, for regional centres and the national team.

use actix_web::{
    HttpResponse, get,
    http::header,
    post,
    web::{Data, Json, Path, Query},
};
use domain::dto::{Cockpit, NewReminders, Problem, RemindersSent};
use serde::Deserialize;
use utoipa::IntoParams;

use super::query::asked_year;
use crate::{auth::SignedIn, clock, db::Db, error::ApiError, mail::Post, services::cockpit};

/// Of which region.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RegionQuery {
    /// INSEE code; the nation without it.
    region: Option<String>,
}

impl RegionQuery {
    fn code(&self) -> Option<&str> {
        self.region.as_deref().filter(|code| !code.is_empty())
    }
}

/// Read where a campaign stands.
///
/// Step by step for each establishment with members or data, whom to write to, and how much of the hospitals of the
/// SAE takes part. A region is for its centre, the nation for the national team.
#[utoipa::path(
    tag = "campaigns",
    params(("year" = i32, Path, description = "Year of the data"), RegionQuery),
    responses(
        (status = 200, body = Cockpit),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/campaigns/{year}/cockpit")]
pub async fn find_cockpit(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    year: Path<i32>,
    query: Query<RegionQuery>,
) -> Result<Json<Cockpit>, ApiError> {
    let year = asked_year(*year)?;
    Ok(Json(db.read(move |conn| cockpit::of_year(conn, &who, query.code(), year)).await?))
}

/// Export where a campaign stands.
///
/// A CSV file for spreadsheets.
#[utoipa::path(
    tag = "campaigns",
    params(("year" = i32, Path, description = "Year of the data"), RegionQuery),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/campaigns/{year}/cockpit.csv")]
pub async fn export_cockpit(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    year: Path<i32>,
    query: Query<RegionQuery>,
) -> Result<HttpResponse, ApiError> {
    let year = asked_year(*year)?;
    let name = format!("attachment; filename=\"campagne_{year}.csv\"");
    let file = db
        .read(move |conn| cockpit::export(&cockpit::of_year(conn, &who, query.code(), year)?))
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(file))
}

/// Remind some establishments.
///
/// One mail to each référent with what is left to deliver and the deadline; nothing where the year is closed. For the
/// centre of each region concerned and the national team.
#[utoipa::path(
    tag = "campaigns",
    params(("year" = i32, Path, description = "Year of the data")),
    responses(
        (status = 200, body = RemindersSent),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/campaigns/{year}/reminders")]
pub async fn send_reminders(
    SignedIn(who): SignedIn,
    db: Data<Db>,
    post: Data<Post>,
    year: Path<i32>,
    asked: Json<NewReminders>,
) -> Result<Json<RemindersSent>, ApiError> {
    let year = asked_year(*year)?;
    let sent = db
        .write(move |conn| cockpit::remind(conn, &post, &who, (year, &asked), clock::now()))
        .await?;
    Ok(Json(sent))
}
