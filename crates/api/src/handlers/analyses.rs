//! Figures of consumption by any axes.

use actix_web::{
    get,
    web::{Data, Json, Query},
};
use domain::dto::{ConsumptionAnalysis, PeerDistribution, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::query::{
    AcrossQuery, BaseQuery, PopulationQuery, SelectionQuery, asked_year, axes, years,
};
use crate::{
    auth::Authenticated,
    db::Db,
    error::ApiError,
    services::{analyses, nations::Nations, peers},
};

/// Over which years, split by what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AnalysisQuery {
    /// `2024`, `2022..2024` or `2022,2024`.
    pub years: String,
    /// Axes separated by commas: `sector, subsector, family, atc, route, aware, quarter, year`.
    #[serde(default)]
    pub by: String,
}

/// Analyse consumption.
///
/// DDJ, patient-days and DDJ per 1000 patient-days. Sums of a region or of the nation are pooled:
/// all DDJ over all patient-days. They are for those who take part in them; groups of fewer than
/// three establishments have no value, except for the regional centre, the national team and the
/// members of all of them. Regions side by side are for the centres, or of a frozen base. Families overlap and are
/// no addends.
#[utoipa::path(
    tag = "figures",
    params(PopulationQuery, AcrossQuery, BaseQuery, AnalysisQuery, SelectionQuery),
    responses(
        (status = 200, body = ConsumptionAnalysis),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/analyses/consumption")]
pub async fn analyse_consumption(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    across: Query<AcrossQuery>,
    base: Query<BaseQuery>,
    query: Query<AnalysisQuery>,
    selection: Query<SelectionQuery>,
) -> Result<Json<ConsumptionAnalysis>, ApiError> {
    let (base, population) = (base.base(), whose.population()?);
    let mut question = selection.question(years(&query.years)?)?;
    question.by = axes(&query.by)?;
    let across = across.across()?;
    let analysis = db
        .read(move |conn| {
            let of = (base, &population);
            match across {
                None => analyses::consumption(conn, &who, of, &question),
                Some(across) => analyses::consumption_across(conn, &who, of, (across, &question)),
            }
        })
        .await?;
    Ok(Json(analysis))
}

/// Of which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeersQuery {
    year: i32,
}

/// Compare the consumption of establishments.
///
/// Percentiles of the rates of a region, a type or the nation in one year, and of observed over expected
/// consumption: what an establishment would consume as the others of its type, sector by sector, by the model of the
/// whole base (`model`), or, where there is none (`without_model`), if each of its sectors were as the nation. No
/// ranking. Members of an establishment see their own place; the centre that follows them sees each of them.
#[utoipa::path(
    tag = "figures",
    params(PopulationQuery, BaseQuery, PeersQuery, SelectionQuery),
    responses(
        (status = 200, body = PeerDistribution),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/analyses/consumption/peers")]
pub async fn compare_consumption(
    Authenticated(who): Authenticated,
    (db, nations): (Data<Db>, Data<Nations>),
    whose: Query<PopulationQuery>,
    base: Query<BaseQuery>,
    query: Query<PeersQuery>,
    selection: Query<SelectionQuery>,
) -> Result<Json<PeerDistribution>, ApiError> {
    let (base, population) = (base.base(), whose.population()?);
    let question = selection.question([asked_year(query.year)?].into())?;
    let peers = db
        .read(move |conn| {
            peers::consumption(conn, (&who, &nations), (base, &population), &question)
        })
        .await?;
    Ok(Json(peers))
}
