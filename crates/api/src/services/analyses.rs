//! Consumption figures from the roll-ups, for an establishment, a region or the nation.

use domain::{
    consumption::{Question, analyse, hide_few},
    dto::{ConsumptionAnalysis, ProblemCode},
    nomenclature::region,
    verdict::versions,
};

use crate::{
    auth::{Caller, Right, Sums, require, require_sums},
    db::{
        AnyConn,
        bases::{Base, Population},
        rollups, snapshots,
    },
    error::ApiError,
};

/// What the caller may see of the sums of a population, in a base that there is.
///
/// An establishment is its members' business. Sums of a region and of the nation are for those who
/// take part in them; groups of few establishments are left to the centres, see [`Sums`].
pub fn sums_for(
    conn: &mut AnyConn,
    caller: &Caller,
    base: Base,
    population: &Population,
) -> Result<Sums, ApiError> {
    if let Base::Snapshot(id) = base {
        snapshots::find(conn, id)?.ok_or_else(ApiError::not_found)?;
    }
    match population {
        Population::Establishment(finess) | Population::LegalEntity(finess) => {
            require(conn, caller, finess, Right::Read)?;
            Ok(Sums::All)
        }
        Population::Region(code) if region(code).is_none() => {
            let detail = "Cette région n’existe pas. Donnez son code INSEE, par exemple 93.";
            Err(ApiError::rule(ProblemCode::Invalid, detail))
        }
        Population::Region(code) => require_sums(conn, caller, Some(code)),
        Population::Nation => require_sums(conn, caller, None),
    }
}

/// Answers a question about a population that the caller may see.
pub fn consumption(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    question: &Question,
) -> Result<ConsumptionAnalysis, ApiError> {
    let seen = sums_for(conn, caller, base, population)?;
    consumption_as_seen(conn, &seen, (base, population), question)
}

/// Answers a question for whoever sees so much of the sums.
pub(super) fn consumption_as_seen(
    conn: &mut AnyConn,
    seen: &Sums,
    (base, population): (Base, &Population),
    question: &Question,
) -> Result<ConsumptionAnalysis, ApiError> {
    let years: Vec<i32> = question.years.iter().copied().collect();
    let totals = rollups::totals(conn, base, population, &years)?;
    let versions = versions(years.last().copied().unwrap_or_default());
    let mut analysis = analyse(&totals, question, &versions);
    if let Sums::OfMany { own } = seen {
        let parts = rollups::parts(conn, base, population, &years)?;
        hide_few(&mut analysis, question, &parts, own);
    }
    Ok(analysis)
}
