//! Alerts, and what people make of them.

use actix_web::{
    get, patch, put,
    web::{Data, Json, Path, Query},
};
use domain::dto::{
    Alert, AlertDetail, AlertState, DraftCompletion, NewAlertDecision, Page, Problem,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::query::PopulationQuery;
use crate::{
    auth::Authenticated,
    clock, cursor,
    db::{Db, alerts::AlertFilter},
    error::ApiError,
    services::alerts,
};

/// Which alerts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AlertQuery {
    /// `new`, `reviewed`, `reported` or `dismissed`; every one when absent.
    #[param(inline)]
    state: Option<AlertState>,
    /// Year of the isolates.
    year: Option<i32>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

/// List alerts.
///
/// The newest first: which organism, in which unit, how many patients, and what became of it. Those of a region are
/// for its centre, those of the nation for the national team. No patient is named.
#[utoipa::path(
    tag = "alerts",
    params(PopulationQuery, AlertQuery),
    responses(
        (status = 200, body = Page<Alert>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/alerts")]
pub async fn list_alerts(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    query: Query<AlertQuery>,
) -> Result<Json<Page<Alert>>, ApiError> {
    let population = whose.population()?;
    let AlertQuery { state, year, cursor, limit } = query.into_inner();
    let filter = AlertFilter { state, year };
    let page = db
        .read(move |conn| {
            let place = (cursor.as_deref(), cursor::limit(limit));
            alerts::list(conn, &who, &population, &filter, place)
        })
        .await?;
    Ok(Json(page))
}

/// Read an alert.
///
/// With its isolates, the decisions about it and the draft of the report. Pseudonyms of patients are told to
/// members of the establishment alone.
#[utoipa::path(
    tag = "alerts",
    params(("id" = i32, Path, description = "Number of the alert")),
    responses(
        (status = 200, body = AlertDetail),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/alerts/{id}")]
pub async fn find_alert(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
) -> Result<Json<AlertDetail>, ApiError> {
    Ok(Json(db.read(move |conn| alerts::find(conn, &who, *id)).await?))
}

/// Decide about an alert.
///
/// By a member of the establishment, in person: looked at, reported on a day, or dismissed with a reason. A new
/// decision takes the place of the one before, which stays readable. Nothing is transmitted to the authorities.
#[utoipa::path(
    tag = "alerts",
    params(("id" = i32, Path, description = "Number of the alert")),
    responses(
        (status = 200, body = AlertDetail),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[patch("/alerts/{id}")]
pub async fn decide_alert(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
    wanted: Json<NewAlertDecision>,
) -> Result<Json<AlertDetail>, ApiError> {
    let decided =
        db.write(move |conn| alerts::decide(conn, &who, *id, &wanted, clock::now())).await?;
    Ok(Json(decided))
}

/// Complete the draft of a report.
///
/// The fields that the data cannot fill in; those left out are emptied. Nobody may be named in them.
#[utoipa::path(
    tag = "alerts",
    params(("id" = i32, Path, description = "Number of the alert")),
    responses(
        (status = 200, body = AlertDetail),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/alerts/{id}/draft")]
pub async fn complete_alert_draft(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    id: Path<i32>,
    completion: Json<DraftCompletion>,
) -> Result<Json<AlertDetail>, ApiError> {
    let completed = db
        .write(move |conn| alerts::complete_draft(conn, &who, *id, &completion, clock::now()))
        .await?;
    Ok(Json(completed))
}
