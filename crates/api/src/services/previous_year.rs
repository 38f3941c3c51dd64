//! What a year is compared with: the one before.

use domain::{
    consumption::{PreviousYear, evaluate},
    dto::ImportKind,
};

use super::{
    imports::in_force,
    year::{self, YearImports},
};
use crate::{
    db::{
        AnyConn,
        imports::StoredImport,
        rollups::{self, Population},
    },
    error::ApiError,
};

/// Reads the year before `year` among the imports in force; nothing where it has no structure.
pub fn load(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    all: &[StoredImport],
) -> Result<Option<PreviousYear>, ApiError> {
    let before = year - 1;
    let mut of_year = YearImports::of(all, before);
    if of_year.structure.is_none() {
        return Ok(None);
    }
    // The roll-ups have what the lines would tell.
    of_year.consumption.clear();
    let facts = year::load(conn, finess, before, &of_year)?;
    let totals = rollups::totals(conn, &Population::Establishment(finess.to_owned()), &[before])?;
    let isolates = in_force(all, ImportKind::Resistance, before)?;
    let isolates = isolates.into_iter().map(|import| (import.period, import.kept)).collect();
    Ok(Some(PreviousYear::of(&evaluate(&facts), &totals, &isolates)))
}
