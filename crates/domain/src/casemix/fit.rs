//! The fit of the model to the rows of a base.

use std::collections::{BTreeMap, BTreeSet};

use super::factor::{Axis, Factor};
use super::rules::Rules;
use super::{LeftOut, Model, Row, Unfit};
use crate::dto::Versions;
use crate::nomenclature::sector;
use crate::statistics::{Counted, PoissonModel, Unsaid};

/// Fits the model to the rows of a base; rows of the same establishment and sector are added.
///
/// Types and sectors with too few establishments are joined (`data/casemix.csv`), and so is a level that the others
/// leave nothing to tell of, such as a type that has a sector of its own. Errors: too few establishments, or estimates
/// that do not settle.
pub fn fit(rows: &[Row], base: &str, versions: &Versions) -> Result<Model, Unfit> {
    fit_by(rows, (base, versions), Rules::current())
}

pub(super) fn fit_by(
    rows: &[Row],
    (base, versions): (&str, &Versions),
    rules: Rules,
) -> Result<Model, Unfit> {
    let (rows, left_out) = kept(rows);
    let establishments: BTreeSet<&str> = rows.iter().map(|row| row.finess.as_str()).collect();
    let (have, need) = (establishments.len(), rules.establishments_least);
    if have < need {
        return Err(Unfit::TooFewEstablishments { have, need });
    }
    let counts: Vec<Counted> = rows.iter().map(|row| Counted::new(row.ddj, row.days)).collect();
    let (sectors, kinds, fitted) = settle(&rows, &counts, rules.level_establishments_least)?;
    let single = PoissonModel::fit(&vec![Vec::new(); rows.len()], &counts);
    let single = single.map_err(|_| Unfit::Unsettled)?.deviance;
    let explained = if single > 0.0 { 1.0 - fitted.deviance / single } else { 0.0 };
    Ok(Model {
        base: base.to_owned(),
        versions: versions.clone(),
        sectors,
        kinds,
        rows: rows.len(),
        establishments: have,
        explained,
        between: between(&rows, &fitted),
        level: f64::from(rules.level_percent) / 100.0,
        left_out,
        fitted,
    })
}

impl Row {
    /// Why it is not in the model; nothing where it is.
    pub(super) fn left_out(&self) -> Option<LeftOut> {
        let known = sector(&self.sector);
        if known.is_some_and(|one| one.parent.is_some()) {
            return Some(LeftOut::PartOfSector);
        }
        if known.is_none() {
            return Some(LeftOut::UnknownSector);
        }
        Counted::new(self.ddj, self.days).rate().is_none().then_some(LeftOut::NoDays)
    }
}

/// Rows that count, one for each establishment and sector, and how many do not.
fn kept(rows: &[Row]) -> (Vec<Row>, Vec<(LeftOut, usize)>) {
    let mut sums: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    let mut left_out: BTreeMap<LeftOut, usize> = BTreeMap::new();
    for row in rows {
        if let Some(reason) = row.left_out() {
            *left_out.entry(reason).or_default() += 1;
            continue;
        }
        sums.entry((&row.finess, &row.sector))
            .and_modify(|sum| {
                sum.ddj += row.ddj;
                sum.days += row.days;
            })
            .or_insert_with(|| row.clone());
    }
    (sums.into_values().collect(), left_out.into_iter().collect())
}

/// The columns of a row. A type that the base does not have is as those that are joined; nothing where there are
/// none, nor for a sector that the base does not have.
pub(super) fn columns(
    sectors: &Factor,
    kinds: &Factor,
    sector: &str,
    kind: &str,
) -> Option<Vec<f64>> {
    let kind = kinds.level_of(kind).or(kinds.other)?;
    Some([sectors.values(sectors.level_of(sector)?), kinds.values(kind)].concat())
}

/// Fits, and joins a level to the others for as long as one follows from those before it.
fn settle(
    rows: &[Row],
    counts: &[Counted],
    least: usize,
) -> Result<(Factor, Factor, PoissonModel), Unfit> {
    let mut asked = (BTreeSet::new(), BTreeSet::new());
    loop {
        let sectors = Factor::of(Axis::Sector, rows, least, &asked.0);
        let kinds = Factor::of(Axis::Kind, rows, least, &asked.1);
        let design: Option<Vec<Vec<f64>>> =
            rows.iter().map(|row| columns(&sectors, &kinds, &row.sector, &row.kind)).collect();
        match PoissonModel::fit(&design.ok_or(Unfit::Unsettled)?, counts) {
            Ok(fitted) => return Ok((sectors, kinds, fitted)),
            Err(Unsaid::Redundant { column }) if column > 0 => {
                let own = column - 1;
                let (factor, place, asked) = match own.checked_sub(sectors.width()) {
                    Some(own) => (&kinds, kinds.level_at(own), &mut asked.1),
                    None => (&sectors, sectors.level_at(own), &mut asked.0),
                };
                let level = &factor.levels[place];
                if factor.other == Some(place) {
                    return Err(Unfit::Confounded(level.label.clone()));
                }
                asked.extend(level.codes.iter().cloned());
            }
            Err(_) => return Err(Unfit::Unsettled),
        }
    }
}

/// The dispersion among establishments; where they are not more than the coefficients, that among rows.
fn between(rows: &[Row], fitted: &PoissonModel) -> f64 {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (row, expected) in rows.iter().zip(&fitted.fitted) {
        let sum = sums.entry(&row.finess).or_default();
        sum.0 += row.ddj;
        sum.1 += expected;
    }
    let pearson: f64 =
        sums.values().map(|(seen, expected)| (seen - expected).powi(2) / expected).sum();
    let dispersion = match sums.len().checked_sub(fitted.coefficients.len()) {
        Some(freedom) if freedom > 0 => pearson / freedom as f64,
        _ => fitted.dispersion,
    };
    dispersion.max(1.0)
}
