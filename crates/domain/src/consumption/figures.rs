//! Figures from roll-ups: rates by any axes, with numerator and denominator from one selection.

use std::collections::{BTreeMap, BTreeSet};

use super::grouping::{Grouping, Key, PlaceSums, Sum, place_key};
use super::totals::{Place, Totals};
use crate::dto::{
    ConsumptionAnalysis, ConsumptionGroup, ConsumptionTotals, Dose, Figure, Interval, Perimeter,
    Versions,
};
use crate::import::Period;
use crate::nomenclature::{
    Aware, aware, ddd_table, family, is_antibiotic, is_antifungal, molecule_name, sector,
};
use crate::statistics::poisson_interval;

/// What the figures can be split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    Year,
    Quarter,
    Sector,
    Subsector,
    Family,
    Atc,
    Route,
    /// Class of the WHO; what it does not list has the code `none`.
    Aware,
}

impl Axis {
    pub const ALL: [Self; 8] = [
        Self::Year,
        Self::Quarter,
        Self::Sector,
        Self::Subsector,
        Self::Family,
        Self::Atc,
        Self::Route,
        Self::Aware,
    ];
    /// Code of what the WHO does not list.
    pub(super) const UNLISTED: &'static str = "none";

    /// Name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Sector => "sector",
            Self::Subsector => "subsector",
            Self::Family => "family",
            Self::Atc => "atc",
            Self::Route => "route",
            Self::Aware => "aware",
        }
    }

    /// Whether it splits molecules, and not the places and periods that patient-days have too.
    pub(super) const fn is_of_molecules(self) -> bool {
        matches!(self, Self::Family | Self::Atc | Self::Route | Self::Aware)
    }

    /// Reads what [`Axis::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.as_str() == text)
    }

    /// French label of a code on this axis.
    pub fn label(self, code: &str) -> String {
        match self {
            Self::Year => code.to_owned(),
            Self::Quarter => match code.split_once("-Q") {
                Some((year, quarter)) => format!("T{quarter}\u{a0}{year}"),
                None => code.to_owned(),
            },
            Self::Sector | Self::Subsector => {
                sector(code).map_or("Autre", |sector| sector.label).to_owned()
            }
            Self::Family => family(code).map_or(code, |family| family.label).to_owned(),
            Self::Atc => molecule_name(code).to_owned(),
            Self::Route => match code {
                "O" => "orale",
                "P" => "injectable",
                "I" => "inhalée",
                "R" => "rectale",
                other => other,
            }
            .to_owned(),
            Self::Aware => Aware::parse(code).map_or("Non classés", Aware::label).to_owned(),
        }
    }
}

/// Antibiotics or antifungals: the two are never added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Molecules {
    #[default]
    Antibiotics,
    Antifungals,
}

/// A question to the roll-ups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    pub perimeter: Perimeter,
    pub years: BTreeSet<i32>,
    pub by: BTreeSet<Axis>,
    pub molecules: Molecules,
    /// Only this sector or part of a sector.
    pub sector: Option<String>,
    pub family: Option<String>,
    pub atc: Option<String>,
    pub route: Option<String>,
    pub aware: Option<Aware>,
}

impl Question {
    /// The whole of one year.
    pub fn year(year: i32, perimeter: Perimeter) -> Self {
        Self { perimeter, years: BTreeSet::from([year]), ..Self::default() }
    }

    /// The same question split by other axes.
    #[must_use]
    pub fn by(mut self, axes: &[Axis]) -> Self {
        self.by = axes.iter().copied().collect();
        self
    }

    /// Whether a unit of this place belongs to the selection.
    pub fn takes_place(&self, place: &Place) -> bool {
        let wanted = |sector: &String| place.sector == *sector || place.subsector == *sector;
        place.scope.within(self.perimeter) && self.sector.as_ref().is_none_or(wanted)
    }

    /// Whether a place and period belong to the selection of both sides.
    pub(super) fn takes(&self, period: Period, place: &Place) -> bool {
        let quarterly = self.by.contains(&Axis::Quarter);
        self.years.contains(&period.year)
            && period.quarter.is_some() == quarterly
            && self.takes_place(place)
            && (!self.by.contains(&Axis::Subsector) || !place.subsector.is_empty())
    }

    /// Whether a molecule belongs to the numerator.
    pub fn takes_molecule(&self, atc: &str, route: &str) -> bool {
        let of_class = match (&self.family, self.molecules) {
            // A family says itself which molecules it has.
            _ if self.by.contains(&Axis::Family) => is_antibiotic(atc) || is_antifungal(atc),
            (Some(code), _) => family(code).is_some_and(|family| family.contains(atc, route)),
            (None, Molecules::Antibiotics) => is_antibiotic(atc),
            (None, Molecules::Antifungals) => is_antifungal(atc),
        };
        of_class
            && self.atc.as_deref().is_none_or(|wanted| wanted == atc)
            && self.route.as_deref().is_none_or(|wanted| wanted == route)
            && self.aware.is_none_or(|wanted| aware(atc, route) == Some(wanted))
    }
}

/// Codes of the place axes by their names in the API.
pub(super) fn place_codes(
    question: &Question,
    period: Period,
    place: &Place,
) -> BTreeMap<String, String> {
    let codes = place_key(question, period, place).into_iter();
    codes.map(|(axis, code)| (axis.as_str().to_owned(), code)).collect()
}

