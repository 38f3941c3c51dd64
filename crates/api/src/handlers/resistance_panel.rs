//! The indicators of resistance that Santé publique France and EARS-Net ask for.

use actix_web::{
    get,
    web::{Data, Json, Query},
};
use domain::dto::{Problem, ResistancePanel};

use super::{
    figures::YearQuery,
    query::{BaseQuery, PopulationQuery, asked_year},
};
use crate::{auth::Authenticated, db::Db, error::ApiError, services::resistance_panel};

/// Read the panel of resistance.
///
/// Every line that Santé publique France and EARS-Net ask for, with its percentage and its density, and each
/// nature of specimen where they ask for it. Each is deduplicated by itself: none is an addend. Sums over fewer
/// than three establishments have no value.
#[utoipa::path(
    tag = "figures",
    params(PopulationQuery, BaseQuery, YearQuery),
    responses(
        (status = 200, body = ResistancePanel),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/analyses/resistance-panel")]
pub async fn find_resistance_panel(
    Authenticated(who): Authenticated,
    db: Data<Db>,
    whose: Query<PopulationQuery>,
    base: Query<BaseQuery>,
    query: Query<YearQuery>,
) -> Result<Json<ResistancePanel>, ApiError> {
    let (base, population) = (base.base(), whose.population()?);
    let year = asked_year(query.year)?;
    let found =
        db.read(move |conn| resistance_panel::panel(conn, &who, (base, &population), year)).await?;
    Ok(Json(found))
}
