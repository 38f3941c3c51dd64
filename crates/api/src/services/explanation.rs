//! Opening a figure: the year is evaluated again from its facts, and told line by line.

use domain::{
    consumption::{Coding, Evaluation, Outcome, Place, Question, evaluate, explain},
    dto::{ConsumptionLine, Dose, Explanation, Page},
    verdict::versions,
};

use super::year::{self, YearImports};
use crate::{
    cursor,
    db::{AnyConn, bases::Base, closures, imports, rollups},
    error::ApiError,
};

/// Which lines are wanted.
#[derive(Debug, Clone, Default)]
pub struct LineFilter {
    pub unit: Option<String>,
    /// `kept`, `ignored` or `rejected`.
    pub outcome: Option<String>,
    pub reason: Option<String>,
    /// Only the lines of a numerator.
    pub counted: bool,
}

const CHANGED_SINCE_CLOSING: &str = "L’année est clôturée et son chiffre n’a pas bougé. Depuis, des réponses, le livret ou les tables ont changé\u{a0}: \
     ce détail en tient compte, et peut différer du chiffre clôturé.";

/// How the figure of `question` comes about; `question` names one year.
pub fn explanation(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    question: &Question,
) -> Result<Explanation, ApiError> {
    let facts = facts(conn, finess, year)?;
    let evaluation = evaluate(&facts);
    let mut told = explain(&evaluation, question, &versions(year));
    let is_closed = closures::closed_years(conn, finess)?.contains(&year);
    if is_closed && rollups::totals(conn, Base::Live, finess, &[year])? != evaluation.totals {
        told.figure.notes.push(CHANGED_SINCE_CLOSING.to_owned());
    }
    Ok(told)
}

fn facts(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
) -> Result<domain::consumption::YearFacts, ApiError> {
    let in_force = imports::in_force(conn, finess)?;
    year::load(conn, finess, year, &YearImports::of(&in_force, year))
}

/// A page of the lines of a year that `question` and `filter` take, in the order of the year.
pub fn lines(
    conn: &mut AnyConn,
    finess: &str,
    year: i32,
    question: &Question,
    filter: &LineFilter,
    (cursor, limit): (Option<&str>, usize),
) -> Result<Page<ConsumptionLine>, ApiError> {
    let start: usize = cursor.map(cursor::decode).transpose()?.unwrap_or(0);
    let facts = facts(conn, finess, year)?;
    let evaluation = evaluate(&facts);
    let wanted: Vec<usize> = (0..facts.lines.len())
        .filter(|index| takes(&evaluation, *index, question, filter))
        .collect();
    let total = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
    let shown: Vec<(usize, ConsumptionLine)> = wanted
        .into_iter()
        .enumerate()
        .skip(start)
        .take(limit + 1)
        .map(|(position, index)| (position, line(&evaluation, index)))
        .collect();
    let page = cursor::page(shown, limit, total, |(position, _)| position + 1);
    let items = page.items.into_iter().map(|(_, line)| line).collect();
    Ok(Page { items, total, next: page.next })
}

fn takes(
    evaluation: &Evaluation<'_>,
    index: usize,
    question: &Question,
    filter: &LineFilter,
) -> bool {
    let (stored, outcome) = (&evaluation.facts.lines[index], &evaluation.lines[index]);
    let coded = match &evaluation.codings[outcome.coding] {
        Coding::Coded(drug) => Some(drug),
        Coding::Other(_) | Coding::Unknown(_) => None,
    };
    let narrow = question.atc.is_some() || question.route.is_some() || question.family.is_some();
    let molecule = match coded {
        Some(drug) if narrow || filter.counted => question.takes_molecule(&drug.atc, &drug.route),
        Some(_) => true,
        None => !narrow && !filter.counted,
    };
    let placed = outcome.unit.map(|unit| Place::of(&evaluation.units.all[unit]));
    let of_sector = filter.counted || question.sector.is_some();
    let place = match placed {
        Some(place) if of_sector => question.takes_place(&place),
        Some(_) => true,
        None => !of_sector,
    };
    let unit =
        |code: &String| outcome.unit == evaluation.units.find(code) && outcome.unit.is_some();
    molecule
        && place
        && (!filter.counted || outcome.counted)
        && filter.unit.as_ref().is_none_or(|code| unit(code) || stored.line.unit_code == *code)
        && filter.reason.as_ref().is_none_or(|reason| outcome.reason.as_str() == reason)
        && filter.outcome.as_ref().is_none_or(|o| outcome.reason.outcome().as_str() == o)
}

fn line(evaluation: &Evaluation<'_>, index: usize) -> ConsumptionLine {
    let (stored, outcome) = (&evaluation.facts.lines[index], &evaluation.lines[index]);
    let line = &stored.line;
    let (label, drug) = match &evaluation.codings[outcome.coding] {
        Coding::Coded(drug) => (drug.label.as_str(), Some(drug)),
        Coding::Other(label) => (label.as_str(), None),
        Coding::Unknown(_) => ("", None),
    };
    let label = if line.drug_label.is_empty() { label } else { &line.drug_label };
    let rejected = outcome.reason.outcome() == Outcome::Rejected;
    ConsumptionLine {
        import_id: stored.import_id,
        period: line.period.to_string(),
        unit_code: line.unit_code.clone(),
        drug_code: line.drug_code.clone(),
        drug_label: label.to_owned(),
        atc: drug.map(|drug| drug.atc.clone()),
        route: drug.map(|drug| drug.route.clone()),
        units: line.quantity,
        quantity: outcome.quantity,
        dose: drug
            .and_then(|drug| drug.ddd)
            .map(|ddd| Dose { value: ddd.value, unit: ddd.unit.symbol().to_owned() }),
        ddd: outcome.ddj.filter(|_| !rejected),
        outcome: outcome.reason.outcome().as_str().to_owned(),
        reason: outcome.reason.as_str().to_owned(),
        rows: line.rows.to_string(),
    }
}
