//! Consumption figures from the roll-ups, for an establishment, a region or the nation.

use domain::{
    consumption::{Axis, Question, analyse, hide_few},
    dto::{ConsumptionAnalysis, ProblemCode},
    nomenclature::{establishment_type, region},
    verdict::versions,
};

use crate::{
    auth::{Caller, Right, Sums, require, require_sums},
    db::{
        AnyConn,
        bases::{Base, Population},
        snapshots,
        sums::{Periods, Summed},
    },
    error::ApiError,
    services::sums,
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
        Population::Many(group) => {
            if group.region.as_ref().is_some_and(|code| region(code).is_none()) {
                let detail = "Cette région n’existe pas. Donnez son code INSEE, par exemple 93.";
                return Err(ApiError::rule(ProblemCode::Invalid, detail));
            }
            if group.kind.as_ref().is_some_and(|code| establishment_type(code).is_none()) {
                let detail =
                    "Ce type d’établissement n’existe pas. Donnez son code, par exemple CH.";
                return Err(ApiError::rule(ProblemCode::Invalid, detail));
            }
            require_sums(conn, caller, group.region.as_deref())
        }
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
    let quarterly = question.by.contains(&Axis::Quarter);
    let periods = if quarterly { Periods::Quarters } else { Periods::Years };
    let Summed { totals, behind } = sums::consumption(conn, (base, population), &years, periods)?;
    let versions = versions(years.last().copied().unwrap_or_default());
    let mut analysis = analyse(&totals, question, &versions);
    if let Sums::OfMany { own } = seen {
        hide_few(&mut analysis, question, &behind, own);
    }
    Ok(analysis)
}
