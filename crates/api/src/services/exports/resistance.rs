//! The resistances of an establishment and year, as rows.

use domain::resistance::{
    Cell as Counted, CellKey, Counts, Measure, Method, Part, Parts, Taxa, is_intermediate,
};

use super::{
    Exported,
    table::{Cell, Table, cells_of},
};
use crate::{
    db::{
        AnyConn,
        bases::{Base, Population},
        resistance_rollups::{self, Wanted},
    },
    error::ApiError,
};

/// Columns after those of the establishment.
pub const COLUMNS: [&str; 17] = [
    "annee",
    "trimestre",
    "prelevement",
    "prelevement_libelle",
    "secteur",
    "secteur_libelle",
    "micro_organisme",
    "micro_organisme_libelle",
    "antibiotique",
    "antibiotique_libelle",
    "isolats_avant",
    "isolats",
    "testes",
    "s",
    "sfp",
    "i",
    "r",
];

/// What stands for all specimens, or all sectors.
const ALL: &str = "all";

/// Which isolates, and of which antibiotics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    pub method: Method,
    /// Those of all isolates are there too where each of a kind is asked for.
    pub parts: Parts,
    pub taxa: Taxa,
    /// Each of them without.
    pub measure: Option<Measure>,
}

impl Selection {
    fn takes(&self, key: &CellKey) -> bool {
        let part = match self.parts {
            Parts::One(part) => key.part == part,
            Parts::EachSpecimen | Parts::EachSector => true,
        };
        part && self.taxa.holds(key.taxon)
    }
}

/// Adds the rows of a year.
///
/// Isolates have rows of their own, without an antibiotic; they are the denominators of phenotypes.
pub fn write(
    table: &mut Table,
    conn: &mut AnyConn,
    (base, establishment, year): (Base, &Exported, i32),
    selection: &Selection,
) -> Result<(), ApiError> {
    let own = Population::Establishment(establishment.finess.clone());
    let Selection { method, parts, .. } = *selection;
    let wanted = Wanted { method, parts: Some(parts), quarters: true };
    let mut found = resistance_rollups::cells(conn, base, &own, (&[year], wanted))?;
    let cells = found.remove(&establishment.finess).unwrap_or_default();
    let whose = cells_of(establishment);
    for (key, cell) in cells.0.iter().filter(|(key, _)| selection.takes(key)) {
        let mut place = whose.clone();
        place.extend(place_cells(key));
        let mut row = place.clone();
        row.extend(isolate_cells(cell));
        table.row(&row)?;
        for (measure, counts) in cell.results.iter() {
            if selection.measure.is_none_or(|wanted| wanted == measure) {
                let mut row = place.clone();
                row.extend(result_cells(year, measure, counts));
                table.row(&row)?;
            }
        }
    }
    Ok(())
}

fn place_cells(key: &CellKey) -> [Cell; 8] {
    let (code, label) = (key.part.to_string(), key.part.label().unwrap_or_default());
    let code = code.split_once(':').map_or(code.as_str(), |(_, code)| code);
    let all = (Cell::of(ALL), Cell::default());
    let here = (Cell::of(code), Cell::of(label));
    let (specimen, sector) = match key.part {
        Part::Sector(_) => (all, here),
        Part::All | Part::Specimen(_) | Part::Invasive => (here, all),
    };
    [
        Cell::number(key.period.year),
        key.period.quarter.map(Cell::number).unwrap_or_default(),
        specimen.0,
        specimen.1,
        sector.0,
        sector.1,
        Cell::of(key.taxon.code()),
        Cell::of(key.taxon.organism().name),
    ]
}

fn isolate_cells(cell: &Counted) -> [Cell; 9] {
    let mut cells = [(); 9].map(|()| Cell::default());
    cells[2] = Cell::number(cell.before);
    cells[3] = Cell::number(cell.kept);
    cells
}

fn result_cells(year: i32, measure: Measure, counts: Counts) -> [Cell; 9] {
    let mut cells = [(); 9].map(|()| Cell::default());
    (cells[0], cells[1]) = (Cell::of(measure.code()), Cell::of(measure.label()));
    if !measure.is_phenotype() {
        let (increased, intermediate) =
            if is_intermediate(year) { (0, counts.increased) } else { (counts.increased, 0) };
        cells[4] = Cell::number(counts.tested());
        cells[5] = Cell::number(counts.susceptible);
        cells[6] = Cell::number(increased);
        cells[7] = Cell::number(intermediate);
    }
    cells[8] = Cell::number(counts.resistant);
    cells
}
