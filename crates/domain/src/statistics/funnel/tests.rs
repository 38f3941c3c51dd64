use super::*;
use crate::statistics::testing::{close, close_both};

fn funnel(kind: FunnelKind, target: f64) -> Funnel {
    Funnel { kind, target, dispersion: 1.0 }
}

fn points(counts: &[(f64, f64)]) -> Vec<Counted> {
    counts.iter().map(|(events, of)| Counted::new(*events, *of)).collect()
}

#[test]
fn limits_of_proportions_are_interpolated_between_counts() {
    // The formula of the appendix with binom.ppf and binom.cdf of scipy 1.17.
    for (denominator, target, outer, inner) in [
        (5.0, 0.02, (0.0, 0.350_999_328_5), (0.0, 0.154_123_280_2)),
        (10.0, 0.2, (0.0, 0.597_536_039_8), (0.0, 0.429_493_882_9)),
        (50.0, 0.1, (0.0, 0.240_128_418_8), (0.013_862_926_96, 0.179_722_737_6)),
        (200.0, 0.35, (0.245_679_101_5, 0.453_695_815_9), (0.282_017_290_9, 0.414_315_762_3)),
        (4000.0, 0.5, (0.475_446_911_5, 0.524_303_088_5), (0.484_379_107_7, 0.515_370_892_3)),
        (1e5, 0.01, (0.009_036_696_993, 0.010_981_177_28), (0.009_382_937_443, 0.010_616_351_39)),
        (3e5, 0.12, (0.118_168_523_6, 0.121_835_362_4), (0.118_836_697, 0.121_162_372_7)),
    ] {
        let funnel = funnel(FunnelKind::Proportion, target);
        close_both(funnel.limits(denominator, ALARM).unwrap(), outer, 2e-7);
        close_both(funnel.limits(denominator, WARNING).unwrap(), inner, 2e-7);
    }
}

#[test]
fn limits_of_rates_are_interpolated_between_counts() {
    // The same with poisson.ppf and poisson.cdf; the last two are beyond the exact sums.
    for (mean, outer, inner) in [
        (0.5, (0.0, 3.475_858_981), (0.0, 1.860_025_911)),
        (3.0, (0.0, 9.126_504_945), (0.0, 6.393_840_165)),
        (20.0, (7.169_187_108, 34.713_528_57), (11.205_001_04, 28.745_767_68)),
        (400.0, (339.136_243_8, 462.720_890_9), (360.773_747_8, 439.171_772)),
        (999.0, (902.258_377_8, 1_097.593_997), (937.029_263_4, 1_060.919_41)),
        (1001.0, (904.163_411_9, 1_099.690_469), (938.967_202_6, 1_062.979_718)),
        (5000.0, (4_782.414_208, 5_219.435_708), (4_861.382_156, 5_138.565_11)),
    ] {
        let funnel = funnel(FunnelKind::Rate, 2.0);
        let counts = |(low, high): (f64, f64)| (low * mean / 2.0, high * mean / 2.0);
        close_both(counts(funnel.limits(mean / 2.0, ALARM).unwrap()), outer, 2e-5);
        close_both(counts(funnel.limits(mean / 2.0, WARNING).unwrap()), inner, 2e-5);
    }
}

#[test]
fn the_dispersion_is_that_of_winsorised_scores() {
    // numpy 2.4: quantile and clip of the z scores.
    let rates = points(&[
        (12.0, 10.0),
        (30.0, 20.0),
        (22.0, 18.0),
        (8.0, 9.0),
        (41.0, 22.0),
        (19.0, 17.0),
        (25.0, 25.0),
        (60.0, 30.0),
        (15.0, 16.0),
        (33.0, 21.0),
    ]);
    let (funnel, placed) = Funnel::of(FunnelKind::Rate, &rates, None).unwrap();
    close(funnel.target, 1.409_574_468, 1e-9);
    close(funnel.dispersion, 1.590_510_092, 1e-8);
    let widened = 1.590_510_092_f64.sqrt();
    close(placed[0].z, -0.558_205_82 / widened, 1e-8);
    close(placed[7].z, 2.723_840_949 / widened, 1e-8);
    // 2.72 errors of Poisson, but 2.16 of what these establishments differ by.
    assert_eq!(placed[7].zone, FunnelZone::Above);
    assert!(placed.iter().enumerate().all(|(at, one)| at == 7 || one.zone == FunnelZone::Within));
}

