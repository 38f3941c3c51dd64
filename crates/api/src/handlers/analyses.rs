//! Figures of consumption by any axes.

use actix_web::{
    get,
    web::{Data, Json, Query},
};
use domain::dto::{ConsumptionAnalysis, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::query::{BaseQuery, PopulationQuery, SelectionQuery, axes, years};
use crate::{auth::Authenticated, db::Db, error::ApiError, services::analyses};

/// Over which years, split by what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AnalysisQuery {
    /// `2024`, `2022..2024` or `2022,2024`.
    years: String,
    /// Axes separated by commas: `sector, subsector, family, atc, route, quarter, year`.
    #[serde(default)]
    by: String,
}

/// Analyse consumption.
///
/// DDJ, patient-days and DDJ per 1000 patient-days. Sums of a region or of the nation are pooled:
/// all DDJ over all patient-days. They are for those who take part in them; groups of fewer than
/// three establishments have no value, except for the regional centre, the national team and the
/// members of all of them. Families overlap and are no addends.
#[utoipa::path(
    tag = "figures",
    params(PopulationQuery, BaseQuery, AnalysisQuery, SelectionQuery),
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
    base: Query<BaseQuery>,
    query: Query<AnalysisQuery>,
    selection: Query<SelectionQuery>,
) -> Result<Json<ConsumptionAnalysis>, ApiError> {
    let (base, population) = (base.base(), whose.population()?);
    let mut question = selection.question(years(&query.years)?)?;
    question.by = axes(&query.by)?;
    let analysis = db
        .read(move |conn| analyses::consumption(conn, &who, (base, &population), &question))
        .await?;
    Ok(Json(analysis))
}
