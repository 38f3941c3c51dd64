//! What is odd in a year as a whole, and how much of its figures hangs on it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::coding::{CodedDrug, Coder, Coding};
use super::evaluate::{Basis, Evaluation, LineOutcome};
use super::findings::{line_issue, quarter_label, when};
use super::outcome::{Outcome, Reason};
use super::plausibility::{implausible_days, implausible_rates};
use crate::dto::{ImportKind, OwnDrug, UnitStatus};
use crate::import::{ConsumptionLine, Issue, Period, is_total};
use crate::nomenclature::{Finding as CodeFinding, medicine_named};

/// Something odd in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearIssue {
    /// Code of the unit, sector or drug that it is about; empty for the whole establishment.
    pub subject: String,
    pub issue: Issue,
    /// What mending it would change; nothing where nobody can tell.
    pub stake: Option<Stake>,
    /// Import whose rows have it.
    pub import_id: Option<i32>,
    /// Lines that have it.
    pub count: u32,
}

/// What the sums of the year would gain; negative where they would lose.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Stake {
    /// DDJ of antibiotics.
    pub ddj: f64,
    /// Patient-days.
    pub days: f64,
}

impl Stake {
    pub const fn of_days(days: f64) -> Self {
        Self { ddj: 0.0, days }
    }
}

impl YearIssue {
    /// About the year, without lines of its own.
    pub fn of(subject: &str, issue: Issue) -> Self {
        Self { subject: subject.to_owned(), issue, stake: None, import_id: None, count: 0 }
    }

    #[must_use]
    pub fn with(mut self, stake: Stake) -> Self {
        self.stake = Some(stake);
        self
    }
}

/// Everything of the year that somebody should look at, without what is merely told.
pub fn year_issues(evaluation: &Evaluation<'_>) -> Vec<YearIssue> {
    let mut issues = missing_periods(evaluation);
    issues.extend(questions_of_structure(evaluation));
    issues.extend(left_out(evaluation));
    issues.extend(units_on_one_side(evaluation));
    issues.extend(implausible_rates(evaluation));
    issues.extend(implausible_days(evaluation));
    issues
}

fn missing_periods(evaluation: &Evaluation<'_>) -> Vec<YearIssue> {
    let mut issues = Vec::new();
    if evaluation.basis == Basis::PeriodMix {
        let issue = Issue::new(ImportKind::Consumption, "period_mix");
        issues.push(YearIssue::of("", issue));
    }
    let year = evaluation.facts.year;
    let mut check = |periods: BTreeSet<Period>, kind: &str| {
        if periods.iter().all(|period| period.quarter.is_none()) {
            return;
        }
        let missing: Vec<String> = (1..=4)
            .filter(|quarter| !periods.contains(&Period { year, quarter: Some(*quarter) }))
            .map(|quarter| quarter_label(Period { year, quarter: Some(quarter) }))
            .collect();
        if !missing.is_empty() {
            let issue = Issue::new(ImportKind::Consumption, "missing_quarter")
                .word("kind", kind)
                .word("quarters", missing.join(", "));
            issues.push(YearIssue::of(kind, issue));
        }
    };
    check(evaluation.line_periods(), "consommation");
    check(evaluation.day_periods(), "JH");
    issues
}

/// Units whose codes do not say where they count, with what they have.
fn questions_of_structure(evaluation: &Evaluation<'_>) -> Vec<YearIssue> {
    let asked = evaluation.units.all.iter().enumerate().filter_map(|(index, placed)| {
        let reason = if placed.placement.status == UnitStatus::ToAnswer {
            "to_answer"
        } else if placed.placement.findings.contains(&CodeFinding::TechnicalBeds) {
            "technical_discipline"
        } else {
            return None;
        };
        let unit = &placed.unit.line;
        let issue = Issue::new(ImportKind::Structure, reason)
            .word("unit", &unit.code)
            .word("de", unit.de_code.clone().unwrap_or_default());
        let stake = Stake {
            ddj: ddj_where(evaluation, |outcome| outcome.unit == Some(index)),
            days: days_of(evaluation, index),
        };
        let told = YearIssue::of(&unit.code, issue).with(stake);
        Some(YearIssue { import_id: Some(placed.unit.import_id), count: 1, ..told })
    });
    asked.collect()
}

