//! Consumption from an edition.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::{ConsumptionRow, DaysRow};
use super::open_edition::{Across, NotOpen, Open, Placed, hidden};
use super::place::OpenPlace;
use crate::consumption::{Axis, Molecules, Question, rate};
use crate::disclosure::Hidden;
use crate::dto::{ConsumptionAnalysis, ConsumptionGroup, ConsumptionTotals, Figure, Perimeter};
use crate::nomenclature::{families, sectors};

/// All antibiotics, and all antifungals.
const WHOLES: [(Molecules, &str); 2] =
    [(Molecules::Antibiotics, "TOTAL"), (Molecules::Antifungals, "ATF")];

impl Open {
    /// Answers a question about a place, or about each of its parts, as `GET /analyses/consumption` does. Open are the
    /// axes year, sector and family, of the perimeter SPARES; a family that is not chosen is
    /// refused when it is asked for by its code.
    pub fn consumption(
        &self,
        (place, across): (&OpenPlace, Option<Across>),
        question: &Question,
    ) -> Result<ConsumptionAnalysis, NotOpen> {
        let families = self.families(question)?;
        let years = self.years(&question.years, question.by.contains(&Axis::Year))?;
        let mut groups = Vec::new();
        for one in self.places(place, across)? {
            for year in &years {
                let of_year = Cut { open: self, place: &one, year: *year, question };
                groups.extend(of_year.groups(&families).map(|mut group| {
                    if across.is_some() {
                        group.key.insert(one.kind().to_owned(), one.code().to_owned());
                        group.labels.insert(one.kind().to_owned(), one.label().to_owned());
                    }
                    group
                }));
            }
        }
        Ok(ConsumptionAnalysis { groups, totals: self.totals(place, &years, question) })
    }

    /// The families that are asked for: each that is open, or one.
    fn families(&self, question: &Question) -> Result<Vec<&'static str>, NotOpen> {
        let is_open = |axis: &Axis| matches!(axis, Axis::Year | Axis::Sector | Axis::Family);
        if !question.by.iter().all(is_open) {
            return Err(NotOpen::Detail(
                "En accès libre, by vaut year, sector, family, ou plusieurs d’entre eux.",
            ));
        }
        if question.perimeter != Perimeter::Spares {
            return Err(NotOpen::Detail("Seul le périmètre SPARES est en accès libre."));
        }
        if question.atc.is_some() || question.route.is_some() {
            return Err(NotOpen::Detail(
                "Les molécules et les voies ne sont pas en accès libre\u{a0}: demandez une famille.",
            ));
        }
        if question.by.contains(&Axis::Family) {
            let codes = families().iter().map(|family| family.code);
            return Ok(codes.filter(|code| self.has_family(code)).collect());
        }
        let asked = whole_or_family(question);
        let found = families().iter().map(|family| family.code).find(|code| *code == asked);
        found
            .filter(|code| self.has_family(code))
            .map(|code| vec![code])
            .ok_or_else(|| NotOpen::Indicator(asked.to_owned()))
    }

    /// The whole of a question about one year; of several there is none.
    fn totals(&self, place: &OpenPlace, years: &[i32], question: &Question) -> ConsumptionTotals {
        let whole = question.clone().by(&[]);
        let last = years.last().copied().unwrap_or_default();
        let cut = Cut { open: self, place, year: last, question: &whole };
        let group = cut.group(whole.sector.as_deref(), whole_or_family(&whole));
        match years {
            [_] if self.has_family(whole_or_family(&whole)) => {
                let ConsumptionGroup { ddd, patient_days, rate, .. } = group;
                ConsumptionTotals { ddd, patient_days, rate }
            }
            _ => {
                let mut rate: Figure = group.rate;
                (rate.value, rate.interval, rate.notes) = (None, None, Vec::new());
                (rate.numerator, rate.denominator) = (0.0, 0.0);
                ConsumptionTotals { ddd: None, patient_days: None, rate }
            }
        }
    }
}

fn whole_or_family(question: &Question) -> &str {
    let whole = WHOLES.iter().find(|(molecules, _)| *molecules == question.molecules);
    question.family.as_deref().unwrap_or(whole.map_or("", |(_, code)| code))
}

/// A place in a year.
struct Cut<'a> {
    open: &'a Open,
    place: &'a OpenPlace,
    year: i32,
    question: &'a Question,
}

impl Cut<'_> {
    fn groups(&self, families: &[&'static str]) -> impl Iterator<Item = ConsumptionGroup> {
        let by = |axis| self.question.by.contains(&axis);
        let days = DaysRow::of(&self.open.edition().days, self.place, self.year);
        let told: BTreeSet<Option<&str>> = days.iter().map(|row| row.sector.as_deref()).collect();
        let in_order = sectors().iter().map(|one| Some(one.code));
        let of_sectors: Vec<Option<&str>> = match (by(Axis::Sector), &self.question.sector) {
            (_, Some(one)) => vec![Some(one.as_str())],
            (true, None) => in_order.filter(|code| told.contains(code)).collect(),
            (false, None) => vec![None],
        };
        let mut groups = Vec::new();
        for sector in of_sectors.into_iter().filter(|sector| told.contains(sector)) {
            for family in families {
                // Of each family, those that were consumed; of one, what there is of it.
                if !by(Axis::Family) || self.row(sector, family).is_some() {
                    groups.push(self.group(sector, family));
                }
            }
        }
        groups.into_iter()
    }

    fn row(&self, sector: Option<&str>, family: &str) -> Option<&ConsumptionRow> {
        let rows = ConsumptionRow::of(&self.open.edition().consumption, self.place, self.year);
        rows.iter().find(|row| row.sector.as_deref() == sector && row.family == family)
    }

    /// Doses of a family; none where there is no row of it. Nothing where they are hidden.
    fn ddd(&self, sector: Option<&str>, family: &str) -> Option<f64> {
        self.row(sector, family).map_or(Some(0.0), |row| row.ddd)
    }

    fn group(&self, sector: Option<&str>, family: &str) -> ConsumptionGroup {
        let days = DaysRow::of(&self.open.edition().days, self.place, self.year);
        let days = days.iter().find(|row| row.sector.as_deref() == sector);
        let days = days.map_or(Some(0.0), |row| row.patient_days);
        let ddd = self.ddd(sector, family);
        let versions = self.open.versions(self.year);
        let rate = match (ddd, days) {
            (Some(ddd), Some(days)) => rate(ddd, days, &versions),
            _ => hidden("DDJ/1000 JH", versions, Hidden::Amounts),
        };
        let is_antibiotic = !family.starts_with("ATF") && self.open.has_family("TOTAL");
        let all = self.ddd(sector, "TOTAL").filter(|all| is_antibiotic && *all > 0.0);
        let code = |axis| match axis {
            Axis::Year => Some(self.year.to_string()),
            Axis::Sector => sector.map(str::to_owned),
            Axis::Family => Some(family.to_owned()),
            _ => None,
        };
        let codes = self.question.by.iter().filter_map(|axis| Some((*axis, code(*axis)?)));
        let codes: BTreeMap<Axis, String> = codes.collect();
        let named = |(axis, code): (&Axis, &String)| (axis.as_str().to_owned(), axis.label(code));
        ConsumptionGroup {
            labels: codes.iter().map(named).collect(),
            key: codes.into_iter().map(|(axis, code)| (axis.as_str().to_owned(), code)).collect(),
            ddd,
            patient_days: days,
            rate,
            share: ddd.zip(all).map(|(ddd, all)| 100.0 * ddd / all),
            dose: None,
        }
    }
}
