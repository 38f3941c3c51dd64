//! The one place that says who may do what.

use std::collections::BTreeSet;

use domain::{
    dto::{MembershipState, ProblemCode, Role, Scope},
    nomenclature::Department,
};

use super::{Caller, Via};
use crate::{
    db::{
        AnyConn,
        establishments::{self, Entry},
        grants, memberships,
    },
    error::ApiError,
};

/// The grant of the national team.
pub const NATIONAL: &str = "national";
/// Before the INSEE code of the region of a regional centre.
pub const REGION: &str = "region:";

/// What someone may do in an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Analyses, imports and journal.
    Read,
    /// Patient-days, consumption, the establishment's own drugs.
    Deliver,
    /// The structure, and the sectors of its units.
    DeliverStructure,
    /// Users, charter, tokens.
    Manage,
    /// What becomes of an alert: by a member, in person.
    Decide,
    /// The secret that makes pseudonyms: as a member, whatever the region or the nation grants.
    Pseudonymise,
}

impl Right {
    /// The least role that has the right.
    const fn role(self) -> Role {
        match self {
            Self::Read => Role::Observateur,
            Self::Deliver | Self::Decide | Self::Pseudonymise => Role::Contributeur,
            Self::DeliverStructure | Self::Manage => Role::Referent,
        }
    }

    /// Whether a script with these scopes may use the right of its person.
    fn is_in(self, scopes: &[Scope]) -> bool {
        match self {
            Self::Read => !scopes.is_empty(),
            Self::Deliver | Self::DeliverStructure | Self::Pseudonymise => {
                scopes.contains(&Scope::ImportsWrite)
            }
            Self::Manage | Self::Decide => false,
        }
    }
}

/// Someone with a right in an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub caller: Caller,
    pub finess: String,
    pub role: Role,
}

/// The caller, with a right in an establishment.
///
/// The national team has the rights of a référent everywhere, a regional centre those of an
/// observateur in its region. For an outsider, or while the référent has not accepted them, the
/// establishment does not exist; an insider without the right is told so.
pub fn require(
    conn: &mut AnyConn,
    caller: &Caller,
    finess: &str,
    right: Right,
) -> Result<Member, ApiError> {
    if let Via::Script { finess: own, .. } = &caller.via
        && own != finess
    {
        return Err(ApiError::not_found());
    }
    let own = match memberships::find(conn, caller.user_id, finess)? {
        Some((role, MembershipState::Active)) => Some(role),
        Some((_, MembershipState::Pending)) | None => None,
    };
    let role = match own {
        Some(own) if own >= right.role() => own,
        own => own.max(granted(conn, caller, finess)?).ok_or_else(ApiError::not_found)?,
    };
    let stranger = own.is_none_or(|own| own < right.role());
    let kept_apart = match right {
        // Whoever follows a region or the nation could make themselves a member, too.
        Right::Pseudonymise => stranger || !grants::of_user(conn, caller.user_id)?.is_empty(),
        Right::Decide => stranger,
        Right::Read | Right::Deliver | Right::DeliverStructure | Right::Manage => false,
    };
    if role < right.role() || kept_apart {
        return Err(ApiError::forbidden());
    }
    if let Via::Script { scopes, .. } = &caller.via
        && !right.is_in(scopes)
    {
        let detail = "Ce jeton ne donne pas ce droit. Créez-en un avec la portée nécessaire.";
        return Err(ApiError::rule(ProblemCode::Forbidden, detail));
    }
    Ok(Member { caller: caller.clone(), finess: finess.to_owned(), role })
}

/// Refuses whoever may read neither a legal entity itself nor each of its sites.
pub fn require_legal_entity<'a>(
    conn: &mut AnyConn,
    caller: &Caller,
    finess: &str,
    members: impl IntoIterator<Item = &'a str>,
) -> Result<(), ApiError> {
    let Err(refused) = require(conn, caller, finess, Right::Read) else { return Ok(()) };
    let mut sites = members.into_iter().filter(|one| *one != finess).peekable();
    if sites.peek().is_none() {
        return Err(refused);
    }
    sites.try_for_each(|site| require(conn, caller, site, Right::Read).map(drop))
}

