//! Consumption figures from the roll-ups, for an establishment, a region or the nation.

use std::collections::BTreeMap;

use domain::{
    consumption::{Axis, Question, analyse, hide_few},
    dto::{ConsumptionAnalysis, ConsumptionGroup, ConsumptionTotals, ProblemCode},
    nomenclature::{establishment_type, establishment_types, region, regions},
    verdict::versions,
};

use crate::{
    auth::{Caller, Circle, Right, Sums, require, require_legal_entity, require_sums},
    db::{
        AnyConn,
        bases::{self, Base, Group, Population},
        snapshots,
        sums::{Periods, Summed},
    },
    error::ApiError,
    services::sums,
};

/// What the caller may see of the sums of a population, in a base that there is.
///
/// An establishment is its members' business, a legal entity that of those who read it or all of its sites. Sums of a region and of the nation are for those who
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
        Population::Establishment(finess) => {
            require(conn, caller, finess, Right::Read)?;
            Ok(Sums::All)
        }
        Population::LegalEntity(finess) => {
            let members = bases::members(conn, base, population)?.unwrap_or_default();
            require_legal_entity(conn, caller, finess, members.iter().map(String::as_str))?;
            Ok(Sums::All)
        }
        Population::Department(department) => {
            require_sums(conn, caller, Circle::Department(department))
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
            require_sums(
                conn,
                caller,
                group.region.as_deref().map_or(Circle::Nation, Circle::Region),
            )
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

/// Answers a question about each part of a population, with the part in the key of its groups; the totals are
/// those of the whole.
pub fn consumption_across(
    conn: &mut AnyConn,
    caller: &Caller,
    (base, population): (Base, &Population),
    (across, question): (Across, &Question),
) -> Result<ConsumptionAnalysis, ApiError> {
    let seen = sums_for(conn, caller, base, population)?;
    let mut all = consumption_as_seen(conn, &seen, (base, population), question)?;
    all.groups.clear();
    for (code, label, part) in across.parts(&seen, (base, population))? {
        let mut answer = consumption_as_seen(conn, &seen, (base, &part), question)?;
        if question.by.is_empty() {
            answer.groups = whole(answer.totals);
        }
        for mut group in answer.groups {
            group.key.insert(across.as_str().to_owned(), code.to_owned());
            group.labels.insert(across.as_str().to_owned(), label.to_owned());
            all.groups.push(group);
        }
    }
    Ok(all)
}

/// The totals of a part as its one group; nothing where it has no part in them.
fn whole(totals: ConsumptionTotals) -> Vec<ConsumptionGroup> {
    let ConsumptionTotals { ddd, patient_days, rate } = totals;
    let is_empty = |number: Option<f64>| number.is_some_and(|number| number <= 0.0);
    if is_empty(ddd) && is_empty(patient_days) {
        return Vec::new();
    }
    let (key, labels) = (BTreeMap::new(), BTreeMap::new());
    vec![ConsumptionGroup { key, labels, ddd, patient_days, rate, share: None, dose: None }]
}

/// What a population is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Across {
    Region,
    Type,
}

impl Across {
    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Type => "type",
        }
    }

    /// Reads what [`Across::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Region, Self::Type].into_iter().find(|across| across.as_str() == text)
    }

    /// Code, French label and establishments of each part.
    ///
    /// Regions side by side are for the centres; on a frozen base, for all who read its sums.
    pub(super) fn parts(
        self,
        seen: &Sums,
        (base, population): (Base, &Population),
    ) -> Result<Vec<(&'static str, &'static str, Population)>, ApiError> {
        let Population::Many(group) = population else {
            let detail = "Un établissement, une entité juridique et un département ne se divisent ni par région ni par type.";
            return Err(ApiError::rule(ProblemCode::Invalid, detail));
        };
        if self == Self::Region && base == Base::Live && *seen != Sums::All {
            let detail = "Les régions côte à côte sont ouvertes aux centres qui les suivent\u{a0}; à tous, une fois la \
                          base figée.";
            return Err(ApiError::rule(ProblemCode::Forbidden, detail));
        }
        let of = |code: &str| match self {
            Self::Region => Group { region: Some(code.to_owned()), kind: group.kind.clone() },
            Self::Type => Group { region: group.region.clone(), kind: Some(code.to_owned()) },
        };
        let all: Vec<(&'static str, &'static str)> = match self {
            Self::Region => regions().iter().map(|one| (one.code, one.label)).collect(),
            Self::Type => establishment_types().iter().map(|one| (one.code, one.label)).collect(),
        };
        let parts = all.into_iter().map(|(code, label)| (code, label, of(code)));
        let inside = parts.filter(|(.., part)| group.holds(part));
        Ok(inside.map(|(code, label, part)| (code, label, Population::Many(part))).collect())
    }
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
