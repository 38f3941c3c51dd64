use super::*;
use crate::statistics::counted::Counted;
use crate::statistics::testing::{close, close_both};
use crate::statistics::unsaid::Unsaid;

fn counts(events: &[f64], denominators: &[f64]) -> Vec<Counted> {
    events.iter().zip(denominators).map(|(one, of)| Counted::new(*one, *of)).collect()
}

#[test]
fn the_randomised_trial_of_dobson_is_fitted_as_r_fits_it() {
    // Dobson 1990, p. 93; the example of glm() in the manual of R: estimates, errors, residual deviance.
    let trial = counts(&[18.0, 17.0, 15.0, 20.0, 10.0, 20.0, 25.0, 13.0, 12.0], &[1.0; 9]);
    let level = |value: usize| f64::from(u8::from(value == 1));
    let rows: Vec<Vec<f64>> = (0..9)
        .map(|at| {
            let (outcome, treatment) = (at % 3, at / 3);
            vec![
                level(outcome),
                level(outcome.wrapping_sub(1)),
                level(treatment),
                level(treatment.wrapping_sub(1)),
            ]
        })
        .collect();
    let model = PoissonModel::fit(&rows, &trial).unwrap();
    for (got, (estimate, error)) in model.coefficients.iter().zip([
        (3.045, 0.1709),
        (-0.4543, 0.2022),
        (-0.2930, 0.1927),
        (0.0, 0.2000),
        (0.0, 0.2000),
    ]) {
        close(got.estimate, estimate, 2e-4);
        close(got.error, error, 5.1e-5);
    }
    close(model.deviance, 5.1291, 1e-5);
    assert_eq!(model.freedom, 4);
}

/// Eight establishments: two sector shares and a type.
fn case_mix() -> (Vec<Vec<f64>>, Vec<Counted>) {
    let rows = [
        [0.1, 0.3, 0.0],
        [0.2, 0.1, 1.0],
        [0.05, 0.6, 0.0],
        [0.3, 0.2, 1.0],
        [0.15, 0.4, 1.0],
        [0.0, 0.8, 0.0],
        [0.25, 0.25, 0.0],
        [0.12, 0.5, 1.0],
    ];
    let events = [410.0, 822.0, 120.0, 1200.0, 610.0, 95.0, 505.0, 433.0];
    let denominators = [1.2, 1.9, 0.6, 2.5, 1.5, 0.7, 1.1, 1.3];
    (rows.iter().map(|row| row.to_vec()).collect(), counts(&events, &denominators))
}

#[test]
fn a_model_with_an_offset_is_that_of_statsmodels() {
    // statsmodels 0.15, GLM(Poisson, offset).
    let (rows, events) = case_mix();
    let model = PoissonModel::fit(&rows, &events).unwrap();
    for (got, (estimate, error)) in model.coefficients.iter().zip([
        (5.827_350_955, 0.087_979_903_86),
        (1.519_798_007, 0.272_506_517_9),
        (-0.683_244_399_1, 0.135_394_597_7),
        (0.073_723_792_59, 0.038_401_746_04),
    ]) {
        close(got.estimate, estimate, 1e-8);
        close(got.error, error, 1e-8);
    }
    close(model.dispersion, 11.477_524_82, 1e-8);
    close(model.deviance, 47.023_423_51, 1e-8);
    close(model.fitted[0], 386.325_003_2, 1e-8);
    close(model.expected(&rows[0], 1.2).unwrap(), 386.325_003_2, 1e-8);
    assert_eq!(model.expected(&rows[0][1..], 1.2), None);
    assert_eq!(model.effect(4, 0.95, Variance::Nominal), None);
    assert_eq!(model.effect(1, 1.0, Variance::Observed), None);
}

#[test]
fn two_groups_give_the_log_normal_rate_ratio() {
    let groups = counts(&[20.0, 30.0, 41.0, 9.0], &[100.0, 110.0, 90.0, 30.0]);
    let rows = [vec![0.0], vec![0.0], vec![1.0], vec![1.0]];
    let model = PoissonModel::fit(&rows, &groups).unwrap();
    let got = model.effect(1, 0.95, Variance::Nominal).unwrap();
    let right = crate::statistics::log_normal_rate_ratio(
        Counted::new(50.0, 120.0),
        Counted::new(50.0, 210.0),
        0.95,
    )
    .unwrap();
    close(got.ratio, right.ratio.unwrap(), 1e-9);
    close_both(got.interval, (right.low, right.high.unwrap()), 1e-9);
    close(got.p, right.p, 1e-9);
}

#[test]
fn many_events_on_a_straight_line_are_fitted() {
    // What rounding leaves of a deviance of 0 must not be taken for movement.
    let rows: Vec<Vec<f64>> = (0..6).map(|step| vec![f64::from(step)]).collect();
    let steady = counts(&[3e9; 6], &[1e6; 6]);
    let model = PoissonModel::fit(&rows, &steady).unwrap();
    close(model.coefficients[0].estimate, 3000_f64.ln(), 1e-9);
    close(model.coefficients[1].estimate, 0.0, 1e-9);
    close(model.deviance, 0.0, 1e-3);
}

#[test]
fn what_cannot_be_fitted_is_told() {
    let (rows, events) = case_mix();
    let fit = PoissonModel::fit;
    let with = |extra: fn(&[f64]) -> f64| -> Vec<Vec<f64>> {
        rows.iter().map(|row| [row.as_slice(), &[extra(row)]].concat()).collect()
    };
    let redundant = with(|row| 1.0 - row[0] - row[1]);
    assert_eq!(fit(&redundant, &events), Err(Unsaid::Redundant { column: 4 }));
    assert_eq!(fit(&with(|_| f64::NAN), &events), Err(Unsaid::OutOfRange));
    assert_eq!(fit(&rows[1..], &events), Err(Unsaid::OutOfRange));
    assert_eq!(fit(&rows[..4], &events[..4]), Err(Unsaid::TooShort { have: 4, need: 5 }));
    assert_eq!(fit(&[], &[]), Err(Unsaid::TooShort { have: 0, need: 2 }));
    let wide = vec![vec![1.0; 40]; 50];
    let many = Unsaid::TooManyColumns { have: 41, most: 40 };
    assert_eq!(fit(&wide, &[Counted::new(1.0, 1.0); 50]), Err(many));
    let none = [Counted::new(0.0, 1.0); 8];
    assert_eq!(fit(&rows, &none), Err(Unsaid::TooFewEvents { have: 0, need: 1 }));
    // A group without any event.
    let empty = counts(&[20.0, 30.0, 0.0, 0.0], &[1.0; 4]);
    let groups = [vec![0.0], vec![0.0], vec![1.0], vec![1.0]];
    assert_eq!(fit(&groups, &empty), Err(Unsaid::Unsettled));
}
