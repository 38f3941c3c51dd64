use proptest::prelude::*;

use super::super::testing::{close, close_both};
use super::*;

const YEARS: Ahead = Ahead { horizon: 3, damping: 0.9, seasons: 1, level: 0.95 };

fn series(first: i32, events: &[f64], denominators: &[f64]) -> Vec<(i32, Counted)> {
    let counts = events.iter().zip(denominators).map(|(one, of)| Counted::new(*one, *of));
    (first..).zip(counts).collect()
}

#[track_caller]
fn check(got: &Projection, (ratio, dispersion): (f64, f64), points: &[(f64, (f64, f64))]) {
    close(got.ratio, ratio, 1e-8);
    close(got.dispersion, dispersion, 1e-8);
    assert_eq!(got.points.len(), points.len());
    for (point, (value, interval)) in got.points.iter().zip(points) {
        close(point.value, *value, 1e-8);
        close_both(point.interval, *interval, 1e-8);
    }
}

// statsmodels 0.15: GLM of Poisson with the logarithm of the denominators as offset, or of Binomial; the variance of
// a row is that of cov_params(), the dispersion pearson_chi2 over df_resid, at least 1; t.ppf of scipy 1.17.

#[test]
fn rates_go_on_as_a_model_of_statsmodels_with_its_dispersion() {
    let events = [28_500.0, 28_100.0, 27_400.0, 28_300.0, 26_100.0, 25_900.0];
    let points = series(2019, &events, &[100.0, 101.0, 98.0, 102.0, 97.0, 99.0]);
    let got = project(&points, FunnelKind::Rate, &YEARS).unwrap();
    assert_eq!(got.freedom, 4);
    check(
        &got,
        (0.984_940_134_7, 4.301_404_394),
        &[
            (261.239_760_7, (249.022_306, 274.056_624_3)),
            (258.048_443_1, (244.917_527_6, 271.883_352_8)),
            (255.209_603_4, (241.183_206_3, 270.051_728_2)),
        ],
    );
}

#[test]
fn proportions_go_on_as_a_model_of_statsmodels_over_a_year_that_is_missing() {
    let events = [31.0, 28.0, 24.0, 26.0, 15.0, 17.0];
    let mut points = series(2018, &events, &[210.0, 205.0, 190.0, 230.0, 204.0, 221.0]);
    points.iter_mut().skip(2).for_each(|one| one.0 += 1);
    let got = project(&points, FunnelKind::Proportion, &Ahead { horizon: 2, ..YEARS }).unwrap();
    check(
        &got,
        (0.883_020_036_1, 1.0),
        &[
            (0.071_881_323_72, (0.031_237_976_12, 0.156_843_802_4)),
            (0.065_441_774_99, (0.026_856_520_25, 0.150_868_773_9)),
        ],
    );
}

#[test]
fn a_year_without_any_event_counts() {
    let points = series(2020, &[4.0, 0.0, 3.0, 5.0, 2.0], &[40.0, 42.0, 39.0, 41.0, 45.0]);
    let ahead = Ahead { horizon: 1, level: 0.8, ..YEARS };
    let got = project(&points, FunnelKind::Rate, &ahead).unwrap();
    check(
        &got,
        (1.013_789_428, 1.892_636_645),
        &[(0.070_317_667_94, (0.011_097_290_86, 0.445_565_903_3))],
    );
}

#[test]
fn quarters_keep_their_seasons() {
    let events =
        [410.0, 380.0, 350.0, 402.0, 399.0, 371.0, 333.0, 391.0, 388.0, 352.0, 331.0, 377.0, 371.0];
    let days = [1.2, 1.2, 1.1, 1.2, 1.2, 1.3, 1.1, 1.2, 1.2, 1.2, 1.1, 1.2, 1.2];
    let ahead = Ahead { horizon: 5, damping: 0.9_f64.powf(0.25), seasons: 4, level: 0.95 };
    let got = project(&series(8000, &events, &days), FunnelKind::Rate, &ahead).unwrap();
    check(
        &got,
        (0.991_802_282, 1.0),
        &[
            (279.071_097_3, (238.780_247_8, 326.160_468)),
            (287.769_192_5, (245.939_650_5, 336.713_124_5)),
            (304.561_680_9, (260.957_656_7, 355.451_603_4)),
            (301.277_794_2, (256.763_063_7, 353.509_994_6)),
            (270.812_659_1, (227.665_602_2, 322.136_921_9)),
        ],
    );
}

