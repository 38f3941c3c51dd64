//! Which roll-ups are read, and whose.

use diesel::prelude::*;

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
    /// INSEE code.
    Region(String),
    Nation,
}

/// FINESS of the establishments of a type.
pub fn of_type(conn: &mut AnyConn, base: Base, kind: &str) -> QueryResult<Vec<String>> {
    match base {
        Base::Live => establishments::table
            .filter(establishments::kind.eq(kind))
            .select(establishments::finess)
            .load(conn),
        Base::Snapshot(id) => frozen::table
            .filter(frozen::snapshot_id.eq(id).and(frozen::kind.eq(kind)))
            .select(frozen::finess)
            .load(conn),
    }
}

/// FINESS of the establishments of a population; nothing where they are all of the base. A frozen base knows
/// the regions as they were.
pub fn members(
    conn: &mut AnyConn,
    base: Base,
    population: &Population,
) -> QueryResult<Option<Vec<String>>> {
    let region = match population {
        Population::Establishment(finess) => return Ok(Some(vec![finess.clone()])),
        // A site keeps its legal entity; a frozen base has the rows of those that it holds alone.
        Population::LegalEntity(finess) => {
            let of_one = establishments::finess_legal.eq(finess);
            let found = establishments::table.filter(of_one).select(establishments::finess);
            return found.load(conn).map(Some);
        }
        Population::Nation => return Ok(None),
        Population::Region(region) => region,
    };
    let found = match base {
        Base::Live => establishments::table
            .filter(establishments::region.eq(region))
            .select(establishments::finess)
            .load(conn)?,
        Base::Snapshot(id) => frozen::table
            .filter(frozen::snapshot_id.eq(id).and(frozen::region.eq(region)))
            .select(frozen::finess)
            .load(conn)?,
    };
    Ok(Some(found))
}
