//! The roll-ups of many establishments, small enough to keep those of a nation in memory, and their sums by sector.

use std::collections::BTreeMap;

use super::figures::Question;
use super::totals::{Code, Place, Total, Totals};
use crate::nomenclature::sector;

/// What one establishment consumed in one of its sectors.
#[derive(Debug, Clone, PartialEq)]
pub struct SectorSum {
    /// Code of `sectors`.
    pub sector: String,
    /// In DDD.
    pub ddj: f64,
    /// Patient-days.
    pub days: f64,
}

/// What one establishment consumed, sector by sector in their usual order: the numbers of
/// [`analyse`](super::analyse) by sector, without its figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BySector {
    pub sectors: Vec<SectorSum>,
    pub ddj: f64,
    pub days: f64,
}

/// The places and molecules that packed totals speak of by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    places: Vec<Place>,
    /// ATC code and route.
    molecules: Vec<(Code, Code)>,
    known_places: BTreeMap<Place, usize>,
    known_molecules: BTreeMap<(Code, Code), usize>,
}

/// The totals of one establishment over one whole year, in the order of their keys.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    /// Place and patient-days.
    days: Vec<(usize, f64)>,
    /// Place, molecule and DDJ.
    consumption: Vec<(usize, usize, f64)>,
}

/// What a question takes of the places and molecules of a glossary.
#[derive(Debug, Clone)]
pub struct Taken {
    /// For each place, the number of its sector; nothing where the place does not count.
    places: Vec<Option<usize>>,
    molecules: Vec<bool>,
    /// Codes of the sectors, in their usual order.
    sectors: Vec<String>,
}

impl Glossary {
    /// Packs the totals of an establishment over whole years; quarters are passed over.
    pub fn pack(&mut self, totals: &Totals) -> Packed {
        let mut packed = Packed::default();
        for (key, days) in totals.days.iter().filter(|(key, _)| key.period.quarter.is_none()) {
            packed.days.push((self.place(&key.place), *days));
        }
        for (key, Total { ddj, .. }) in &totals.consumption {
            if key.period.quarter.is_none() {
                let molecule = self.molecule((&key.atc, &key.route));
                packed.consumption.push((self.place(&key.place), molecule, *ddj));
            }
        }
        packed
    }

    /// What a question takes; its years and axes are not looked at.
    pub fn taken(&self, question: &Question) -> Taken {
        let takes = |place: &&Place| question.takes_place(place);
        let mut sectors: Vec<String> =
            self.places.iter().filter(takes).map(|place| place.sector.to_string()).collect();
        sectors.sort_by_cached_key(|code| {
            (sector(code).map_or(u8::MAX, |sector| sector.order), code.clone())
        });
        sectors.dedup();
        let number = |place: &Place| {
            let same = |code: &String| place.sector == *code;
            sectors.iter().position(same).filter(|_| question.takes_place(place))
        };
        Taken {
            places: self.places.iter().map(number).collect(),
            molecules: self
                .molecules
                .iter()
                .map(|(atc, route)| question.takes_molecule(atc, route))
                .collect(),
            sectors,
        }
    }

    fn place(&mut self, place: &Place) -> usize {
        if let Some(number) = self.known_places.get(place) {
            return *number;
        }
        self.places.push(place.clone());
        self.known_places.insert(place.clone(), self.places.len() - 1);
        self.places.len() - 1
    }

    fn molecule(&mut self, (atc, route): (&Code, &Code)) -> usize {
        let key = (atc.clone(), route.clone());
        if let Some(number) = self.known_molecules.get(&key) {
            return *number;
        }
        self.molecules.push(key.clone());
        self.known_molecules.insert(key, self.molecules.len() - 1);
        self.molecules.len() - 1
    }
}

