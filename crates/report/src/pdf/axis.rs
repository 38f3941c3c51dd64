//! The scale of a chart: from 0, in round steps.

use domain::french;

/// Steps looked for.
const STEPS: f64 = 5.0;

/// The value axis of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// A scale that holds all values, and 0.
    pub fn holding(values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if high - low <= f64::MIN_POSITIVE {
            high = 1.0;
        }
        let step = round_step((high - low) / STEPS);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// Place of a value, from 0 at the foot to 1 at the top.
    pub fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// Places and texts of the ticks.
    pub fn ticks(&self) -> Vec<(f64, String)> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a dozen at most"
        )]
        let count = ((self.high - self.low) / self.step).round() as u32;
        let tick = |index: u32| {
            let value = self.low + f64::from(index) * self.step;
            (self.place(value), french::decimal(value, decimals(self.step)))
        };
        (0..=count.min(20)).map(tick).collect()
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, not below.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let round =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|round| round * power >= step * (1.0 - 1e-9));
    round.unwrap_or(10.0) * power
}

/// Decimals that tell the ticks apart.
fn decimals(step: f64) -> usize {
    (0..6)
        .find(|decimals| {
            let shift = 10_f64.powi(*decimals);
            (step * shift - (step * shift).round()).abs() < 1e-6
        })
        .and_then(|decimals| usize::try_from(decimals).ok())
        .unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_begin_at_zero_and_go_in_round_steps() {
        for (values, expected) in [
            (&[354.2, 312.0][..], &["0", "100", "200", "300", "400"][..]),
            (&[0.153, 0.02], &["0,00", "0,05", "0,10", "0,15", "0,20"]),
            (&[0.9], &["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
            (&[], &["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
            (&[-3.0, 8.0], &["−5,0", "−2,5", "0,0", "2,5", "5,0", "7,5", "10,0"]),
        ] {
            let ticks = Scale::holding(values.iter().copied()).ticks();
            let texts: Vec<&str> = ticks.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts, expected, "{values:?}");
        }
    }

    #[test]
    fn values_stand_between_the_foot_and_the_top() {
        let scale = Scale::holding([4.0].into_iter());
        assert!((scale.place(2.0) - 0.5).abs() < 1e-9);
        assert!(scale.place(f64::MAX) <= 1.0 && scale.place(-1.0) >= 0.0);
    }
}
