//! Establishments side by side, for those who may see them so.

use std::collections::BTreeMap;

use domain::{
    consumption::{Axis, Question},
    dto::{PeerDistribution, ProblemCode},
    peers::{self, Consumer, Member, Reference, Shown},
    resistance::{self, Method, whole_periods},
    verdict::versions,
};

use super::analyses::{consumption_as_seen, sums_for};
use crate::{
    auth::{Caller, Circle, Sums, require_sums},
    db::{
        AnyConn,
        bases::{Base, Group, Population},
        establishments,
        resistance_rollups::{self, Wanted},
        snapshots,
    },
    error::ApiError,
    services::{
        nations::{Expected, Nations},
        resistance_figures,
    },
};

/// The consumption of the establishments of a group in one year. What each is expected to consume comes from the
/// model of the nation; where there is none, from its rates by sector.
pub fn consumption(
    conn: &mut AnyConn,
    (caller, nations): (&Caller, &Nations),
    (base, population): (Base, &Population),
    question: &Question,
) -> Result<PeerDistribution, ApiError> {
    let group = compared(population)?;
    let shown = shown(conn, caller, (base, population))?;
    let year = question.years.last().copied().unwrap_or_default();
    let versions = versions(year);
    let nation = nations.of(conn, base, year)?;
    match &*nation.expected(question, &versions) {
        Expected::ByModel { model, figures } => {
            let inside = figures.iter().filter(|one| nation.holds(group, &one.finess));
            let figures = inside.cloned().collect();
            Ok(peers::of_consumption(figures, Reference::Model(model), &shown, &versions))
        }
        Expected::Unfit { why, members } => {
            let seen = require_sums(conn, caller, Circle::Nation)?;
            let by_sector = question.clone().by(&[Axis::Sector]);
            let rates = consumption_as_seen(conn, &seen, (base, &Population::NATION), &by_sector)?;
            let reference = Reference::Sectors(&rates, why);
            let inside = members.iter().filter(|one| nation.holds(group, &one.finess));
            let members: Vec<Member<Consumer>> = inside.cloned().collect();
            let figures = peers::figures(&members, reference, &versions);
            Ok(peers::of_consumption(figures, reference, &shown, &versions))
        }
    }
}

/// The resistance of one subject in the establishments of a group, in one year.
pub fn resistance(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    (question, method): (&resistance::Question, Method),
) -> Result<PeerDistribution, ApiError> {
    let shown = shown(conn, caller, (base, population))?;
    let years: Vec<i32> = question.years.iter().copied().collect();
    let versions = versions(years.last().copied().unwrap_or_default());
    let wanted = Wanted { method, parts: Some(question.parts), quarters: false };
    let cells = resistance_rollups::cells(conn, base, population, (&years, wanted))?;
    let mut delivered = resistance_rollups::delivered_periods(conn, base, population, &years)?;
    let names = names(conn, base, cells.keys())?;
    let members = cells.into_iter().filter_map(|(finess, cells)| {
        let whole = whole_periods(delivered.remove(&finess).unwrap_or_default().into_iter());
        // Proportions need no days.
        let sums = resistance::Sums::of(&finess, cells, &BTreeMap::new(), &whole);
        let group = resistance::analyse(&sums, question, &versions).into_iter().next()?;
        let name = names.get(&finess).cloned().unwrap_or_default();
        let takes_part = group.isolates > 0;
        takes_part.then(|| Member { finess, name, answer: resistance::tell(group) })
    });
    let members = members.collect();
    let seen = sums_for(conn, caller, base, population)?;
    let of = (base, population);
    let pooled = resistance_figures::analyse_as_seen(conn, &seen, of, (question, method))?;
    let pooled = pooled.groups.into_iter().next().map(|group| group.proportion);
    let pooled = pooled.ok_or_else(ApiError::not_found)?;
    Ok(peers::of_resistance(members, pooled, &shown))
}

/// The group whose establishments are compared.
fn compared(population: &Population) -> Result<&Group, ApiError> {
    let Population::Many(group) = population else {
        let detail = "Donnez ceux que vous comparez\u{a0}: type, region, les deux, ou nation.";
        return Err(ApiError::rule(ProblemCode::Invalid, detail));
    };
    Ok(group)
}

/// Whose figures the caller sees one by one.
fn shown(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
) -> Result<Shown, ApiError> {
    compared(population)?;
    Ok(match sums_for(conn, caller, base, population)? {
        Sums::All => Shown::All,
        Sums::OfMany { own } => Shown::Own(own),
    })
}

/// Names of establishments, as the base has them.
fn names<'a>(
    conn: &mut AnyConn,
    base: Base,
    of: impl Iterator<Item = &'a String>,
) -> Result<BTreeMap<String, String>, ApiError> {
    let named = match base {
        Base::Snapshot(id) => {
            let members = snapshots::stored_members(conn, id)?.into_iter();
            members.map(|one| (one.finess, one.name)).collect()
        }
        Base::Live => {
            let of: Vec<&str> = of.map(String::as_str).collect();
            let entries = establishments::find_all(conn, &of)?.into_iter();
            entries.map(|one| (one.finess, one.name)).collect()
        }
    };
    Ok(named)
}
