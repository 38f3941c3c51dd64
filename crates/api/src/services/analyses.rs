//! Consumption figures from the roll-ups, for an establishment, a region or the nation.

use domain::{
    consumption::{Question, analyse},
    dto::{ConsumptionAnalysis, ProblemCode},
    nomenclature::region,
};

use crate::{
    auth::{Caller, Right, require},
    db::{
        AnyConn,
        rollups::{self, Population},
    },
    error::ApiError,
    services::year::versions,
};

/// Answers a question about a population that the caller may see.
///
/// An establishment is its members' business; regional and national sums are open to everyone who
/// has an account.
pub fn consumption(
    conn: &mut AnyConn,
    caller: &Caller,
    population: &Population,
    question: &Question,
) -> Result<ConsumptionAnalysis, ApiError> {
    match population {
        Population::Establishment(finess) => {
            require(conn, caller, finess, Right::Read)?;
        }
        Population::Region(code) if region(code).is_none() => {
            let detail = "Cette région n’existe pas. Donnez son code INSEE, par exemple 93.";
            return Err(ApiError::rule(ProblemCode::Invalid, detail));
        }
        Population::Region(_) | Population::Nation => {}
    }
    let years: Vec<i32> = question.years.iter().copied().collect();
    let totals = rollups::totals(conn, population, &years)?;
    let versions = versions(years.last().copied().unwrap_or_default());
    Ok(analyse(&totals, question, &versions))
}
