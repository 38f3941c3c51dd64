//! Laws that hold for any numbers.

use proptest::prelude::*;

use super::*;

fn counted(most: f64) -> impl Strategy<Value = Counted> {
    (0.0..=1.0, 1.0..most)
        .prop_map(|(share, of): (f64, f64)| Counted::new((share * of).round(), of.round()))
}

fn counts(most: f64) -> impl Strategy<Value = Vec<Counted>> {
    prop::collection::vec(counted(most), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn intervals_hold_their_estimates(one in counted(5e4), other in counted(5e4)) {
        if let Some(got) = rate_ratio(one, other, 0.95) {
            let ratio = got.ratio.unwrap_or(f64::INFINITY);
            prop_assert!(got.low <= ratio && ratio <= got.high.unwrap_or(f64::INFINITY), "{got:?}");
            prop_assert!((0.0..=1.0).contains(&got.p), "{got:?}");
        }
        let difference = one.share().unwrap() - other.share().unwrap();
        let (low, high) = newcombe_interval(one, other, 0.95).unwrap();
        prop_assert!(low <= difference && difference <= high);
        let (low, high) = byar_interval(one.events, 0.95).unwrap();
        prop_assert!(low <= one.events && one.events <= high);
        let got = observed_expected(one.events, other.denominator, 0.95).unwrap();
        prop_assert!(got.interval.0 <= got.ratio && got.ratio <= got.interval.1);
        prop_assert!((0.0..=1.0).contains(&got.p), "{got:?}");
        // The test and the interval say the same.
        if one.events < 1e4 && (got.p - 0.05).abs() > 1e-9 {
            let outside = got.interval.0 > 1.0 || got.interval.1 < 1.0;
            prop_assert_eq!(outside, got.p < 0.05, "{:?}", got);
        }
    }

    #[test]
    fn ratios_turned_around_are_inverse(one in counted(300.0), other in counted(300.0)) {
        if let (Some(got), Some(turned)) =
            (rate_ratio(one, other, 0.9), rate_ratio(other, one, 0.9))
        {
            prop_assert!((got.p - turned.p).abs() < 1e-8);
            if let Some(high) = turned.high {
                prop_assert!((got.low * high - 1.0).abs() < 1e-8, "{got:?} {turned:?}");
            } else {
                prop_assert!(got.low.abs() < f64::EPSILON);
            }
        }
    }

    #[test]
    fn adjusted_p_values_keep_the_order_and_are_no_smaller(
        p_values in prop::collection::vec(0.0..=1.0_f64, 0..40),
    ) {
        let adjusted = benjamini_hochberg(&p_values).unwrap();
        for (p, more) in p_values.iter().zip(&adjusted) {
            prop_assert!(*more >= *p && *more <= 1.0);
            for (other, other_more) in p_values.iter().zip(&adjusted) {
                prop_assert!(p > other || more <= other_more);
            }
        }
    }

    #[test]
    fn what_is_outside_the_outer_limits_is_outside_the_inner_ones(points in counts(3000.0)) {
        for kind in [FunnelKind::Rate, FunnelKind::Proportion] {
            let Ok((funnel, placed)) = Funnel::of(kind, &points, None) else { continue };
            prop_assert!(funnel.dispersion >= 0.0 && placed.len() == points.len());
            for (point, place) in points.iter().zip(placed) {
                let (low, high) = funnel.limits(point.denominator, 0.95).unwrap();
                let (lowest, highest) = funnel.limits(point.denominator, 0.998).unwrap();
                prop_assert!(0.0 <= lowest && lowest <= low && low <= funnel.target);
                prop_assert!(funnel.target <= high && high <= highest && place.z.is_finite());
            }
        }
    }

    #[test]
    fn funnels_narrow_with_the_denominator(
        target in 0.01..0.99_f64,
        denominator in 1.0..3000.0_f64,
        dispersion in 0.5..4.0_f64,
    ) {
        for kind in [FunnelKind::Rate, FunnelKind::Proportion] {
            let funnel = Funnel { kind, target, dispersion };
            let width = |of: f64| {
                let (low, high) = funnel.limits(of.round(), 0.998).unwrap();
                high - low
            };
            prop_assert!(width(4.0 * denominator) <= width(denominator));
        }
    }

    #[test]
    fn an_establishment_is_its_own_reference(points in counts(3000.0)) {
        let own = |point: &Counted| Stratum {
            name: "sector",
            counted: *point,
            reference: point.rate(),
        };
        let strata: Vec<Stratum> = points.iter().map(own).collect();
        match standardise(&strata, 0.95) {
            Ok(got) => prop_assert!((got.ratio.ratio - 1.0).abs() < 1e-12),
            Err(told) => prop_assert_eq!(told, Unsaid::Constant),
        }
    }

    #[test]
    fn charts_of_individuals_move_with_their_values(
        values in prop::collection::vec(-50.0..50.0_f64, 8..30),
        shift in -100.0..100.0_f64,
    ) {
        let moved: Vec<f64> = values.iter().map(|value| value + shift).collect();
        let (chart, other) = (individuals_chart(&values).unwrap(), individuals_chart(&moved).unwrap());
        prop_assert!((chart.range_limit - other.range_limit).abs() < 1e-9);
        for (one, other) in chart.values.points.iter().zip(&other.values.points) {
            prop_assert!((one.low + shift - other.low).abs() < 1e-9);
            prop_assert!((one.high + shift - other.high).abs() < 1e-9);
        }
    }

    #[test]
    fn trends_do_not_depend_on_where_time_starts(points in counts(400.0), start in -3000..3000_i32) {
        let from = |start: i32| -> Vec<(f64, Counted)> {
            (start..).map(f64::from).zip(points.iter().copied()).collect()
        };
        let trend = |start| poisson_trend(&from(start), 0.95, Variance::Observed);
        if let (Ok(one), Ok(other)) = (trend(0), trend(start)) {
            prop_assert!((one.ratio / other.ratio - 1.0).abs() < 1e-6);
            prop_assert!(one.interval.0 <= one.ratio && one.ratio <= one.interval.1);
            prop_assert!((0.0..=1.0).contains(&one.p));
        }
        if let (Ok(one), Ok(other)) = (cochran_armitage(&from(0)), cochran_armitage(&from(start))) {
            prop_assert!((one.z - other.z).abs() < 1e-6);
        }
    }

    #[test]
    fn a_series_turned_around_falls_as_it_rose(
        values in prop::collection::vec((-20..20_i32).prop_map(f64::from), 5..16),
    ) {
        let by_step = |values: Vec<f64>| (0..).map(f64::from).zip(values).collect::<Vec<_>>();
        let turned = values.iter().rev().copied().collect();
        if let (Ok(one), Ok(other)) =
            (mann_kendall(&by_step(values), 0.95), mann_kendall(&by_step(turned), 0.95))
        {
            prop_assert_eq!(one.score, -other.score);
            prop_assert!((one.p - other.p).abs() < 1e-12 && (0.0..=1.0).contains(&one.p));
            prop_assert!((one.slope + other.slope).abs() < 1e-9);
            if let Some((low, high)) = one.interval {
                prop_assert!(low <= one.slope && one.slope <= high);
            }
        }
    }

    #[test]
    fn a_model_expects_as_many_events_as_were_seen(points in counts(400.0)) {
        let rows: Vec<Vec<f64>> =
            (0..points.len()).map(|at| vec![f64::from(u8::from(at % 2 == 0))]).collect();
        if let Ok(model) = PoissonModel::fit(&rows, &points) {
            let seen: f64 = points.iter().map(|point| point.events).sum();
            prop_assert!((model.fitted.iter().sum::<f64>() / seen - 1.0).abs() < 1e-6);
            prop_assert!(model.dispersion >= 0.0 && model.deviance >= 0.0);
        }
    }
}

proptest! {
    // Every case counts up to 40 320 orders.
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn associations_are_the_same_either_way(
        pairs in prop::collection::vec((0.0..9.0_f64, 0.0..9.0_f64), 6..13)
            .prop_filter("quick", |pairs| pairs.len() != 9),
    ) {
        let turned: Vec<(f64, f64)> = pairs.iter().map(|(one, other)| (*other, *one)).collect();
        let (one, other) = (spearman(&pairs).unwrap(), spearman(&turned).unwrap());
        prop_assert!((one.rho - other.rho).abs() < 1e-12 && (one.p - other.p).abs() < 1e-9);
        prop_assert!((-1.0..=1.0).contains(&one.rho) && one.p > 0.0 && one.p <= 1.0);
    }
}
