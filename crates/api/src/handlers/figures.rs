//! The dashboard of an establishment, and the opening of its figures.

use std::collections::BTreeSet;

use actix_web::{
    get,
    web::{Data, Json, Query},
};
use chrono::Datelike;
use domain::dto::{ConsumptionLine, Dashboard, Explanation, Page, Perimeter, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::query::{SelectionQuery, asked_year};
use crate::{
    auth::Observer,
    clock, cursor,
    db::Db,
    error::ApiError,
    services::{
        dashboard,
        explanation::{self, LineFilter},
        visits,
    },
};

/// Which dashboard.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DashboardQuery {
    /// The last year with data when absent.
    year: Option<i32>,
    /// `spares` (default), `ehpad` or `all`.
    #[serde(default)]
    #[param(inline)]
    perimeter: Perimeter,
}

/// One year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct YearQuery {
    pub year: i32,
}

/// Which lines of the year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LineQuery {
    /// Code of a unit.
    unit: Option<String>,
    /// `kept`, `ignored` or `rejected`.
    outcome: Option<String>,
    /// For example `unit_without_days`.
    reason: Option<String>,
    /// Only the lines that are in the numerator.
    #[serde(default)]
    counted: bool,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Items of a page, at most 200.
    limit: Option<usize>,
}

/// Read the dashboard.
///
/// Indicators, sectors, molecules, families, curves, anomalies and the head of the journal.
#[utoipa::path(
    tag = "figures",
    params(("finess" = String, Path, description = "FINESS number"), DashboardQuery),
    responses(
        (status = 200, body = Dashboard),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/dashboard")]
pub async fn find_dashboard(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<DashboardQuery>,
) -> Result<Json<Dashboard>, ApiError> {
    let this_year = clock::now().year();
    let year = query.year.map(asked_year).transpose()?;
    let reader = who.clone();
    let (found, is_to_tell) = db
        .read(move |conn| {
            let finess = &reader.finess;
            let found = dashboard::dashboard(conn, finess, year, this_year, query.perimeter)?;
            Ok((found, visits::is_to_tell(conn, &reader, clock::now())?))
        })
        .await?;
    if is_to_tell {
        db.write(move |conn| visits::tell(conn, &who, clock::now())).await?;
    }
    Ok(Json(found))
}

/// Open a figure.
///
/// Formula, rules, numerator by molecule, denominator by unit, rows left out by reason.
#[utoipa::path(
    tag = "figures",
    params(("finess" = String, Path, description = "FINESS number"), YearQuery, SelectionQuery),
    responses(
        (status = 200, body = Explanation),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/explanation")]
pub async fn find_explanation(
    Observer(who): Observer,
    db: Data<Db>,
    year: Query<YearQuery>,
    selection: Query<SelectionQuery>,
) -> Result<Json<Explanation>, ApiError> {
    let question = selection.question(BTreeSet::from([year.year]))?;
    let found = db
        .read(move |conn| explanation::explanation(conn, &who.finess, year.year, &question))
        .await?;
    Ok(Json(found))
}

/// List the lines of a year.
///
/// Each line sums the rows of the file for one unit, drug and period, and says what became of it.
#[utoipa::path(
    tag = "figures",
    params(
        ("finess" = String, Path, description = "FINESS number"),
        YearQuery, SelectionQuery, LineQuery,
    ),
    responses(
        (status = 200, body = Page<ConsumptionLine>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/lines")]
pub async fn list_lines(
    Observer(who): Observer,
    db: Data<Db>,
    year: Query<YearQuery>,
    selection: Query<SelectionQuery>,
    query: Query<LineQuery>,
) -> Result<Json<Page<ConsumptionLine>>, ApiError> {
    let question = selection.question(BTreeSet::from([year.year]))?;
    let LineQuery { unit, outcome, reason, counted, cursor, limit } = query.into_inner();
    let filter = LineFilter { unit, outcome, reason, counted };
    let page = db
        .read(move |conn| {
            let place = (cursor.as_deref(), cursor::limit(limit));
            explanation::lines(conn, &who.finess, year.year, &question, &filter, place)
        })
        .await?;
    Ok(Json(page))
}
