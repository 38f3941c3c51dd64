use super::*;
use crate::chart::testing::{plain, said};
use crate::chart::{Cell, Noun, Plot, Words};
use crate::dto::{Figure, Interval, Versions};
use crate::resistance::national_indicators;

fn figure(numerator: f64, denominator: f64, unit: &str) -> Figure {
    let per = if unit == "%" { 100.0 } else { 1000.0 };
    let value = per * numerator / denominator;
    Figure {
        value: Some(value),
        numerator,
        denominator,
        unit: unit.to_owned(),
        interval: Some(Interval {
            low: 0.98 * value,
            high: 1.02 * value,
            level: 0.95,
            method: "poisson_exact".to_owned(),
        }),
        versions: Versions::default(),
        notes: Vec::new(),
    }
}

fn years(first: i32, counts: &[(f64, f64)], unit: &str) -> Vec<PeriodPoint> {
    let point = |(year, (events, of)): (i32, &(f64, f64))| PeriodPoint {
        period: year.to_string(),
        figure: figure(*events, *of, unit),
    };
    (first..).zip(counts).map(point).collect()
}

/// DDJ over six years.
fn consumption() -> Vec<PeriodPoint> {
    let counts = [
        (28_500.0, 100_000.0),
        (28_100.0, 101_000.0),
        (27_400.0, 98_000.0),
        (28_300.0, 102_000.0),
        (26_100.0, 97_000.0),
        (25_900.0, 99_000.0),
    ];
    years(2019, &counts, "DDJ/1000 JH")
}

/// Resistant isolates among those tested over six years.
fn isolates(first: i32) -> Vec<PeriodPoint> {
    let counts =
        [(31.0, 210.0), (28.0, 205.0), (24.0, 190.0), (26.0, 230.0), (15.0, 204.0), (17.0, 221.0)];
    years(first, &counts, "%")
}

const fn figures(points: &[PeriodPoint], matter: Matter) -> Figures<'_> {
    Figures { points, breaks: &[], incomplete: &[], matter }
}

fn target(id: &str) -> Option<Target> {
    national_indicators().iter().find(|one| one.id == id).and_then(|one| one.target)
}

fn words(matter: Matter) -> Words {
    Words {
        unit: if matter == Matter::Resistance { "%" } else { "DDJ/1000 JH" }.to_owned(),
        matter,
        ..crate::chart::testing::words(Noun::Year)
    }
}

#[track_caller]
fn close(got: (f64, f64), right: (f64, f64)) {
    let off = (got.0 - right.0).abs().max((got.1 - right.1).abs());
    assert!(off < 1e-6, "{got:?}, not {right:?}");
}

#[test]
fn consumption_is_carried_on_to_the_year_of_its_target() {
    let points = consumption();
    let got = Trajectory::of(&figures(&points, Matter::Consumption), target("CONSO_DDJ"));
    let now = got.now.unwrap();
    assert_eq!((now.period.as_str(), now.standing), ("2024", Some(Standing::Undecided)));
    // chi2.ppf of scipy 1.17, of the events over the dispersion.
    close(now.interval, (255.049_442, 268.309_182_2));
    assert!((now.left.unwrap() - 506.5).abs() < 1e-6, "25 900 less 256.5 times 99");
    let projection = got.projection.unwrap();
    assert_eq!(projection.standing, Standing::Undecided);
    let [(label, point)] = projection.points.as_slice() else { panic!("{projection:?}") };
    // As the model of statsmodels, see the tests of `statistics::project`.
    assert_eq!(label, "2025");
    close(point.interval.unwrap(), (249.022_306, 274.056_624_3));
}

#[test]
fn a_limit_without_a_year_is_followed_for_three_years() {
    let points = isolates(2018);
    let got = Trajectory::of(&figures(&points, Matter::Resistance), target("SARM_HEMOC_PCT"));
    let now = got.now.unwrap();
    assert_eq!(now.standing, Some(Standing::Undecided));
    // proportion_confint(17, 221, method="wilson") of statsmodels 0.15; there is no dispersion to add.
    close(now.interval, (4.857_898_53, 11.972_386_7));
    assert_eq!(now.left, Some(0.0));
    let labels: Vec<String> = got.projection.unwrap().points.into_iter().map(|one| one.0).collect();
    assert_eq!(labels, ["2024", "2025", "2026"]);
}

