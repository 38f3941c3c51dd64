//! What a year is compared with: the one before.

use std::collections::BTreeMap;

use domain::{
    consumption::{PreviousYear, Stored, evaluate},
    dto::ImportKind,
    import::Period,
    resistance::{Method, Part, Parts, whole_periods},
    verdict::{ComparedLine, LastYear, of_taxon},
};

use super::{
    imports::in_force,
    year::{self, YearImports},
};
use crate::{
    db::{
        AnyConn,
        bases::{Base, Population},
        facts,
        imports::StoredImport,
        resistance_rollups::{self, Wanted},
        rollups,
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
    let totals = rollups::totals(conn, Base::Live, finess, &[before])?;
    let isolates = in_force(all, ImportKind::Resistance, before)?;
    let isolates = isolates.into_iter().map(|import| (import.period, import.kept)).collect();
    Ok(Some(PreviousYear::of(&evaluate(&facts), &totals, &isolates)))
}

/// The lines of the same kind of file a year before `period`; nothing where that was not delivered as a
/// whole.
pub fn lines(
    conn: &mut AnyConn,
    finess: &str,
    (kind, period): (ImportKind, Period),
    all: &[StoredImport],
) -> Result<Option<LastYear>, ApiError> {
    let before = Period { year: period.year - 1, ..period };
    let of_year = YearImports::of(all, before.year);
    let ids = |imports: &[StoredImport]| imports.iter().map(|one| one.id).collect::<Vec<_>>();
    let lines: Vec<ComparedLine> = match kind {
        ImportKind::Structure => compared(&year::units(conn, &of_year)?),
        ImportKind::PatientDays => compared(&facts::days(conn, &ids(&of_year.patient_days))?),
        ImportKind::Consumption => compared(&facts::lines(conn, &ids(&of_year.consumption))?),
        ImportKind::Resistance => {
            let delivered = in_force(all, kind, before.year)?;
            let whole = whole_periods(delivered.iter().map(|import| import.period));
            if !whole.contains(&before) {
                return Ok(None);
            }
            isolates(conn, finess, before)?
        }
    };
    let inside = |at: Option<Period>| at.is_none_or(|at| before.covers(at));
    let lines: Vec<_> = lines.into_iter().filter(|line| inside(line.period)).collect();
    let whole = whole_periods(lines.iter().filter_map(|line| line.period));
    if lines.is_empty() || kind != ImportKind::Structure && !whole.contains(&before) {
        return Ok(None);
    }
    let sectors = match kind {
        ImportKind::PatientDays | ImportKind::Consumption => sectors(conn, finess, before)?,
        ImportKind::Structure | ImportKind::Resistance => BTreeMap::new(),
    };
    Ok(Some(LastYear { lines, sectors }))
}

fn compared<'a, T>(all: &'a [Stored<T>]) -> Vec<ComparedLine>
where
    ComparedLine: From<&'a T>,
{
    all.iter().map(|stored| ComparedLine::from(&stored.line)).collect()
}

/// DDJ per 1000 patient-days by sector.
fn sectors(
    conn: &mut AnyConn,
    finess: &str,
    period: Period,
) -> Result<BTreeMap<String, f64>, ApiError> {
    let totals = rollups::totals(conn, Base::Live, finess, &[period.year])?;
    let rates = totals.rates_by_sector(period).into_iter();
    Ok(rates.map(|(sector, rate)| (sector.to_owned(), rate)).collect())
}

/// The isolates of a period that count, by organism.
pub fn isolates(
    conn: &mut AnyConn,
    finess: &str,
    period: Period,
) -> Result<Vec<ComparedLine>, ApiError> {
    let wanted = Wanted {
        method: Method::None,
        parts: Some(Parts::One(Part::All)),
        quarters: period.quarter.is_some(),
    };
    let establishment = Population::Establishment(finess.to_owned());
    let mut cells =
        resistance_rollups::cells(conn, Base::Live, &establishment, (&[period.year], wanted))?;
    let cells = cells.remove(finess).unwrap_or_default();
    let here = cells.0.iter();
    let here = here.filter(|(key, _)| key.period == period && key.part == Part::All);
    Ok(here.map(|(key, found)| of_taxon(key.taxon, period, found.before)).collect())
}