#[test]
fn overdispersed_proportions_have_wider_limits() {
    let shares = points(&[
        (3.0, 40.0),
        (40.0, 90.0),
        (12.0, 60.0),
        (2.0, 30.0),
        (66.0, 120.0),
        (9.0, 80.0),
        (30.0, 75.0),
        (1.0, 35.0),
    ]);
    let (funnel, placed) = Funnel::of(FunnelKind::Proportion, &shares, None).unwrap();
    assert!(funnel.is_overdispersed());
    close(funnel.target, 0.307_547_169_8, 1e-9);
    close(funnel.dispersion, 9.025_980_295, 1e-8);
    close_both(funnel.limits(90.0, WARNING).unwrap(), (0.021_112_890_38, 0.593_981_449_2), 1e-8);
    // The formula says -0.144, which is no share.
    close_both(funnel.limits(90.0, ALARM).unwrap(), (0.0, 0.759_161_827_5), 1e-8);
    assert!(placed.iter().all(|one| one.zone == FunnelZone::Within));
    // Without what they differ by, half of them were outside.
    let naive = Funnel { dispersion: 1.0, ..funnel };
    assert_eq!(naive.place(shares[0]).unwrap().zone, FunnelZone::FarBelow);
    assert_eq!(naive.place(shares[4]).unwrap().zone, FunnelZone::FarAbove);
    assert_eq!(naive.place(shares[6]).unwrap().zone, FunnelZone::Within);
    assert_eq!(naive.place(Counted::new(37.0, 90.0)).unwrap().zone, FunnelZone::Above);
    assert_eq!(naive.place(Counted::new(18.0, 90.0)).unwrap().zone, FunnelZone::Below);
}

#[test]
fn a_given_target_is_kept() {
    let five = points(&[(5.0, 10.0); 5]);
    let (funnel, placed) = Funnel::of(FunnelKind::Proportion, &five, Some(0.4)).unwrap();
    close(funnel.target, 0.4, 1e-12);
    close(placed[0].z, 0.1 / (0.024_f64).sqrt(), 1e-9);
    close(funnel.dispersion, 0.01 / 0.024, 1e-9);
    assert!(!funnel.is_overdispersed());
}

#[test]
fn a_funnel_that_cannot_be_drawn_is_told() {
    let told = |counts: &[(f64, f64)], target| {
        Funnel::of(FunnelKind::Proportion, &points(counts), target).err()
    };
    let short = Unsaid::TooShort { have: 4, need: 5 };
    assert_eq!(told(&[(1.0, 5.0); 4], None), Some(short));
    assert_eq!(told(&[(0.0, 5.0); 5], None), Some(Unsaid::Constant));
    assert_eq!(told(&[(5.0, 5.0); 5], None), Some(Unsaid::Constant));
    assert_eq!(told(&[(6.0, 5.0); 5], None), Some(Unsaid::OutOfRange));
    assert_eq!(told(&[(1.0, 5.0); 5], Some(1.2)), Some(Unsaid::OutOfRange));
    assert_eq!(told(&[(1.0, 5.0); 5], Some(f64::NAN)), Some(Unsaid::OutOfRange));
    let funnel = funnel(FunnelKind::Rate, 2.0);
    assert_eq!(funnel.limits(0.0, 0.95), None);
    assert_eq!(funnel.limits(3.0, 1.0), None);
    assert_eq!(funnel.place(Counted::new(-1.0, 2.0)), None);
}
