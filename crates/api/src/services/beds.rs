//! The beds of a year: entered by the establishment, proposed by the registry, beside the patient-days.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::NaiveDateTime;
use domain::{
    consumption::{DaysKey, occupancy},
    dto::{Beds, BedsOfSector, Level, ProblemCode, SectorBeds},
    import::Period,
    nomenclature::{Sector, sectors},
};
use serde::Deserialize;

use super::{
    closures,
    imports::lock,
    journal::{self, Event},
    year::{self, Touched},
};
use crate::{
    auth::Member,
    db::{AnyConn, bases::Base, beds, establishments, rollups},
    error::ApiError,
};

const CSV: &str = include_str!("../../data/beds.csv");
/// Most beds of a sector: the largest establishments have some three thousand in all.
const MOST: u32 = 5_000;

#[derive(Debug, Deserialize)]
struct Line {
    finess: String,
    sector: String,
    year: i32,
    beds: u32,
}

/// FINESS -> what the site declared last.
static REGISTRY: LazyLock<BTreeMap<String, Vec<Line>>> = LazyLock::new(|| {
    let mut sites: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    let lines = csv::Reader::from_reader(CSV.as_bytes()).into_deserialize::<Line>();
    for line in lines.filter_map(Result::ok) {
        sites.entry(line.finess.clone()).or_default().push(line);
    }
    sites
});

/// What the registry proposes: beds by sector, and their year.
#[derive(Debug, Default)]
struct Proposed {
    by_sector: BTreeMap<String, u32>,
    year: Option<i32>,
}

impl Proposed {
    /// Of a site, or of the sites of a legal entity.
    fn of(conn: &mut AnyConn, finess: &str) -> Result<Self, ApiError> {
        let own = establishments::find(conn, finess)?.ok_or_else(ApiError::not_found)?;
        let mut sites = vec![finess.to_owned()];
        if own.level == Level::LegalEntity {
            let linked = establishments::linked(conn, &[own])?;
            sites.extend(linked.into_iter().map(|(_, site)| site.finess));
        }
        let mut proposed = Self::default();
        for line in sites.iter().filter_map(|site| REGISTRY.get(site)).flatten() {
            *proposed.by_sector.entry(line.sector.clone()).or_default() += line.beds;
            proposed.year = proposed.year.max(Some(line.year));
        }
        Ok(proposed)
    }

    fn source(&self) -> Option<String> {
        self.year.map(|year| {
            format!(
                "Lits d’hospitalisation complète déclarés à la SAE {year} (DREES). La SAE compte la réanimation \
                 et la pédiatrie avec la médecine et la chirurgie\u{a0}: à répartir."
            )
        })
    }
}

/// Sectors that have beds: those of the perimeter, and the EHPAD.
fn with_beds() -> impl Iterator<Item = &'static Sector> {
    let whole = |sector: &&Sector| sector.parent.is_none();
    let has_beds = |sector: &&Sector| sector.in_spares || sector.code == "EHPAD";
    sectors().iter().filter(whole).filter(has_beds)
}

/// The beds of a year, sector by sector.
pub fn of_year(conn: &mut AnyConn, finess: &str, year: i32) -> Result<Beds, ApiError> {
    let entered = beds::of_year(conn, finess, year)?;
    let proposed = Proposed::of(conn, finess)?;
    let days = days_by_sector(conn, finess, year)?;
    let row = |sector: &'static Sector| {
        let beds = entered.get(sector.code).copied();
        let patient_days = days.get(sector.code).copied();
        BedsOfSector {
            sector: sector.code.to_owned(),
            label: sector.label.to_owned(),
            beds,
            proposed: proposed.by_sector.get(sector.code).copied(),
            patient_days,
            occupancy: beds.zip(patient_days).and_then(|(beds, days)| occupancy(days, beds, year)),
        }
    };
    Ok(Beds {
        year,
        items: entered.iter().map(|(sector, beds)| item(sector, *beds)).collect(),
        sectors: with_beds().map(row).collect(),
        source: proposed.source(),
    })
}

fn item(sector: &str, beds: u32) -> SectorBeds {
    SectorBeds { sector: sector.to_owned(), beds }
}

fn days_by_sector(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
) -> Result<BTreeMap<String, f64>, ApiError> {
    let totals = rollups::totals(conn, Base::Live, finess, &[year])?;
    let mut days: BTreeMap<String, f64> = BTreeMap::new();
    let of_year = |key: &DaysKey| key.period == Period::year(year);
    for (key, number) in totals.days.iter().filter(|(key, _)| of_year(key)) {
        *days.entry(key.place.sector.to_string()).or_default() += number;
    }
    Ok(days)
}

/// Replaces the beds of a year; what is told of its days counts with them at once.
pub fn replace(
    conn: &mut AnyConn,
    who: &Member,
    year: i32,
    items: &[SectorBeds],
    now: NaiveDateTime,
) -> Result<Beds, ApiError> {
    let beds = checked(items)?;
    lock(conn, &who.finess)?;
    closures::require_open(conn, &who.finess, year)?;
    beds::replace(conn, &who.finess, year, &beds)?;
    year::refresh(conn, &who.finess, year, Touched::Consumption, now)?;
    let event = Event::BedsEntered { year, beds: beds.values().sum() };
    journal::record(conn, (who.caller.user_id, &who.finess), now, None, &event)?;
    of_year(conn, &who.finess, year)
}

fn checked(items: &[SectorBeds]) -> Result<BTreeMap<String, u32>, ApiError> {
    let invalid = |detail: String| ApiError::rule(ProblemCode::Invalid, detail);
    let mut beds = BTreeMap::new();
    for SectorBeds { sector, beds: number } in items {
        let Some(known) = with_beds().find(|known| known.code == sector) else {
            let known: Vec<&str> = with_beds().map(|sector| sector.code).collect();
            return Err(invalid(format!(
                "Un secteur n’existe pas. Secteurs possibles\u{a0}: {}.",
                known.join(", ")
            )));
        };
        if *number > MOST {
            return Err(invalid(format!("{}\u{a0}: plus de {MOST} lits.", known.label)));
        }
        if beds.insert(sector.clone(), *number).is_some() {
            return Err(invalid(format!("{}\u{a0}: donné deux fois.", known.label)));
        }
    }
    Ok(beds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_registry_is_of_a_sector_with_beds() {
        let known: Vec<&str> = with_beds().map(|sector| sector.code).collect();
        let lines: Vec<&Line> = REGISTRY.values().flatten().collect();
        assert_eq!(lines.len(), CSV.lines().count() - 1);
        assert!(
            lines.iter().all(|line| known.contains(&line.sector.as_str()) && line.beds <= MOST)
        );
    }
}
