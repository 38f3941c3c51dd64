//! Stage 6: the facts of a year become outcomes by line, and totals.
//!
//! One perimeter object serves both sides: a unit of the perimeter without patient-days stays out
//! of the numerator, a unit with patient-days and no consumption stays in the denominator
//! (SPARES 2024; checks in the order of the reasons listed in [`Reason`]).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::coding::{Coder, Coding};
use super::facts::YearFacts;
use super::outcome::Reason;
use super::totals::{DaysKey, Place, TotalKey, Totals};
use super::units::{PlacedUnit, Units};
use crate::dto::UnitStatus;
use crate::import::Period;

/// What became of one consumption line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineOutcome {
    /// Index in [`Units::all`].
    pub unit: Option<usize>,
    /// Index in [`Evaluation::codings`].
    pub coding: usize,
    pub reason: Reason,
    /// DDJ the line stands for, where it can be computed, kept or not.
    pub ddj: Option<f64>,
    /// Active substance in the unit of the DDD (of the strength where there is no DDD).
    pub quantity: Option<f64>,
    /// Whether the line is in the totals: of its perimeter, or of all units that have days.
    pub counted: bool,
}

/// What became of one line of patient-days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysOutcome {
    pub unit: Option<usize>,
    pub reason: Reason,
}

/// On which periods the year's figures rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Periods that both files cover.
    Periods(BTreeSet<Period>),
    /// One of the files is missing for the year.
    NoConsumption,
    NoDays,
    /// One file is annual, the other quarterly and incomplete.
    PeriodMix,
}

/// The year of an establishment, evaluated.
#[derive(Debug)]
pub struct Evaluation<'a> {
    pub facts: &'a YearFacts,
    pub units: Units<'a>,
    pub codings: Vec<Coding>,
    /// One per line of the facts, in their order.
    pub lines: Vec<LineOutcome>,
    /// One per line of patient-days, in their order.
    pub days: Vec<DaysOutcome>,
    pub basis: Basis,
    /// Patient-days of each unit over the basis of the year.
    pub year_days: HashMap<usize, f64>,
    pub totals: Totals,
}

impl Evaluation<'_> {
    /// Periods of the consumption delivered for known units.
    pub fn line_periods(&self) -> BTreeSet<Period> {
        let lines = self.facts.lines.iter().zip(&self.lines);
        finest(lines.filter(|(_, o)| o.unit.is_some()).map(|(line, _)| line.line.period))
    }

    /// Periods of the patient-days delivered for known units.
    pub fn day_periods(&self) -> BTreeSet<Period> {
        let days = self.facts.days.iter().zip(&self.days);
        finest(days.filter(|(_, o)| o.unit.is_some()).map(|(days, _)| days.line.period))
    }
}

/// Evaluates sorted facts (see [`YearFacts::sort`]). Never fails; nothing is lost.
pub fn evaluate(facts: &YearFacts) -> Evaluation<'_> {
    let units = Units::of(&facts.units, &facts.answers);
    let days = place_days(facts, &units);
    // A total row, or another row of no unit, says nothing about the periods delivered.
    let consumed = facts.lines.iter().filter(|line| units.find(&line.line.unit_code).is_some());
    let counted = facts.days.iter().zip(&days).filter(|(_, outcome)| outcome.unit.is_some());
    let basis = basis_of(
        facts.year,
        &finest(consumed.map(|line| line.line.period)),
        &finest(counted.map(|(days, _)| days.line.period)),
    );
    let unit_days = UnitDays::of(facts, &days, &basis);
    let (codings, lines) = place_lines(facts, &units, &unit_days, &basis);
    let mut evaluation = Evaluation {
        facts,
        units,
        codings,
        lines,
        days,
        basis,
        year_days: HashMap::new(),
        totals: Totals::default(),
    };
    evaluation.totals = totals_of(&evaluation, &unit_days);
    evaluation.year_days = unit_days.year;
    evaluation
}

