//! The national registry of establishments, embedded and stored at migration.

use domain::dto::Level;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::search;
use crate::{
    db::{
        AnyConn,
        establishments::{self, Entry},
        settings, sums,
    },
    error::ApiError,
};

const CSV: &str = include_str!("../../data/establishments.csv");
const STAMP: &str = "registry";
/// Changes when the rows are read in another way, so that a known file is stored again.
const READING: u32 = 2;

#[derive(Debug, Deserialize)]
struct Line {
    finess: String,
    level: Level,
    finess_legal: String,
    name: String,
    city: String,
    region: String,
    department: String,
    #[serde(rename = "type")]
    kind: String,
    beds: Option<i32>,
    days: Option<i32>,
}

impl Line {
    fn entry(self) -> Entry {
        Entry {
            search_key: search::key(&self.name, &self.city, &self.finess),
            finess: self.finess,
            level: self.level,
            finess_legal: self.finess_legal,
            name: self.name,
            city: self.city,
            region: self.region,
            department: Some(self.department),
            kind: self.kind,
            beds: self.beds,
            days: self.days,
        }
    }
}

/// Stores the registry unless the database holds this version of it; true when it was stored.
pub fn refresh(conn: &mut AnyConn) -> Result<bool, ApiError> {
    let stamp = format!("{READING}:{}", domain::hex(&Sha256::digest(CSV.as_bytes())));
    if settings::find(conn, STAMP)?.as_deref() == Some(stamp.as_str()) {
        return Ok(false);
    }
    establishments::upsert_registry(conn, &entries()?)?;
    sums::mark_everything(conn)?;
    settings::set(conn, STAMP, &stamp)?;
    Ok(true)
}

pub fn entries() -> Result<Vec<Entry>, ApiError> {
    csv::Reader::from_reader(CSV.as_bytes())
        .into_deserialize::<Line>()
        .map(|line| line.map(Line::entry))
        .collect::<Result<_, _>>()
        .map_err(|error| ApiError::Unexpected(error.into()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::nomenclature::{department, department_of};

    use super::*;

    #[test]
    fn every_line_of_the_registry_is_read_and_no_number_comes_twice() {
        let entries = entries().unwrap();
        let numbers: HashSet<&str> = entries.iter().map(|e| e.finess.as_str()).collect();
        assert_eq!(numbers.len(), CSV.lines().count() - 1);
        assert!(entries.iter().all(|e| e.finess.len() == 9 && e.finess_legal.len() == 9));
    }

    #[test]
    fn every_establishment_is_in_a_department_of_its_region() {
        for entry in entries().unwrap() {
            let found = department(entry.department.as_deref().unwrap()).unwrap();
            assert_eq!(found.region, entry.region, "{}", entry.finess);
            if entry.level == Level::Site {
                assert_eq!(department_of(&entry.finess), Some(found), "{}", entry.finess);
            }
        }
    }
}
