//! The patterns that chance rarely makes.

use super::ControlPoint;

/// A pattern of points. The first, second and third are rules 1, 2 and 4 of the Western Electric handbook
/// (Statistical quality control handbook, 1956, part B), the fourth is test 3 of Nelson (1984, Journal of
/// Quality Technology 16:237).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunRule {
    /// Farther than three standard errors from the centre.
    BeyondThree,
    /// Two of three in a row farther than two standard errors, on the same side.
    TwoOfThreeBeyondTwo,
    /// Eight in a row on the same side of the centre.
    EightOnOneSide,
    /// Six in a row that all rise or all fall: five moves of one sign.
    SixInOneDirection,
}

/// A point that ends a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// Of the point, from 0.
    pub index: usize,
    pub rule: RunRule,
}

/// All patterns, by point, then in the order of the rules; a pattern that goes on is told again at each point.
pub fn signals(points: &[ControlPoint]) -> Vec<Signal> {
    let scores: Vec<f64> = points.iter().map(|point| point.z).collect();
    let steps: Vec<f64> = points.windows(2).map(|pair| pair[1].value - pair[0].value).collect();
    let mut found = Vec::new();
    for index in 0..points.len() {
        let seen = &scores[..=index];
        // From the first point to this one.
        let climbed = &steps[..index];
        for (rule, holds) in [
            (RunRule::BeyondThree, scores[index].abs() > 3.0),
            (RunRule::TwoOfThreeBeyondTwo, two_of_three(seen)),
            (RunRule::EightOnOneSide, same_sign(seen, 8)),
            (RunRule::SixInOneDirection, same_sign(climbed, 5)),
        ] {
            if holds {
                found.push(Signal { index, rule });
            }
        }
    }
    found
}

/// Whether the last is beyond two, and one of the two before it on the same side.
fn two_of_three(scores: &[f64]) -> bool {
    let recent = &scores[scores.len().saturating_sub(3)..];
    let beyond = |side: f64| recent.iter().filter(|score| *score * side > 2.0).count() >= 2;
    recent.last().is_some_and(|last| last.abs() > 2.0 && beyond(last.signum()))
}

/// Whether the last `count` are all above 0, or all below.
fn same_sign(values: &[f64], count: usize) -> bool {
    let recent = &values[values.len().saturating_sub(count)..];
    let all = |side: f64| recent.iter().all(|value| value * side > 0.0);
    recent.len() == count && (all(1.0) || all(-1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signals of points whose values are their distances.
    fn check(scores: &[f64], expected: &[(usize, RunRule)]) {
        let point = |z: &f64| ControlPoint { value: *z, low: -3.0, high: 3.0, z: *z };
        let points: Vec<ControlPoint> = scores.iter().map(point).collect();
        let got: Vec<(usize, RunRule)> =
            signals(&points).iter().map(|signal| (signal.index, signal.rule)).collect();
        assert_eq!(got, expected, "{scores:?}");
    }

    #[test]
    fn each_rule_tells_the_point_that_ends_its_pattern() {
        use RunRule::{BeyondThree, EightOnOneSide, SixInOneDirection, TwoOfThreeBeyondTwo};
        check(&[], &[]);
        check(&[0.1, -3.1, 0.2, 3.0], &[(1, BeyondThree)]);
        check(&[2.1, 0.0, 2.2], &[(2, TwoOfThreeBeyondTwo)]);
        check(&[2.1, 2.2, 0.0], &[(1, TwoOfThreeBeyondTwo)]);
        check(&[2.1, 0.0, 0.0, 2.2], &[]);
        check(&[2.1, -2.2, 0.0], &[]);
        check(&[2.5, 3.5], &[(1, BeyondThree), (1, TwoOfThreeBeyondTwo)]);
        let one_side = [0.5, 0.4, 0.5, 0.4, 0.5, 0.4, 0.5, 0.4, 0.5];
        check(&one_side[..7], &[]);
        check(&one_side, &[(7, EightOnOneSide), (8, EightOnOneSide)]);
        check(&[0.5, 0.4, 0.5, 0.4, 0.0, 0.4, 0.5, 0.4, 0.5], &[]);
        let rising = [-1.0, -0.5, -0.2, 0.3, 0.6, 0.9, 1.2];
        check(&rising[..5], &[]);
        check(&rising, &[(5, SixInOneDirection), (6, SixInOneDirection)]);
        check(&rising.map(|one| -one), &[(5, SixInOneDirection), (6, SixInOneDirection)]);
        check(&[-1.0, -0.5, -0.5, 0.3, 0.6, 0.9], &[]);
    }
}