/// What lines that do not count add up to, by unit or by drug. Unknown codes whose label is no anti-infective's are
/// told together: they are to be looked through once.
fn left_out(evaluation: &Evaluation<'_>) -> Vec<YearIssue> {
    let guess = Guess::of(evaluation);
    let mut found: BTreeMap<(&str, String), YearIssue> = BTreeMap::new();
    let mut others = OtherCodes::default();
    let lines = evaluation.facts.lines.iter().zip(&evaluation.lines);
    for (stored, outcome) in lines.filter(|(_, o)| o.reason.outcome() == Outcome::Rejected) {
        let line = &stored.line;
        let Some((issue, field)) = line_issue(evaluation, line, outcome) else { continue };
        let (subject, ddj) = match field {
            "unit_code" => {
                let ddj = antibiotic_ddj(evaluation, outcome);
                (&line.unit_code, of_unknown_unit(&line.unit_code, ddj))
            }
            "drug_code" => {
                let Some(ddj) = guess.ddj(evaluation, line, outcome) else {
                    others.add(&line.drug_code);
                    continue;
                };
                (&line.drug_code, ddj)
            }
            _ => (&line.unit_code, 0.0),
        };
        let key = (outcome.reason.as_str(), subject.clone());
        let one = found.entry(key).or_insert_with(|| YearIssue::of(subject, issue));
        one.stake.get_or_insert_default().ddj += ddj;
        one.import_id = Some(stored.import_id);
        one.count += 1;
    }
    for (stored, outcome) in evaluation.facts.days.iter().zip(&evaluation.days) {
        if outcome.reason == Reason::UnknownUnit {
            let code = &stored.line.unit_code;
            let issue = Issue::new(ImportKind::PatientDays, "unknown_unit").word("unit", code);
            let key = ("days_of_unknown_unit", code.clone());
            let one = found.entry(key).or_insert_with(|| YearIssue::of(code, issue));
            let days = of_unknown_unit(code, f64::from(stored.line.days));
            one.stake.get_or_insert_default().days += days;
            one.import_id = Some(stored.import_id);
            one.count += 1;
        }
    }
    found.into_values().chain(others.told()).collect()
}

/// What the lines of a unit that the structure lacks would add: nothing where its code says that they add others up.
fn of_unknown_unit(code: &str, sum: f64) -> f64 {
    if is_total(code) { 0.0 } else { sum }
}

/// Unknown codes of what is no anti-infective.
#[derive(Default)]
struct OtherCodes<'a> {
    codes: BTreeSet<&'a str>,
    lines: u32,
}

impl<'a> OtherCodes<'a> {
    fn add(&mut self, code: &'a str) {
        self.codes.insert(code);
        self.lines += 1;
    }

    fn told(self) -> Option<YearIssue> {
        let number = self.codes.len().to_string();
        let issue = Issue::new(ImportKind::Consumption, "other_codes").word("codes", number);
        let told = YearIssue { count: self.lines, ..YearIssue::of("", issue) };
        (self.lines > 0).then_some(told)
    }
}

/// What lines without a value would be worth.
struct Guess {
    year: i32,
    /// DDJ that a unit of the antibiotics of the year stands for, on the average.
    per_unit: f64,
}

impl Guess {
    fn of(evaluation: &Evaluation<'_>) -> Self {
        let lines = evaluation.facts.lines.iter().zip(&evaluation.lines);
        let valued = lines.filter_map(|(stored, outcome)| {
            let counts = outcome.counted && outcome.reason == Reason::PerimeterAntibiotic;
            counts.then_some((stored.line.quantity?, outcome.ddj?))
        });
        let (units, ddj) = valued.fold((0.0, 0.0), |(a, b), (units, ddj)| (a + units, b + ddj));
        let per_unit = if units > 0.0 { ddj / units } else { 0.0 };
        Self { year: evaluation.facts.year, per_unit }
    }

