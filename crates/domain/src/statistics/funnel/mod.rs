//! Funnel plots: which establishments differ by more than chance, for their size (Spiegelhalter 2005, Statistics in
//! Medicine 24:1185).

mod dispersion;
mod limits;

use super::counted::Counted;
use super::distributions::is_level;
use super::unsaid::Unsaid;
use dispersion::winsorised_dispersion;
use limits::limits_of;

/// Fewest establishments: from fewer their dispersion is not estimated.
pub const MIN_FUNNEL: usize = 5;

/// Levels of the inner and the outer limits.
const WARNING: f64 = 0.95;
const ALARM: f64 = 0.998;

/// What a funnel is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunnelKind {
    /// Events per unit of the denominator, Poisson.
    Rate,
    /// Events among trials, binomial.
    Proportion,
}

impl FunnelKind {
    fn of(self, point: Counted) -> Option<f64> {
        match self {
            Self::Rate => point.rate(),
            Self::Proportion => point.share(),
        }
    }

    /// Variance of one unit of the denominator at the target.
    fn variance(self, target: f64) -> f64 {
        match self {
            Self::Rate => target,
            Self::Proportion => target * (1.0 - target),
        }
    }
}

/// Where a point lies, by the limits of 95 % and 99.8 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunnelZone {
    /// Below both.
    FarBelow,
    /// Below that of 95 % alone.
    Below,
    Within,
    /// Above that of 95 % alone.
    Above,
    /// Above both.
    FarAbove,
}

/// A point of a funnel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelPoint {
    pub value: f64,
    /// Distance to the target in standard errors at the target, which hold the dispersion.
    pub z: f64,
    pub zone: FunnelZone,
}

/// A target and the limits around it, for any denominator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funnel {
    pub kind: FunnelKind,
    /// Rate per unit of the denominator, or share.
    pub target: f64,
    /// Spiegelhalter's φ, of z scores winsorised at 10 %: 1 where points differ by chance alone.
    pub dispersion: f64,
}

impl Funnel {
    /// The funnel of some points, in their order, around `target` or around all their events over all their
    /// denominators.
    ///
    /// Errors: fewer than [`MIN_FUNNEL`] points; counts out of range, or a target that is none; a target at
    /// which nothing varies: no event, or a proportion of 1.
    pub fn of(
        kind: FunnelKind,
        points: &[Counted],
        target: Option<f64>,
    ) -> Result<(Self, Vec<FunnelPoint>), Unsaid> {
        if points.iter().any(|point| kind.of(*point).is_none()) {
            return Err(Unsaid::OutOfRange);
        }
        if points.len() < MIN_FUNNEL {
            return Err(Unsaid::TooShort { have: points.len(), need: MIN_FUNNEL });
        }
        let pooled = kind.of(Counted::pooled(points)).ok_or(Unsaid::OutOfRange)?;
        let target = target.unwrap_or(pooled);
        let most = if kind == FunnelKind::Proportion { 1.0 } else { 1e12 };
        if !(0.0..=most).contains(&target) {
            return Err(Unsaid::OutOfRange);
        }
        if kind.variance(target) <= 0.0 {
            return Err(Unsaid::Constant);
        }
        let naive = Self { kind, target, dispersion: 1.0 };
        let scores: Vec<f64> = points.iter().filter_map(|point| naive.score(*point)).collect();
        let dispersion = winsorised_dispersion(&scores).ok_or(Unsaid::OutOfRange)?;
        let funnel = Self { dispersion, ..naive };
        let placed = points.iter().filter_map(|point| funnel.place(*point)).collect();
        Ok((funnel, placed))
    }

    /// Whether limits are widened: points differ by more than chance.
    pub fn is_overdispersed(&self) -> bool {
        self.dispersion > 1.0
    }

    /// Limits of the middle `level` of points with this denominator, in the unit of the target.
    ///
    /// Without over-dispersion they are exact, interpolated between whole counts (appendix of the paper); with
    /// it they are target ± z √(φ variance / denominator). None is below 0, nor above 1 for a proportion, nor
    /// on the other side of the target, where a single event would already be beyond it. Nothing for a
    /// denominator or a level out of range.
    pub fn limits(&self, denominator: f64, level: f64) -> Option<(f64, f64)> {
        Counted::new(0.0, denominator).rate()?;
        is_level(level).then(|| limits_of(self, denominator, level))
    }

    /// Where a point lies; nothing for counts out of range.
    pub fn place(&self, point: Counted) -> Option<FunnelPoint> {
        let value = self.kind.of(point)?;
        let (low, high) = self.limits(point.denominator, WARNING)?;
        let (lowest, highest) = self.limits(point.denominator, ALARM)?;
        let zone = match value {
            value if value < lowest => FunnelZone::FarBelow,
            value if value > highest => FunnelZone::FarAbove,
            value if value < low => FunnelZone::Below,
            value if value > high => FunnelZone::Above,
            _ => FunnelZone::Within,
        };
        Some(FunnelPoint { value, z: self.score(point)?, zone })
    }

    fn score(&self, point: Counted) -> Option<f64> {
        Some((self.kind.of(point)? - self.target) / self.error(point.denominator))
    }

    /// Standard error of a point at the target.
    fn error(&self, denominator: f64) -> f64 {
        let variance = self.kind.variance(self.target) * self.dispersion.max(1.0);
        (variance / denominator).sqrt()
    }
}

#[cfg(test)]
mod tests;
