//! Opening a figure: numerator by molecule, denominator by unit, what was left out and why.

use std::collections::BTreeMap;

use super::coding::Coding;
use super::computation::computation_rules;
use super::evaluate::Evaluation;
use super::figures::{Axis, Molecules, Question, analyse};
use super::outcome::{Outcome, Reason};
use super::totals::Place;
use crate::dto::{
    Dose, Explanation, LeftOut, MoleculeShare, Perimeter, RowReasons, UnitShare, Versions,
};
use crate::french::{decimal, whole};
use crate::nomenclature::molecule_name;

/// Opens the figure that answers `question` for the evaluated year.
pub fn explain(
    evaluation: &Evaluation<'_>,
    question: &Question,
    versions: &Versions,
) -> Explanation {
    let figure = analyse(&evaluation.totals, question, versions).totals.rate;
    let formula = match figure.value {
        Some(value) => format!(
            "1\u{202f}000 × {} DDJ ÷ {} JH = {} DDJ/1000\u{a0}JH",
            decimal(figure.numerator, 2),
            whole(figure.denominator),
            decimal(value, 2)
        ),
        None => "Le taux n’est pas défini\u{a0}: il manque les JH ou les consommations.".to_owned(),
    };
    let (rows, left_out) = outcomes(evaluation);
    Explanation {
        title: title(question),
        figure,
        formula,
        rules: computation_rules().to_vec(),
        units: units(evaluation, question),
        molecules: molecules(evaluation, question),
        rows,
        left_out,
        versions: versions.clone(),
    }
}

fn title(question: &Question) -> String {
    let mut parts = vec![match (question.molecules, &question.family, &question.atc) {
        (_, _, Some(atc)) => Axis::Atc.label(atc),
        (_, Some(family), None) => Axis::Family.label(family),
        (Molecules::Antibiotics, None, None) => "Antibiotiques".to_owned(),
        (Molecules::Antifungals, None, None) => "Antifongiques".to_owned(),
    }];
    parts.extend(question.aware.map(|class| class.label().to_owned()));
    if let Some(route) = &question.route {
        parts.push(format!("voie {}", Axis::Route.label(route)));
    }
    if let Some(sector) = &question.sector {
        parts.push(Axis::Sector.label(sector));
    }
    parts.push(
        match question.perimeter {
            Perimeter::Spares => "périmètre Sanitaire SPARES",
            Perimeter::Ehpad => "EHPAD",
            Perimeter::All => "toutes les UF qui ont des JH",
        }
        .to_owned(),
    );
    parts.extend(question.years.iter().map(ToString::to_string));
    parts.join(", ")
}

/// Lines of the numerator with their unit.
fn numerator<'a>(
    evaluation: &'a Evaluation<'a>,
    question: &'a Question,
) -> impl Iterator<Item = (usize, &'a super::coding::CodedDrug, &'a super::LineOutcome, u32)> {
    evaluation.facts.lines.iter().zip(&evaluation.lines).filter_map(|(stored, outcome)| {
        let Coding::Coded(drug) = &evaluation.codings[outcome.coding] else { return None };
        let unit = outcome.unit.filter(|_| outcome.counted)?;
        let place = Place::of(&evaluation.units.all[unit]);
        (question.takes_place(&place) && question.takes_molecule(&drug.atc, &drug.route))
            .then(|| (unit, drug, outcome, stored.line.rows.len()))
    })
}

fn units(evaluation: &Evaluation<'_>, question: &Question) -> Vec<UnitShare> {
    let mut ddj: BTreeMap<usize, f64> = BTreeMap::new();
    for (unit, _, outcome, _) in numerator(evaluation, question) {
        *ddj.entry(unit).or_default() += outcome.ddj.unwrap_or(0.0);
    }
    let mut shares: Vec<UnitShare> = evaluation
        .year_days
        .iter()
        .map(|(unit, days)| (*unit, *days, &evaluation.units.all[*unit]))
        .filter(|(_, days, placed)| *days > 0.0 && question.takes_place(&Place::of(placed)))
        .map(|(unit, days, placed)| {
            let ddd = ddj.get(&unit).copied().unwrap_or(0.0);
            UnitShare {
                unit_code: placed.unit.line.code.clone(),
                unit_label: placed.unit.line.label.clone(),
                sector: placed.placement.sector.map(str::to_owned),
                status: placed.placement.status,
                ddd,
                patient_days: days,
                rate: Some(1000.0 * ddd / days),
            }
        })
        .collect();
    shares.sort_by(|a, b| {
        b.patient_days.total_cmp(&a.patient_days).then_with(|| a.unit_code.cmp(&b.unit_code))
    });
    shares
}

fn molecules(evaluation: &Evaluation<'_>, question: &Question) -> Vec<MoleculeShare> {
    // Forms of one molecule may have a DDD each: they are shown apart.
    let mut shares: BTreeMap<(String, String, u64), MoleculeShare> = BTreeMap::new();
    for (_, drug, outcome, rows) in numerator(evaluation, question) {
        let Some(ddd) = drug.ddd else { continue };
        let key = (drug.atc.clone(), drug.route.clone(), ddd.value.to_bits());
        let share = shares.entry(key).or_insert_with(|| MoleculeShare {
            atc: drug.atc.clone(),
            route: drug.route.clone(),
            name: molecule_name(&drug.atc).to_owned(),
            quantity: 0.0,
            dose: Dose { value: ddd.value, unit: ddd.unit.symbol().to_owned() },
            ddd: 0.0,
            rows: 0,
        });
        share.quantity += outcome.quantity.unwrap_or(0.0);
        share.ddd += outcome.ddj.unwrap_or(0.0);
        share.rows += rows;
    }
    let mut shares: Vec<MoleculeShare> = shares.into_values().collect();
    shares.sort_by(|a, b| b.ddd.total_cmp(&a.ddd).then_with(|| a.atc.cmp(&b.atc)));
    shares
}

/// All rows of the year by outcome and reason, and the amounts left out.
pub fn outcomes(evaluation: &Evaluation<'_>) -> (RowReasons, Vec<LeftOut>) {
    let mut sums: BTreeMap<Reason, (u32, Option<f64>)> = BTreeMap::new();
    for (stored, outcome) in evaluation.facts.lines.iter().zip(&evaluation.lines) {
        let (rows, ddj) = sums.entry(outcome.reason).or_default();
        *rows += stored.line.rows.len();
        *ddj = match (*ddj, outcome.ddj) {
            (Some(sum), Some(more)) => Some(sum + more),
            (sum, more) => sum.or(more),
        };
    }
    let mut reasons = RowReasons::default();
    let mut left_out = Vec::new();
    for (reason, (rows, ddd)) in sums {
        let side = match reason.outcome() {
            Outcome::Kept => &mut reasons.kept,
            Outcome::Ignored => &mut reasons.ignored,
            Outcome::Rejected => &mut reasons.rejected,
        };
        side.insert(reason.as_str().to_owned(), rows);
        if reason.outcome() != Outcome::Kept {
            left_out.push(LeftOut {
                reason: reason.as_str().to_owned(),
                label: reason.label().to_owned(),
                rows,
                ddd,
            });
        }
    }
    left_out.sort_by_key(|left| std::cmp::Reverse(left.rows));
    (reasons, left_out)
}
