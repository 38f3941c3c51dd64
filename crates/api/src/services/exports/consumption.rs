//! The consumption of an establishment and year, as rows.

use domain::{
    consumption::{Axis, DaysKey, Place, Question, TotalKey, Totals},
    import::Period,
    nomenclature::{ddd_table, sector},
};

use super::{
    Exported,
    table::{Cell, Table, cells_of},
};
use crate::{
    db::{
        AnyConn,
        bases::{Base, Population},
        rollups,
        sums::Periods,
    },
    error::ApiError,
};

/// Columns after those of the establishment.
pub const COLUMNS: [&str; 15] = [
    "annee",
    "trimestre",
    "perimetre",
    "secteur",
    "secteur_libelle",
    "sous_secteur",
    "sous_secteur_libelle",
    "atc",
    "molecule",
    "voie",
    "voie_libelle",
    "ddj",
    "quantite",
    "unite",
    "jh",
];

/// Adds the rows of a year that a question takes.
///
/// Patient-days have rows of their own, without a molecule: every column of numbers adds up.
pub fn write(
    table: &mut Table,
    conn: &mut AnyConn,
    (base, establishment, year): (Base, &Exported, i32),
    question: &Question,
) -> Result<(), ApiError> {
    let own = Population::Establishment(establishment.finess.clone());
    let mut found = rollups::by_establishment(conn, base, &own, (&[year], Periods::Both))?;
    let Totals { consumption, days } = found.remove(&establishment.finess).unwrap_or_default();
    let whose = cells_of(establishment);
    for (DaysKey { period, place }, number) in &days {
        if question.takes_place(place) {
            let mut row = whose.clone();
            row.extend(place_cells(*period, place));
            row.extend([(); 7].map(|()| Cell::default()));
            row.push(Cell::number(number));
            table.row(&row)?;
        }
    }
    for (TotalKey { period, place, atc, route }, total) in &consumption {
        if question.takes_place(place) && question.takes_molecule(atc, route) {
            let mut row = whose.clone();
            row.extend(place_cells(*period, place));
            let unit = ddd_table(year).doses(atc, route).next().map_or("", |ddd| ddd.unit.symbol());
            row.extend([
                Cell::of(atc),
                Cell::of(&Axis::Atc.label(atc)),
                Cell::of(route),
                Cell::of(&Axis::Route.label(route)),
                Cell::number(total.ddj),
                Cell::number(total.quantity),
                Cell::of(unit),
                Cell::default(),
            ]);
            table.row(&row)?;
        }
    }
    Ok(())
}

fn place_cells(period: Period, place: &Place) -> [Cell; 7] {
    let label = |code: &str| sector(code).map_or("", |sector| sector.label);
    [
        Cell::number(period.year),
        period.quarter.map(Cell::number).unwrap_or_default(),
        Cell::of(place.scope.as_str()),
        Cell::of(&place.sector),
        Cell::of(&Axis::Sector.label(&place.sector)),
        Cell::of(&place.subsector),
        Cell::of(label(&place.subsector)),
    ]
}
