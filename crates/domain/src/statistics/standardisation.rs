//! What an establishment would have if each of its sectors were as those of its peers.

use super::counted::Counted;
use super::observed_expected::{ObservedExpected, observed_expected};
use super::range::is_count;
use super::unsaid::Unsaid;

/// A part of an establishment, such as a sector of activity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum<'a> {
    pub name: &'a str,
    /// Events over days, or over another denominator.
    pub counted: Counted,
    /// Rate of the reference in the same stratum, per unit of the same denominator; nothing where it has none.
    pub reference: Option<f64>,
}

/// What was not standardised: its reference is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut<'a> {
    pub names: Vec<&'a str>,
    /// Their events and their denominators.
    pub counted: Counted,
    /// Part of all denominators, from 0 to 1.
    pub share: f64,
}

/// An observed number of events against that of the reference with the same denominators.
#[derive(Debug, Clone, PartialEq)]
pub struct Standardised<'a> {
    /// Of the strata with a reference alone.
    pub ratio: ObservedExpected,
    pub left_out: LeftOut<'a>,
}

/// Indirect standardisation: the expected events are the sum, over the strata, of the denominator times the
/// reference rate; the observed ones over them with the exact interval of `level` (Breslow and Day 1987,
/// Statistical methods in cancer research II, section 2.3). Neither the events nor the denominator of a stratum
/// without reference count; they are told.
///
/// A stratum with no days is allowed: it counts for nothing. Errors: counts, reference rates or a level out of range;
/// no stratum with a reference and days (`TooShort`); a reference without any event (`Constant`).
pub fn standardise<'a>(strata: &[Stratum<'a>], level: f64) -> Result<Standardised<'a>, Unsaid> {
    // Days of zero are those of a sector that was closed: with events, they are an error.
    let closed = |one: &Counted| one.denominator.abs() <= 0.0 && one.events.abs() <= 0.0;
    let right = |stratum: &Stratum| {
        let reference = stratum.reference.is_none_or(is_count);
        reference && (stratum.counted.rate().is_some() || closed(&stratum.counted))
    };
    if !strata.iter().all(right) {
        return Err(Unsaid::OutOfRange);
    }
    let open: Vec<&Stratum> = strata.iter().filter(|one| !closed(&one.counted)).collect();
    let mut observed = 0.0;
    let mut expected = 0.0;
    let mut names = Vec::new();
    let mut left_out = Vec::new();
    for stratum in &open {
        if let Some(rate) = stratum.reference {
            observed += stratum.counted.events;
            expected += stratum.counted.denominator * rate;
        } else {
            names.push(stratum.name);
            left_out.push(stratum.counted);
        }
    }
    if names.len() == open.len() {
        return Err(Unsaid::TooShort { have: 0, need: 1 });
    }
    if expected <= 0.0 {
        return Err(Unsaid::Constant);
    }
    let ratio = observed_expected(observed, expected, level).ok_or(Unsaid::OutOfRange)?;
    let counted = Counted::pooled(&left_out);
    let all = Counted::pooled(open.iter().map(|stratum| &stratum.counted));
    let share = counted.denominator / all.denominator;
    Ok(Standardised { ratio, left_out: LeftOut { names, counted, share } })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{close, close_both};
    use super::*;

    fn stratum(name: &str, events: f64, days: f64, reference: Option<f64>) -> Stratum<'_> {
        Stratum { name, counted: Counted::new(events, days), reference }
    }

    #[test]
    fn expected_events_are_days_times_the_rates_of_the_reference() {
        // Expected: 2 × 50 + 10 × 4 + 1 × 10 = 150, observed 120: the interval of scipy 1.17, chi2.ppf.
        let strata = [
            stratum("medicine", 70.0, 2.0, Some(50.0)),
            stratum("surgery", 45.0, 10.0, Some(4.0)),
            stratum("closed", 0.0, 0.0, Some(99.0)),
            stratum("psychiatry", 5.0, 1.0, Some(10.0)),
        ];
        let got = standardise(&strata, 0.95).unwrap();
        close(got.ratio.observed, 120.0, 1e-12);
        close(got.ratio.expected, 150.0, 1e-12);
        close(got.ratio.ratio, 0.8, 1e-12);
        close_both(got.ratio.interval, (0.663_279_504_2, 0.956_603_902_5), 1e-7);
        assert_eq!((got.left_out.names, got.left_out.share), (vec![], 0.0));
    }

    #[test]
    fn strata_without_reference_are_told() {
        let strata = [
            stratum("medicine", 120.0, 3.0, Some(50.0)),
            stratum("burns", 40.0, 1.0, None),
            stratum("closed", 0.0, 0.0, None),
        ];
        let got = standardise(&strata, 0.95).unwrap();
        close(got.ratio.ratio, 0.8, 1e-12);
        assert_eq!(got.left_out.names, ["burns"]);
        assert_eq!((got.left_out.counted, got.left_out.share), (Counted::new(40.0, 1.0), 0.25));
    }

    #[test]
    fn what_cannot_be_standardised_is_told() {
        let told = |strata: &[Stratum]| standardise(strata, 0.95).err();
        let nothing = Some(Unsaid::TooShort { have: 0, need: 1 });
        assert_eq!(told(&[]), nothing);
        assert_eq!(told(&[stratum("burns", 40.0, 1.0, None)]), nothing);
        assert_eq!(told(&[stratum("closed", 0.0, 0.0, Some(3.0))]), nothing);
        let without = [stratum("medicine", 4.0, 1.0, Some(0.0))];
        assert_eq!(told(&without), Some(Unsaid::Constant));
        for wrong in [
            stratum("medicine", 4.0, 0.0, Some(1.0)),
            stratum("medicine", -4.0, 1.0, Some(1.0)),
            stratum("medicine", 4.0, 1.0, Some(f64::NAN)),
            stratum("medicine", 4.0, 1.0, Some(-1.0)),
        ] {
            assert_eq!(told(&[wrong]), Some(Unsaid::OutOfRange), "{wrong:?}");
        }
    }
}