/// The role that the grants of a person give in an establishment.
fn granted(conn: &mut AnyConn, caller: &Caller, finess: &str) -> Result<Option<Role>, ApiError> {
    let grants = grants_of(conn, caller)?;
    if grants.is_empty() {
        return Ok(None);
    }
    let Some(establishment) = establishments::find(conn, finess)? else { return Ok(None) };
    let region = format!("{REGION}{}", establishment.region);
    let role_of = |grant: &String| match grant {
        grant if grant == NATIONAL => Some(Role::Referent),
        grant if *grant == region => Some(Role::Observateur),
        _ => None,
    };
    Ok(grants.iter().filter_map(role_of).max())
}

/// What someone may see of sums over establishments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sums {
    /// All of them: following the establishments is their task.
    All,
    /// Those of enough establishments, and those of their own alone.
    OfMany { own: BTreeSet<String> },
}

/// Among whom sums are made.
#[derive(Debug, Clone, Copy)]
pub enum Circle<'a> {
    Nation,
    /// INSEE code.
    Region(&'a str),
    Department(&'static Department),
}

/// What the caller may see of the sums of a department, of a region, or of the nation.
///
/// They are for the members of an establishment in it, for the regional centres (of this region, or
/// any for the nation) and for the national team. A script sees what its establishment sees.
pub fn require_sums(
    conn: &mut AnyConn,
    caller: &Caller,
    circle: Circle<'_>,
) -> Result<Sums, ApiError> {
    let (own, grants) = match &caller.via {
        Via::Script { finess, .. } => {
            require(conn, caller, finess, Right::Read)?;
            (vec![finess.clone()], Vec::new())
        }
        Via::Login(_) | Via::Operator => {
            let mut mine = memberships::of_user(conn, caller.user_id)?;
            mine.retain(|membership| membership.state == MembershipState::Active);
            let own = mine.into_iter().map(|membership| membership.finess).collect();
            (own, grants_of(conn, caller)?)
        }
    };
    let centre = match circle {
        Circle::Nation => None,
        Circle::Region(code) => Some(format!("{REGION}{code}")),
        Circle::Department(department) => Some(format!("{REGION}{}", department.region)),
    };
    if grants.iter().any(|grant| grant == NATIONAL || centre.as_ref() == Some(grant)) {
        return Ok(Sums::All);
    }
    let is_inside = |one: &Entry| match circle {
        Circle::Nation => true,
        Circle::Region(code) => one.region == code,
        Circle::Department(department) => one.department.as_deref() == Some(department.code),
    };
    let takes_part = match circle {
        Circle::Nation => !own.is_empty() || !grants.is_empty(),
        Circle::Region(_) | Circle::Department(_) => {
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            establishments::find_all(conn, &own)?.iter().any(is_inside)
        }
    };
    if !takes_part {
        let detail = "Ces chiffres sont ouverts aux établissements de ce territoire, à leur centre \
                      régional et à l’équipe nationale\u{a0}; ceux de la nation, à tous les \
                      établissements. Rattachez-vous d’abord à l’un d’eux.";
        return Err(ApiError::rule(ProblemCode::Forbidden, detail));
    }
    Ok(Sums::OfMany { own: own.into_iter().collect() })
}

/// Refuses whoever does not follow a region, or the nation: its centre and the national team do.
pub fn require_centre(
    conn: &mut AnyConn,
    caller: &Caller,
    region: Option<&str>,
) -> Result<(), ApiError> {
    let centre = region.map(|code| format!("{REGION}{code}"));
    let follows = |grant: &String| grant == NATIONAL || centre.as_ref() == Some(grant);
    if grants_of(conn, caller)?.iter().any(follows) {
        return Ok(());
    }
    let detail = "Une région est suivie par son centre régional, la nation par l’équipe nationale. Donnez votre \
                  région.";
    Err(ApiError::rule(ProblemCode::Forbidden, detail))
}

/// Refuses whoever is not of the national team.
pub fn require_national(conn: &mut AnyConn, caller: &Caller) -> Result<(), ApiError> {
    if is_national(conn, caller)? {
        return Ok(());
    }
    let detail = "Cette action est réservée à l’équipe nationale.";
    Err(ApiError::rule(ProblemCode::Forbidden, detail))
}

/// Whether the caller is of the national team.
pub fn is_national(conn: &mut AnyConn, caller: &Caller) -> Result<bool, ApiError> {
    Ok(grants_of(conn, caller)?.iter().any(|grant| grant == NATIONAL))
}

/// The grants of a person that count.
fn grants_of(conn: &mut AnyConn, caller: &Caller) -> Result<Vec<String>, ApiError> {
    if caller.with_grants { Ok(grants::of_user(conn, caller.user_id)?) } else { Ok(Vec::new()) }
}