/// The periods of a file; where a row without quarter stands among quarters, the quarters.
fn finest(periods: impl Iterator<Item = Period>) -> BTreeSet<Period> {
    let all: BTreeSet<Period> = periods.collect();
    let quarters: BTreeSet<Period> =
        all.iter().copied().filter(|period| period.quarter.is_some()).collect();
    if quarters.is_empty() { all } else { quarters }
}

fn basis_of(year: i32, consumed: &BTreeSet<Period>, counted: &BTreeSet<Period>) -> Basis {
    if consumed.is_empty() {
        return Basis::NoConsumption;
    }
    if counted.is_empty() {
        return Basis::NoDays;
    }
    let common: BTreeSet<Period> = consumed.intersection(counted).copied().collect();
    if !common.is_empty() {
        return Basis::Periods(common);
    }
    // One side is annual: the other must cover the whole year.
    let year = Period::year(year);
    if has_whole(consumed, year) && has_whole(counted, year) {
        Basis::Periods(consumed.union(counted).copied().collect())
    } else if consumed.iter().chain(counted).all(|period| period.quarter.is_some()) {
        Basis::NoDays
    } else {
        Basis::PeriodMix
    }
}

/// Whether a period is among those delivered, or a year has all its quarters there.
pub(super) fn has_whole(delivered: &BTreeSet<Period>, period: Period) -> bool {
    let quarters = || delivered.iter().filter(|one| one.quarter.is_some() && period.covers(**one));
    delivered.contains(&period) || period.quarter.is_none() && quarters().count() == 4
}

fn place_days(facts: &YearFacts, units: &Units<'_>) -> Vec<DaysOutcome> {
    let place = |code: &str| match units.find(code) {
        None => DaysOutcome { unit: None, reason: Reason::UnknownUnit },
        Some(index) => {
            let reason = match units.all[index].placement.status {
                UnitStatus::Perimeter => Reason::KeptPerimeter,
                UnitStatus::Ehpad => Reason::KeptEhpad,
                _ => Reason::DaysOutOfPerimeter,
            };
            DaysOutcome { unit: Some(index), reason }
        }
    };
    facts.days.iter().map(|days| place(&days.line.unit_code)).collect()
}

/// Patient-days by unit: over the basis of the year, and by quarter.
struct UnitDays {
    year: HashMap<usize, f64>,
    quarters: BTreeMap<Period, HashMap<usize, f64>>,
}

impl UnitDays {
    fn of(facts: &YearFacts, outcomes: &[DaysOutcome], basis: &Basis) -> Self {
        let mut days = Self { year: HashMap::new(), quarters: BTreeMap::new() };
        let Basis::Periods(periods) = basis else { return days };
        for (stored, outcome) in facts.days.iter().zip(outcomes) {
            let (Some(unit), true) = (outcome.unit, periods.contains(&stored.line.period)) else {
                continue;
            };
            let number = f64::from(stored.line.days);
            *days.year.entry(unit).or_default() += number;
            if stored.line.period.quarter.is_some() {
                let quarter = days.quarters.entry(stored.line.period).or_default();
                *quarter.entry(unit).or_default() += number;
            }
        }
        days
    }

    /// Days that a line of `period` is paired with: those of the quarter where the days are
    /// quarterly, else those of the year.
    fn paired(&self, unit: usize, period: Period) -> f64 {
        let days = self.quarters.get(&period).unwrap_or(&self.year);
        days.get(&unit).copied().unwrap_or(0.0)
    }
}