#[test]
fn what_is_left_is_whole_isolates_and_below_a_limit() {
    for (resistant, left) in [(25.0, 6.0), (20.0, 1.0), (19.0, 0.0)] {
        let points = years(2024, &[(resistant, 200.0)], "%");
        let got = Trajectory::of(&figures(&points, Matter::Resistance), target("SARM_HEMOC_PCT"));
        assert_eq!(got.now.unwrap().left, Some(left), "{resistant} of 200, less than 10 %");
    }
    // At most 0.153 per 1000 patient-days: 30.6 of 200 000.
    let points = years(2024, &[(33.0, 200_000.0)], "/1000 JH");
    let got = Trajectory::of(&figures(&points, Matter::Resistance), target("SARM_DI"));
    assert_eq!(got.now.unwrap().left, Some(3.0));
}

#[test]
fn figures_from_before_a_change_of_rules_do_not_count() {
    let points = isolates(2018);
    let change = [SeriesBreak { year: 2020, label: "CA-SFM 2020".to_owned() }];
    let broken = Figures { breaks: &change, ..figures(&points, Matter::Resistance) };
    let got = Trajectory::of(&broken, target("SARM_HEMOC_PCT"));
    let because = Some(LeftOut::Before("CA-SFM 2020".to_owned()));
    assert_eq!(got.projection, Err(Unprojected::TooFew { have: 4, need: 5, because }));
    let chart = got.chart(&broken, &words(Matter::Resistance)).unwrap();
    let said = said(&chart);
    assert!(
        said.contains(
            "Rien n’est projeté : il faut au moins 5 années, et seules 4 comptent ; pour les autres : \
             avant un changement de règles, CA-SFM 2020."
        ),
        "{said}"
    );
    let Plot::Series(spec) = &chart.plot else { panic!("{chart:?}") };
    assert_eq!((spec.projected, spec.breaks[0].before, spec.breaks.len()), (None, 2, 1));
}

#[test]
fn another_ddd_table_is_a_change_of_rules() {
    let mut points = consumption();
    points.iter_mut().skip(3).for_each(|one| one.figure.versions.ddd = "2027".to_owned());
    let got = Trajectory::of(&figures(&points, Matter::Consumption), target("CONSO_DDJ"));
    assert_eq!(got.left_out[0].1, LeftOut::Before("Table ATC/DDD 2027".to_owned()));
    assert!(matches!(got.projection, Err(Unprojected::TooFew { have: 3, .. })));
}

#[test]
fn a_year_that_is_incomplete_or_small_does_not_count() {
    let mut points = consumption();
    points[1].figure.denominator = 900.0;
    let incomplete = Figures { incomplete: &[2024], ..figures(&points, Matter::Consumption) };
    let got = Trajectory::of(&incomplete, target("CONSO_DDJ"));
    let left_out = [("2020".to_owned(), LeftOut::Small), ("2024".to_owned(), LeftOut::Incomplete)];
    assert_eq!(got.left_out, left_out);
    assert_eq!(got.now.as_ref().map(|now| now.period.as_str()), Some("2023"));
    assert!(matches!(got.projection, Err(Unprojected::TooFew { have: 4, need: 5, .. })));
}

#[test]
fn why_nothing_is_projected_is_told() {
    let points = consumption();
    let of = |points: &[PeriodPoint], to| {
        Trajectory::of(&figures(points, Matter::Resistance), to).projection.unwrap_err()
    };
    assert_eq!(of(&points, None), Unprojected::NoTarget);
    let few = Unprojected::TooFew { have: 3, need: 5, because: None };
    assert_eq!(of(&points[..3], target("CONSO_DDJ")), few);
    let rare = years(2020, &[(1.0, 90.0), (2.0, 90.0), (0.0, 90.0), (1.0, 90.0), (3.0, 90.0)], "%");
    let few = Unprojected::TooFewEvents { have: 7, need: 10 };
    assert_eq!(of(&rare, target("SARM_HEMOC_PCT")), few);
    let nothing = Trajectory::of(&figures(&[], Matter::Consumption), target("CONSO_DDJ"));
    assert_eq!(nothing.now, None);
    assert!(
        nothing.chart(&figures(&[], Matter::Consumption), &words(Matter::Consumption)).is_err()
    );
}

