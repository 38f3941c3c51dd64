//! Sums of the cells of isolates, one row a period and part, and one a year for what they have beside.

use std::collections::BTreeMap;

use diesel::QueryResult;
use domain::{
    import::Period,
    resistance::{CellKey, Part, Partial, SectorId, Sums, Taxon},
};
use serde::{Deserialize, Serialize};

use super::{
    Periods, Row, Side, Stored,
    consumption::{Who, contributors, who},
    from_json, json, unreadable,
};
use crate::db::resistance_rollups::{ReadCell, StoredCell, Wanted, like};

/// Cells as they are written: of all establishments, of those with days, and who has them.
#[derive(Serialize)]
struct Written(StoredCell, Option<StoredCell>, Who);

/// The same as they are read.
#[derive(Deserialize)]
struct Read(ReadCell, Option<ReadCell>, Who);

/// What sums have beside their cells.
#[derive(Default, Serialize, Deserialize)]
struct Beside {
    /// Period, sector or all of them, days.
    days: Vec<(String, Option<String>, f64)>,
    /// Establishments that lack quarters, and quarters that some delivered.
    partial: Option<(u32, Vec<u8>)>,
    contributors: Who,
    with_days_contributors: Who,
}

impl Stored for Sums {
    type Wanted = Wanted;

    fn side(wanted: Wanted) -> Side {
        Side::Resistance(wanted.method)
    }

    fn periods(wanted: Wanted) -> Periods {
        if wanted.quarters { Periods::Both } else { Periods::Years }
    }

    fn part(wanted: Wanted) -> Option<String> {
        wanted.parts.map(like)
    }

    fn rows(&self, year: i32) -> QueryResult<Vec<Row>> {
        if *self == Self::default() {
            return Ok(Vec::new());
        }
        let mut places: BTreeMap<(Period, Part), BTreeMap<&str, Written>> = BTreeMap::new();
        for (key @ CellKey { period, part, taxon }, cell) in &self.cells.0 {
            let with_days = self.with_days.0.get(key).map(StoredCell::of);
            let behind = who(&self.behind.get(key).cloned().unwrap_or_default());
            let written = Written(StoredCell::of(cell), with_days, behind);
            places.entry((*period, *part)).or_default().insert(taxon.code(), written);
        }
        let days = self.days.iter().map(|((period, sector), days)| {
            (period.to_string(), sector.map(|sector| sector.sector().code.to_owned()), *days)
        });
        let partial = self.partial.get(&year).map(|Partial { establishments, quarters }| {
            (*establishments, quarters.iter().copied().collect())
        });
        let beside = Beside {
            days: days.collect(),
            partial,
            contributors: who(&self.contributors),
            with_days_contributors: who(&self.with_days_contributors),
        };
        let beside = Row { period: Period::year(year), part: String::new(), sums: json(&beside)? };
        let cells = places.into_iter().map(|((period, part), cells)| {
            Ok(Row { period, part: part.to_string(), sums: json(&cells)? })
        });
        cells.chain([Ok(beside)]).collect()
    }

    fn read(&mut self, row: &Row) -> QueryResult<()> {
        if row.part.is_empty() {
            return read_beside(self, row);
        }
        let part = Part::parse(&row.part).ok_or_else(|| unreadable(&row.part))?;
        for (taxon, Read(cell, with_days, behind)) in from_json::<BTreeMap<&str, Read>>(row)? {
            let taxon = Taxon::of(taxon).ok_or_else(|| unreadable(taxon))?;
            let key = CellKey { period: row.period, part, taxon };
            self.cells.0.insert(key, cell.cell());
            if let Some(with_days) = with_days {
                self.with_days.0.insert(key, with_days.cell());
            }
            if behind.as_ref().is_none_or(|few| !few.is_empty()) {
                self.behind.insert(key, contributors(behind));
            }
        }
        Ok(())
    }
}

fn read_beside(sums: &mut Sums, row: &Row) -> QueryResult<()> {
    let beside: Beside = from_json(row)?;
    for (period, sector, days) in beside.days {
        let period: Period = period.parse().map_err(|_| unreadable(&period))?;
        let sector = match sector {
            Some(code) => Some(SectorId::of(&code).ok_or_else(|| unreadable(&code))?),
            None => None,
        };
        sums.days.insert((period, sector), days);
    }
    if let Some((establishments, quarters)) = beside.partial {
        let quarters = quarters.into_iter().collect();
        sums.partial.insert(row.period.year, Partial { establishments, quarters });
    }
    sums.contributors.add(&contributors(beside.contributors));
    sums.with_days_contributors.add(&contributors(beside.with_days_contributors));
    Ok(())
}