fn place_lines(
    facts: &YearFacts,
    units: &Units<'_>,
    unit_days: &UnitDays,
    basis: &Basis,
) -> (Vec<Coding>, Vec<LineOutcome>) {
    let coder = Coder::new(facts.year, &facts.own_drugs);
    let mut codings: Vec<Coding> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut found: HashMap<&str, Option<usize>> = HashMap::new();
    let lines = facts
        .lines
        .iter()
        .map(|stored| {
            let line = &stored.line;
            let coding = *known.entry(&line.drug_code).or_insert_with(|| {
                codings.push(coder.code(&line.drug_code));
                codings.len() - 1
            });
            let unit = *found.entry(&line.unit_code).or_insert_with(|| units.find(&line.unit_code));
            let quantity = line.quantity.and_then(|number| amount(&codings[coding], number));
            let ddj = match &codings[coding] {
                Coding::Coded(drug) => drug.per_unit.ok().zip(drug.ddd.as_ref()).zip(line.quantity),
                _ => None,
            }
            .map(|((per_unit, ddd), number)| number * per_unit / ddd.value);
            let covered =
                matches!(basis, Basis::Periods(periods) if periods.contains(&line.period));
            let days = unit.map_or(0.0, |unit| unit_days.paired(unit, line.period));
            let reason = match (unit, line.quantity, &codings[coding]) {
                (None, _, _) => Reason::UnknownUnit,
                (_, None, _) => Reason::QuantityNotANumber,
                (_, _, Coding::Unknown(reason)) => *reason,
                (_, _, Coding::Other(_)) => Reason::OtherDrug,
                (Some(index), Some(_), Coding::Coded(drug)) => {
                    let last = || counted(&units.all[index], drug.antifungal, covered, days);
                    drug.per_unit.err().unwrap_or_else(last)
                }
            };
            let counted = covered && days > 0.0 && ddj.is_some();
            LineOutcome { unit, coding, reason, ddj, quantity, counted }
        })
        .collect();
    (codings, lines)
}

/// Active substance of a number of units.
fn amount(coding: &Coding, units: f64) -> Option<f64> {
    let Coding::Coded(drug) = coding else { return None };
    match (drug.per_unit, &drug.strength) {
        (Ok(per_unit), _) => Some(units * per_unit),
        (Err(_), Some((strength, _))) => Some(units * strength),
        (Err(_), None) => None,
    }
}

/// The last checks: the unit and its patient-days.
fn counted(unit: &PlacedUnit<'_>, antifungal: bool, covered: bool, days: f64) -> Reason {
    match (unit.placement.status, antifungal) {
        (UnitStatus::Perimeter | UnitStatus::Ehpad, _) if !covered => Reason::AwaitingDays,
        (UnitStatus::Perimeter | UnitStatus::Ehpad, _) if days <= 0.0 => Reason::UnitWithoutDays,
        (UnitStatus::Perimeter, false) => Reason::PerimeterAntibiotic,
        (UnitStatus::Perimeter, true) => Reason::PerimeterAntifungal,
        (UnitStatus::Ehpad, false) => Reason::EhpadAntibiotic,
        (UnitStatus::Ehpad, true) => Reason::EhpadAntifungal,
        _ => Reason::UnitOutOfPerimeter,
    }
}

/// Sums by period, perimeter, sector and molecule; empty without a basis.
fn totals_of(evaluation: &Evaluation<'_>, unit_days: &UnitDays) -> Totals {
    let mut totals = Totals::default();
    if !matches!(evaluation.basis, Basis::Periods(_)) {
        return totals;
    }
    let year = Period::year(evaluation.facts.year);
    let places: Vec<Place> = evaluation.units.all.iter().map(Place::of).collect();
    let mut add_days = |period: Period, days: &HashMap<usize, f64>| {
        for (unit, number) in days {
            let key = DaysKey { period, place: places[*unit].clone() };
            *totals.days.entry(key).or_default() += number;
        }
    };
    add_days(year, &unit_days.year);
    for (period, days) in &unit_days.quarters {
        add_days(*period, days);
    }
    let lines = evaluation.facts.lines.iter().zip(&evaluation.lines);
    for (stored, outcome) in lines.filter(|(_, outcome)| outcome.counted) {
        let (Some(unit), Some(ddj), Some(quantity)) = (outcome.unit, outcome.ddj, outcome.quantity)
        else {
            continue;
        };
        let Coding::Coded(drug) = &evaluation.codings[outcome.coding] else { continue };
        let period = stored.line.period;
        let mut add = |period: Period| {
            let key = TotalKey {
                period,
                place: places[unit].clone(),
                atc: drug.atc.as_str().into(),
                route: drug.route.as_str().into(),
            };
            let total = totals.consumption.entry(key).or_default();
            total.ddj += ddj;
            total.quantity += quantity;
        };
        add(year);
        if unit_days.quarters.contains_key(&period) {
            add(period);
        }
    }
    totals
}
