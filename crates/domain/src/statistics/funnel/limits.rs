//! Limits of a funnel for one denominator.

use super::{Funnel, FunnelKind};
use crate::statistics::distributions::{binomial_at_most, normal_bound, poisson_at_most};

/// Up to this variance of a count its distribution is summed; above, the skewness is all that is left of the
/// difference to the normal distribution.
const SUMMED: f64 = 1000.0;

/// Both limits, for a denominator above 0 and a level between 0 and 1.
pub fn limits_of(funnel: &Funnel, denominator: f64, level: f64) -> (f64, f64) {
    let most = if funnel.kind == FunnelKind::Proportion { 1.0 } else { f64::MAX };
    let (low, high) = if funnel.is_overdispersed() {
        let half = normal_bound(level) * funnel.error(denominator);
        (funnel.target - half, funnel.target + half)
    } else {
        let tail = (1.0 - level) / 2.0;
        let at = |probability| interpolated(funnel, denominator, probability) / denominator;
        (at(tail), at(1.0 - tail))
    };
    (low.max(0.0).min(funnel.target), high.min(most).max(funnel.target))
}

/// The count that a `probability` of counts is up to, on the line between two whole counts r - 1 and r, by their
/// distribution function F: r - (F(r) - probability) / (F(r) - F(r - 1)).
fn interpolated(funnel: &Funnel, denominator: f64, probability: f64) -> f64 {
    let mean = funnel.target * denominator;
    let variance = funnel.kind.variance(funnel.target) * denominator;
    let z = normal_bound(2.0 * probability - 1.0);
    let skewness = match funnel.kind {
        FunnelKind::Rate => 1.0,
        FunnelKind::Proportion => 1.0 - 2.0 * funnel.target,
    };
    // Cornish and Fisher's expansion, less the half that lies between a count and the line.
    let near = mean + z * variance.sqrt() + skewness * (z * z - 1.0) / 6.0 - 0.5;
    if variance > SUMMED {
        return near;
    }
    let at_most = |count: f64| match funnel.kind {
        FunnelKind::Rate => poisson_at_most(count, mean),
        FunnelKind::Proportion => binomial_at_most(count, denominator, funnel.target),
    };
    // The first whole count that reaches the probability; the expansion is a few counts away from it.
    let mut count = near.ceil().max(0.0);
    while count > 0.0 && at_most(count - 1.0) >= probability {
        count -= 1.0;
    }
    while at_most(count) < probability && count < mean + 100.0 * (1.0 + variance.sqrt()) {
        count += 1.0;
    }
    let (before, reached) = (at_most(count - 1.0), at_most(count));
    let step = reached - before;
    if step > 0.0 { count - (reached - probability) / step } else { count }
}
