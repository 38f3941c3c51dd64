//! Whatever numbers come in, nothing panics, and none goes out that is no number.

use proptest::prelude::*;

use super::*;

/// Those that are met, with those that are not.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => (0..40_i32).prop_map(f64::from),
        4 => 0.0..1e6_f64,
        2 => -1.0..1.0_f64,
        1 => prop::num::f64::ANY,
        1 => prop::sample::select(vec![1e12, 1e-300, 1e300, f64::NAN, f64::INFINITY, -0.0]),
    ]
}

fn counted() -> impl Strategy<Value = Counted> {
    prop_oneof![
        4 => (0..40_i32, 40..5000_i32)
            .prop_map(|(events, of)| Counted::new(f64::from(events), f64::from(of))),
        1 => (number(), number()).prop_map(|(events, of)| Counted::new(events, of)),
    ]
}

fn level() -> impl Strategy<Value = f64> {
    prop_oneof![4 => Just(0.95), 2 => 0.0..1.0_f64, 1 => number()]
}

fn ordered((low, high): (f64, f64)) -> bool {
    low.is_finite() && high.is_finite() && low <= high
}

fn is_p(p: f64) -> bool {
    (0.0..=1.0).contains(&p)
}

fn sound_ratio(got: &RateRatio) -> bool {
    let high = got.high.is_none_or(|high| high.is_finite() && got.low <= high);
    got.low.is_finite() && high && is_p(got.p) && got.ratio.is_none_or(f64::is_finite)
}

fn sound_chart(chart: &ControlChart) -> bool {
    chart.center.is_finite()
        && chart.points.iter().all(|point| ordered((point.low, point.high)) && point.z.is_finite())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn intervals_of_any_counts(one in counted(), other in counted(), level in level()) {
        for got in [
            rate_ratio(one, other, level),
            exact_rate_ratio(one, other, level),
            log_normal_rate_ratio(one, other, level),
        ] {
            prop_assert!(got.as_ref().is_none_or(sound_ratio), "{got:?}");
        }
        prop_assert!(newcombe_interval(one, other, level).is_none_or(ordered));
        prop_assert!(byar_interval(one.events, level).is_none_or(ordered));
        let got = observed_expected(one.events, other.denominator, level);
        prop_assert!(got.is_none_or(|got| ordered(got.interval) && is_p(got.p)), "{got:?}");
    }

    #[test]
    fn series_of_any_counts(
        counts in prop::collection::vec((number(), counted()), 0..14),
        level in level(),
    ) {
        for variance in [Variance::Nominal, Variance::Observed] {
            if let Ok(got) = poisson_trend(&counts, level, variance) {
                prop_assert!(ordered(got.interval) && is_p(got.p) && got.dispersion.is_finite());
            }
            let points: Vec<Counted> = counts.iter().map(|(_, one)| *one).collect();
            for chart in [p_chart(&points, variance), u_chart(&points, variance)] {
                prop_assert!(chart.is_err() || chart.is_ok_and(|chart| sound_chart(&chart)));
            }
        }
        if let Ok(got) = cochran_armitage(&counts) {
            prop_assert!(got.slope.is_finite() && got.z.is_finite() && is_p(got.p), "{got:?}");
        }
    }

    #[test]
    fn funnels_and_strata_of_any_counts(
        counts in prop::collection::vec((counted(), prop::option::of(number())), 0..14),
        target in prop::option::of(number()),
        level in level(),
    ) {
        let points: Vec<Counted> = counts.iter().map(|(one, _)| *one).collect();
        for kind in [FunnelKind::Rate, FunnelKind::Proportion] {
            let Ok((funnel, placed)) = Funnel::of(kind, &points, target) else { continue };
            prop_assert!(funnel.dispersion.is_finite() && placed.len() == points.len());
            for (point, place) in points.iter().zip(placed) {
                prop_assert!(place.z.is_finite() && place.value.is_finite());
                let limits = funnel.limits(point.denominator, level);
                prop_assert!(limits.is_none_or(ordered), "{funnel:?} {point:?} {limits:?}");
            }
        }
        let strata: Vec<Stratum> = counts
            .iter()
            .map(|(one, reference)| Stratum { name: "x", counted: *one, reference: *reference })
            .collect();
        if let Ok(got) = standardise(&strata, level) {
            prop_assert!(ordered(got.ratio.interval) && (0.0..=1.0).contains(&got.left_out.share));
        }
    }

    #[test]
    fn series_of_any_values(
        values in prop::collection::vec((number(), number()), 0..14)
            .prop_filter("quick", |values| values.len() < 8 || values.len() > 9),
        level in level(),
    ) {
        if let Ok(got) = mann_kendall(&values, level) {
            prop_assert!(got.slope.is_finite() && got.interval.is_none_or(ordered) && is_p(got.p));
        }
        if let Ok(got) = spearman(&values) {
            prop_assert!((-1.0..=1.0).contains(&got.rho) && is_p(got.p));
        }
        let values: Vec<f64> = values.into_iter().map(|(value, _)| value).collect();
        if let Ok(got) = individuals_chart(&values) {
            prop_assert!(sound_chart(&got.values) && got.range_limit.is_finite());
        }
        if let Ok(got) = BoxPlot::of(&values) {
            prop_assert!(ordered(got.whiskers) && ordered(got.quartiles) && got.median.is_finite());
        }
        prop_assert!(benjamini_hochberg(&values).is_none_or(|all| all.into_iter().all(is_p)));
    }

    #[test]
    fn projections_of_any_counts(
        counts in prop::collection::vec(counted(), 0..14),
        horizon in 0..6_usize,
        damping in 0.0..1.1_f64,
        level in level(),
    ) {
        let points: Vec<(i32, Counted)> = (0..).zip(counts).collect();
        let ahead = Ahead { horizon, damping, seasons: 1, level };
        for kind in [FunnelKind::Rate, FunnelKind::Proportion] {
            if let Ok(got) = project(&points, kind, &ahead) {
                prop_assert!(got.points.iter().all(|point| {
                    ordered(point.interval) && point.value.is_finite()
                }), "of {:?}", got);
            }
        }
    }

    #[test]
    fn models_of_any_rows(
        rows in prop::collection::vec((number(), number(), counted()), 0..14),
        level in level(),
    ) {
        let covariates: Vec<Vec<f64>> =
            rows.iter().map(|(one, other, _)| vec![*one, *other]).collect();
        let counts: Vec<Counted> = rows.iter().map(|(_, _, counted)| *counted).collect();
        if let Ok(model) = PoissonModel::fit(&covariates, &counts) {
            prop_assert!(model.dispersion.is_finite() && model.deviance.is_finite());
            for coefficient in &model.coefficients {
                prop_assert!(coefficient.estimate.is_finite() && coefficient.error.is_finite());
            }
            for variance in [Variance::Nominal, Variance::Observed] {
                let got = model.effect(1, level, variance);
                prop_assert!(got.is_none_or(|got| ordered(got.interval) && is_p(got.p)));
            }
        }
    }
}
