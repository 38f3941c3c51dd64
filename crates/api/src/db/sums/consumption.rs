//! Sums of consumption and patient-days, one row a period.

use std::{collections::BTreeMap, sync::Arc};

use diesel::QueryResult;
use domain::{
    Contributors,
    consumption::{Behind, Code, DaysKey, Place, Scope, Total, TotalKey, Totals},
    import::Period,
};
use serde::{Deserialize, Serialize};

use super::{Periods, Row, Side, Stored, from_json, json, unreadable};

/// The totals of establishments, with who is behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summed {
    pub totals: Totals,
    pub behind: Behind,
}

impl Summed {
    /// Those of one establishment.
    pub fn one(finess: &str, totals: Totals) -> Self {
        Self { behind: Behind::one(finess, &totals), totals }
    }

    pub fn add(&mut self, other: &Self) {
        self.totals.add(&other.totals);
        self.behind.add(&other.behind);
    }
}

/// What is stored of a place.
#[derive(Default, Serialize, Deserialize)]
struct OfPlace {
    scope: String,
    sector: Code,
    subsector: Code,
    days: Option<(f64, Who)>,
    /// ATC code, route, DDJ and quantity.
    consumption: Vec<(Code, Code, f64, f64)>,
    consumers: Who,
}

/// FINESS of few contributors; nothing where they are many.
pub(super) type Who = Option<Vec<Arc<str>>>;

pub(super) fn who(contributors: &Contributors) -> Who {
    match contributors {
        Contributors::Few(few) => Some(few.clone()),
        Contributors::Many => None,
    }
}

pub(super) fn contributors(who: Who) -> Contributors {
    who.map_or(Contributors::Many, |few| few.into_iter().collect())
}

impl Stored for Summed {
    type Wanted = Periods;

    fn side(_: Periods) -> Side {
        Side::Consumption
    }

    fn periods(wanted: Periods) -> Periods {
        wanted
    }

    fn part(_: Periods) -> Option<String> {
        None
    }

    fn rows(&self, _: i32) -> QueryResult<Vec<Row>> {
        let mut periods: BTreeMap<Period, BTreeMap<&Place, OfPlace>> = BTreeMap::new();
        for (key @ DaysKey { period, place }, days) in &self.totals.days {
            let behind = self.behind.days.get(key).cloned().unwrap_or_default();
            periods.entry(*period).or_default().entry(place).or_default().days =
                Some((*days, who(&behind)));
        }
        for (TotalKey { period, place, atc, route }, total) in &self.totals.consumption {
            let row = (atc.clone(), route.clone(), total.ddj, total.quantity);
            periods.entry(*period).or_default().entry(place).or_default().consumption.push(row);
        }
        for (DaysKey { period, place }, those) in &self.behind.consumption {
            periods.entry(*period).or_default().entry(place).or_default().consumers = who(those);
        }
        let row = |(period, places): (Period, BTreeMap<&Place, OfPlace>)| {
            let named = |(place, stored): (&Place, OfPlace)| OfPlace {
                scope: place.scope.as_str().to_owned(),
                sector: place.sector.clone(),
                subsector: place.subsector.clone(),
                ..stored
            };
            let places: Vec<OfPlace> = places.into_iter().map(named).collect();
            Ok(Row { period, part: String::new(), sums: json(&places)? })
        };
        periods.into_iter().map(row).collect()
    }

    fn read(&mut self, row: &Row) -> QueryResult<()> {
        let period = row.period;
        for stored in from_json::<Vec<OfPlace>>(row)? {
            let OfPlace { scope, sector, subsector, days, consumption, consumers } = stored;
            let scope = Scope::parse(&scope).ok_or_else(|| unreadable(&scope))?;
            let place = Place { scope, sector, subsector };
            let key = DaysKey { period, place: place.clone() };
            if let Some((days, behind)) = days {
                self.totals.days.insert(key.clone(), days);
                self.behind.days.insert(key.clone(), contributors(behind));
            }
            if !consumption.is_empty() {
                self.behind.consumption.insert(key, contributors(consumers));
            }
            for (atc, route, ddj, quantity) in consumption {
                let key = TotalKey { period, place: place.clone(), atc, route };
                self.totals.consumption.insert(key, Total { ddj, quantity });
            }
        }
        Ok(())
    }
}