#[test]
fn quarters_go_on_to_the_end_of_a_year() {
    let points: Vec<PeriodPoint> = (0..14_u8)
        .map(|at| PeriodPoint {
            period: format!("{}-Q{}", 2021 + i32::from(at / 4), at % 4 + 1),
            figure: figure(300.0 - f64::from(at) - f64::from(at % 4), 1200.0, "/1000 JH"),
        })
        .collect();
    let got = Trajectory::of(&figures(&points, Matter::Resistance), target("SARM_DI"));
    let projection = got.projection.as_ref().unwrap();
    let ends = [projection.points.first(), projection.points.last()];
    assert_eq!(ends.map(|one| one.unwrap().0.as_str()), ["T3 2024", "T4 2025"]);
    let few = Trajectory::of(&figures(&points[4..13], Matter::Resistance), target("SARM_DI"));
    assert!(matches!(few.projection, Err(Unprojected::TooFew { have: 9, need: 12, .. })));
}

#[test]
fn the_chart_marks_what_is_projected_and_says_what_it_is_worth() {
    let points = consumption();
    let of = figures(&points, Matter::Consumption);
    let got = Trajectory::of(&of, target("CONSO_DDJ"));
    let chart = got.chart(&of, &words(Matter::Consumption)).unwrap();
    let says: Vec<String> = chart.reading.says.iter().map(|text| plain(text)).collect();
    assert_eq!(
        says[2..],
        [
            "Pour 2024, 261,6 DDJ/1000 JH (255,0 à 268,3), cible : au plus 256,5 DDJ/1000 JH (− 10 % depuis 2019). \
             L’écart est de +5,1 DDJ/1000 JH (−1,5 à +11,8) : la cible n’est pas atteinte, mais le hasard peut l’expliquer.",
            "À nombre égal de journées d’hospitalisation, il faudrait au moins 507 DDJ de moins par an pour l’atteindre.",
            "Prolongée jusqu’à 2025, échéance de la cible, la tendance mène à 261,2 (249,0 à 274,1) : l’intervalle \
             contient la cible.",
        ]
    );
    let limits = said(&chart);
    for text in [
        "ne prédit pas",
        "perd 10 % d’une année à l’autre",
        "dispersion 4,3",
        "stratégie nationale",
    ] {
        assert!(limits.contains(text), "{text}: {limits}");
    }
    let Plot::Series(spec) = &chart.plot else { panic!("{chart:?}") };
    assert_eq!((spec.projected, spec.labels.len(), spec.levels.len()), (Some(6), 7, 1));
    let row = &chart.twin.rows[6];
    assert_eq!(row.label, "2025 (projection)");
    assert!(matches!(&row.cells[..], [Cell::Point(Point { interval: Some(_), .. })]));
}

#[test]
fn a_value_at_its_limit_has_not_reached_it_and_a_difference_is_signed_as_it_is_written() {
    // Below 10 %: 20 of 200 are at the limit, 23 and 24 of 200 are 1,5 and 2,0 points above.
    for (resistant, told) in [
        (20.0, "L’écart est de 0,0 point (−3,4 à +4,9) : la cible n’est pas atteinte, mais"),
        (23.0, "L’écart est de +1,5 point (−2,2 à +6,7) : la cible n’est pas atteinte, mais"),
        (24.0, "L’écart est de +2,0 points (−1,8 à +7,2) : la cible n’est pas atteinte, mais"),
        (19.0, "L’écart est de −0,5 point (−3,8 à +4,4) : la cible est atteinte, mais"),
    ] {
        let points = years(2024, &[(resistant, 200.0)], "%");
        let of = figures(&points, Matter::Resistance);
        let got = Trajectory::of(&of, target("SARM_HEMOC_PCT"));
        let chart = got.chart(&of, &words(Matter::Resistance)).unwrap();
        let said = said(&chart);
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn an_incomplete_last_year_gives_its_place_to_the_projection() {
    let mut points = consumption();
    points.extend(years(2018, &[(29_000.0, 101_000.0)], "DDJ/1000 JH"));
    let of = Figures { incomplete: &[2024], ..figures(&points, Matter::Consumption) };
    let got = Trajectory::of(&of, target("CONSO_DDJ"));
    let chart = got.chart(&of, &words(Matter::Consumption)).unwrap();
    let labels: Vec<&str> = chart.twin.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels[5..8], ["2023", "2024 (projection)", "2025 (projection)"]);
    assert!(said(&chart).contains("Hors de la tendance (données incomplètes) : 2024."));
}
