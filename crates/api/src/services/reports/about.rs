//! Whom a report is about, and whether the caller may ask for it.

use std::collections::BTreeSet;

use domain::{
    dto::{self, Attachment, NewReport, ProblemCode},
    nomenclature::{establishment_type, region},
    report::{Identity, Level},
};

use crate::{
    auth::{Caller, Right, Sums, require, require_centre, require_legal_entity},
    db::{
        AnyConn,
        bases::{self, Base, Population},
        establishments, snapshots,
    },
    error::ApiError,
};

/// Of the scope of the nation.
const NATION: &str = "nation";
/// Before the INSEE code of a region.
const REGION: &str = "region:";

/// Whom a report is about.
#[derive(Debug, Clone)]
pub struct About {
    pub population: Population,
    pub identity: Identity,
    /// What its readers see of the sums of others: the same for whoever makes it.
    pub seen: Sums,
}

impl About {
    /// Reads the scope of a request; frozen bases know establishments as they were.
    pub fn of(conn: &mut AnyConn, base: Base, asked: &NewReport) -> Result<Self, ApiError> {
        if asked.scope == NATION {
            return Ok(Self::many(Population::NATION, Level::Nation, "France"));
        }
        if let Some(code) = asked.scope.strip_prefix(REGION) {
            let found = region(code).ok_or_else(|| {
                let detail =
                    "Cette région n’existe pas. Donnez son code INSEE, par exemple region:93.";
                ApiError::rule(ProblemCode::Invalid, detail)
            })?;
            let population = Population::region(code.to_owned());
            return Ok(Self::many(population, Level::Region, found.label));
        }
        Self::establishment(conn, base, asked)
    }

    fn many(population: Population, level: Level, name: &str) -> Self {
        let identity = Identity { name: name.to_owned(), level, ..Identity::default() };
        Self { population, identity, seen: Sums::All }
    }

    fn establishment(conn: &mut AnyConn, base: Base, asked: &NewReport) -> Result<Self, ApiError> {
        let own = establishments::find(conn, &asked.scope)?.ok_or_else(ApiError::not_found)?;
        let whole = asked.attachment == Attachment::LegalEntity;
        let mut named =
            if whole { establishments::find(conn, &own.finess_legal)?.unwrap_or(own) } else { own };
        if let Base::Snapshot(id) = base
            && let Some(then) = snapshots::member(conn, id, &named.finess)?
        {
            (named.name, named.region, named.kind) = (then.name, then.region, then.kind);
        }
        let population = if whole {
            Population::LegalEntity(named.finess_legal.clone())
        } else {
            Population::Establishment(named.finess.clone())
        };
        let own = bases::members(conn, base, &population)?.unwrap_or_default();
        let level = match named.level {
            dto::Level::Site if !whole => Level::Site,
            _ => Level::LegalEntity,
        };
        let type_label = establishment_type(&named.kind).map(|kind| kind.label.to_owned());
        let region = region(&named.region).map(|one| one.label.to_owned());
        let identity = Identity {
            name: named.name,
            level,
            finess: Some(named.finess),
            city: Some(named.city),
            type_label,
            region,
        };
        Ok(Self { population, identity, seen: Sums::OfMany { own: own.into_iter().collect() } })
    }

    /// Refuses whoever may not read what the report tells.
    pub fn require(&self, conn: &mut AnyConn, caller: &Caller) -> Result<(), ApiError> {
        match &self.population {
            Population::Department(_) | Population::Many(_) => {
                require_centre(conn, caller, self.population.followed_region())
            }
            Population::Establishment(finess) => {
                require(conn, caller, finess, Right::Read).map(drop)
            }
            Population::LegalEntity(finess) => {
                let own = match &self.seen {
                    Sums::OfMany { own } => own.clone(),
                    Sums::All => BTreeSet::new(),
                };
                require_legal_entity(conn, caller, finess, own.iter().map(String::as_str))
            }
        }
    }
}
