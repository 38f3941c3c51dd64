//! Which roll-ups are read, and whose.

use diesel::prelude::*;
use domain::nomenclature::Department;

use super::{
    AnyConn,
    schema::{establishments, snapshot_establishments as frozen},
};

/// The roll-ups that figures are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// They follow every change.
    Live,
    /// They never change.
    Snapshot(i32),
}

impl Base {
    /// The column `base` of its rows.
    pub const fn id(self) -> i32 {
        match self {
            Self::Live => 0,
            Self::Snapshot(id) => id,
        }
    }
}

/// Whose roll-ups are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Population {
    Establishment(String),
    /// FINESS of a legal entity, with its sites.
    LegalEntity(String),
    Department(&'static Department),
    Many(Group),
}

impl Population {
    pub const NATION: Self = Self::Many(Group { region: None, kind: None });

    /// The establishments of a region, by its INSEE code.
    pub const fn region(code: String) -> Self {
        Self::Many(Group { region: Some(code), kind: None })
    }

    /// INSEE code of the region whose centre follows it; nothing for the nation, and for one establishment.
    pub fn followed_region(&self) -> Option<&str> {
        match self {
            Self::Many(group) => group.region.as_deref(),
            Self::Department(department) => Some(department.region),
            Self::Establishment(_) | Self::LegalEntity(_) => None,
        }
    }
}

/// The establishments of a region, of a type, of both, or all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// INSEE code.
    pub region: Option<String>,
    /// Code of a type of establishment.
    pub kind: Option<String>,
}

impl Group {
    /// What stands for all regions, or all types, in a column.
    pub const ALL: &'static str = "*";

    /// A group that no other divides.
    pub const fn leaf(region: String, kind: String) -> Self {
        Self { region: Some(region), kind: Some(kind) }
    }

    /// Its region and its type, as columns.
    pub fn columns(&self) -> [&str; 2] {
        [&self.region, &self.kind].map(|one| one.as_deref().unwrap_or(Self::ALL))
    }

    /// Whether another group is a part of this one.
    pub fn holds(&self, other: &Self) -> bool {
        let holds =
            |whole: &Option<String>, part: &Option<String>| whole.is_none() || whole == part;
        holds(&self.region, &other.region) && holds(&self.kind, &other.kind)
    }
}

/// FINESS of the establishments of a population; nothing where they are all of the base. A frozen base knows
/// the regions as they were.
pub fn members(
    conn: &mut AnyConn,
    base: Base,
    population: &Population,
) -> QueryResult<Option<Vec<String>>> {
    let group = match population {
        Population::Establishment(finess) => return Ok(Some(vec![finess.clone()])),
        // A site keeps its legal entity; a frozen base has the rows of those that it holds alone.
        Population::LegalEntity(finess) => {
            let of_one = establishments::finess_legal.eq(finess);
            let found = establishments::table.filter(of_one).select(establishments::finess);
            return found.load(conn).map(Some);
        }
        // No establishment moves to another department.
        Population::Department(department) => {
            let of_one = establishments::department.eq(department.code);
            let found = establishments::table.filter(of_one).select(establishments::finess);
            return found.load(conn).map(Some);
        }
        Population::Many(Group { region: None, kind: None }) => return Ok(None),
        Population::Many(group) => group,
    };
    macro_rules! of_group {
        ($table:ident, $query:expr) => {{
            let mut query = $query.select($table::finess).into_boxed();
            if let Some(region) = &group.region {
                query = query.filter($table::region.eq(region));
            }
            if let Some(kind) = &group.kind {
                query = query.filter($table::kind.eq(kind));
            }
            query.load(conn)?
        }};
    }
    Ok(Some(match base {
        Base::Live => of_group!(establishments, establishments::table),
        Base::Snapshot(id) => {
            of_group!(frozen, frozen::table.filter(frozen::snapshot_id.eq(id)))
        }
    }))
}