    /// DDJ of antibiotics: by the medicine of the same name, else by the average. Nothing for a label that is no
    /// anti-infective's.
    fn ddj(
        &self,
        evaluation: &Evaluation<'_>,
        line: &ConsumptionLine,
        outcome: &LineOutcome,
    ) -> Option<f64> {
        let quantity = line.quantity.unwrap_or(0.0);
        let known = matches!(&evaluation.codings[outcome.coding], Coding::Coded(_));
        if known || line.drug_label.trim().is_empty() {
            return Some(quantity * self.per_unit);
        }
        let medicine = medicine_named(&line.drug_label)?;
        let route = medicine.routes.split('|').next().unwrap_or_default();
        let drug = OwnDrug {
            code: line.drug_code.clone(),
            label: medicine.label.to_owned(),
            atc: medicine.atc.to_owned(),
            route: route.to_owned(),
            strength: medicine.dose_per_unit,
            unit: medicine.unit.map(str::to_owned),
        };
        let drugs = HashMap::from([(drug.code.clone(), drug)]);
        match Coder::new(self.year, &drugs).code(&line.drug_code) {
            Coding::Coded(CodedDrug { antifungal: true, .. }) => Some(0.0),
            Coding::Coded(CodedDrug { per_unit: Ok(per_unit), ddd: Some(ddd), .. }) => {
                Some(quantity * per_unit / ddd.value)
            }
            _ => Some(quantity * self.per_unit),
        }
    }
}

/// Units that consume without patient-days, or the other way round.
fn units_on_one_side(evaluation: &Evaluation<'_>) -> Vec<YearIssue> {
    if !matches!(evaluation.basis, Basis::Periods(_)) {
        return Vec::new();
    }
    let consuming: BTreeSet<usize> = evaluation.lines.iter().filter_map(|line| line.unit).collect();
    let mut starved: BTreeMap<usize, (BTreeSet<Period>, i32)> = BTreeMap::new();
    for (stored, outcome) in evaluation.facts.lines.iter().zip(&evaluation.lines) {
        if let (Some(unit), Reason::UnitWithoutDays) = (outcome.unit, outcome.reason) {
            let (periods, import) = starved.entry(unit).or_default();
            periods.insert(stored.line.period);
            *import = stored.import_id;
        }
    }
    let counting = evaluation.units.all.iter().enumerate().filter(|(_, placed)| placed.counts());
    counting
        .filter_map(|(index, placed)| {
            let code = &placed.unit.line.code;
            let issue = |reason| Issue::new(ImportKind::PatientDays, reason).word("unit", code);
            let days = days_of(evaluation, index);
            if let Some((periods, import)) = starved.get(&index) {
                let issue = issue("unit_without_days").word("when", when(periods));
                let ddj = ddj_where(evaluation, |outcome| {
                    outcome.unit == Some(index) && outcome.reason == Reason::UnitWithoutDays
                });
                let told = YearIssue::of(code, issue).with(Stake { ddj, days: 0.0 });
                Some(YearIssue { import_id: Some(*import), count: 1, ..told })
            } else if days > 0.0 && !consuming.contains(&index) {
                let issue = issue("unit_without_consumption").word("days", days.to_string());
                Some(YearIssue::of(code, issue).with(Stake::of_days(-days)))
            } else {
                None
            }
        })
        .collect()
}

fn days_of(evaluation: &Evaluation<'_>, unit: usize) -> f64 {
    let of_unit = evaluation.facts.days.iter().zip(&evaluation.days);
    let of_unit = of_unit.filter(|(_, outcome)| outcome.unit == Some(unit));
    of_unit.map(|(days, _)| f64::from(days.line.days)).sum()
}

/// DDJ of the antibiotics of some lines, counted or not.
fn ddj_where(evaluation: &Evaluation<'_>, wanted: impl Fn(&LineOutcome) -> bool) -> f64 {
    let lines = evaluation.lines.iter().filter(|outcome| wanted(outcome));
    lines.map(|outcome| antibiotic_ddj(evaluation, outcome)).sum()
}

fn antibiotic_ddj(evaluation: &Evaluation<'_>, outcome: &LineOutcome) -> f64 {
    match (&evaluation.codings[outcome.coding], outcome.ddj) {
        (Coding::Coded(drug), Some(ddj)) if !drug.antifungal => ddj,
        _ => 0.0,
    }
}