#[test]
fn what_cannot_be_projected_is_told() {
    let rate = |events: &[f64], ahead: &Ahead| {
        project(&series(2020, events, &[100.0; 9]), FunnelKind::Rate, ahead).map(|_| ())
    };
    let five = [4.0, 6.0, 3.0, 5.0, 2.0];
    assert_eq!(rate(&five, &YEARS), Ok(()));
    assert_eq!(rate(&five[1..], &YEARS), Err(Unsaid::TooShort { have: 4, need: 5 }));
    assert_eq!(rate(&[0.0; 5], &YEARS), Err(Unsaid::TooFewEvents { have: 0, need: 1 }));
    // Events at one end alone: the trend has no bound.
    assert_eq!(rate(&[0.0, 0.0, 0.0, 0.0, 9.0], &YEARS), Err(Unsaid::Unsettled));
    for ahead in [
        Ahead { horizon: 0, ..YEARS },
        Ahead { damping: 0.0, ..YEARS },
        Ahead { damping: 1.1, ..YEARS },
        Ahead { seasons: 0, ..YEARS },
        Ahead { level: 1.0, ..YEARS },
    ] {
        assert_eq!(rate(&five, &ahead), Err(Unsaid::OutOfRange), "{ahead:?}");
    }
    let full = series(2020, &[9.0; 5], &[9.0; 5]);
    assert_eq!(project(&full, FunnelKind::Proportion, &YEARS), Err(Unsaid::Constant));
    let turned: Vec<_> = series(2020, &five, &[9.0; 5]).into_iter().rev().collect();
    assert_eq!(project(&turned, FunnelKind::Rate, &YEARS), Err(Unsaid::OutOfRange));
    // Eight quarters, none of them the first.
    let steps = [1, 2, 3, 5, 6, 7, 9, 10].map(|step| (step, Counted::new(5.0, 9.0)));
    let quarters = Ahead { seasons: 4, ..YEARS };
    let got = project(&steps, FunnelKind::Rate, &quarters);
    assert_eq!(got, Err(Unsaid::Redundant { column: 4 }));
}

fn kinds() -> impl Strategy<Value = FunnelKind> {
    prop_oneof![Just(FunnelKind::Rate), Just(FunnelKind::Proportion)]
}

/// Width of an interval on the scale of the model.
fn width(point: &Projected, kind: FunnelKind) -> f64 {
    let (low, high) = point.interval;
    let of = |bound: f64| match kind {
        FunnelKind::Rate => bound.ln(),
        FunnelKind::Proportion => (bound / (1.0 - bound)).ln(),
    };
    of(high) - of(low)
}

/// Counts on their trend, without any spread of their own.
fn on_trend(length: i32, slope: f64, kind: FunnelKind) -> Vec<(i32, Counted)> {
    let count = |step: i32| {
        let rate = inverse(slope * f64::from(step) - 1.5, kind);
        (step, Counted::new(400.0 * rate, 400.0))
    };
    (1 - length..=0).map(count).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn intervals_widen_and_no_value_leaves_its_range(
        shares in prop::collection::vec(0.05..0.9_f64, 5..12),
        kind in kinds(),
        damping in 0.5..1.0_f64,
    ) {
        let events: Vec<f64> = shares.iter().map(|share| (300.0 * share).round()).collect();
        let points = series(2000, &events, &[300.0; 12]);
        let ahead = Ahead { horizon: 4, damping, ..YEARS };
        let got = project(&points, kind, &ahead).unwrap();
        let most = if kind == FunnelKind::Proportion { 1.0 } else { f64::MAX };
        for point in &got.points {
            let (low, high) = point.interval;
            prop_assert!(0.0 < low && low < point.value && point.value < high && high <= most);
        }
        if got.points.iter().all(|point| point.interval.1 < 0.999_999) {
            let wider = |pair: &[Projected]| width(&pair[0], kind) <= width(&pair[1], kind);
            prop_assert!(got.points.windows(2).all(wider), "{got:?}");
        }
    }

    #[test]
    fn a_longer_series_of_the_same_spread_narrows_the_interval(
        length in 5..12_i32,
        more in 1..5_i32,
        slope in -0.1..0.1_f64,
        kind in kinds(),
    ) {
        let last = |length: i32| {
            let got = project(&on_trend(length, slope, kind), kind, &YEARS).unwrap();
            width(&got.points[2], kind)
        };
        prop_assert!(last(length + more) < last(length));
    }

    #[test]
    fn a_stronger_damping_stays_nearer_to_the_last_point(slope in -0.2..0.2_f64, kind in kinds()) {
        let far = |damping| {
            let ahead = Ahead { damping, ..YEARS };
            let got = project(&on_trend(6, slope, kind), kind, &ahead).unwrap();
            (got.points[2].value - inverse(-1.5, kind)).abs()
        };
        prop_assert!(far(0.8) <= far(0.95) && far(0.95) <= far(1.0));
    }
}