/// Answers a question; groups are ordered by axis, sectors and families in their usual order.
pub fn analyse(totals: &Totals, question: &Question, versions: &Versions) -> ConsumptionAnalysis {
    let grouping = Grouping::of(totals, question);
    let mut groups: Vec<ConsumptionGroup> = grouping
        .groups()
        .map(|(place, key, sum)| group((place, &key, sum), question, versions))
        .collect();
    groups.sort_by_cached_key(|group| {
        let order = |axis: &str| group.key.get(axis).cloned().unwrap_or_default();
        let sector_order = sector(&order("sector")).map_or(u8::MAX, |sector| sector.order);
        let family_order = family(&order("family")).map_or(u8::MAX, |family| family.order);
        (order("year"), order("quarter"), sector_order, family_order, group.key.clone())
    });
    ConsumptionAnalysis {
        groups,
        totals: ConsumptionTotals {
            ddd: Some(grouping.ddj),
            patient_days: Some(grouping.days),
            rate: rate(grouping.ddj, grouping.days, versions),
        },
    }
}

fn group(
    (place, key, sum): (&PlaceSums, &Key, Sum),
    question: &Question,
    versions: &Versions,
) -> ConsumptionGroup {
    let antifungal = question.molecules == Molecules::Antifungals
        || key.get(&Axis::Atc).is_some_and(|atc| is_antifungal(atc))
        || key.get(&Axis::Family).is_some_and(|code| code.starts_with("ATF"));
    let year = question.years.last().copied().unwrap_or_default();
    let molecule = key.get(&Axis::Atc).zip(key.get(&Axis::Route));
    let dose = molecule.and_then(|(atc, route)| dose_behind(year, atc, route, sum));
    ConsumptionGroup {
        key: key.iter().map(|(axis, code)| (axis.as_str().to_owned(), code.clone())).collect(),
        labels: key
            .iter()
            .map(|(axis, code)| (axis.as_str().to_owned(), axis.label(code)))
            .collect(),
        ddd: Some(sum.ddj),
        patient_days: Some(place.days),
        rate: rate(sum.ddj, place.days, versions),
        share: (!antifungal && place.antibiotics > 0.0)
            .then(|| 100.0 * sum.ddj / place.antibiotics),
        dose,
    }
}

/// The dose that values all of a sum; `None` when its forms have different doses.
fn dose_behind(year: i32, atc: &str, route: &str, sum: Sum) -> Option<Dose> {
    let mut doses: Vec<_> = ddd_table(year).doses(atc, route).collect();
    if doses.len() > 1 {
        // Relative, far below the distance between two doses of a molecule.
        doses.retain(|ddd| (sum.quantity - sum.ddj * ddd.value).abs() <= 1e-9 * sum.quantity.abs());
    }
    let ddd = doses.first()?;
    Some(Dose { value: ddd.value, unit: ddd.unit.symbol().to_owned() })
}

/// DDJ per 1000 patient-days, with its exact Poisson interval.
pub fn rate(ddj: f64, days: f64, versions: &Versions) -> Figure {
    let value = (days > 0.0).then(|| 1000.0 * ddj / days);
    let interval = value.filter(|_| ddj >= 0.0).map(|_| {
        let (low, high) = poisson_interval(ddj, 0.95);
        Interval {
            low: 1000.0 * low / days,
            high: 1000.0 * high / days,
            level: 0.95,
            method: "poisson_exact".to_owned(),
        }
    });
    Figure {
        value,
        numerator: ddj,
        denominator: days,
        unit: "DDJ/1000 JH".to_owned(),
        interval,
        versions: versions.clone(),
        notes: if value.is_none() {
            vec!["Aucune journée d’hospitalisation\u{a0}: le taux n’est pas défini.".to_owned()]
        } else {
            Vec::new()
        },
    }
}

/// Share of the broad-spectrum antibiotics of the ECDC among J01, in %.
pub fn broad_spectrum(totals: &Totals, question: &Question, versions: &Versions) -> Figure {
    let of_family = |code: &str| {
        let question = Question { family: Some(code.to_owned()), ..question.clone() };
        analyse(totals, &question, versions).totals.rate.numerator
    };
    broad_spectrum_share(of_family("ECDC_LARGE"), of_family("J01"), versions)
}

/// The DDJ of the broad-spectrum list among those of J01, in %.
pub fn broad_spectrum_share(numerator: f64, denominator: f64, versions: &Versions) -> Figure {
    let value = (denominator > 0.0).then(|| 100.0 * numerator / denominator);
    Figure {
        value,
        numerator,
        denominator,
        unit: "%".to_owned(),
        interval: None,
        versions: versions.clone(),
        notes: if value.is_none() {
            vec!["Aucune consommation d’antibiotiques J01.".to_owned()]
        } else {
            Vec::new()
        },
    }
}

/// Relative change in %, from unrounded values.
pub fn change(previous: Option<f64>, current: Option<f64>) -> Option<f64> {
    let (previous, current) = (previous?, current?);
    (previous > 0.0).then(|| 100.0 * (current - previous) / previous)
}
