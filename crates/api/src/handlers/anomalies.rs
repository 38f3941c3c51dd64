//! The anomalies of a year.

use actix_web::{
    get, put,
    web::{Data, Json, Query},
};
use domain::dto::{AnomalyDecision, AnomalyQueue, Problem};

use super::{figures::YearQuery, query::asked_year};
use crate::{
    auth::{Contributor, Observer},
    clock,
    db::Db,
    error::ApiError,
    services::anomalies,
};

/// List the anomalies of a year.
///
/// What was not delivered first, then by how much each may move DDJ/1000 JH or the density of isolates; then what
/// was justified, then what was mended.
#[utoipa::path(
    tag = "figures",
    params(("finess" = String, Path, description = "FINESS number"), YearQuery),
    responses(
        (status = 200, body = AnomalyQueue),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/establishments/{finess}/anomalies")]
pub async fn list_anomalies(
    Observer(who): Observer,
    db: Data<Db>,
    query: Query<YearQuery>,
) -> Result<Json<AnomalyQueue>, ApiError> {
    let year = asked_year(query.year)?;
    Ok(Json(db.read(move |conn| anomalies::of_year(conn, &who.finess, year)).await?))
}

/// Say something of an anomaly.
///
/// That it is as it should be and why, or that you take care of it. An anomaly is mended by mending the data.
#[utoipa::path(
    tag = "figures",
    params(("finess" = String, Path, description = "FINESS number")),
    responses(
        (status = 200, body = AnomalyQueue),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/establishments/{finess}/anomalies")]
pub async fn decide_anomaly(
    Contributor(who): Contributor,
    db: Data<Db>,
    said: Json<AnomalyDecision>,
) -> Result<Json<AnomalyQueue>, ApiError> {
    asked_year(said.year)?;
    let queue = db
        .write(move |conn| anomalies::decide(conn, &who, said.into_inner(), clock::now()))
        .await?;
    Ok(Json(queue))
}