impl Taken {
    /// The sums of an establishment, of which a sector with days and no consumption is one; additions are in the order
    /// of [`analyse`](super::analyse), to the last bit.
    pub fn sums(&self, packed: &Packed) -> BySector {
        let mut sums = BySector::default();
        let mut by_sector: Vec<Option<(f64, f64)>> = vec![None; self.sectors.len()];
        for (place, days) in &packed.days {
            if let Some(sector) = self.places[*place] {
                by_sector[sector].get_or_insert_default().1 += days;
                sums.days += days;
            }
        }
        for (place, molecule, ddj) in &packed.consumption {
            if let Some(sector) = self.places[*place].filter(|_| self.molecules[*molecule]) {
                by_sector[sector].get_or_insert_default().0 += ddj;
                sums.ddj += ddj;
            }
        }
        let known = self.sectors.iter().zip(by_sector);
        let sum = |(sector, sum): (&String, Option<(f64, f64)>)| {
            sum.map(|(ddj, days)| SectorSum { sector: sector.clone(), ddj, days })
        };
        sums.sectors = known.filter_map(sum).collect();
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Axis, DaysKey, Molecules, Scope, TotalKey, analyse};
    use super::*;
    use crate::dto::{Perimeter, Versions};
    use crate::import::Period;

    fn place(scope: Scope, sector: &str, subsector: &str) -> Place {
        Place { scope, sector: sector.into(), subsector: subsector.into() }
    }

    /// A year and one of its quarters; numbers whose sum depends on the order of addition.
    fn totals(seed: u32) -> Totals {
        let mut totals = Totals::default();
        let places = [
            place(Scope::Spares, "REA", ""),
            place(Scope::Spares, "MED", "HEM"),
            place(Scope::Spares, "MED", ""),
            place(Scope::Spares, "AUTRE", ""),
            place(Scope::Ehpad, "EHPAD", ""),
            place(Scope::Outside, "CHIR", ""),
        ];
        for (number, place) in (seed..).zip(places) {
            for period in [Period::year(2024), Period { year: 2024, quarter: Some(1) }] {
                let days = 1000.1 / f64::from(number + 1);
                totals.days.insert(DaysKey { period, place: place.clone() }, days);
                for (atc, route) in
                    [("J01CR02", "O"), ("J01CR02", "P"), ("J01DD04", "P"), ("J02AC01", "O")]
                {
                    if number % 3 == 1 && atc == "J01DD04" {
                        continue;
                    }
                    let key = TotalKey {
                        period,
                        place: place.clone(),
                        atc: atc.into(),
                        route: route.into(),
                    };
                    let ddj = 0.1 + 1e3 / f64::from(number + 3);
                    totals.consumption.insert(key, Total { ddj, quantity: ddj });
                }
            }
        }
        totals
    }

    /// Packed sums are those of the analysis, bit for bit.
    fn check(question: &Question) {
        let all = [totals(1), totals(7), Totals::default()];
        let mut glossary = Glossary::default();
        let packed: Vec<Packed> = all.iter().map(|totals| glossary.pack(totals)).collect();
        let taken = glossary.taken(question);
        let by_sector = question.clone().by(&[Axis::Sector]);
        for (totals, packed) in all.iter().zip(&packed) {
            let analysis = analyse(totals, &by_sector, &Versions::default());
            let sums = taken.sums(packed);
            let expected: Vec<SectorSum> = analysis
                .groups
                .iter()
                .map(|group| SectorSum {
                    sector: group.key["sector"].clone(),
                    ddj: group.ddd.unwrap(),
                    days: group.patient_days.unwrap(),
                })
                .collect();
            assert_eq!(sums.sectors, expected, "{question:?}");
            let whole = (analysis.totals.ddd, analysis.totals.patient_days);
            assert_eq!((Some(sums.ddj), Some(sums.days)), whole, "{question:?}");
        }
    }

    #[test]
    fn packed_sums_are_those_of_the_analysis_by_sector() {
        for perimeter in [Perimeter::Spares, Perimeter::Ehpad, Perimeter::All] {
            let all = Question::year(2024, perimeter);
            check(&all);
            check(&Question { molecules: Molecules::Antifungals, ..all.clone() });
            check(&Question { family: Some("C3G".to_owned()), ..all.clone() });
            check(&Question { atc: Some("J01CR02".to_owned()), ..all.clone() });
            check(&Question { route: Some("O".to_owned()), ..all.clone() });
            check(&Question { sector: Some("HEM".to_owned()), ..all.clone() });
        }
    }
}
