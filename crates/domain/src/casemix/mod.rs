//! What an establishment would consume if it were as the others of its type, sector by sector: the second step after
//! indirect standardisation, which knows sectors alone. See `docs/models.md`.

mod card;
mod factor;
mod fit;
mod rules;

use std::collections::BTreeSet;

pub use factor::{Axis, Factor, Level};
pub use fit::fit;
pub use rules::Rules;

use crate::consumption::{BySector, SectorSum};
use crate::dto::{Figure, Interval, Versions};
use crate::statistics::{Effect, PoissonModel, Variance, poisson_interval};

/// How the intervals of ratios are made: with the dispersion among establishments.
pub const QUASI_POISSON: &str = "quasi_poisson";

/// What one establishment consumed in one of its sectors.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub finess: String,
    /// Code of `establishment_types`.
    pub kind: String,
    /// Code of `sectors`.
    pub sector: String,
    /// In DDD.
    pub ddj: f64,
    /// Patient-days.
    pub days: f64,
}

/// Why a row of the base is not in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// A part of another sector, which counts there.
    PartOfSector,
    UnknownSector,
    /// No patient-days, or numbers that are no counts.
    NoDays,
}

/// Why there is no model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    TooFewEstablishments {
        have: usize,
        need: usize,
    },
    /// A level that no other tells apart from those before it, by its label.
    Confounded(String),
    /// The estimates run away, or nothing was consumed.
    Unsettled,
}

/// ln(DDJ) = ln(JH) + intercept + sector + type, fitted to the rows of a base; DDJ vary by `dispersion` times as
/// much as independent events do (quasi-Poisson).
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Name of the base, for example `Base figée de 2024`.
    pub base: String,
    pub versions: Versions,
    pub sectors: Factor,
    pub kinds: Factor,
    pub rows: usize,
    pub establishments: usize,
    /// Part of the deviance of a single rate that the model explains, from 0 to 1.
    pub explained: f64,
    /// Among establishments, observed against expected: Pearson's χ² over establishments less coefficients, at
    /// least 1. That among rows is in `fitted`.
    pub between: f64,
    /// Level of the intervals, such as 0.95.
    pub level: f64,
    /// How many rows were left out, and establishments that have no other.
    pub left_out: Vec<(LeftOut, usize)>,
    pub fitted: PoissonModel,
}

impl Row {
    /// The rows of an establishment, from its consumption of a year; a sector without days or DDJ has none.
    pub fn of(finess: &str, kind: &str, sums: &BySector) -> Vec<Self> {
        let open = sums.sectors.iter().filter(|one| one.ddj.abs() > 0.0 || one.days.abs() > 0.0);
        let row = |one: &SectorSum| Self {
            finess: finess.to_owned(),
            kind: kind.to_owned(),
            sector: one.sector.clone(),
            ddj: one.ddj,
            days: one.days,
        };
        open.map(row).collect()
    }
}

impl Unfit {
    /// The reason in French.
    pub fn told(&self) -> String {
        crate::french::typeset(&match self {
            Self::TooFewEstablishments { have, need } => format!(
                "Il faut au moins {need} établissements pour ajuster le modèle ; il y en a {have}."
            ),
            Self::Confounded(level) => format!(
                "« {level} » ne se distingue pas des autres termes du modèle : il n’est pas ajusté."
            ),
            Self::Unsettled => {
                "Les estimations ne convergent pas : le modèle n’est pas ajusté.".to_owned()
            }
        })
    }
}

impl Model {
    /// DDJ that the model expects over patient-days of a sector in a type of establishment; nothing for a sector
    /// that its base does not have, nor for such a type where no types are joined.
    pub fn expected(&self, kind: &str, sector: &str, days: f64) -> Option<f64> {
        self.fitted.expected(&fit::columns(&self.sectors, &self.kinds, sector, kind)?, days)
    }

    /// By what a level multiplies the rate of its reference; nothing for the reference itself.
    pub fn effect(&self, axis: Axis, level: usize) -> Option<Effect> {
        let column = match axis {
            Axis::Sector => self.sectors.column(level)?,
            Axis::Kind => self.sectors.width() + self.kinds.column(level)?,
        };
        self.fitted.effect(column + 1, self.level, Variance::Observed)
    }

    /// Observed over expected DDJ of one establishment, and the sectors that have nothing to expect.
    ///
    /// The interval is the exact one of Poisson of observed / φ events, over expected / φ, where φ is the dispersion
    /// among establishments (Spiegelhalter 2005, Statistics in Medicine 24:1185, multiplicative): DDJ come
    /// by whole treatments, and what the model leaves unexplained is shared by all rows of an establishment, so that
    /// the dispersion among rows would be too small. The expected DDJ count as known.
    pub fn ratio(&self, rows: &[Row]) -> (Option<Figure>, Vec<String>) {
        let mut unknown = BTreeSet::new();
        let (mut observed, mut expected) = (0.0, 0.0);
        for row in rows.iter().filter(|row| row.left_out() != Some(LeftOut::PartOfSector)) {
            let known = row.left_out().is_none();
            match self.expected(&row.kind, &row.sector, row.days).filter(|_| known) {
                Some(more) => {
                    observed += row.ddj;
                    expected += more;
                }
                None => _ = unknown.insert(row.sector.clone()),
            }
        }
        let figure = (expected > 0.0).then(|| self.figure(observed, expected));
        (figure, unknown.into_iter().collect())
    }

    fn figure(&self, observed: f64, expected: f64) -> Figure {
        let (low, high) = poisson_interval(observed / self.between, self.level);
        let bound = |events: f64| events * self.between / expected;
        Figure {
            value: Some(observed / expected),
            numerator: observed,
            denominator: expected,
            unit: "observé/attendu".to_owned(),
            interval: Some(Interval {
                low: bound(low),
                high: bound(high),
                level: self.level,
                method: QUASI_POISSON.to_owned(),
            }),
            versions: self.versions.clone(),
            notes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
